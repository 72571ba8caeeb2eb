//! What the loader gives with a form: settings, read once, and the means of sending, read each time, so that a host page
//! may change them later. What is text comes as one JSON text: each property of its own would weigh more than it says.

use js_sys::Function;
use parcours_browser::send::Transport;
use serde_json::Value;
use wasm_bindgen::prelude::*;

use crate::settings::Settings;

#[wasm_bindgen]
extern "C" {
    /// The loader's object; it makes sure of every type.
    pub type Options;

    /// How the form is sent, now: JSON text, `{"action", "allowed": [origins], "headers": [[name, value]]}`.
    #[wasm_bindgen(method, getter)]
    pub fn transport(this: &Options) -> String;
    /// Used instead of `fetch`.
    #[wasm_bindgen(method, getter)]
    pub fn fetch(this: &Options) -> Option<Function>;
    /// Used instead of the whole transport.
    #[wasm_bindgen(method, getter)]
    pub fn send(this: &Options) -> Option<Function>;
    /// Asks for the form in a language, `fr` or `en`; answered by [`Instance::translate`](crate::Instance::translate).
    #[wasm_bindgen(method)]
    pub fn language(this: &Options, code: &str);
    /// Dispatches an event of the element; false when it was cancelled. The host page's own mistakes are not ours: they
    /// are caught and count as not cancelled.
    #[wasm_bindgen(method, catch)]
    pub fn emit(this: &Options, name: &str, detail: &str, cancelable: bool) -> Result<bool, JsValue>;
}

impl Options {
    /// How the host page wants the form sent, now.
    pub(crate) fn how_to_send(&self) -> Transport {
        let given = Settings::read(&self.transport());
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let pair = |pair: &Value| Some((text(pair.get(0)?)?, text(pair.get(1)?)?));
        Transport {
            action: given.text("action").to_owned(),
            allowed: list(&given, "allowed").iter().filter_map(text).collect(),
            headers: list(&given, "headers").iter().filter_map(pair).collect(),
            fetch: self.fetch(),
            send: self.send(),
        }
    }
}

fn list<'a>(given: &'a Settings, key: &str) -> &'a [Value] {
    given.0.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}
