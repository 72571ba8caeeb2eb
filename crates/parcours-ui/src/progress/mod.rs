//! How far the person is, in words.

pub mod examples;
#[cfg(test)]
mod tests;

use parcours_schema::Language;

use crate::element::{Element, el};
use crate::words::{fill, words};

/// `Étape 2 sur 5`.
pub fn progress(step: usize, total: usize, language: Language) -> Element {
    let mut text = fill(words(language).step, &step.to_string());
    text.push_str(&total.to_string());
    el("p").class("progress").attr("part", "progress").child(text)
}
