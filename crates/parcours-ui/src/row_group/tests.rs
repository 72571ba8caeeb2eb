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

#[test]
fn rows_that_are_many_are_buttons_that_say_whether_they_are_open() {
    let html = markup("many");
    assert_eq!(html.matches("aria-expanded=\"true\"").count(), 1, "{html}");
    assert_eq!(html.matches("aria-expanded=\"false\"").count(), 6, "{html}");
    assert_eq!(html.matches("<input").count(), 1, "only the open row asks: {html}");
    assert!(html.contains("Téléphone 4\u{a0}: 450 555-0143</button></legend></fieldset>"), "{html}");
}
