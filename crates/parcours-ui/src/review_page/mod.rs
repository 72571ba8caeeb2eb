//! Every answer in one place, before anything is sent: what was said, what is missing, what is worth a second look,
//! then the declaration and the only button that sends. Drawn as the answers stand: nothing is typed here.

pub mod examples;
mod list;
mod sending;
#[cfg(test)]
mod tests;

use parcours_rules::journey::{Event, Journey};

use self::list::section_list;
use self::sending::send_button;
use crate::buttons::secondary;
use crate::element::{Element, el};
use crate::hand::Hand;
use crate::page_heading::page_heading;
use crate::page_top::{page_form, summary_key, summary_of, whereabouts};
use parcours_text::words;

/// The review page.
pub fn review_page(hand: Hand) -> Element {
    let words = words(hand.language());
    // Problems come after the page is drawn, when the server finds some.
    let key = move || summary_key(hand);
    page_form(hand, Event::Send)
        .child(summary_of(hand))
        .child(sending::failure(hand))
        .child(whereabouts(hand))
        .child(page_heading(words.review_title.to_owned(), hand.level))
        .child(el("p").class("lead").child(words.review_intro))
        .swap(key, move || {
            let sections = hand.once(Journey::asking_sections);
            el("div").class("review").children(sections.into_iter().map(|section| section_list(hand, section)))
        })
        .child(el("p").class("declaration").child(words.declaration))
        .child(
            el("div")
                .class("actions")
                .child(send_button(hand))
                .child(secondary(words.print, move || hand.tell(Event::Print))),
        )
}
