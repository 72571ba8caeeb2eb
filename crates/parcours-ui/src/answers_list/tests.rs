use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn a_row_has_a_heading_and_keys_are_never_shown() {
    let html = markup("rows");
    assert!(html.contains("Téléphone 1</h3>") && html.contains("450 555-0142") && !html.contains("a1"), "{html}");
}
