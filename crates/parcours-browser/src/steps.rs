//! The browser's Back and Forward buttons. An entry holds only an opaque step, under the number of the form on the page;
//! the address never changes (`ux.md` P-01).

use gloo::events::EventListener;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{History, PopStateEvent};

const KEY: &str = "parcours";

/// Hears Back and Forward until dropped.
pub struct Steps {
    form: String,
    _listener: EventListener,
}

impl Steps {
    /// Starts hearing; `form` tells the forms of a page apart.
    pub fn hear(form: u64, mut on_step: impl FnMut(String) + 'static) -> Option<Steps> {
        let form = form.to_string();
        let name = form.clone();
        let listener = EventListener::new(crate::window().ok()?.as_ref(), "popstate", move |event| {
            let state = event.dyn_ref::<PopStateEvent>().map(PopStateEvent::state).unwrap_or_default();
            if let Some(step) = part(&state, KEY).and_then(|forms| part(&forms, &name)?.as_string()) {
                on_step(step);
            }
        });
        Some(Steps { form, _listener: listener })
    }

    /// A new entry for that step.
    pub fn push(&self, step: &str) {
        self.change(step, |history, state| history.push_state_with_url(state, "", None));
    }

    /// The current entry now is that step.
    pub fn replace(&self, step: &str) {
        self.change(step, |history, state| history.replace_state_with_url(state, "", None));
    }

    fn change(&self, step: &str, change: impl Fn(&History, &JsValue) -> Result<(), JsValue>) {
        let Some(history) = crate::window().ok().and_then(|window| window.history().ok()) else { return };
        let before = history.state().unwrap_or_default();
        let forms = copy(&part(&before, KEY).unwrap_or_default());
        let _ = Reflect::set(&forms, &self.form.as_str().into(), &step.into());
        let state = copy(&before);
        let _ = Reflect::set(&state, &KEY.into(), &forms);
        // A sandboxed frame may refuse: the form works without entries.
        let _ = change(&history, &state);
    }
}

fn part(value: &JsValue, key: &str) -> Option<JsValue> {
    value.is_object().then(|| Reflect::get(value, &key.into()).ok()).flatten().filter(|value| !value.is_undefined())
}

/// The host page keeps what it had in the entry.
fn copy(value: &JsValue) -> Object {
    let copy = Object::new();
    if let Some(object) = value.dyn_ref::<Object>() {
        Object::assign(&copy, object);
    }
    copy
}
