//! `serde_json` everywhere but in the module a browser loads. There, a stand-in: the names and behaviour of the part of
//! it that the kit uses, for a third of the weight. Objects are sorted vectors, where a tree costs every page some
//! kilobytes; numbers with decimals are read and written by the browser; an error says its place and nothing else.
//!
//! Manifests name this crate `serde_json`. The tests here hold the stand-in to the real one.

#[cfg(not(target_arch = "wasm32"))]
pub use serde_json::*;
#[cfg(target_arch = "wasm32")]
pub use stand_in::*;

#[cfg(any(target_arch = "wasm32", test))]
#[cfg_attr(test, allow(dead_code, unused_imports))]
mod stand_in;
#[cfg(test)]
mod tests;
