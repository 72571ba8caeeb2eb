//! One answer out of several: buttons all in sight, or a closed list when they are many. Nothing is chosen beforehand.

pub mod examples;
#[cfg(test)]
mod tests;

use leptos::prelude::*;
use serde_json::Value;

use crate::element::{Element, el};
use crate::field::{Field, truth};
use crate::ids::join;
use parcours_text::words;

/// Up to how many options stand in sight as buttons, unless the author says otherwise.
pub(crate) const MOST_RADIOS: usize = 7;

/// One thing that can be chosen.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What is stored.
    pub value: Value,
    /// What people read.
    pub label: String,
    /// One short sentence under it.
    pub hint: Option<String>,
}

/// Buttons, all in sight; side by side when `inline`.
pub fn radios(field: &Field, offers: Vec<Offer>, inline: bool) -> Element {
    let group = join(&field.id, "choice");
    let options = offers.into_iter().enumerate().map(|(index, offer)| {
        let (state, answer) = (field.state, field.answer.clone());
        let (value, given) = (offer.value.clone(), offer.value.clone());
        let input = el("input")
            .attr("type", "radio")
            .attr("name", group.clone())
            .checked(move || state.now().value.as_ref() == Some(&value))
            .on("change", move |_| answer(Some(given.clone())));
        option_row(input, &option_id(field, index), offer)
    });
    let rows = el("div").class(if inline { "options inline" } else { "options" }).children(options);
    let state = field.state;
    let frame = field
        .fieldset("")
        .attr("role", "radiogroup")
        .live("aria-required", move || state.now().required.then(truth))
        .live("aria-invalid", move || state.wrong().then(truth));
    field.said(field.help(frame).child(rows))
}

/// A box or button with its words, the whole row to be pressed.
pub(crate) fn option_row(input: Element, id: &str, offer: Offer) -> Element {
    let hint = offer.hint.is_some().then(|| join(id, "hint"));
    let input = input.attr("id", id.to_owned()).maybe("aria-describedby", hint.clone());
    let row = el("div")
        .class("option")
        .attr("part", "option")
        .child(input)
        .child(el("label").attr("for", id.to_owned()).child(offer.label));
    match (hint, offer.hint) {
        (Some(id), Some(hint)) => row.child(el("p").class("hint").attr("id", id).child(hint)),
        _ => row,
    }
}

/// The id of an option of a field.
pub(crate) fn option_id(field: &Field, index: usize) -> String {
    join(&field.id, &index.to_string())
}

/// A closed list. Its first line is no answer.
pub fn select(field: &Field, offers: Vec<Offer>) -> Element {
    let frame = field.help(field.frame("div").child(field.label()));
    let (state, answer) = (field.state, field.answer.clone());
    let nothing = el("option").attr("value", "").child(words(field.language).choose);
    let values: Vec<Value> = offers.iter().map(|offer| offer.value.clone()).collect();
    let options = offers.into_iter().enumerate().map(|(index, offer)| {
        let value = offer.value;
        el("option")
            .attr("value", index.to_string())
            .selected(move || state.now().value.as_ref() == Some(&value))
            .child(offer.label)
    });
    let control = field.control("select", "").attr("autocomplete", "off").child(nothing).children(options).on(
        "change",
        move |event| {
            let chosen = event_target_value(&event).parse().ok().and_then(|index: usize| values.get(index).cloned());
            answer(chosen);
        },
    );
    field.said(frame.child(el("div").class("select").child(control)))
}
