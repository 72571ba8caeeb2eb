//! One box: a statement one agrees with, or a yes that may be left out. Never ticked beforehand.

pub mod examples;
#[cfg(test)]
mod tests;

use leptos::prelude::*;
use serde_json::Value;

use crate::element::{Element, el};
use crate::field::Field;
use crate::ids::join;

/// The box; above it, the whole statement when the label is only its short name.
pub fn checkbox_field(field: &Field, statement: Option<String>) -> Element {
    let (state, answer) = (field.state, field.answer);
    let more = if statement.is_some() { "statement" } else { "" };
    let input = field
        .states(el("input").attr("type", "checkbox").attr("id", field.id.clone()))
        .live("aria-describedby", field.describer(more))
        .checked(move || state.with(|s| s.value == Some(Value::Bool(true))))
        .on("change", move |event| answer.run(event_target_checked(&event).then_some(Value::Bool(true))));
    let label = field.words_of_label(el("label").attr("for", field.id.clone()));
    let frame = field.frame("div");
    let frame = match statement {
        Some(statement) => frame.child(el("p").attr("id", join(&field.id, "statement")).child(statement)),
        None => frame,
    };
    let row = el("div").class("option").attr("part", "option").child(input).child(label);
    field.said(field.help(frame.child(row)))
}
