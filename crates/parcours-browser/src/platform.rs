//! What the rules ask of the place where they run: the browser's own patterns and Unicode tables.

use js_sys::JsString;
use parcours_rules::Platform;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = RegExp)]
    type Pattern;

    /// Throws for a broken pattern, which `js_sys::RegExp::new` does not expect.
    #[wasm_bindgen(constructor, catch, js_class = "RegExp")]
    fn new(pattern: &str, flags: &str) -> Result<Pattern, JsValue>;

    #[wasm_bindgen(method)]
    fn test(this: &Pattern, text: &str) -> bool;
}

/// The browser.
pub struct Browser;

impl Platform for Browser {
    fn matches(&self, pattern: &str, text: &str) -> bool {
        Pattern::new(pattern, "u").is_ok_and(|pattern| pattern.test(text))
    }

    fn nfc(&self, text: &str) -> String {
        JsString::from(text).normalize("NFC").into()
    }
}
