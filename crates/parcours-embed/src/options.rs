//! What the loader gives with a form. Everything is read when it is needed, so that a host page may change it later.

use js_sys::{Array, Function};
use parcours_browser::send::Transport;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The loader's object; it makes sure of every type.
    pub type Options;

    /// The form as one JSON document.
    #[wasm_bindgen(method, getter)]
    pub fn form(this: &Options) -> String;
    /// `fr` or `en`.
    #[wasm_bindgen(method, getter)]
    pub fn language(this: &Options) -> String;
    /// Who fills the form.
    #[wasm_bindgen(method, getter)]
    pub fn actor(this: &Options) -> String;
    /// Level of the page's heading.
    #[wasm_bindgen(method, getter, js_name = headingLevel)]
    pub fn heading_level(this: &Options) -> u8;
    /// Whether the form says the step in the document's title.
    #[wasm_bindgen(method, getter, js_name = manageTitle)]
    pub fn manage_title(this: &Options) -> bool;
    /// `push`, `replace`, or nothing: then a sensitive form keeps no entry.
    #[wasm_bindgen(method, getter)]
    pub fn history(this: &Options) -> String;
    /// A number that no other form of the page has.
    #[wasm_bindgen(method, getter)]
    pub fn number(this: &Options) -> u32;
    /// Answers given in advance, as JSON text.
    #[wasm_bindgen(method, getter)]
    pub fn answers(this: &Options) -> String;
    /// Where the form is sent.
    #[wasm_bindgen(method, getter)]
    pub fn action(this: &Options) -> String;
    /// Other origins it may be sent to.
    #[wasm_bindgen(method, getter, js_name = allowedOrigins)]
    pub fn allowed_origins(this: &Options) -> Array;
    /// Headers as pairs of texts.
    #[wasm_bindgen(method, getter)]
    pub fn headers(this: &Options) -> Array;
    /// Used instead of `fetch`.
    #[wasm_bindgen(method, getter)]
    pub fn fetch(this: &Options) -> Option<Function>;
    /// Used instead of the whole transport.
    #[wasm_bindgen(method, getter)]
    pub fn send(this: &Options) -> Option<Function>;
    /// Dispatches an event of the element; false when it was cancelled. The host page's own mistakes are not ours: they
    /// are caught and count as not cancelled.
    #[wasm_bindgen(method, catch)]
    pub fn emit(this: &Options, name: &str, detail: &str, cancelable: bool) -> Result<bool, JsValue>;
}

impl Options {
    /// How the host page wants the form sent, now.
    pub(crate) fn transport(&self) -> Transport {
        let pair = |pair: JsValue| {
            let pair = Array::from(&pair);
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        };
        Transport {
            action: self.action(),
            allowed: self.allowed_origins().iter().filter_map(|origin| origin.as_string()).collect(),
            headers: self.headers().iter().filter_map(pair).collect(),
            fetch: self.fetch(),
            send: self.send(),
        }
    }
}
