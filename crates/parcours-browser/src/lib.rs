//! The only crate that touches the browser: it does what the journey asks ([`Effect`](parcours_rules::journey::Effect))
//! and reports back as events. It decides nothing and draws nothing.
//!
//! `reply`, `media_type`, `base64` and the outside of a kept file are pure and tested natively; everything else exists only
//! in a browser, so the choice of target is made once, here.

pub mod base64;
pub mod kept_file;
pub mod media_type;
pub mod reply;

#[cfg(target_arch = "wasm32")]
pub mod clock;
#[cfg(target_arch = "wasm32")]
pub mod files;
#[cfg(target_arch = "wasm32")]
pub mod focus;
#[cfg(target_arch = "wasm32")]
pub mod keep;
#[cfg(target_arch = "wasm32")]
pub mod platform;
#[cfg(target_arch = "wasm32")]
pub mod presence;
#[cfg(target_arch = "wasm32")]
pub mod print;
#[cfg(target_arch = "wasm32")]
pub mod random;
#[cfg(target_arch = "wasm32")]
pub mod run;
#[cfg(target_arch = "wasm32")]
pub mod steps;
#[cfg(target_arch = "wasm32")]
pub mod title;

/// Something every page has was not there: a window, a random generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unavailable;

#[cfg(target_arch = "wasm32")]
fn window() -> Result<web_sys::Window, Unavailable> {
    web_sys::window().ok_or(Unavailable)
}
