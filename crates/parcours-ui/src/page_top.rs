//! What every page begins with: the error summary, then how far the person is.

use std::sync::Arc;

use parcours_rules::journey::Event;
use parcours_text::sentence;

use crate::element::{Child, Element, el};
use crate::error_summary::{Entry, error_summary};
use crate::hand::Hand;
use crate::progress::progress;

/// The form element of a page; sending it (by its button or the Enter key) reports `event`.
pub(crate) fn page_form(hand: Hand, event: Event) -> Element {
    el("form").attr("novalidate", "").attr("autocomplete", "off").on("submit", move |submit| {
        submit.prevent_default();
        hand.tell(event.clone());
    })
}

/// The error summary, while there is something to correct.
pub(crate) fn summary_of(hand: Hand) -> Child {
    let key = move || summary_key(hand);
    Child::when(
        move || hand.with(|journey| !journey.summary().is_empty()),
        move || {
            el("div").swap(key, move || {
                let entries = hand.once(|journey| {
                    let entries = journey.summary().into_iter().map(|entry| Entry {
                        text: sentence(&entry.problem, journey.form(), journey.language()),
                        target: entry.target,
                    });
                    entries.collect()
                });
                let go = Arc::new(move |at| hand.tell(Event::GoToProblem { at }));
                error_summary(entries, hand.level, hand.language(), go)
            })
        },
    )
}

/// Changes when the summary does.
pub(crate) fn summary_key(hand: Hand) -> String {
    hand.with(|journey| {
        let mut key = String::new();
        for entry in journey.summary() {
            key.push_str(&entry.problem.at);
            key.push_str(&entry.problem.code.name());
            key.push(' ');
        }
        key
    })
}

/// `Étape 2 sur 5`, followed: answers can add and remove sections.
pub(crate) fn whereabouts(hand: Hand) -> Element {
    let position = move || hand.with(|journey| journey.position());
    el("div").swap(
        move || position().map(|position| position.total.to_string()).unwrap_or_default(),
        move || match position() {
            Some(position) => progress(position.step, position.total, hand.language()),
            None => el("p"),
        },
    )
}
