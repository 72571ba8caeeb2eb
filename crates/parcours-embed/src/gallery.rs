//! Every example of every component, for the demo's gallery. Built apart (feature `gallery`): portals do not carry it.

use js_sys::Array;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use parcours_schema::Language;
use parcours_ui::element::Planted;
use parcours_ui::example;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// An example on the page.
#[wasm_bindgen]
pub struct Shown {
    on_page: Option<(UnmountHandle<Planted>, Owner)>,
}

/// The names of the examples, `component: state`, in order.
#[wasm_bindgen]
pub fn examples() -> Array {
    example::all().map(|example| JsValue::from(format!("{}: {}", example.component, example.name))).collect()
}

/// Draws an example into `place`, which stands in a shadow root of its own: examples use the same ids.
///
/// # Errors
/// When there is no example of that number.
#[wasm_bindgen(js_name = showExample)]
pub fn show_example(number: usize, place: HtmlElement, language: &str) -> Result<Shown, JsError> {
    let example = example::all().nth(number).ok_or_else(|| JsError::new("there is no such example"))?;
    let language = Language::parse(language).unwrap_or_default();
    let owner = Owner::new();
    let view = owner.with(|| mount_to(place, move || (example.view)(language)));
    Ok(Shown { on_page: Some((view, owner)) })
}

#[wasm_bindgen]
impl Shown {
    /// Takes the example off the page.
    pub fn destroy(&mut self) {
        if let Some((view, owner)) = self.on_page.take() {
            drop(view);
            owner.cleanup();
        }
    }
}
