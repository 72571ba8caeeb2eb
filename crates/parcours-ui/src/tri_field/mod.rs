//! Yes, no, or not known (`ux.md` C-07).

pub mod examples;
#[cfg(test)]
mod tests;

use crate::choice_field::{Offer, radios};
use crate::element::Element;
use crate::field::Field;
use parcours_text::words;

/// Three buttons.
pub fn tri_field(field: &Field) -> Element {
    let words = words(field.language);
    let offers = [("yes", words.yes), ("no", words.no), ("unknown", words.unknown)];
    let offers = offers.map(|(value, label)| Offer { value: value.into(), label: label.to_owned(), hint: None });
    radios(field, offers.into(), true)
}
