use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn it_is_polite() {
    assert!(markup("sending").contains("role=\"status\" aria-live=\"polite\""));
}
