//! The way to the other language. It keeps the page and the answers.

pub mod examples;
#[cfg(test)]
mod tests;

use parcours_schema::Language;

use crate::buttons::link;
use crate::element::{Ear, Element};
use crate::ids;
use parcours_text::words;

/// The link, in the language it leads to.
pub fn language_switch(language: Language, switch: Ear<Language>) -> Element {
    let other = match language {
        Language::Fr => Language::En,
        Language::En => Language::Fr,
    };
    link("", words(language).other_language.to_owned(), move || switch(other))
        .class("switch")
        .attr("id", ids::LANGUAGE)
        .attr("lang", other.tag())
        .attr("hreflang", other.tag())
}
