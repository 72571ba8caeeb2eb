//! The heading of a page. It takes the focus when the page changes, so that it is read once.

pub mod examples;
#[cfg(test)]
mod tests;

use crate::element::{Element, el};
use crate::ids;

/// The heading.
pub fn page_heading(text: String, level: u8) -> Element {
    el(level_tag(level))
        .class("heading")
        .attr("part", "heading")
        .attr("id", ids::HEADING)
        .attr("tabindex", "-1")
        .child(text)
}

/// The tag of a heading of that level, from 1 to 6.
pub fn level_tag(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}
