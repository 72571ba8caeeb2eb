//! The whole form: the way back, the other language, the page, and the live region that outlives all pages.

pub mod examples;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use leptos::prelude::*;
use parcours_rules::journey::{Event, Journey, Page, Status};

use crate::buttons::link;
use crate::confirmation::confirmation;
use crate::element::{Element, el};
use crate::hand::Hand;
use crate::language_switch::language_switch;
use crate::review_page::review_page;
use crate::say;
use crate::section_page::section_page;
use crate::status::status;
use parcours_text::words;

/// What the host page decides about the view.
#[derive(Clone, Copy, Debug)]
pub struct ViewOptions {
    /// Level of the page's heading, from 1 to 4.
    pub heading_level: u8,
    /// Whether the other language is offered in the form.
    pub language_switch: bool,
}

impl Default for ViewOptions {
    fn default() -> ViewOptions {
        ViewOptions { heading_level: 2, language_switch: true }
    }
}

/// The form of a journey. Everything a person does goes to `dispatch`; the view follows the journey by itself.
pub fn form_view(
    journey: RwSignal<Journey, LocalStorage>,
    dispatch: UnsyncCallback<Event>,
    options: ViewOptions,
) -> Element {
    let announced = RwSignal::new(String::new());
    let hand = Hand { journey, dispatch, announced, level: options.heading_level.clamp(1, 4) };
    let key = move || {
        hand.with(|journey| {
            let mut key = journey.page().step_id();
            key.push_str(journey.language().code());
            key
        })
    };
    el("div")
        .class("parcours")
        .attr("part", "form")
        .live("lang", move || Some(hand.with(Journey::language).tag().to_owned()))
        .swap(key, move || {
            announced.set(String::new());
            page(hand, options)
        })
        .child(status(move || {
            let announced = announced.get();
            if announced.is_empty() { said(hand) } else { announced }
        }))
}

/// What the journey has to say.
fn said(hand: Hand) -> String {
    hand.with(|journey| {
        journey.status().map(|status| say::status(status, journey.form(), journey.language())).unwrap_or_default()
    })
}

fn page(hand: Hand, options: ViewOptions) -> Element {
    let words = words(hand.language());
    let mut bar = el("div").class("bar");
    if hand.once(Journey::can_go_back) {
        bar = bar.child(link("", words.back.to_owned(), move || hand.tell(Event::Back)).class("back"));
    }
    if options.language_switch {
        let switch = Arc::new(move |language| hand.tell(Event::Language(language)));
        let waiting = move || hand.with(|journey| journey.status().is_some_and(Status::of_language));
        bar = bar
            .child(language_switch(hand.language(), switch))
            .when(waiting, move || el("p").class("wait").text(move || said(hand)));
    }
    el("div").class("page").child(bar).child(match hand.seen(Journey::page) {
        Some(Page::Section(index)) => section_page(hand, index),
        Some(Page::Review) => review_page(hand),
        Some(Page::Confirmation) | None => confirmation(hand),
    })
}
