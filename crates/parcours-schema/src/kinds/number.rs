//! `number`: a quantity.

use crate::Localized;
use crate::read::{Key, Object, Shape};

/// Settings of a `number` question. Its answer is a JSON number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Number {
    /// Smallest number allowed.
    pub min: Option<f64>,
    /// Largest number allowed.
    pub max: Option<f64>,
    /// Decimals allowed; 0 when not said.
    pub decimals: u8,
    /// What is counted.
    pub unit: Option<Localized>,
}

pub(crate) const KEYS: &[Key] = &[
    Key::optional("min", Shape::Number),
    Key::optional("max", Shape::Number),
    Key::optional("decimals", Shape::Count),
    Key::optional("unit", Shape::Localized),
];

pub(crate) fn read(object: &Object<'_>) -> Number {
    Number {
        min: object.number("min"),
        max: object.number("max"),
        decimals: object.count("decimals", 6).unwrap_or(0) as u8,
        unit: object.localized("unit"),
    }
}
