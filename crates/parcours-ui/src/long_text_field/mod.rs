//! Several lines of text, with how much room is left.

pub mod examples;
#[cfg(test)]
mod tests;

use leptos::prelude::*;
use serde_json::Value;

use crate::element::{Element, el};
use crate::field::Field;
use crate::ids::join;
use parcours_text::words;

/// How several lines are typed.
#[derive(Clone, Copy, Debug)]
pub struct LongTextLook {
    /// Lines in sight.
    pub rows: usize,
    /// Most characters.
    pub max: usize,
    /// Whether words may be sent to a spelling checker.
    pub spelling: bool,
}

/// The field. The count is read with the field's description, never announced while the person types.
pub fn long_text_field(field: &Field, look: LongTextLook) -> Element {
    let (answer, state) = (field.answer.clone(), field.state);
    let words = words(field.language);
    let frame = field.help(field.frame("div").child(field.label()));
    let control = field
        .control("textarea", "count")
        .attr("rows", look.rows.to_string())
        .attr("autocomplete", "off")
        .attr("spellcheck", if look.spelling { "true" } else { "false" })
        .attr("translate", "no")
        .typed(move || state.typed())
        .on("input", move |event| answer(Some(Value::String(event_target_value(&event)))));
    let count = el("p").class("count").attr("id", join(&field.id, "count")).text(move || {
        let typed = state.typed().trim().chars().count();
        words.characters_left(typed, look.max)
    });
    field.said(frame.child(control).child(count))
}
