//! Events and dossiers as JSON, written and read by hand. Reading checks shapes and sizes, never rights.

use std::sync::Arc;

use parcours_schema::{Answers, limits, object};
use serde_json::{Map, Value};

use super::reading::{Object, Read, error};
use super::state::{Entered, Plan, Returned, Signature};
use super::{Actor, Change, Deed, Dossier, Event, ReadError};
use crate::formats::instant::is_instant;

/// Characters of an id, of a role, of a time.
const ID: usize = 80;
/// Characters of a name.
const NAME: usize = 200;
/// Changes of one save.
const CHANGES: usize = 5_000;
/// Events of one history.
const EVENTS: usize = 1_000_000;

impl Event {
    /// The event as JSON.
    pub fn to_value(&self) -> Value {
        let does = match &self.does {
            Deed::Save { changes } => {
                let change = |change: &Change| object([("at", change.at.as_str().into()), ("to", change.to.clone())]);
                object([("changes", Value::Array(changes.iter().map(change).collect()))])
            }
            Deed::Transition { id, reason, sections } => {
                let mut value = object([("id", id.as_str().into())]);
                put(&mut value, "reason", reason.as_deref().map(Value::from));
                put(&mut value, "sections", (!sections.is_empty()).then(|| texts(sections)));
                value
            }
            Deed::Sign { name, hash } => object([("name", name.as_str().into()), ("hash", hash.as_str().into())]),
        };
        let mut by = object([("role", self.by.role.as_str().into()), ("name", self.by.name.as_str().into())]);
        put(&mut by, "with", self.by.with.as_deref().map(Value::from));
        put(&mut by, "agreed", self.by.agreed.then_some(Value::Bool(true)));
        object([
            ("id", self.id.as_str().into()),
            ("at", self.at.as_str().into()),
            ("by", by),
            ("does", object([(self.does.name(), does)])),
        ])
    }

    /// Reads an event.
    ///
    /// # Errors
    /// The first key that is missing, unknown, too long or of the wrong kind. Whether the event may be is for
    /// [`apply`](super::apply).
    ///
    /// ```
    /// use parcours_rules::dossier::{Deed, Event};
    /// let text = r#"{ "id": "01920000-0001-7fff-bfff-ffffffffffff", "at": "2026-11-22T13:30:00Z",
    ///   "by": { "role": "person", "name": "A. Roy" }, "does": { "transition": { "id": "submit" } } }"#;
    /// let event = Event::from_value(&serde_json::from_str(text).unwrap()).unwrap();
    /// assert!(matches!(event.does, Deed::Transition { .. }));
    /// ```
    pub fn from_value(value: &Value) -> Result<Event, ReadError> {
        event(value, "")
    }
}

fn event(value: &Value, at: &str) -> Read<Event> {
    let read = Object::of(value, at, &["id", "at", "by", "does"])?;
    let id = read.text("id", ID)?;
    if !is_uuid(&id) {
        return error(&read.place("id"), "must be a UUID in lower case");
    }
    let time = read.text("at", ID)?;
    if !is_instant(&time) {
        return error(&read.place("at"), "must be an RFC 3339 date and time");
    }
    let by = actor(read.get("by").unwrap_or(&Value::Null), &read.place("by"))?;
    let does = deed(read.get("does").unwrap_or(&Value::Null), &read.place("does"))?;
    Ok(Event { id, at: time, by, does })
}

fn actor(value: &Value, at: &str) -> Read<Actor> {
    let read = Object::of(value, at, &["role", "name", "with", "agreed"])?;
    Ok(Actor {
        role: read.text("role", ID)?,
        // Empty for whoever may not know the name.
        name: read.optional_text("name", NAME)?.unwrap_or_default(),
        with: read.optional_text("with", ID)?,
        agreed: read.flag("agreed")?,
    })
}

