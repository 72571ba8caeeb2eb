//! One question: what it is called, when it is shown, whether it must be answered. What it holds is its kind.

use crate::condition::read_condition;
use crate::fault::say;
use crate::kinds::{self, Kind};
use crate::read::{Item, Key, Shape};
use crate::{Condition, Localized, limits};

/// Whether an answer must be given, once the question is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Required {
    /// It may be left empty.
    #[default]
    Never,
    /// It must be answered.
    Always,
    /// It must be answered when this holds.
    When(Condition),
}

/// A question of a form, or a note between questions.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its own name, unique among its neighbours.
    pub id: String,
    /// Dotted path in the answers, rows left out: `person.phones.number`. Unique in the form.
    pub path: String,
    /// What people read beside it.
    pub label: Localized,
    /// One short sentence of help.
    pub hint: Option<Localized>,
    /// The sentence said when the answer is missing.
    pub missing: Option<Localized>,
    /// Whether it must be answered.
    pub required: Required,
    /// Shown only when this holds.
    pub when: Option<Condition>,
    /// HTML autocomplete token, for questions about the person who types.
    pub autocomplete: Option<String>,
    /// What it holds.
    pub kind: Kind,
}

pub(crate) const QUESTION_KEYS: &[Key] = &[
    Key::required("id", Shape::Id),
    Key::required("kind", Shape::OneOf(kinds::NAMES)),
    Key::required("label", Shape::Localized),
    Key::optional("hint", Shape::Localized),
    Key::optional("missing", Shape::Localized),
    Key::optional("required", Shape::Required),
    Key::optional("when", Shape::Condition),
    Key::optional("root", Shape::Bool),
    Key::optional("autocomplete", Shape::Text),
];

/// The keys of which a question of that kind has exactly one.
#[cfg(feature = "author")]
pub(crate) fn exactly_one_of(kind: &str) -> Option<[&'static str; 2]> {
    matches!(kind, "choice" | "choices").then_some(["list", "options"])
}

/// Reads a question; `above` is the path of its section or group, `depth` how many groups hold it.
pub(crate) fn read_question(item: Item<'_>, above: &str, depth: usize) -> Option<Question> {
    let name = item.value.get("kind").and_then(|kind| kind.as_str()).unwrap_or_default();
    let object = item.object_with(QUESTION_KEYS, kinds::keys_of(name))?;
    object.one_of("kind", kinds::NAMES)?;
    let id = object.id("id")?;
    let root = object.flag("root");
    if root && depth > 0 {
        object.fault_at(
            "/root",
            say!("a question inside a group cannot be at the root.".to_owned(), "Remove `root`.".to_owned()),
        );
    }
    let path = if root { id.clone() } else { format!("{above}.{id}") };
    if depth > limits::GROUP_DEPTH {
        item.fault(say!("groups are nested too deep.", format!("Keep to {} levels.", limits::GROUP_DEPTH)));
        return None;
    }
    let required = object.with("required", |item| match item.value.as_bool() {
        Some(true) => Some(Required::Always),
        Some(false) => Some(Required::Never),
        None => read_condition(item).map(Required::When),
    });
    Some(Question {
        label: object.localized("label")?,
        hint: object.localized("hint"),
        missing: object.localized("missing"),
        required: required.unwrap_or_default(),
        when: object.with("when", read_condition),
        autocomplete: object.text("autocomplete"),
        kind: kinds::read(name, &object, &path, depth)?,
        id,
        path,
    })
}
