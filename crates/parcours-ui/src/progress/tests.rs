use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn it_is_said_in_words() {
    assert!(markup("second-of-five").contains(">Étape 2 sur 5</p>"));
}
