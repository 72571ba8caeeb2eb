use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn rows_are_offered_by_their_words_and_none_is_chosen_beforehand() {
    let html = markup("one");
    assert_eq!(html.matches("type=\"radio\"").count(), 2);
    assert!(html.contains(">Besoin 1\u{a0}: un répit la fin de semaine</label>") && !html.contains(" checked"));
    assert!(!html.contains("a1"), "a key is nobody's to read: {html}");
}

#[test]
fn without_rows_it_says_so_where_the_focus_can_land() {
    let html = markup("nothing-to-choose");
    assert!(html.contains("<p class=\"hint\" tabindex=\"-1\">Rien à choisir pour le moment.</p>"), "{html}");
    assert!(!html.contains("radiogroup"));
}

#[test]
fn a_row_that_is_gone_can_be_seen_and_taken_away() {
    let html = markup("several");
    assert_eq!(html.matches(" checked").count(), 2);
    assert!(html.contains(">Élément retiré</label>"));
}

#[test]
fn more_rows_than_can_stand_in_sight_are_a_closed_list() {
    let html = markup("many");
    assert_eq!((html.matches("<option").count(), html.matches("type=\"radio\"").count()), (10, 0), "{html}");
}
