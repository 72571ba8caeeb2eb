//! A part of the answers: the questions that the same roles read, and the same roles write in the same states.

use super::{States, ids, objects, paths};
use crate::read::{Item, Key, Shape};

/// Some of the answers, with who reads and writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name, unique in the workflow.
    pub id: String,
    /// Paths of questions, groups or containers. The longest path of any part that leads to a question decides.
    pub paths: Vec<String>,
    /// Roles that read it.
    pub read: Vec<String>,
    /// Roles that write it, and when; a part without is written by the dossier itself.
    pub write: Vec<Write>,
    /// Notes that only those who write them may read.
    pub private: bool,
}

/// When a role writes a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// The role.
    pub role: String,
    /// The states in which it writes.
    pub states: States,
}

pub(super) const KEYS: &[Key] = &[
    Key::required("id", Shape::Id),
    Key::required("paths", Shape::ManyPaths),
    Key::required("read", Shape::Ids),
    Key::optional("write", Shape::Objects(WRITE_KEYS)),
    Key::optional("private", Shape::Bool),
];

const WRITE_KEYS: &[Key] = &[Key::required("role", Shape::Id), Key::required("in", Shape::IdsOrAny)];

pub(super) fn read(item: Item<'_>) -> Option<Part> {
    let object = item.object(KEYS)?;
    let paths = paths(&object, "paths");
    let read = ids(&object, "read");
    let write = objects(&object, "write", |item| {
        let object = item.object(WRITE_KEYS)?;
        Some(Write { role: object.id("role")?, states: object.with("in", States::read)? })
    });
    Some(Part {
        id: object.id("id")?,
        paths: paths?,
        read: read?,
        write: write.unwrap_or_default(),
        private: object.flag("private"),
    })
}
