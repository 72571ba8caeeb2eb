//! What a person presses.

pub mod examples;
#[cfg(test)]
mod tests;

use crate::element::{Element, el};

/// The one button that moves on; it sends the page's form.
pub fn primary(text: impl Into<String>) -> Element {
    el("button").class("button").attr("part", "button primary").attr("type", "submit").child(text.into())
}

/// Any other button.
pub fn secondary(text: impl Into<String>, press: impl FnMut() + Send + 'static) -> Element {
    el("button").class("button secondary").attr("part", "button").attr("type", "button").child(text.into()).press(press)
}

/// A link to another place of the page: `id` is where, when it can be said.
pub fn link(id: &str, text: String, press: impl FnMut() + Send + 'static) -> Element {
    let mut target = String::from("#");
    target.push_str(id);
    el("a").attr("href", target).child(text).press(press)
}
