use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn the_overview_says_where_what_next_who_and_by_when() {
    let html = markup("sent");
    for said in
        ["Demande reçue", "Étape 2 sur 2", "lit la demande.", "C’est à vous.", "au plus tard le 22 novembre 2026"]
    {
        assert!(html.contains(said), "{said}: {html}");
    }
}

#[test]
fn what_was_sent_back_says_why_and_where() {
    let html = markup("sent-back");
    assert!(html.contains("Le numéro de téléphone ne répond pas."));
    assert!(html.contains(">À corriger</span>"), "{html}");
}

#[test]
fn a_dossier_that_does_not_open_is_an_alert() {
    let html = markup("not-opened");
    assert!(html.contains("role=\"alert\"") && html.contains(">Réessayer<"), "{html}");
}
