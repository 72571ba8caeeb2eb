use parcours_schema::Language;

use super::{CalendarFile, calendar_file};
use crate::example::Trial;

fn file(language: Language) -> CalendarFile {
    calendar_file(&Trial::sent("adviser", language).unwrap().visit).unwrap()
}

#[test]
fn a_deadline_is_a_day_in_the_calendar_under_a_name_that_lasts() {
    let CalendarFile { name, text } = file(Language::Fr);
    assert_eq!(name, "echeances.ics");
    assert!(text.contains("\r\nUID:call.1@d-1\r\n"), "{text}");
    assert!(text.contains("\r\nDTSTART;VALUE=DATE:20261122\r\n"), "{text}");
    assert!(text.contains("\r\nSUMMARY:Appeler la personne\r\n"), "{text}");
    assert!(file(Language::En).text.contains("\r\nSUMMARY:Call the person\r\n"));
}

#[test]
fn p_01_nothing_that_was_answered_is_in_it() {
    let CalendarFile { text, .. } = file(Language::Fr);
    for answered in ["Tremblay", "555-0142", "rester chez moi"] {
        assert!(!text.contains(answered), "{text}");
    }
}

#[test]
fn without_a_deadline_there_is_no_file() {
    assert_eq!(calendar_file(&Trial::of("person", Language::Fr).unwrap().visit), None);
}

#[test]
fn p_01_where_the_form_is_sensitive_a_calendar_is_not_told_what_the_date_is() {
    let CalendarFile { text, .. } = calendar_file(&Trial::planned("coordinator", Language::Fr).unwrap().visit).unwrap();
    assert!(text.contains("\r\nDTSTART;VALUE=DATE:20270215\r\n"), "{text}");
    assert!(text.contains("\r\nSUMMARY:Date à retenir\r\n") && !text.to_lowercase().contains("plan"), "{text}");
}
