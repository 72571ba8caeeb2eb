//! How far the person is, in words.

pub mod examples;
#[cfg(test)]
mod tests;

use parcours_schema::Language;

use crate::element::{Element, el};
use parcours_text::words;

/// `Étape 2 sur 5`.
pub fn progress(step: usize, total: usize, language: Language) -> Element {
    el("p").class("progress").attr("part", "progress").child(words(language).step_of(step, total))
}
