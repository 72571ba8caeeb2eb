//! `choice` and `choices`: one option, or any number, of a list.

use crate::List;
use crate::fault::say;
use crate::list::read_options;
use crate::read::{Key, Object, Shape};

/// How one option is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceLook {
    /// Buttons, all in sight.
    Radios,
    /// A closed list.
    Select,
}

/// Settings of a `choice` question. Its answer is the value of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChooseOne {
    /// Id of the list; the question's own path when the options stand in the question.
    pub list: String,
    /// How it is drawn, if the author said so; otherwise buttons up to seven options.
    pub look: Option<ChoiceLook>,
    pub(crate) own: Option<List>,
}

/// Settings of a `choices` question. Its answer is an array of option values, in the order of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChooseMany {
    /// Id of the list; the question's own path when the options stand in the question.
    pub list: String,
    /// Most options that can be chosen together.
    pub max: Option<usize>,
    /// Options that stand alone, such as "none".
    pub exclusive: Vec<String>,
    pub(crate) own: Option<List>,
}

const LOOKS: &[&str] = &["radios", "select"];

pub(crate) const ONE_KEYS: &[Key] = &[
    Key::optional("list", Shape::ListId),
    Key::optional("options", Shape::Options),
    Key::optional("as", Shape::OneOf(LOOKS)),
];

pub(crate) const MANY_KEYS: &[Key] = &[
    Key::optional("list", Shape::ListId),
    Key::optional("options", Shape::Options),
    Key::optional("max", Shape::Count),
    Key::optional("exclusive", Shape::Texts),
];

pub(crate) fn read_one(object: &Object<'_>, path: &str) -> Option<ChooseOne> {
    let (list, own) = read_list(object, path)?;
    let look = object.one_of("as", LOOKS).map(|look| [ChoiceLook::Radios, ChoiceLook::Select][look]);
    Some(ChooseOne { list, look, own })
}

pub(crate) fn read_many(object: &Object<'_>, path: &str) -> Option<ChooseMany> {
    let (list, own) = read_list(object, path)?;
    Some(ChooseMany {
        list,
        max: object.count("max", crate::limits::OPTIONS as u64).map(|max| max as usize),
        exclusive: object.texts("exclusive"),
        own,
    })
}

fn read_list(object: &Object<'_>, path: &str) -> Option<(String, Option<List>)> {
    match (object.has("list"), object.has("options")) {
        (true, false) => Some((object.text("list")?, None)),
        (false, true) => Some((path.to_owned(), Some(read_options(object, "options")?))),
        _ => {
            object.item.fault(say!("a choice needs its options.", "Give either `list` or `options`."));
            None
        }
    }
}