fn deed(value: &Value, at: &str) -> Read<Deed> {
    let read = Object::of(value, at, &["save", "transition", "sign"])?;
    let inside = |key: &'static str| read.get(key).map(|value| (value, read.place(key)));
    match (inside("save"), inside("transition"), inside("sign")) {
        (Some((value, at)), None, None) => {
            let read = Object::of(value, &at, &["changes"])?;
            Ok(Deed::Save { changes: read.list("changes", CHANGES, change)? })
        }
        (None, Some((value, at)), None) => {
            let read = Object::of(value, &at, &["id", "reason", "sections"])?;
            Ok(Deed::Transition {
                id: read.text("id", ID)?,
                reason: read.optional_text("reason", limits::TEXT_CHARACTERS)?,
                sections: read.list("sections", limits::SECTIONS, text)?,
            })
        }
        (None, None, Some((value, at))) => {
            let read = Object::of(value, &at, &["name", "hash"])?;
            let (name, hash) = (read.text("name", NAME)?, read.optional_text("hash", 64)?.unwrap_or_default());
            Ok(Deed::Sign { name, hash })
        }
        _ => error(at, "must be exactly one of save, transition, sign"),
    }
}

fn change(value: &Value, at: &str) -> Read<Change> {
    let Value::Object(map) = value else { return error(at, "must be an object") };
    let read = Object::of(value, at, &["at", "to"])?;
    let pointer = read.text("at", 1_000)?;
    let Some(to) = map.get("to") else { return error(&read.place("to"), "must be there; null takes an answer away") };
    // Answers stay within the depth at which they are read again.
    if !pointer.starts_with('/') || depth(to) + pointer.matches('/').count() > limits::JSON_DEPTH {
        return error(at, "is no pointer, or is nested too deep");
    }
    if !is_short(to) {
        return error(&read.place("to"), format!("holds a text of more than {} characters", limits::TEXT_CHARACTERS));
    }
    Ok(Change { at: pointer, to: to.clone() })
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Object(map) => 1 + map.values().map(depth).max().unwrap_or(0),
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn is_short(value: &Value) -> bool {
    match value {
        Value::String(text) => text.chars().count() <= limits::TEXT_CHARACTERS,
        Value::Array(items) => items.iter().all(is_short),
        Value::Object(map) => map.values().all(is_short),
        _ => true,
    }
}

/// 8-4-4-4-12 lower-case hexadecimal digits.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        })
}

fn text(value: &Value, at: &str) -> Read<String> {
    match value.as_str() {
        Some(text) if text.len() <= ID => Ok(text.to_owned()),
        _ => error(at, "must be a short text"),
    }
}

fn texts(list: &[String]) -> Value {
    Value::Array(list.iter().map(|text| text.as_str().into()).collect())
}

fn put(value: &mut Value, key: &str, inside: Option<Value>) {
    if let (Some(inside), Value::Object(map)) = (inside, value) {
        map.insert(key.to_owned(), inside);
    }
}

const KEYS: &[&str] = &[
    "id",
    "opened_at",
    "workflow",
    "form",
    "state",
    "episode",
    "answers",
    "entered",
    "plan",
    "signatures",
    "returned",
    "history",
];

impl Dossier {
    /// The dossier as JSON: what it stands at, and its history.
    pub fn to_value(&self) -> Value {
        let entered =
            |entered: &Entered| object([("state", entered.state.as_str().into()), ("at", entered.at.as_str().into())]);
        let mut value = object([
            ("id", self.id.as_str().into()),
            ("opened_at", self.opened_at.as_str().into()),
            (
                "workflow",
                object([("id", self.workflow.as_str().into()), ("version", self.workflow_version.as_str().into())]),
            ),
            ("form", object([("version", self.form_version.as_str().into())])),
            ("state", self.state.as_str().into()),
            ("episode", self.episode.into()),
            ("answers", Value::Object(self.answers.as_map().clone())),
            ("entered", Value::Array(self.entered.iter().map(entered).collect())),
            ("signatures", Value::Array(self.signatures.iter().map(Signature::to_value).collect())),
            ("history", Value::Array(self.history.iter().map(|event| event.to_value()).collect())),
        ]);
        let plan = |plan: &Plan| {
            object([
                ("version", plan.version.into()),
                ("hash", plan.hash.as_str().into()),
                ("accepted_at", plan.accepted_at.as_str().into()),
                ("event", plan.event.as_str().into()),
            ])
        };
        put(&mut value, "plan", self.plan.as_ref().map(plan));
        let returned = |returned: &Returned| {
            let mut value = object([
                ("event", returned.event.as_str().into()),
                ("transition", returned.transition.as_str().into()),
                ("by", returned.by.as_str().into()),
                ("sections", texts(&returned.sections)),
            ]);
            put(&mut value, "reason", returned.reason.as_deref().map(Value::from));
            value
        };
        put(&mut value, "returned", self.returned.as_ref().map(returned));
        value
    }

