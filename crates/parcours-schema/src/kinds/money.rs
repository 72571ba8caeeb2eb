//! `money`: an amount in Canadian dollars.

use crate::read::{Key, Object, Shape};

/// Settings of a `money` question. Its answer is a JSON number of dollars, two decimals at most.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Money {
    /// Smallest amount allowed; 0 when not said.
    pub min: f64,
    /// Largest amount allowed; 9,999,999.99 when not said.
    pub max: f64,
}

pub(crate) const KEYS: &[Key] = &[Key::optional("min", Shape::Number), Key::optional("max", Shape::Number)];

pub(crate) fn read(object: &Object<'_>) -> Money {
    Money { min: object.number("min").unwrap_or(0.0), max: object.number("max").unwrap_or(9_999_999.99) }
}
