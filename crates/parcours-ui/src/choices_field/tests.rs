use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn what_was_ticked_is_ticked() {
    assert_eq!(markup("two-ticked").matches(" checked").count(), 2);
}

#[test]
fn a_group_of_boxes_says_in_words_that_it_is_required() {
    let html = markup("wrong");
    assert!(html.contains("aria-describedby=\"places-hint places-required places-error\""));
    assert!(html.contains(">obligatoire</p>"));
}
