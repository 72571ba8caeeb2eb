use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn not_answering_is_neither() {
    assert!(!markup("unanswered").contains(" checked"));
    assert_eq!(markup("no").matches(" checked").count(), 1);
}
