//! Orientation: which door to knock on, by ordered rules over the answers of a form (`domain.md` section 11). The kit
//! suggests, people decide: nothing is scored, nothing is sent, and every rule that holds is shown, the first one first.
//!
//! A door is a service: its title, what to say of it, whom to call. A rule leads to a door when a condition holds; the
//! same rules are asked in several forms, each with its own questions. [`put`] makes of them a section of notes, each
//! shown when its rule holds: what a page receives has nothing left to decide, and no code for it.

mod put;
mod read;

#[cfg(feature = "author")]
pub(crate) use put::ORIENTATION_SECTION_KEYS;
pub(crate) use put::put_section;
#[cfg(feature = "author")]
pub(crate) use read::ORIENTATION_KEYS;
pub use read::load_orientation;

use serde_json::Value;

use crate::{Condition, Localized};

/// Ordered rules, and the doors they lead to.
#[derive(Clone, Debug, PartialEq)]
pub struct Orientation {
    /// Stable id, such as `ssg`.
    pub id: String,
    /// Heading of the section.
    pub title: Localized,
    /// What is said above the doors: that people decide.
    pub intro: Option<Localized>,
    /// Words before the answers that led to a door.
    pub because: Localized,
    /// Where the rules are asked.
    pub asked: Vec<Asked>,
    /// The services.
    pub doors: Vec<Door>,
    /// The rules, the most pressing first.
    pub rules: Vec<DoorRule>,
}

/// Id of the section in which doors stand.
pub(crate) const DOORS: &str = "doors";

impl Orientation {
    /// The rule a note was made of: a note with lines became one for each territory, under the rule's name.
    pub fn rule_of(&self, note: &str) -> Option<&DoorRule> {
        let is_of = |rule: &&DoorRule| {
            note.strip_prefix(rule.id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
        };
        self.rules.iter().filter(is_of).max_by_key(|rule| rule.id.len())
    }
}

/// Questions that the rules read, in the forms that ask them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its name in the rules.
    pub id: String,
    /// Ids of the forms.
    pub forms: Vec<String>,
    /// Path of the municipality, for lines that depend on it.
    pub municipality: String,
}

/// A service.
#[derive(Clone, Debug, PartialEq)]
pub struct Door {
    /// Its id.
    pub id: String,
    /// What it is part of.
    pub kind: DoorKind,
    /// Its name.
    pub title: Localized,
    /// Tone of the note: `plain`, `important`, `danger`.
    pub tone: Option<String>,
    /// Parts of the note, as a form writes them; `{ "lines": "municipality" }` for the lines of where one lives.
    pub body: Vec<Value>,
}

/// What a door is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoorKind {
    /// One of the headings of general social services.
    Ssg,
    /// One of the programme-services.
    Programme,
    /// A partner, or help outside the establishment.
    Other,
}

/// A rule: the door it leads to, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct DoorRule {
    /// Its id: what a submission keeps as a finding.
    pub id: String,
    /// Id of the door.
    pub door: String,
    /// When it holds, by the name of what is [`Asked`].
    pub when: Vec<(String, Condition)>,
    /// Whether it also holds when no other rule does: nobody is left without a door.
    pub otherwise: bool,
}
