//! The sending, as the person sees it: a button that stays in place while the form is on its way, and an honest alert
//! when it could not be sent.

use parcours_rules::journey::{Event, Sending};

use crate::buttons::secondary;
use crate::element::{Child, Element, el};
use crate::hand::Hand;
use crate::page_heading::level_tag;
use crate::{ids, say};
use parcours_text::words;

/// « Envoyer la demande »: never disabled, so that the focus is not lost; pressed twice, it still sends once.
pub(super) fn send_button(hand: Hand) -> Element {
    let words = words(hand.language());
    let sending = move || hand.with(|journey| *journey.sending() == Sending::InProgress);
    el("button")
        .class("button")
        .attr("part", "button primary")
        .attr("type", "submit")
        .live("aria-disabled", move || sending().then(|| "true".to_owned()))
        .text(move || if sending() { words.sending } else { words.send }.to_owned())
}

/// What went wrong, and what to do.
pub(super) fn failure(hand: Hand) -> Child {
    let words = words(hand.language());
    let sentence = move || {
        hand.with(|journey| match journey.sending() {
            Sending::Failed(failure) => say::failure(failure, journey.language()),
            _ => String::new(),
        })
    };
    // The server's own words, as plain text.
    let detail = move || {
        hand.with(|journey| match journey.sending() {
            Sending::Failed(failure) => failure.detail.clone().unwrap_or_default(),
            _ => String::new(),
        })
    };
    Child::when(
        move || hand.with(|journey| matches!(journey.sending(), Sending::Failed(_))),
        move || {
            el("div")
                .class("summary")
                .attr("part", "failure")
                .attr("id", ids::FAILURE)
                .attr("role", "alert")
                .attr("tabindex", "-1")
                .child(el(level_tag(hand.level)).child(words.not_sent))
                .child(el("p").text(sentence))
                .child(el("p").text(detail))
                .child(el("p").child(words.not_sent_kept))
                // Whom to call instead, as the host page says it.
                .child(el("slot").attr("name", "not-sent"))
                .child(
                    el("div")
                        .class("actions")
                        .child(secondary(words.retry, move || hand.tell(Event::Send)))
                        .child(secondary(words.print, move || hand.tell(Event::Print))),
                )
        },
    )
}
