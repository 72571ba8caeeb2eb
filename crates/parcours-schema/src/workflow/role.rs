//! A role: somebody who takes part, by what they do in the workflow rather than by name.

use super::ids;
use crate::Localized;
use crate::read::{Item, Key, Shape};

/// How pages are laid out for a role (`ux.md` C-01).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// One question group a page.
    Public,
    /// Grouped sections.
    Professional,
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its name, unique in the workflow.
    pub id: String,
    /// What it is called.
    pub title: Localized,
    /// How its pages are laid out.
    pub look: Look,
    /// Roles it may help: of what it reads, it writes what they may write, once whom it helps and their agreement are
    /// recorded.
    pub assists: Vec<String>,
}

const LOOKS: &[&str] = &["public", "professional"];

pub(super) const KEYS: &[Key] = &[
    Key::required("id", Shape::Id),
    Key::required("title", Shape::Localized),
    Key::required("look", Shape::OneOf(LOOKS)),
    Key::optional("assists", Shape::Ids),
];

pub(super) fn read(item: Item<'_>) -> Option<Role> {
    let object = item.object(KEYS)?;
    Some(Role {
        id: object.id("id")?,
        title: object.localized("title")?,
        look: [Look::Public, Look::Professional][object.one_of("look", LOOKS)?],
        assists: ids(&object, "assists").unwrap_or_default(),
    })
}
