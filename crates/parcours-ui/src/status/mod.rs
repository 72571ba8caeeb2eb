//! The one polite live region (`ux.md` A-18): there from the start, so that screen readers know of it.

pub mod examples;
#[cfg(test)]
mod tests;

use crate::element::{Element, el};
use crate::ids;

/// The region, and what it says now.
pub fn status(text: impl Fn() -> String + Send + 'static) -> Element {
    el("p").class("unseen").attr("id", ids::STATUS).attr("role", "status").attr("aria-live", "polite").text(text)
}
