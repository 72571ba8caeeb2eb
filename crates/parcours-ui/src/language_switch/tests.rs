use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn the_link_says_its_own_language() {
    assert!(markup("to-the-other").contains("lang=\"en-CA\" hreflang=\"en-CA\""));
}
