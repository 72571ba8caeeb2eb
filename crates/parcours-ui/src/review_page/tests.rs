use parcours_schema::Language;

use super::examples::EXAMPLES;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn every_link_that_changes_an_answer_names_it() {
    let html = markup("complete");
    let links = html.matches(">Modifier<").count();
    assert!(links >= 6, "{html}");
    assert_eq!(html.matches(">Modifier<span class=\"unseen\"> ").count(), links);
}

#[test]
fn what_was_left_out_says_so_and_what_is_hidden_is_not_there() {
    let html = markup("complete");
    assert!(html.contains("Non fourni"));
    assert!(!html.contains("Courriel</dt>"), "the email is not asked");
}

#[test]
fn while_it_is_sent_the_button_stays() {
    let html = markup("sending");
    assert!(html.contains("aria-disabled=\"true\">Envoi en cours…</button>"), "{html}");
    assert!(html.contains("aria-live=\"polite\">Envoi en cours…</p>"));
}

#[test]
fn a_failure_is_an_alert_with_two_ways_on() {
    let html = markup("not-sent");
    let alert = html.split("role=\"alert\"").nth(1).unwrap();
    assert!(alert.find(">Réessayer<").unwrap() < alert.find(">Imprimer<").unwrap());
    assert!(alert.contains("Cet appareil n’a pas de connexion."));
}
