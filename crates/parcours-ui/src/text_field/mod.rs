//! One line of text: names, addresses, phone numbers, amounts, times. What may be typed is never limited here.

pub mod examples;
#[cfg(test)]
mod tests;

use leptos::prelude::*;
use serde_json::Value;

use crate::element::{Element, el};
use crate::field::Field;
use crate::ids::join;

/// How one line of text is typed.
#[derive(Clone, Debug, Default)]
pub struct TextLook {
    /// The keyboard a phone should offer: `type` of the input (`text` when empty).
    pub keyboard: &'static str,
    /// `inputmode`, when `type` does not say enough.
    pub mode: Option<&'static str>,
    /// Token of what the browser may remember; `off` when none.
    pub autocomplete: Option<String>,
    /// Whether words may be sent to a spelling checker.
    pub spelling: bool,
    /// How wide the field is: `short`, `medium` or `long`; it hints at the length of the answer.
    pub width: &'static str,
    /// What is counted, after the field.
    pub unit: Option<String>,
}

/// The field.
pub fn text_field(field: &Field, look: TextLook) -> Element {
    let frame = field.help(field.frame("div").child(field.label()));
    let more = if look.unit.is_some() { "unit" } else { "" };
    let input = line(field, field.control("input", more), look.clone());
    let frame = match look.unit {
        Some(unit) => frame.child(
            el("div")
                .class("with-unit")
                .child(input)
                .child(el("span").class("unit").attr("id", join(&field.id, "unit")).child(unit)),
        ),
        None => frame.child(input),
    };
    field.said(frame)
}

/// The input itself, typed into and followed.
pub fn line(field: &Field, input: Element, look: TextLook) -> Element {
    let (answer, state) = (field.answer.clone(), field.state);
    input
        .attr("type", if look.keyboard.is_empty() { "text" } else { look.keyboard })
        .attr("data-width", look.width)
        .maybe("inputmode", look.mode.map(str::to_owned))
        .attr("autocomplete", look.autocomplete.unwrap_or_else(|| "off".to_owned()))
        .attr("spellcheck", if look.spelling { "true" } else { "false" })
        .attr("translate", "no")
        .typed(move || state.typed())
        .on("input", move |event| answer(Some(Value::String(event_target_value(&event)))))
}
