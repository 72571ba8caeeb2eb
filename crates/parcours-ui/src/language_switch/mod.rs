//! The way to the other language. It keeps the page and the answers.

pub mod examples;
#[cfg(test)]
mod tests;

use leptos::prelude::*;
use parcours_schema::Language;

use crate::buttons::link;
use crate::element::Element;
use parcours_text::words;

/// The link, in the language it leads to.
pub fn language_switch(language: Language, switch: UnsyncCallback<Language>) -> Element {
    let other = match language {
        Language::Fr => Language::En,
        Language::En => Language::Fr,
    };
    link("", words(language).other_language.to_owned(), move || switch.run(other))
        .attr("id", "language")
        .class("switch")
        .attr("lang", other.tag())
        .attr("hreflang", other.tag())
}
