//! What the loader does for a form: what the host page decides about sending is read there, each time.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The loader's object; it makes sure of every type.
    pub type Options;

    /// Sends the envelope `body`, JSON text, with the key `id`, as the host page wants it sent now. A promise, never
    /// refused, of the JSON text that [`reply::told`](parcours_browser::reply::told) reads.
    #[wasm_bindgen(method)]
    pub fn post(this: &Options, id: &str, language: &str, body: &str) -> Promise;
    /// Drops the request on its way, if there is one.
    #[wasm_bindgen(method)]
    pub fn cut(this: &Options);
    /// Asks for the form in a language, `fr` or `en`; answered by [`Instance::translate`](crate::Instance::translate).
    #[wasm_bindgen(method)]
    pub fn language(this: &Options, code: &str);
    /// Dispatches an event of the element; false when it was cancelled. The host page's own mistakes are not ours: they
    /// are caught and count as not cancelled.
    #[wasm_bindgen(method, catch)]
    pub fn emit(this: &Options, name: &str, detail: &str, cancelable: bool) -> Result<bool, JsValue>;
}
