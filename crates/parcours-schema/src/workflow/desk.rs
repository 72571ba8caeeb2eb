//! A desk: the rows of one group as a table, for those who work with all of them at once.

use super::{ids, paths};
use crate::Localized;
use crate::read::{Item, Key, Shape};

/// A table of the rows of a group, each under the rows it refers to: the services of a plan under their objective, which
/// is under its need. What is changed there is an answer like any other: who may change it, the parts say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// What it is called.
    pub title: Localized,
    /// What the way to one row says before the row's name: « Modifier le service ».
    pub edit: Localized,
    /// The roles that have it.
    pub roles: Vec<String>,
    /// Path of the group in rows.
    pub rows: String,
    /// Paths of the references that lead upwards, the one in the rows first: each is a question of the rows the one before
    /// it names.
    pub under: Vec<String>,
    /// Paths of the questions of the rows that are shown; the first names the row. A date among them can sort the rows.
    pub columns: Vec<String>,
    /// Path of the choice, one of the columns, that is changed in the table itself.
    pub status: Option<String>,
    /// Paths of the choices and texts, of the rows or of those above, by which rows can be picked out.
    pub filters: Vec<String>,
}

pub(super) const KEYS: &[Key] = &[
    Key::required("title", Shape::Localized),
    Key::required("edit", Shape::Localized),
    Key::required("roles", Shape::Ids),
    Key::required("rows", Shape::Path),
    Key::required("under", Shape::ManyPaths),
    Key::required("columns", Shape::ManyPaths),
    Key::optional("status", Shape::Path),
    Key::optional("filters", Shape::ManyPaths),
];

pub(super) fn read(item: Item<'_>) -> Option<Desk> {
    let object = item.object(KEYS)?;
    let (roles, under, columns) = (ids(&object, "roles"), paths(&object, "under"), paths(&object, "columns"));
    Some(Desk {
        title: object.localized("title")?,
        edit: object.localized("edit")?,
        roles: roles?,
        rows: object.path("rows")?,
        under: under?,
        columns: columns?,
        status: object.path("status"),
        filters: paths(&object, "filters").unwrap_or_default(),
    })
}
