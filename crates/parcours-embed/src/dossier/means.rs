//! What the loader gives with a dossier: where it is stored, and how the host page is told.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The loader's object; it makes sure of every type.
    pub type Means;

    /// Whether the host page stores the dossier; without, it is kept in memory.
    #[wasm_bindgen(method, getter)]
    pub fn stored(this: &Means) -> bool;
    /// Fetches the dossier: a promise of what `dossier_reply` reads. It is never rejected.
    #[wasm_bindgen(method)]
    pub fn load(this: &Means) -> Promise;
    /// Gives the store an event, JSON text, unless the dossier is no longer of that revision: the same promise. `files` are
    /// those it names that were chosen on this page: `{ sha256, file }`, a `Blob` each.
    #[wasm_bindgen(method)]
    pub fn append(this: &Means, event: &str, revision: &str, files: &Array) -> Promise;
    /// Fetches a file that an answer names, by its SHA-256: a promise of a `Blob`, of nothing when it does not come. It is
    /// never rejected.
    #[wasm_bindgen(method)]
    pub fn file(this: &Means, sha256: &str) -> Promise;
    /// Puts style rules on the whole page, for the paper, in the place of those given before; none when empty.
    #[wasm_bindgen(method)]
    pub fn paper(this: &Means, rules: &str);
    /// Dispatches an event of the element. The host page's own mistakes are not ours: they are caught.
    #[wasm_bindgen(method, catch)]
    pub fn emit(this: &Means, name: &str, detail: &str) -> Result<(), JsValue>;
}
