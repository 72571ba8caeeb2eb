//! `long_text`: several lines.

use crate::limits;
use crate::read::{Key, Object, Shape};

/// Settings of a `long_text` question. Its answer is a string: NFC, trimmed, line breaks kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LongText {
    /// Fewest characters; 0 when not said.
    pub min: usize,
    /// Most characters; 4000 when not said.
    pub max: usize,
    /// Lines shown at first; 4 when not said.
    pub rows: usize,
}

pub(crate) const KEYS: &[Key] =
    &[Key::optional("max", Shape::Count), Key::optional("min", Shape::Count), Key::optional("rows", Shape::Count)];

pub(crate) fn read(object: &Object<'_>) -> LongText {
    let most = limits::TEXT_CHARACTERS as u64;
    LongText {
        min: object.count("min", most).unwrap_or(0) as usize,
        max: object.count("max", most).unwrap_or(4_000) as usize,
        rows: object.count("rows", 40).unwrap_or(4) as usize,
    }
}
