//! A document with answers, one that is still empty, a plan with its summary and its dates.

use parcours_rules::visit::Page;
use parcours_schema::Language;

use crate::element::Element;
use crate::example::{Example, Trial, visited};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "document_page", name: "request", view: request },
    Example { component: "document_page", name: "empty", view: empty },
    Example { component: "document_page", name: "plan", view: plan },
];

fn request(language: Language) -> Element {
    opened(Trial::sent("person", language), "receipt")
}

fn empty(language: Language) -> Element {
    opened(Trial::sent("person", language), "answer")
}

fn plan(language: Language) -> Element {
    opened(Trial::planned("coordinator", language), "plan")
}

fn opened(trial: Option<Trial>, id: &str) -> Element {
    let mut trial = trial;
    if let Some(trial) = &mut trial {
        trial.open(Page::Document(id.to_owned()));
    }
    visited(trial)
}
