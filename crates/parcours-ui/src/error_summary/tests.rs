use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn it_counts_what_it_lists() {
    assert!(markup("one").contains("Il y a 1 erreur à corriger"));
    let html = markup("three");
    assert!(html.contains("Il y a 3 erreurs à corriger"));
    assert_eq!(html.matches("<li>").count(), 3);
}

#[test]
fn an_entry_without_a_question_is_no_link() {
    assert_eq!(markup("three").matches("<a ").count(), 2);
}
