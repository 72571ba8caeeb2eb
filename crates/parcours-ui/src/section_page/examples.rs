//! A section.

use parcours_rules::journey::Event;
use parcours_schema::Language;

use crate::element::Element;
use crate::example::{Example, at_start, drawn};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "section_page", name: "empty", view: |language| drawn(at_start(language)) },
    Example { component: "section_page", name: "errors", view: errors },
];

fn errors(language: Language) -> Element {
    let mut journey = at_start(language);
    if let Some(journey) = &mut journey {
        journey.update(Event::Continue);
    }
    drawn(journey)
}
