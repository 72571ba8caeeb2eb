//! A move, ready, blocked and to be signed.

use parcours_rules::visit::{Event, Page};
use parcours_schema::Language;

use crate::element::Element;
use crate::example::{Example, Trial, visited};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "move_page", name: "ready", view: ready },
    Example { component: "move_page", name: "blocked", view: blocked },
    Example { component: "move_page", name: "reason-missing", view: reason_missing },
    Example { component: "move_page", name: "to-sign", view: to_sign },
];

fn ready(language: Language) -> Element {
    opened(Trial::sent("adviser", language), "send_back", false)
}

fn blocked(language: Language) -> Element {
    opened(Trial::of("person", language), "send", true)
}

fn reason_missing(language: Language) -> Element {
    opened(Trial::sent("adviser", language), "send_back", true)
}

fn to_sign(language: Language) -> Element {
    opened(Trial::sent("adviser", language), "close", false)
}

fn opened(trial: Option<Trial>, id: &str, confirm: bool) -> Element {
    let mut trial = trial;
    if let Some(trial) = &mut trial {
        trial.open(Page::Move(id.to_owned()));
        if confirm {
            trial.tell(Event::Confirm);
        }
    }
    visited(trial)
}
