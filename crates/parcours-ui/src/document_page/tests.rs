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
