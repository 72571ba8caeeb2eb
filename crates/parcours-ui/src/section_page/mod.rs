//! One section of the form: what is wrong, where one is, the questions, and the way on.

pub mod examples;
#[cfg(test)]
mod tests;

use parcours_rules::journey::{Event, Journey};

use crate::buttons::{primary, secondary};
use crate::element::{Element, el};
use crate::hand::Hand;
use crate::page_heading::page_heading;
use crate::page_top::{page_form, summary_of, whereabouts};
use crate::question::questions;
use crate::spot::Spot;
use parcours_text::words;

/// The page of that section.
pub fn section_page(hand: Hand, index: usize) -> Element {
    let form = hand.seen(|journey| journey.engine().rules().form().clone());
    let Some((form, section)) = form.as_ref().and_then(|form| Some((form, form.sections.get(index)?))) else {
        return el("div");
    };
    let language = hand.language();
    let words = words(language);
    let mut page = page_form(hand, Event::Continue)
        .child(summary_of(hand))
        .child(whereabouts(hand))
        .child(page_heading(section.title.get(language).to_owned(), hand.level));
    for (class, text) in [("lead", &section.intro), ("why", &section.why)] {
        if let Some(text) = text {
            page = page.child(el("p").class(class).child(text.get(language).to_owned()));
        }
    }
    // Where nothing is required, nobody has to listen to what an asterisk means (`ux.md` A-05).
    if section.requires() {
        page = page.child(el("p").class("legend").child(words.required_legend));
    }
    let on = if section.asks() {
        if hand.once(Journey::returns_to_review) { words.back_to_review } else { words.go_on }
    } else {
        words.go_on_with_form
    };
    // At the end of a form that is not sent, the way was shown: there is nowhere to go on to.
    let way_on = if form.is_sent() || index + 1 < form.sections.len() {
        primary(on)
    } else {
        secondary(words.start_over, move || hand.tell(Event::Restart))
    };
    page.children(questions(hand, Spot::of_section(form, index))).child(el("div").class("actions").child(way_on))
}
