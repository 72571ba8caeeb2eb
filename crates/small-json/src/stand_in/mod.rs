//! What a browser loads in the place of `serde_json`.

#[cfg(target_arch = "wasm32")]
mod macros;
mod map;
mod number;
mod read;
mod value;
mod write;

pub use map::{Entry, Map};
pub use number::Number;
pub use read::{Error, from_str};
pub use value::{Index, Value};
pub use write::to_string;
