//! What stands in the place of the page once nobody has touched it for three minutes (`ux.md` T-08). Any key lifts it, and
//! so does a finger anywhere on it.

pub mod examples;
#[cfg(test)]
mod tests;

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event as Happened, KeyboardEvent};
use parcours_rules::visit::Event;

use crate::element::{Element, el};
use crate::ids::{VEIL, join};
use crate::page_heading::level_tag;
use crate::visiting::Visiting;

/// Keys that move about, or that screen readers and browsers take for themselves.
const PASSING: &[&str] = &[
    "Tab",
    "Shift",
    "Control",
    "Alt",
    "AltGraph",
    "Meta",
    "CapsLock",
    "NumLock",
    "ScrollLock",
    "Insert",
    "Fn",
    "ContextMenu",
    "PrintScreen",
    "Unidentified",
];

/// The veil. Its button has the focus, so that one key is enough.
pub fn veil(visiting: Visiting) -> Element {
    let said = visiting.words();
    let (title, text) = (join(VEIL, "title"), join(VEIL, "text"));
    el("section")
        .class("veil")
        .attr("part", "veil")
        .attr("aria-labelledby", title.clone())
        // A press on its words takes the focus to nothing of the host page.
        .on("mousedown", move |press| press.prevent_default())
        .press(move || visiting.tell(Event::Lift))
        .on("keydown", move |event| {
            if lifts(&event) {
                // The key lifts the veil, and is typed nowhere.
                event.prevent_default();
                visiting.tell(Event::Lift);
            }
        })
        .child(el(level_tag(visiting.level())).attr("id", title).child(said.veil_title))
        .child(el("p").attr("id", text.clone()).child(said.veil_text))
        .child(
            el("button")
                .class("button")
                .attr("part", "button")
                .attr("type", "button")
                .attr("id", VEIL)
                .attr("aria-describedby", text)
                .child(said.veil_lift),
        )
}

fn lifts(event: &Happened) -> bool {
    let event: &KeyboardEvent = event.unchecked_ref();
    is_lifting(&event.key(), event.ctrl_key() || event.alt_key() || event.meta_key())
}

fn is_lifting(key: &str, with_another: bool) -> bool {
    // F5 loads the page again, F6 goes to the address: they are the browser's.
    let function = key.len() > 1 && key.starts_with('F') && key.bytes().skip(1).all(|sign| sign.is_ascii_digit());
    !with_another && !function && !PASSING.contains(&key)
}
