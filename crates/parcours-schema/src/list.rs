//! Lists of options. Which options a person may choose is the list's whole meaning; how they are drawn is not here.

use crate::Localized;
use crate::fault::say;
use crate::read::{Key, Object, Shape};

/// One thing that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value stored in the answers.
    pub value: String,
    /// What people read.
    pub label: Localized,
    /// One short sentence under the label.
    pub hint: Option<Localized>,
    /// Other names people use for it (old municipality names, say), accents and case apart.
    pub aliases: Vec<String>,
    /// The regional county municipality, in a list of municipalities (`domain.md` section 3).
    pub mrc: Option<String>,
    /// The local service network, in a list of municipalities.
    pub rls: Option<String>,
}

/// The options of a question, in the order in which they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The options; values are unique.
    pub options: Vec<Choice>,
}

impl List {
    /// The option of that value.
    pub fn get(&self, value: &str) -> Option<&Choice> {
        self.options.iter().find(|option| option.value == value)
    }
}

/// The lists of a form, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists(pub(crate) Vec<(String, List)>);

impl Lists {
    /// The list of that id.
    pub fn get(&self, id: &str) -> Option<&List> {
        self.0.iter().find(|(other, _)| other == id).map(|(_, list)| list)
    }

    /// Every list with its id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &List)> {
        self.0.iter().map(|(id, list)| (id.as_str(), list))
    }

    pub(crate) fn add(&mut self, id: &str, list: List) {
        if self.get(id).is_none() {
            self.0.push((id.to_owned(), list));
        }
    }
}

pub(crate) const LIST_KEYS: &[Key] =
    &[Key::optional("$schema", Shape::Text), Key::optional("id", Shape::Id), Key::required("options", Shape::Options)];

pub(crate) const OPTION_KEYS: &[Key] = &[
    Key::required("value", Shape::Value),
    Key::required("label", Shape::Localized),
    Key::optional("hint", Shape::Localized),
    Key::optional("aliases", Shape::Texts),
    Key::optional("mrc", Shape::Text),
    Key::optional("rls", Shape::Text),
];

/// Reads the options under `key`; a fault for each value given twice.
pub(crate) fn read_options(object: &Object<'_>, key: &'static str) -> Option<List> {
    let options = object.list(key, 1, crate::limits::OPTIONS, |item| {
        let option = item.object(OPTION_KEYS)?;
        Some(Choice {
            value: option.value_text("value")?,
            label: option.localized("label")?,
            hint: option.localized("hint"),
            aliases: option.texts("aliases"),
            mrc: option.text("mrc"),
            rls: option.text("rls"),
        })
    })?;
    for (index, option) in options.iter().enumerate() {
        if options[..index].iter().any(|other| other.value == option.value) {
            object.fault_at(
                &format!("/{key}/{index}/value"),
                say!(
                    format!("the value `{}` stands twice in this list.", option.value),
                    "Give each option its own value.".to_owned()
                ),
            );
        }
    }
    Some(List { options })
}
