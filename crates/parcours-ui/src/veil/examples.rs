//! The veil over a section.

use parcours_rules::calendar::Moment;
use parcours_rules::visit::{Event, Page};
use parcours_schema::Language;

use crate::element::Element;
use crate::example::{Example, Trial, visited};

/// The states.
pub const EXAMPLES: &[Example] = &[Example { component: "veil", name: "over-a-section", view: over_a_section }];

fn over_a_section(language: Language) -> Element {
    let mut trial = Trial::of("person", language);
    if let Some(trial) = &mut trial {
        trial.open(Page::Section(1));
        trial.answer("/what/description", "Je veux rester chez moi.");
        trial.tell(Event::Clock(Moment::from_millis(i64::MAX)));
    }
    visited(trial)
}