    /// Reads a dossier as it was written, what it stands at included: for whoever trusts the writer, such as a page that
    /// got it from a server, already cut to what its role may read. Whoever holds a whole history replays it instead
    /// ([`replay`](super::replay)).
    ///
    /// # Errors
    /// The first key that is missing, unknown or of the wrong kind.
    pub fn from_value(value: &Value) -> Result<Dossier, ReadError> {
        let read = Object::of(value, "", KEYS)?;
        let inside = |key: &str| (read.get(key).unwrap_or(&Value::Null), read.place(key));
        let (workflow, workflow_at) = inside("workflow");
        let workflow = Object::of(workflow, &workflow_at, &["id", "version"])?;
        let (form, form_at) = inside("form");
        let form = Object::of(form, &form_at, &["version"])?;
        let answers = read.get("answers").cloned().unwrap_or_else(|| Value::Object(Map::new()));
        let Ok(answers) = Answers::from_value(answers) else { return error("/answers", "must be an object") };
        let plan = |value: &Value| {
            let read = Object::of(value, "/plan", &["version", "hash", "accepted_at", "event"])?;
            Ok(Plan {
                version: read.count("version")?,
                hash: read.optional_text("hash", 64)?.unwrap_or_default(),
                accepted_at: read.text("accepted_at", ID)?,
                event: read.text("event", ID)?,
            })
        };
        let returned = |value: &Value| {
            let read = Object::of(value, "/returned", &["event", "transition", "by", "reason", "sections"])?;
            Ok(Returned {
                event: read.text("event", ID)?,
                transition: read.text("transition", ID)?,
                by: read.text("by", ID)?,
                reason: read.optional_text("reason", limits::TEXT_CHARACTERS)?,
                sections: read.list("sections", limits::SECTIONS, text)?,
            })
        };
        Ok(Dossier {
            id: read.text("id", ID)?,
            opened_at: read.text("opened_at", ID)?,
            workflow: workflow.text("id", ID)?,
            workflow_version: workflow.text("version", ID)?,
            form_version: form.text("version", ID)?,
            state: read.text("state", ID)?,
            episode: read.count("episode")?,
            answers,
            entered: read.list("entered", EVENTS, |value, at| {
                let read = Object::of(value, at, &["state", "at"])?;
                Ok(Entered { state: read.text("state", ID)?, at: read.text("at", ID)? })
            })?,
            plan: read.get("plan").map(plan).transpose()?,
            signatures: read.list("signatures", EVENTS, Signature::read)?,
            returned: read.get("returned").map(returned).transpose()?,
            history: read.list("history", EVENTS, |value, at| event(value, at).map(Arc::new))?,
        })
    }
}

impl Signature {
    fn to_value(&self) -> Value {
        object([
            ("event", self.event.as_str().into()),
            ("role", self.role.as_str().into()),
            ("name", self.name.as_str().into()),
            ("at", self.at.as_str().into()),
            ("hash", self.hash.as_str().into()),
            ("episode", self.episode.into()),
        ])
    }

    fn read(value: &Value, at: &str) -> Read<Signature> {
        let read = Object::of(value, at, &["event", "role", "name", "at", "hash", "episode"])?;
        Ok(Signature {
            event: read.text("event", ID)?,
            role: read.text("role", ID)?,
            name: read.text("name", NAME)?,
            at: read.text("at", ID)?,
            hash: read.optional_text("hash", 64)?.unwrap_or_default(),
            episode: read.count("episode")?,
        })
    }
}
