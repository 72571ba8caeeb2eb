use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn it_is_asked_first_and_there_is_a_way_back() {
    let html = markup("asked");
    assert!(html.contains("Passer à une autre personne?") && html.contains(">Effacer cet écran</button>"), "{html}");
    assert!(html.contains(">Retour au dossier</a>"), "{html}");
}

#[test]
fn afterwards_the_page_leads_nowhere_in_that_dossier() {
    let html = markup("left");
    assert!(
        html.contains("Écran effacé") && !html.contains("Retour au dossier") && !html.contains("Demande reçue"),
        "{html}"
    );
}
