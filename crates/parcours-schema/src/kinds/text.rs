//! `text`: one line.

use crate::fault::say;
use crate::limits;
use crate::read::{Key, Object, Shape};

/// Settings of a `text` question. Its answer is a string: NFC, trimmed, inner blanks folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Fewest characters; 0 when not said.
    pub min: usize,
    /// Most characters; 200 when not said.
    pub max: usize,
    /// ECMAScript pattern the whole text must match, anchored by the author.
    pub pattern: Option<String>,
    /// Whether digits are refused (names, `domain.md` 4.1).
    pub no_digits: bool,
    /// List whose labels are suggested; any other text is accepted too.
    pub suggest: Option<String>,
}

pub(crate) const KEYS: &[Key] = &[
    Key::optional("max", Shape::Count),
    Key::optional("min", Shape::Count),
    Key::optional("pattern", Shape::Text),
    Key::optional("no_digits", Shape::Bool),
    Key::optional("suggest", Shape::ListId),
];

pub(crate) fn read(object: &Object<'_>) -> Text {
    let most = limits::TEXT_CHARACTERS as u64;
    Text {
        min: object.count("min", most).unwrap_or(0) as usize,
        max: object.count("max", most).unwrap_or(200) as usize,
        pattern: object.with("pattern", |item| {
            let pattern = item.text()?;
            if pattern.len() > limits::PATTERN_CHARACTERS {
                item.fault(say!(
                    "the pattern is too long.",
                    format!("Keep to {} characters.", limits::PATTERN_CHARACTERS)
                ));
                return None;
            }
            Some(pattern.to_owned())
        }),
        no_digits: object.flag("no_digits"),
        suggest: object.text("suggest"),
    }
}
