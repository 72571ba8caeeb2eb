//! States, and the steps people see them in.

use serde_json::Value;

use super::ids;
use crate::read::{Item, Key, Shape};
use crate::{Localized, limits};

/// Where a dossier stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Its name, unique in the workflow; also the value of the question `dossier.state`.
    pub id: String,
    /// The step it belongs to.
    pub step: String,
    /// What it is called.
    pub title: Localized,
    /// The roles expected to do something; empty at an end.
    pub acts: Vec<String>,
    /// What happens next, in a sentence.
    pub next: Option<Localized>,
    /// Whether nothing is left to be done; only a reopening leads out of it.
    pub end: bool,
}

/// A step people see: some sections of the form, some states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name, unique in the workflow.
    pub id: String,
    /// What it is called.
    pub title: Localized,
    /// Ids of the form's sections, in order.
    pub sections: Vec<String>,
}

/// Some states of a workflow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum States {
    /// Every state that is not an end.
    Any,
    /// These.
    These(Vec<String>),
}

pub(super) const KEYS: &[Key] = &[
    Key::required("id", Shape::Id),
    Key::required("step", Shape::Id),
    Key::required("title", Shape::Localized),
    Key::optional("acts", Shape::Ids),
    Key::optional("next", Shape::Localized),
    Key::optional("end", Shape::Bool),
];

pub(super) const STEP_KEYS: &[Key] =
    &[Key::required("id", Shape::Id), Key::required("title", Shape::Localized), Key::required("sections", Shape::Ids)];

/// The word for [`States::Any`].
pub(crate) const ANY: &str = "any";

pub(super) fn read(item: Item<'_>) -> Option<State> {
    let object = item.object(KEYS)?;
    Some(State {
        id: object.id("id")?,
        step: object.id("step")?,
        title: object.localized("title")?,
        acts: ids(&object, "acts").unwrap_or_default(),
        next: object.localized("next"),
        end: object.flag("end"),
    })
}

pub(super) fn read_step(item: Item<'_>) -> Option<Step> {
    let object = item.object(STEP_KEYS)?;
    let sections = ids(&object, "sections");
    Some(Step { id: object.id("id")?, title: object.localized("title")?, sections: sections? })
}

impl States {
    pub(super) fn read(item: Item<'_>) -> Option<States> {
        if let Value::String(word) = item.value
            && word == ANY
        {
            return Some(States::Any);
        }
        item.each(1, limits::WORKFLOW_ITEMS, |item| item.id()).map(States::These)
    }
}
