//! `computed`: a value that follows from other answers; every checker recomputes it.

use crate::fault::say;
use serde_json::Value;

use crate::read::{Key, Object, Shape, read_path};

/// Where the value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compute {
    /// Always this text.
    Constant(String),
    /// Whole years from this date to today.
    Age(String),
    /// How many rows or options this question has.
    Count(String),
    /// The time at which the host opened or sent the form, RFC 3339; given, not recomputed.
    Stamp,
    /// The lasting name of a row, given when the row is added: what a `reference` to the row holds.
    Key,
}

pub(crate) const KEYS: &[Key] =
    &[Key::required("compute", Shape::One(COMPUTE_KEYS)), Key::optional("shown", Shape::Bool)];
const COMPUTE_KEYS: &[Key] = &[
    Key::optional("constant", Shape::Text),
    Key::optional("age", Shape::Path),
    Key::optional("count", Shape::Path),
    Key::optional("stamp", Shape::Bool),
    Key::optional("key", Shape::Bool),
];

pub(crate) fn read(object: &Object<'_>) -> Option<Compute> {
    object.with("compute", |item| {
        let compute = item.object(COMPUTE_KEYS)?;
        if compute.entries().count() != 1 {
            item.fault(say!(
                "a computed value comes from one source.",
                "Give exactly one of: constant, age, count, stamp, key."
            ));
            return None;
        }
        for (name, given) in [("stamp", Compute::Stamp), ("key", Compute::Key)] {
            match item.value.get(name) {
                None => {}
                Some(Value::Bool(true)) => return Some(given),
                Some(_) => {
                    item.fault(say!(format!("`{name}` is not true."), format!("Write `\"{name}\": true`.")));
                    return None;
                }
            }
        }
        compute
            .text("constant")
            .map(Compute::Constant)
            .or_else(|| compute.with("age", read_path).map(Compute::Age))
            .or_else(|| compute.with("count", read_path).map(Compute::Count))
    })
}

impl Compute {
    /// The path the value is computed from, if any.
    pub fn path(&self) -> Option<&str> {
        match self {
            Compute::Age(path) | Compute::Count(path) => Some(path),
            Compute::Constant(_) | Compute::Stamp | Compute::Key => None,
        }
    }
}
