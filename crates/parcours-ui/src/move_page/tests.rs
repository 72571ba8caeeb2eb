use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn what_is_missing_is_a_link_to_its_section() {
    let html = markup("blocked");
    assert!(html.contains(">Personne\u{a0}: 1 à compléter</a>"), "{html}");
    assert!(html.contains("id=\"summary\""), "{html}");
}

#[test]
fn a_reason_that_is_missing_is_said_twice_in_the_same_words() {
    assert_eq!(markup("reason-missing").matches("Inscrivez la raison.").count(), 2);
}

#[test]
fn what_is_signed_says_who_signs_after() {
    let html = markup("to-sign");
    assert!(html.contains("Votre nom, comme signature") && html.contains(">Signer</button>"), "{html}");
}
