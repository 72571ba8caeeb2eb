use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn rows_have_numbers_and_their_buttons_say_them() {
    let html = markup("two");
    assert!(html.contains(">Téléphone 1</legend>") && html.contains(">Téléphone 2</legend>"));
    assert!(html.contains(">Retirer<span class=\"unseen\"> Téléphone 2</span></button>"), "{html}");
}

#[test]
fn a_full_group_says_why_it_cannot_grow() {
    let html = markup("full");
    assert!(html.contains("aria-disabled=\"true\"") && html.contains("Le nombre maximal est atteint."));
}
