//! Any number of answers out of several: a box for each.

pub mod examples;
#[cfg(test)]
mod tests;

use leptos::prelude::*;
use serde_json::Value;

use crate::choice_field::{Offer, option_id, option_row};
use crate::element::{Element, el};
use crate::field::{Field, truth};

/// The boxes. What is reported is every ticked one, in the order of the list.
pub fn choices_field(field: &Field, offers: Vec<Offer>) -> Element {
    let all: Vec<Value> = offers.iter().map(|offer| offer.value.clone()).collect();
    let options = offers.into_iter().enumerate().map(|(index, offer)| {
        let (state, answer, all) = (field.state, field.answer.clone(), all.clone());
        let (value, given) = (offer.value.clone(), offer.value.clone());
        let input = el("input")
            .attr("type", "checkbox")
            .live("aria-invalid", move || state.wrong().then(truth))
            .checked(move || ticked(state.now().value.as_ref(), &value))
            .on("change", move |event| {
                let on = event_target_checked(&event);
                let state = state.now();
                let stays = |each: &&Value| if **each == given { on } else { ticked(state.value.as_ref(), each) };
                let now: Vec<Value> = all.iter().filter(stays).cloned().collect();
                answer((!now.is_empty()).then_some(Value::Array(now)));
            });
        option_row(input, &option_id(field, index), offer)
    });
    let rows = el("div").class(if all.len() > 8 { "options many" } else { "options" }).children(options);
    field.said(field.help(field.fieldset("required").child(field.must())).child(rows))
}

fn ticked(answer: Option<&Value>, value: &Value) -> bool {
    answer.and_then(Value::as_array).is_some_and(|values| values.contains(value))
}
