//! A fault of the kit itself. It never says what was being done: only a code leaves (`ux.md` P-04).

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(text: &str);
}

thread_local! {
    static TOLD: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Tells the loader, once, that the module can no longer be used. Called before anything else.
#[wasm_bindgen(js_name = onFault)]
pub fn on_fault(told: Function) {
    TOLD.with_borrow_mut(|place| *place = Some(told));
    std::panic::set_hook(Box::new(|_| {
        console_error("parcours: fault");
        if let Some(told) = TOLD.with(|place| place.try_borrow_mut().ok()?.take()) {
            let _ = told.call0(&JsValue::UNDEFINED);
        }
    }));
}
