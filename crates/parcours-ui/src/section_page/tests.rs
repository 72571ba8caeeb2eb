use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn the_summary_comes_before_the_heading() {
    let html = markup("errors");
    assert!(html.find("id=\"summary\"").unwrap() < html.find("id=\"heading\"").unwrap());
    assert!(!markup("empty").contains("id=\"summary\""));
}

#[test]
fn what_is_not_asked_is_not_in_the_page() {
    assert!(!markup("empty").contains("q-who-email"));
}
