//! A text with suggestions, such as a municipality: an ARIA 1.2 combobox. Any other text is accepted too; what is
//! suggested only saves typing. Accents, case and hyphens do not matter, and former names lead to the present one.

pub mod examples;
mod suggestions;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, KeyboardEvent};
use serde_json::Value;
pub use suggestions::Suggestions;

use crate::element::{Ear, Element, el};
use crate::field::{Field, text_of};
use crate::ids::join;
use crate::text_field::{TextLook, line};
use parcours_text::words;

/// Which suggestions are in sight.
#[derive(Clone, Default, PartialEq)]
struct Sight {
    /// Indexes of the suggestions, best first; empty when the list is closed.
    shown: Vec<usize>,
    /// The one the arrows are on, by its place in `shown`.
    active: Option<usize>,
}

/// The field. `announce` says, politely, how many suggestions there are.
pub fn place_field(field: &Field, look: TextLook, suggestions: Arc<Suggestions>, announce: Ear<String>) -> Element {
    let sight = RwSignal::new(Sight::default());
    let list = join(&field.id, "list");
    let (answer, language) = (field.answer.clone(), field.language);
    let quiet = announce.clone();
    let active_id = {
        let list = list.clone();
        move || sight.get().active.map(|at| join(&list, &at.to_string()))
    };
    let search = {
        let (field, suggestions) = (field.clone(), suggestions.clone());
        move |typed: Option<String>| {
            let typed = typed.unwrap_or_else(|| field.state.now().value.as_ref().map(text_of).unwrap_or_default());
            let shown = suggestions.find(&typed);
            if !typed.trim().is_empty() {
                announce(words(language).suggestions_found(shown.len()));
            }
            sight.set(Sight { shown, active: None });
        }
    };
    let choose = {
        let suggestions = suggestions.clone();
        move |at: usize| {
            let chosen = sight.get_untracked().shown.get(at).copied();
            if let Some(label) = chosen.and_then(|index| suggestions.label(index)) {
                answer(Some(Value::String(label.to_owned())));
            }
            sight.set(Sight::default());
        }
    };
    let (search_on_key, choose_on_key) = (search.clone(), choose.clone());
    let input = line(field, field.control("input", ""), look)
        .attr("role", "combobox")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", list.clone())
        .live("aria-expanded", move || Some(truth_of(!sight.get().shown.is_empty())))
        .live("aria-activedescendant", active_id)
        .on("input", move |event| search(Some(event_target_value(&event))))
        .on("blur", move |_| {
            sight.set(Sight::default());
            quiet(String::new());
        })
        .on("keydown", move |event| press(event, sight, &search_on_key, &choose_on_key));
    let options = move |at: usize| {
        let (suggestions, choose) = (suggestions.clone(), choose.clone());
        el("li")
            .attr("role", "option")
            .attr("id", join(&list, &at.to_string()))
            .live("aria-selected", move || Some(truth_of(sight.get().active == Some(at))))
            .text(move || {
                let index = sight.get().shown.get(at).copied();
                index.and_then(|index| suggestions.label(index)).unwrap_or_default().to_owned()
            })
            .press(move || choose(at))
    };
    let list = el("ul")
        .class("suggestions")
        .attr("role", "listbox")
        .attr("id", join(&field.id, "list"))
        .attr("aria-label", field.label.clone())
        .live("hidden", move || sight.get().shown.is_empty().then(String::new))
        // The field keeps the focus while a suggestion is pressed.
        .on("mousedown", |event| event.prevent_default())
        .rows(move || sight.get().shown.len(), options);
    let frame = field.help(field.frame("div").child(field.label()));
    field.said(frame.child(el("div").class("combobox").child(input).child(list)))
}

fn truth_of(holds: bool) -> String {
    if holds { "true" } else { "false" }.to_owned()
}

fn press(event: Event, sight: RwSignal<Sight>, search: &dyn Fn(Option<String>), choose: &dyn Fn(usize)) {
    let key = event.unchecked_ref::<KeyboardEvent>().key();
    let Sight { shown, active } = sight.get_untracked();
    let count = shown.len();
    let onto = |at| sight.set(Sight { shown: shown.clone(), active: Some(at) });
    match (key.as_str(), active) {
        ("ArrowDown" | "ArrowUp", _) if count == 0 => search(None),
        ("ArrowDown", active) => onto(active.map_or(0, |at| (at + 1) % count)),
        ("ArrowUp", active) => onto(active.map_or(count - 1, |at| (at + count - 1) % count)),
        ("Enter", Some(at)) => choose(at),
        ("Escape", _) if count > 0 => sight.set(Sight::default()),
        _ => return,
    }
    event.prevent_default();
}
