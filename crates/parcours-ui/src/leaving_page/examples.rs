//! Asked, then done.

use parcours_rules::visit::Event;
use parcours_schema::Language;

use crate::element::Element;
use crate::example::{Example, Trial, visited};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "leaving_page", name: "asked", view: |language| drawn(language, &[Event::NewPerson]) },
    Example {
        component: "leaving_page",
        name: "left",
        view: |language| drawn(language, &[Event::NewPerson, Event::Confirm]),
    },
];

fn drawn(language: Language, events: &[Event]) -> Element {
    let mut trial = Trial::sent("adviser", language);
    for event in events {
        if let Some(trial) = &mut trial {
            trial.tell(event.clone());
        }
    }
    visited(trial)
}
