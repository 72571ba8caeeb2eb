//! The desk, with rows under rows, picked out and sorted, and one row on its page.

use parcours_rules::visit::{AtDesk, Event, Page};
use parcours_schema::Language;
use serde_json::json;

use crate::element::Element;
use crate::example::{Example, Trial, visited};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "desk", name: "rows", view: rows },
    Example { component: "desk", name: "picked-out", view: picked_out },
    Example { component: "desk", name: "no-match", view: no_match },
    Example { component: "desk", name: "sorted", view: sorted },
    Example { component: "desk", name: "incomplete", view: incomplete },
    Example { component: "desk", name: "row", view: row },
    Example { component: "desk", name: "row-errors", view: row_errors },
    Example { component: "desk", name: "read-only", view: read_only },
];

/// A visit at the desk of a small plan.
pub(super) fn at_desk(role: &str, language: Language, acts: &[AtDesk]) -> Option<Trial> {
    let mut trial = Trial::at_desk(role, language)?;
    trial.open(Page::Desk);
    for act in acts {
        trial.tell(Event::AtDesk(act.clone()));
    }
    Some(trial)
}

fn at(role: &str, language: Language, acts: &[AtDesk]) -> Element {
    visited(at_desk(role, language, acts))
}

fn pick(path: &str, value: &str) -> AtDesk {
    AtDesk::Pick { path: path.to_owned(), value: Some(json!(value)) }
}

fn rows(language: Language) -> Element {
    at("coordinator", language, &[])
}

fn picked_out(language: Language) -> Element {
    at("coordinator", language, &[pick("plan.services.provider", "CLSC")])
}

fn no_match(language: Language) -> Element {
    at("coordinator", language, &[pick("plan.services.status", "paused")])
}

fn sorted(language: Language) -> Element {
    at("coordinator", language, &[AtDesk::Sort { path: Some("plan.services.start".to_owned()) }])
}

fn incomplete(language: Language) -> Element {
    let gap = AtDesk::Answer { key: "s2".to_owned(), value: Some(json!("not_delivered")) };
    at("coordinator", language, &[gap])
}

fn row(language: Language) -> Element {
    at("coordinator", language, &[AtDesk::Edit { key: "s1".to_owned() }])
}

fn row_errors(language: Language) -> Element {
    let mut trial = at_desk("coordinator", language, &[AtDesk::Add { under: Some("o1".to_owned()) }]);
    if let Some(trial) = &mut trial {
        trial.tell(Event::InSection(parcours_rules::journey::Event::Continue));
    }
    visited(trial)
}

fn read_only(language: Language) -> Element {
    at("provider", language, &[])
}
