use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn there_is_no_day() {
    let html = markup("kept");
    assert!(!html.contains("expiry-day"));
    assert!(html.contains("value=\"03\"") && html.contains("value=\"2027\""));
}
