//! `reference`: chosen among the rows of a group answered elsewhere in the form, so that nothing is typed twice.

use crate::read::{Key, Object, Shape};

/// Settings of a `reference` question. Its answer is the key of a row, or an array of keys in the order of the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Path of the group in rows; one of its questions is its rows' key.
    pub to: String,
    /// Path of the question of that group that tells one row from another.
    pub show: String,
    /// Whether any number of rows can be chosen.
    pub many: bool,
}

pub(crate) const KEYS: &[Key] =
    &[Key::required("to", Shape::Path), Key::required("show", Shape::Path), Key::optional("many", Shape::Bool)];

pub(crate) fn read(object: &Object<'_>) -> Option<Reference> {
    Some(Reference { to: object.path("to")?, show: object.path("show")?, many: object.flag("many") })
}
