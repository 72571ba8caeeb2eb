use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn agreement_is_never_given_in_advance() {
    assert!(!markup("asked").contains("checked"));
}

#[test]
fn a_band_says_that_one_helps_and_how_to_end() {
    let html = markup("helping");
    assert!(html.contains("Mode accompagnement\u{a0}: Personne") && html.contains(">Terminer</button>"), "{html}");
    assert!(html.contains("Racontez-moi ce qui se passe."), "{html}");
    assert!(!markup("asked").contains("class=\"band\""));
}
