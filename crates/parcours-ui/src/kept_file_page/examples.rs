//! The first page, its errors, the page that closes a file, and what the overview says.

use parcours_rules::visit::{Asked, Event, NotOpened, Page};
use parcours_schema::Language;
use serde_json::json;

use crate::element::Element;
use crate::example::{Example, Trial, visited};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "kept_file_page", name: "opening", view: |language| opening(language, &[]) },
    Example { component: "kept_file_page", name: "missing", view: |language| opening(language, &[Event::Confirm]) },
    Example { component: "kept_file_page", name: "locked", view: locked },
    Example { component: "kept_file_page", name: "keeping", view: |language| keeping(language, &[]) },
    Example { component: "kept_file_page", name: "too-short", view: |language| keeping(language, &[Event::Confirm]) },
    Example { component: "kept_file_page", name: "not-kept-yet", view: begun },
];

fn opening(language: Language, events: &[Event]) -> Element {
    visited(told(language, events))
}

fn locked(language: Language) -> Element {
    let typed = |asked, value| Event::Typed(asked, Some(value));
    let file = json!({ "name": "dossier-2026-11-22.json" });
    let phrase = json!("quatre mots bien choisis");
    let events = [typed(Asked::File, file), typed(Asked::Passphrase, phrase), Event::Confirm];
    opening(language, &[events.as_slice(), &[Event::Unlocked(Err(NotOpened::Locked))]].concat())
}

fn begun(language: Language) -> Element {
    visited(told(language, &[Event::Begin]))
}

fn keeping(language: Language, events: &[Event]) -> Element {
    let opened = [Event::Begin, Event::Open(Page::Keeping)];
    visited(told(language, &[opened.as_slice(), events].concat()))
}

fn told(language: Language, events: &[Event]) -> Option<Trial> {
    let mut trial = Trial::of("person", language)?.in_file()?;
    for event in events {
        trial.tell(event.clone());
    }
    Some(trial)
}
