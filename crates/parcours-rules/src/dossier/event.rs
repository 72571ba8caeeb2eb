//! What somebody did to a dossier: the only thing that is ever stored of it. `Debug` shows no answer, name or reason.

use std::fmt;

use serde_json::Value;

/// One thing done by somebody at some time. Never changed once it is in a history.
#[derive(Clone, PartialEq)]
pub struct Event {
    /// UUID: the same event sent twice is taken once.
    pub id: String,
    /// When, RFC 3339. A server writes its own time here.
    pub at: String,
    /// Who.
    pub by: Actor,
    /// What.
    pub does: Deed,
}

/// Who did something.
#[derive(Clone, PartialEq, Eq)]
pub struct Actor {
    /// Id of their role.
    pub role: String,
    /// Their name, as the host knows it.
    pub name: String,
    /// The role of the person they help, when they write in that person's stead.
    pub with: Option<String>,
    /// Whether that person agreed to it.
    pub agreed: bool,
}

/// What was done.
#[derive(Clone, PartialEq)]
pub enum Deed {
    /// Answers were given, changed or taken away.
    Save {
        /// Each of them, in order.
        changes: Vec<Change>,
    },
    /// The dossier went from one state to another.
    Transition {
        /// Id of the workflow's transition.
        id: String,
        /// Why, in the person's own words.
        reason: Option<String>,
        /// For a return: ids of the sections to correct; all those of the step when empty.
        sections: Vec<String>,
    },
    /// The content was signed as it stood.
    Sign {
        /// The name, as it was typed.
        name: String,
        /// Hash of the content signed: [`Process::content_hash`](super::Process::content_hash).
        hash: String,
    },
}

/// One answer given, changed or taken away.
#[derive(Clone, PartialEq)]
pub struct Change {
    /// JSON pointer into the answers in which a row is named by its key, not by its number, so that it means the same
    /// whatever others added or took away: `/psi/needs/@k3f9/description`. `/psi/needs/@k3f9` is the row itself.
    pub at: String,
    /// The answer; null takes it away. For a row: an object makes the row with those answers, null takes it away.
    pub to: Value,
}

impl Actor {
    /// Somebody who acts for themselves or for their work.
    pub fn new(role: &str, name: &str) -> Actor {
        Actor { role: role.to_owned(), name: name.to_owned(), with: None, agreed: false }
    }

    /// The same, who helps a person of another role with their agreement.
    #[must_use]
    pub fn with(self, role: &str) -> Actor {
        Actor { with: Some(role.to_owned()), agreed: true, ..self }
    }
}

impl Change {
    /// An answer given.
    pub fn new(at: impl Into<String>, to: impl Into<Value>) -> Change {
        Change { at: at.into(), to: to.into() }
    }
}

impl Deed {
    /// `save`, `transition` or `sign`: its key in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Deed::Save { .. } => "save",
            Deed::Transition { .. } => "transition",
            Deed::Sign { .. } => "sign",
        }
    }
}

impl Event {
    /// The SHA-256 of every file that the answers saved name.
    pub fn files(&self) -> Vec<String> {
        let mut hashes = Vec::new();
        if let Deed::Save { changes } = &self.does {
            changes.iter().for_each(|change| files_in(&change.to, &mut hashes));
        }
        hashes
    }
}

fn files_in(value: &Value, hashes: &mut Vec<String>) {
    match value {
        Value::Object(map) => match map.get("sha256").and_then(Value::as_str) {
            Some(sha256) => hashes.push(sha256.to_owned()),
            None => map.values().for_each(|value| files_in(value, hashes)),
        },
        Value::Array(items) => items.iter().for_each(|value| files_in(value, hashes)),
        _ => {}
    }
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Event({} {} by {}, content not shown)", self.id, self.does.name(), self.by.role)
    }
}

impl fmt::Debug for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Actor({}, name not shown)", self.role)
    }
}

impl fmt::Debug for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Deed({}, content not shown)", self.name())
    }
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Change({}, content not shown)", self.at)
    }
}
