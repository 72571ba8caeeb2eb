//! What the loader `www/parcours.js` calls: a form put in a shadow root, and a handle on it. Custom elements, fetching,
//! style sheets and fallbacks are the loader's; what a form does is the journey's; this crate ties them together.
//!
//! Whatever is wrong is given back as a value. Should the module stop all the same, the loader sees it: there is no panic
//! hook, because nothing here may print (`ux.md` P-04).
//!
//! Only in a browser: natively the crate holds the words of titles and events, so that they are tested without one.

pub mod host_event;
pub mod place;
pub mod title;

#[cfg(all(target_arch = "wasm32", feature = "gallery"))]
mod gallery;
#[cfg(target_arch = "wasm32")]
mod instance;
#[cfg(target_arch = "wasm32")]
mod living;
#[cfg(target_arch = "wasm32")]
mod options;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;

#[cfg(all(target_arch = "wasm32", feature = "gallery"))]
pub use gallery::{Shown, examples, show_example};
#[cfg(target_arch = "wasm32")]
pub use instance::{Instance, mount};
#[cfg(target_arch = "wasm32")]
pub use options::Options;
