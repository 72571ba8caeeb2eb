//! Two answers to one question.

use parcours_rules::visit::{Event, Page};
use parcours_schema::Language;

use crate::element::Element;
use crate::example::{Example, Trial, visited};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "conflict_page", name: "asked", view: asked },
    Example { component: "conflict_page", name: "missing", view: missing },
];

fn asked(language: Language) -> Element {
    disputed(language, |_| {})
}

fn missing(language: Language) -> Element {
    disputed(language, |trial| trial.tell(Event::Confirm))
}

fn disputed(language: Language, then: impl FnOnce(&mut Trial)) -> Element {
    let mut trial = Trial::of("person", language);
    if let Some(trial) = &mut trial {
        trial.open(Page::Section(1));
        trial.answer("/what/description", "Je veux rester chez moi.");
        trial.done("person", crate::example::save(&[("/what/description", "Je veux déménager.".into())]));
        trial.tell(Event::SaveAndReturn);
        then(trial);
    }
    visited(trial)
}
