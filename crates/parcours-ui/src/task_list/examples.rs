//! Sections of each status.

use leptos::prelude::*;
use parcours_rules::visit::{Event, Page};
use parcours_schema::Language;

use crate::element::{Element, el};
use crate::example::{Example, Trial, visiting};
use crate::task_list::task_list;

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "task_list", name: "begun", view: begun },
    Example { component: "task_list", name: "for-the-adviser", view: for_the_adviser },
];

fn begun(language: Language) -> Element {
    let mut trial = Trial::of("person", language);
    if let Some(trial) = &mut trial {
        trial.open(Page::Section(0));
        trial.answer("/who/phones", serde_json::json!([{ "key": "a1", "number": "450 555-0142" }]));
        trial.tell(Event::SaveAndReturn);
    }
    drawn(trial)
}

fn for_the_adviser(language: Language) -> Element {
    drawn(Trial::sent("adviser", language))
}

fn drawn(trial: Option<Trial>) -> Element {
    let Some(trial) = trial else { return el("p") };
    let view = visiting(RwSignal::new_local(trial.visit), RwSignal::new_local(trial.sheet));
    el("div").class("parcours").child(task_list(view, 3))
}
