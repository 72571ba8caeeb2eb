//! What the loader `www/parcours.js` calls: a form put in a shadow root, and a handle on it. Custom elements, fetching,
//! style sheets and fallbacks are the loader's; what a form does is the journey's; this crate ties them together.
//!
//! Whatever is wrong is given back as a value. Should the module stop all the same, the loader sees it: there is no panic
//! hook, because nothing here may print (`ux.md` P-04).
//!
//! With the feature `dossier` it is `<parcours-dossier>` instead, which `www/parcours-dossier.js` calls: a module of its
//! own, so that a page with only a form carries none of it.
//!
//! Only in a browser: natively the crate holds the words of events, so that they are tested without one.

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(any(feature = "dossier", test))]
pub mod dossier_reply;
pub mod host_event;

#[cfg(all(target_arch = "wasm32", feature = "dossier"))]
mod dossier;
#[cfg(all(target_arch = "wasm32", feature = "gallery"))]
mod gallery;
#[cfg(all(target_arch = "wasm32", not(feature = "dossier")))]
mod instance;
#[cfg(all(target_arch = "wasm32", not(feature = "dossier")))]
mod living;
#[cfg(all(target_arch = "wasm32", not(feature = "dossier")))]
mod options;
#[cfg(target_arch = "wasm32")]
mod settings;
#[cfg(all(test, target_arch = "wasm32", not(feature = "dossier")))]
mod tests;

#[cfg(all(target_arch = "wasm32", feature = "dossier"))]
pub use dossier::{DossierInstance, Means, mount_dossier};
#[cfg(all(target_arch = "wasm32", feature = "gallery"))]
pub use gallery::{Shown, examples, show_example};
#[cfg(all(target_arch = "wasm32", not(feature = "dossier")))]
pub use instance::{Instance, mount};
#[cfg(all(target_arch = "wasm32", not(feature = "dossier")))]
pub use options::Options;
