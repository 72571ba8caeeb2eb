//! A document a dossier yields: some sections, to be read, printed and kept.

use super::{States, ids};
use crate::Localized;
use crate::read::{Item, Key, Shape};

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its name, unique in the workflow.
    pub id: String,
    /// What it is called.
    pub title: Localized,
    /// Ids of the sections it shows, in order.
    pub sections: Vec<String>,
    /// The roles that may have it.
    pub roles: Vec<String>,
    /// The states in which it can be had; all of them, ends included, when not given.
    pub states: Option<States>,
}

pub(super) const KEYS: &[Key] = &[
    Key::required("id", Shape::Id),
    Key::required("title", Shape::Localized),
    Key::required("sections", Shape::Ids),
    Key::required("roles", Shape::Ids),
    Key::optional("in", Shape::IdsOrAny),
];

pub(super) fn read(item: Item<'_>) -> Option<Document> {
    let object = item.object(KEYS)?;
    let (sections, roles) = (ids(&object, "sections"), ids(&object, "roles"));
    Some(Document {
        id: object.id("id")?,
        title: object.localized("title")?,
        sections: sections?,
        roles: roles?,
        states: object.with("in", States::read),
    })
}
