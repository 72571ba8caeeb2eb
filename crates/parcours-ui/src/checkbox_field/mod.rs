//! One box: a statement one agrees with, under its short name, or a yes that may be left out. Never ticked beforehand.

pub mod examples;
#[cfg(test)]
mod tests;

use leptos::prelude::*;
use serde_json::Value;

use crate::element::{Element, el};
use crate::field::Field;
use crate::ids::join;

/// A yes that may be left out: the box, and the question beside it.
pub fn checkbox_field(field: &Field) -> Element {
    let label = field.words_of_label(el("label").attr("for", field.id.clone()));
    let row = el("div")
        .class("option")
        .attr("part", "option")
        .child(the_box(field).attr("id", field.id.clone()))
        .child(label);
    field.said(field.help(field.frame("div").child(row)))
}

/// A statement one agrees with: its short name above, the whole statement beside the box.
pub fn statement_field(field: &Field, statement: String) -> Element {
    let id = join(&field.id, "box");
    let label = el("label").attr("for", id.clone()).child(statement);
    let row = el("div").class("option").attr("part", "option").child(the_box(field).attr("id", id)).child(label);
    field.said(field.help(field.fieldset("")).child(row))
}

fn the_box(field: &Field) -> Element {
    let (state, answer) = (field.state, field.answer.clone());
    field
        .states(el("input").attr("type", "checkbox"))
        .live("aria-describedby", field.describer(""))
        .checked(move || state.now().value == Some(Value::Bool(true)))
        .on("change", move |event| answer(event_target_checked(&event).then_some(Value::Bool(true))))
}
