//! Yes or no. Not answering is neither.

pub mod examples;
#[cfg(test)]
mod tests;

use serde_json::Value;

use crate::choice_field::{Offer, radios};
use crate::element::Element;
use crate::field::Field;
use parcours_text::words;

/// Two buttons.
pub fn yes_no_field(field: &Field) -> Element {
    let words = words(field.language);
    let offer = |value: bool, label: &str| Offer { value: Value::Bool(value), label: label.to_owned(), hint: None };
    radios(field, vec![offer(true, words.yes), offer(false, words.no)], true)
}
