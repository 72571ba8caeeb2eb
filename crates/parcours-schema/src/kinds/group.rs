//! `group` and `address`: questions that stand together, once or in rows.

use crate::fault::say;
use crate::question::read_question;
use crate::read::{Key, Object, Shape};
use crate::{Localized, Question, limits};

/// Questions that stand together. The answer is an object, or an array of objects when the group repeats.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The questions, in order.
    pub questions: Vec<Question>,
    /// Set when there can be several rows.
    pub repeat: Option<Repeat>,
}

/// How a group repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// Fewest rows, once one is required or given; 1 when the group is required.
    pub min: usize,
    /// Most rows.
    pub max: usize,
    /// Words of the button that adds a row.
    pub add: Localized,
    /// Title of a row; `{n}` stands for its number.
    pub item: Localized,
}

pub(crate) const ADDRESS_KEYS: &[Key] = &[Key::optional("questions", Shape::Questions)];
pub(crate) const KEYS: &[Key] =
    &[Key::required("questions", Shape::Questions), Key::optional("repeat", Shape::Object(REPEAT_KEYS))];
const REPEAT_KEYS: &[Key] = &[
    Key::required("max", Shape::Count),
    Key::optional("min", Shape::Count),
    Key::required("add", Shape::Localized),
    Key::required("item", Shape::Localized),
];

pub(crate) fn read(object: &Object<'_>, path: &str, depth: usize) -> Option<Group> {
    if !object.has("questions") {
        object.item.fault(say!("the questions of the address are not there.", "Add the shared block `address`."));
        return None;
    }
    let questions = object.list("questions", 1, limits::QUESTIONS, |item| read_question(item, path, depth + 1))?;
    let repeat = object.with("repeat", |item| {
        let repeat = item.object(REPEAT_KEYS)?;
        Some(Repeat {
            min: repeat.count("min", limits::ROWS as u64).unwrap_or(0) as usize,
            max: repeat.count("max", limits::ROWS as u64)? as usize,
            add: repeat.localized("add")?,
            item: repeat.localized("item")?,
        })
    });
    Some(Group { questions, repeat })
}
