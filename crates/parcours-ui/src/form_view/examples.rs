//! The whole form, on its second page.

use parcours_rules::journey::{Event, Page};
use parcours_schema::Language;

use crate::element::Element;
use crate::example::{Example, at_review, drawn};

/// The states.
pub const EXAMPLES: &[Example] = &[Example { component: "form_view", name: "second-page", view: second_page }];

fn second_page(language: Language) -> Element {
    let mut journey = at_review(language);
    if let Some(journey) = &mut journey {
        journey.update(Event::Open(Page::Section(1)));
    }
    drawn(journey)
}
