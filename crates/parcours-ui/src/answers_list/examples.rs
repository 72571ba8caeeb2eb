//! Answers to be read.

use parcours_rules::visit::Page;
use parcours_schema::Language;

use crate::answers_list::answers_list;
use crate::element::{Element, el};
use crate::example::{Example, Trial};

/// The states.
pub const EXAMPLES: &[Example] = &[Example { component: "answers_list", name: "rows", view: rows }];

fn rows(language: Language) -> Element {
    let mut trial = Trial::sent("person", language);
    if let Some(trial) = &mut trial {
        trial.open(Page::Section(0));
    }
    let Some(trial) = trial else { return el("p") };
    let form = trial.visit.process().form().clone();
    el("div").class("parcours").children(answers_list(&trial.sheet, &form, 0, 3))
}
