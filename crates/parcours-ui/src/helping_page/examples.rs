//! Whom one helps, asked and missing.

use parcours_rules::visit::{Asked, Event, Page};
use parcours_schema::Language;

use crate::element::Element;
use crate::example::{Example, Trial, visited};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "helping_page", name: "asked", view: asked },
    Example { component: "helping_page", name: "missing", view: missing },
    Example { component: "helping_page", name: "helping", view: helping },
];

fn asked(language: Language) -> Element {
    opened(language, |_| {})
}

fn missing(language: Language) -> Element {
    opened(language, |trial| trial.tell(Event::Confirm))
}

fn helping(language: Language) -> Element {
    opened(language, |trial| {
        trial.tell(Event::Typed(Asked::With, Some("person".into())));
        trial.tell(Event::Typed(Asked::Agreed, Some(true.into())));
        trial.tell(Event::Confirm);
    })
}

fn opened(language: Language, then: impl FnOnce(&mut Trial)) -> Element {
    let mut trial = Trial::of("adviser", language);
    if let Some(trial) = &mut trial {
        trial.open(Page::Section(1));
        then(trial);
    }
    visited(trial)
}
