//! A section, written in, read, and both.

use parcours_rules::journey;
use parcours_rules::visit::{Event, Page};
use parcours_schema::Language;

use crate::element::Element;
use crate::example::{Example, Trial, visited};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "dossier_section", name: "empty", view: empty },
    Example { component: "dossier_section", name: "errors", view: errors },
    Example { component: "dossier_section", name: "not-saved", view: not_saved },
    Example { component: "dossier_section", name: "read-only", view: read_only },
    Example { component: "dossier_section", name: "rows-of-others", view: rows_of_others },
];

fn empty(language: Language) -> Element {
    opened(Trial::of("person", language), 0, |_| {})
}

fn errors(language: Language) -> Element {
    opened(Trial::of("person", language), 1, |trial| trial.tell(Event::InSection(journey::Event::Continue)))
}

fn not_saved(language: Language) -> Element {
    opened(Trial::of("person", language), 1, |trial| {
        trial.answer("/what/description", "Je veux rester chez moi.");
        trial.fails();
        trial.tell(Event::InSection(journey::Event::Continue));
    })
}

fn read_only(language: Language) -> Element {
    opened(Trial::sent("person", language), 1, |_| {})
}

fn rows_of_others(language: Language) -> Element {
    opened(Trial::sent("adviser", language), 0, |_| {})
}

fn opened(trial: Option<Trial>, section: usize, then: impl FnOnce(&mut Trial)) -> Element {
    let mut trial = trial;
    if let Some(trial) = &mut trial {
        trial.open(Page::Section(section));
        then(trial);
    }
    visited(trial)
}
