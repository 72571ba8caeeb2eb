//! What the pages hold while they are drawn: the journey to look at, and where to report what a person does.

use leptos::prelude::*;
use parcours_rules::journey::{Event, Journey};
use parcours_schema::Language;

/// The journey and its ear. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Hand {
    /// The journey; every page follows it.
    pub journey: RwSignal<Journey, LocalStorage>,
    /// Where events go.
    pub dispatch: UnsyncCallback<Event>,
    /// Where components say, politely, what has no place in the journey (how many suggestions there are).
    pub announce: UnsyncCallback<String>,
    /// Level of the page's heading, from 1 to 4.
    pub level: u8,
}

impl Hand {
    /// Something of the journey, followed.
    pub fn with<T>(&self, read: impl FnOnce(&Journey) -> T) -> T {
        self.journey.with(read)
    }

    /// Something of the journey, looked at once.
    pub fn once<T>(&self, read: impl FnOnce(&Journey) -> T) -> T {
        self.journey.with_untracked(read)
    }

    /// The language in which the page is drawn.
    pub fn language(&self) -> Language {
        self.once(Journey::language)
    }

    /// Reports an event.
    pub fn tell(&self, event: Event) {
        self.dispatch.run(event);
    }
}
