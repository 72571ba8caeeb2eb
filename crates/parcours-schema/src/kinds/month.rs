//! `month`: a month of a year, such as the expiry of a card.

use crate::fault::say;
use crate::read::{Key, Object, Shape};

/// Settings of a `month` question. Its answer is `YYYY-MM`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthBounds {
    /// First month allowed, `YYYY-MM`.
    pub min: Option<String>,
    /// Last month allowed, `YYYY-MM`.
    pub max: Option<String>,
}

pub(crate) const KEYS: &[Key] = &[Key::optional("min", Shape::Text), Key::optional("max", Shape::Text)];

pub(crate) fn read(object: &Object<'_>) -> MonthBounds {
    MonthBounds { min: read_month(object, "min"), max: read_month(object, "max") }
}

fn read_month(object: &Object<'_>, key: &'static str) -> Option<String> {
    object.with(key, |item| {
        let text = item.text()?;
        let bytes = text.as_bytes();
        let good = bytes.len() == 7
            && bytes.iter().enumerate().all(|(i, b)| if i == 4 { *b == b'-' } else { b.is_ascii_digit() })
            && ("01"..="12").contains(&&text[5..]);
        if !good {
            item.fault(say!(format!("`{text}` is not a month."), "Write it as 2026-11."));
        }
        good.then(|| text.to_owned())
    })
}
