//! A date the person knows: three fields, for the day, the month and the year (`ux.md` section 3). Months may be written
//! in words, and a whole date pasted in any of the three is understood. There is no calendar and no jump between fields.

pub mod examples;
#[cfg(test)]
mod tests;

use leptos::prelude::*;
use parcours_schema::{DatePart, Language};
use serde_json::{Map, Value};

use crate::element::{Element, el};
use crate::field::{Field, FieldState, text_of, truth};
use crate::ids::join;
use parcours_text::words;

const PARTS: [DatePart; 3] = [DatePart::Day, DatePart::Month, DatePart::Year];

/// The three fields.
pub fn date_field(field: &Field) -> Element {
    parts_field(field, &PARTS)
}

/// Fields for some parts of a date.
pub(crate) fn parts_field(field: &Field, parts: &[DatePart]) -> Element {
    let frame = field.help(field.fieldset(""));
    let inputs = parts.iter().map(|part| part_input(field, *part));
    field.said(frame.child(el("div").class("parts").children(inputs)))
}

fn part_input(field: &Field, part: DatePart) -> Element {
    let (id, state, answer) = (join(&field.id, part.key()), field.state, field.answer.clone());
    let wrong = move |state: &FieldState| {
        state.error.is_some() && (state.wrong_parts.is_empty() || state.wrong_parts.contains(&part))
    };
    let input = el("input")
        .class("control")
        .attr("part", "control")
        .attr("id", id.clone())
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("translate", "no")
        .attr("data-width", part.key())
        .live("required", move || state.now().required.then(String::new))
        .live("aria-invalid", move || wrong(&state.now()).then(truth))
        .typed(move || part_of(state.now().value.as_ref(), part))
        .on("input", move |event| {
            let typed = event_target_value(&event);
            answer(with_part(state.now().value.as_ref(), part, typed));
        });
    el("div").class("part").child(el("label").attr("for", id).child(name_of(part, field.language))).child(input)
}

fn name_of(part: DatePart, language: Language) -> &'static str {
    let words = words(language);
    match part {
        DatePart::Day => words.day,
        DatePart::Month => words.month,
        DatePart::Year => words.year,
    }
}

/// One part of a raw date: half typed, or already `YYYY-MM-DD`.
pub(crate) fn part_of(value: Option<&Value>, part: DatePart) -> String {
    match value {
        Some(Value::Object(parts)) => parts.get(part.key()).map(text_of).unwrap_or_default(),
        // Year, month and day stand at fixed places; of a month, there is no day.
        Some(Value::String(date)) => {
            let place = match part {
                DatePart::Year => date.get(..4),
                DatePart::Month => date.get(5..7),
                DatePart::Day => date.get(8..10),
            };
            place.unwrap_or_default().to_owned()
        }
        _ => String::new(),
    }
}

/// The raw date once a part was typed; `None` when nothing is left of it.
fn with_part(value: Option<&Value>, part: DatePart, typed: String) -> Option<Value> {
    let (mut parts, mut blank) = (Map::new(), true);
    for each in PARTS {
        let text = if each == part { typed.clone() } else { part_of(value, each) };
        blank &= text.trim().is_empty();
        parts.insert(each.key().to_owned(), Value::String(text));
    }
    if blank { None } else { Some(Value::Object(parts)) }
}
