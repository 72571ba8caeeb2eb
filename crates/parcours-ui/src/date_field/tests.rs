use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn only_the_missing_part_is_wrong() {
    let html = markup("month-missing");
    let wrong: Vec<&str> = html.split("<input").skip(1).filter(|input| input.contains("aria-invalid")).collect();
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].contains("id=\"birth_date-month\""));
}

#[test]
fn a_kept_date_is_shown_in_its_parts() {
    let html = markup("kept");
    for (part, value) in [("day", "27"), ("month", "03"), ("year", "2007")] {
        let input = html.split("<input").find(|input| input.contains(&format!("id=\"birth_date-{part}\""))).unwrap();
        assert!(input.contains(&format!("value=\"{value}\"")), "{input}");
    }
}

#[test]
fn what_is_typed_in_one_part_leaves_the_others() {
    use parcours_schema::DatePart;
    use serde_json::json;
    let kept = json!("2007-03-27");
    let typed = super::with_part(Some(&kept), DatePart::Month, "avril".to_owned());
    assert_eq!(typed, Some(json!({ "day": "27", "month": "avril", "year": "2007" })));
    let emptied = super::with_part(Some(&json!({ "day": "2" })), DatePart::Day, " ".to_owned());
    assert_eq!(emptied, None);
}
