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
    /// What components say, politely, that has no place in the journey (how many suggestions there are).
    pub announced: RwSignal<String>,
    /// Level of the page's heading, from 1 to 4.
    pub level: u8,
}

impl Hand {
    /// Something of the journey, followed.
    pub fn with<T: Default>(&self, look: impl FnOnce(&Journey) -> T) -> T {
        let (mut seen, mut look) = (T::default(), Some(look));
        self.look(true, &mut |journey| {
            if let Some(look) = look.take() {
                seen = look(journey);
            }
        });
        seen
    }

    /// Something of the journey, looked at once; always there.
    pub fn seen<T>(&self, look: impl FnOnce(&Journey) -> T) -> Option<T> {
        let (mut seen, mut look) = (None, Some(look));
        self.look(false, &mut |journey| seen = look.take().map(|look| look(journey)));
        seen
    }

    /// Something of the journey, looked at once.
    pub fn once<T: Default>(&self, look: impl FnOnce(&Journey) -> T) -> T {
        self.seen(look).unwrap_or_default()
    }

    // Compiled once, whatever is looked at: the page is small because of it.
    fn look(&self, follow: bool, look: &mut dyn FnMut(&Journey)) {
        if follow {
            self.journey.track();
        }
        self.journey.with_untracked(look);
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
