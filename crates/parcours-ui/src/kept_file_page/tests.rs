use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn p_05_it_says_that_nobody_finds_the_passphrase_again_before_it_asks() {
    let html = markup("keeping");
    let warning = html.find("Personne ne peut retrouver cette phrase.").unwrap();
    assert!(warning < html.find("type=\"password\"").unwrap(), "{html}");
    assert_eq!(html.matches("autocomplete=\"new-password\"").count(), 2, "{html}");
}

#[test]
fn what_is_missing_and_what_does_not_open_is_said_at_its_place_and_in_the_summary() {
    let html = markup("missing");
    assert_eq!(html.matches("Choisissez le fichier de votre dossier.").count(), 2, "{html}");
    assert_eq!(html.matches("Inscrivez la phrase secrète.").count(), 2, "{html}");
    let html = markup("locked");
    assert_eq!(html.matches("Cette phrase n’ouvre pas ce fichier.").count(), 2, "{html}");
    assert_eq!(markup("too-short").matches("Inscrivez une phrase d’au moins 12 caractères.").count(), 2);
}

#[test]
fn the_overview_says_that_the_dossier_is_only_on_the_page() {
    let html = markup("not-kept-yet");
    assert!(
        html.contains("Ce dossier n’est que sur cette page.") && html.contains(">Enregistrer une copie<"),
        "{html}"
    );
}
