use parcours_rules::visit::Page;
use parcours_schema::Language;

use super::examples::EXAMPLES;
use crate::example::Trial;

fn markup(name: &str) -> String {
    EXAMPLES.iter().find(|example| example.name == name).unwrap().markup(Language::Fr)
}

#[test]
fn a_36_a_document_says_what_it_is_as_of_when_and_which_version() {
    let html = markup("request");
    for said in [
        ">Demande</h1>",
        "<dt>En date du</dt><dd>22 novembre 2026</dd>",
        "Édouard Tremblay",
        "Je veux rester chez moi.",
        "<dt>Copie pour</dt><dd>Personne</dd>",
        "Dossier gardé au moins jusqu’au 20 novembre 2031, et plus longtemps si quelque chose s’y ajoute.",
        "Formulaire 2026, version 1.0.0",
    ] {
        assert!(html.contains(said), "{said}: {html}");
    }
    assert_eq!(html.matches("<h1").count(), 1, "{html}");
}

#[test]
fn an_empty_document_says_so() {
    assert!(markup("empty").contains("Ce document est encore vide."));
}

#[test]
fn nobody_opens_a_document_before_its_state_or_of_another_role() {
    for (role, id) in [("person", "answer"), ("adviser", "own")] {
        let mut trial = Trial::of(role, Language::Fr).unwrap();
        trial.open(Page::Document(id.to_owned()));
        assert_eq!(*trial.visit.page(), Page::Overview, "{role} {id}");
    }
}

#[test]
fn a_36_the_first_page_says_who_does_what_and_the_rest_is_told_together() {
    let html = markup("plan");
    let after = |said: &str, next: &str| {
        let rest = html.split_once(said).map(|(_, rest)| rest).unwrap_or_default();
        assert!(rest.contains(next), "{next} after {said}: {html}");
    };
    after(">En bref</h2>", ">Le plan dans le temps</h2>");
    after(">Le plan dans le temps</h2>", ">Logement</h3>");
    after(">Logement</h3>", ">Besoin 1\u{a0}: Habiter seul</h4>");
    after(">Besoin 1\u{a0}: Habiter seul</h4>", ">Service 2\u{a0}: Aide au déménagement</h5>");
    after(">Travail</h3>", ">Autres éléments</h3>");
    after(">Autres éléments</h3>", ">Service 3\u{a0}: Transport adapté</h4>");
    assert_eq!(html.matches("<table").count(), 2);
    assert_eq!(html.matches("scope=\"row\"").count(), 4 + 6, "{html}");
    assert!(html.contains("Sans fin prévue") && html.contains("Pas de date"), "{html}");
}

#[test]
fn private_notes_are_in_no_document_even_of_whoever_wrote_them() {
    let html = markup("plan");
    assert!(html.contains("Vivre chez moi.") && !html.contains("Rappeler en mai."), "{html}");
}

#[test]
fn a_36_a_sensitive_document_warns_before_it_is_printed() {
    assert!(markup("plan").contains("Gardez-le en lieu sûr."));
    assert!(!markup("request").contains("Gardez-le en lieu sûr."));
}
