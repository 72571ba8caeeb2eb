use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn the_count_is_part_of_the_description() {
    let html = markup("filled");
    assert!(html.contains("aria-describedby=\"description-hint description-count\""));
    assert!(html.contains("Caractères restants\u{a0}: 3974"), "{html}");
    assert!(markup("too-long").contains("Caractères en trop\u{a0}: 6"));
}
