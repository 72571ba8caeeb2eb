use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn hint_comes_before_error_and_error_before_warning() {
    let html = markup("everything-at-once");
    let order = "organisation-hint organisation-prefilled organisation-error organisation-warning";
    assert!(html.contains(&format!("aria-describedby=\"{order}\"")), "{html}");
}

#[test]
fn the_word_error_is_said_before_the_sentence() {
    let html = markup("everything-at-once");
    assert!(
        html.contains("<span class=\"unseen\">Erreur\u{a0}: </span><span>Inscrivez le nom de l’organisme."),
        "{html}"
    );
}
