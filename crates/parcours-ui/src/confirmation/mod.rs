//! The form was received: under what reference, what happens next, and a way to begin another.

pub mod examples;
#[cfg(test)]
mod tests;

use parcours_rules::journey::{Event, Sending};

use crate::buttons::secondary;
use crate::element::{Element, el};
use crate::hand::Hand;
use crate::page_heading::{level_tag, page_heading};
use parcours_text::words;

/// The page that closes a journey.
pub fn confirmation(hand: Hand) -> Element {
    let words = words(hand.language());
    let reference = hand.once(|journey| match journey.sending() {
        Sending::Received { reference } => reference.clone(),
        _ => String::new(),
    });
    let received = el("div")
        .class("received")
        .attr("part", "received")
        .child(page_heading(words.received_title.to_owned(), hand.level))
        .child(
            el("p")
                .child(words.reference)
                .child(words.colon)
                .child(el("strong").class("reference").attr("translate", "no").child(reference)),
        )
        .child(el("p").child(words.keep_reference));
    el("div")
        .child(received)
        .child(el(level_tag(hand.level + 1)).child(words.next_title))
        .child(el("p").child(words.next))
        .child(
            el("div")
                .class("actions")
                .child(secondary(words.print, move || hand.tell(Event::Print)))
                .child(secondary(words.new_request, move || hand.tell(Event::Restart))),
        )
        .child(el("p").class("hint").child(words.wiped))
}
