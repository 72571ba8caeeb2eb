//! What an event changes in a dossier. It never refuses: whether the event may be is judged before, in `apply.rs`.

use std::sync::Arc;

use parcours_schema::workflow::TransitionKind;
use parcours_schema::{Answers, object, tokens};
use serde_json::{Map, Value};

use super::outline::{Holds, STATE_PATH, Spot, named};
use super::place::key_of;
use super::state::{Entered, Plan, Returned, Signature};
use super::{Change, Deed, Dossier, Event, Process};

impl Process {
    /// Adds an event to a dossier. The transition it names, if any, must be one of the workflow.
    pub(super) fn fold(&self, dossier: &mut Dossier, event: Arc<Event>) {
        match &event.does {
            Deed::Save { changes } => self.put_all(&mut dossier.answers, changes),
            Deed::Transition { id, reason, sections } => self.go(dossier, &event, id, reason.as_ref(), sections),
            Deed::Sign { name, hash } => self.sign(dossier, &event, name, hash),
        }
        dossier.history.push(event);
    }

    /// The answers with these changes, in order. A place the form does not have is passed over.
    pub(super) fn put_all(&self, answers: &mut Answers, changes: &[Change]) {
        for change in changes {
            let steps: Vec<String> = tokens(&change.at).collect();
            put(answers.as_map_mut(), self.outline(), &steps, &change.to);
        }
    }

    /// Puts the state where the form's own conditions can read it.
    pub(super) fn write_state(&self, dossier: &mut Dossier) {
        if self.form_asks_state() {
            dossier.answers.set(&parcours_schema::pointer_of(STATE_PATH), Value::String(dossier.state.clone()));
        }
    }

    fn go(&self, dossier: &mut Dossier, event: &Event, id: &str, reason: Option<&String>, sections: &[String]) {
        let Some(transition) = self.workflow().transition(id) else { return };
        if transition.kind == TransitionKind::Reopen {
            dossier.episode += 1;
            dossier.entered.clear();
        }
        dossier.returned = (transition.kind == TransitionKind::Return).then(|| Returned {
            event: event.id.clone(),
            transition: id.to_owned(),
            by: event.by.role.clone(),
            reason: reason.cloned(),
            sections: if sections.is_empty() { self.sections_of(&transition.to) } else { sections.to_vec() },
        });
        if !transition.signed_by.is_empty() {
            self.accept(dossier, &transition.signed_by, event);
        }
        dossier.state.clone_from(&transition.to);
        dossier.entered.push(Entered { state: transition.to.clone(), at: event.at.clone() });
        self.write_state(dossier);
    }

    /// The content last signed is accepted; a new version when it is not the one accepted before.
    fn accept(&self, dossier: &mut Dossier, signed_by: &[String], event: &Event) {
        let counts =
            |signature: &&Signature| signature.episode == dossier.episode && signed_by.contains(&signature.role);
        let Some(signature) = dossier.signatures.iter().rev().find(counts) else { return };
        let hash = signature.hash.clone();
        let version = match &dossier.plan {
            Some(plan) if plan.hash == hash => plan.version,
            Some(plan) => plan.version + 1,
            None => 1,
        };
        dossier.plan = Some(Plan { version, hash, accepted_at: event.at.clone(), event: event.id.clone() });
    }

    fn sign(&self, dossier: &mut Dossier, event: &Event, name: &str, hash: &str) {
        dossier.signatures.push(Signature {
            event: event.id.clone(),
            role: event.by.role.clone(),
            name: name.to_owned(),
            at: event.at.clone(),
            hash: hash.to_owned(),
            episode: dossier.episode,
        });
        // The form sees signatures as rows, of which it asks what it needs.
        let Some(signing) = &self.workflow().signing else { return };
        let row = object([
            ("role", event.by.role.as_str().into()),
            ("name", name.into()),
            ("at", event.at.as_str().into()),
            ("hash", hash.into()),
        ]);
        let group = parcours_schema::pointer_of(&signing.group);
        self.put_all(&mut dossier.answers, &[Change { at: format!("{group}/@{}", event.id), to: row }]);
    }
}

/// Puts a value at steps; true when the object is left with nothing in it.
fn put(map: &mut Map<String, Value>, spots: &[Spot], steps: &[String], to: &Value) -> bool {
    if let Some((name, rest)) = steps.split_first()
        && let Some(spot) = named(spots, name)
    {
        let empty = put_spot(map.entry(name.as_str()).or_insert(Value::Null), spot, rest, to);
        if empty {
            map.remove(name);
        }
    }
    map.is_empty()
}

/// True when nothing is left there.
fn put_spot(value: &mut Value, spot: &Spot, rest: &[String], to: &Value) -> bool {
    match (&spot.holds, rest, to) {
        (Holds::Answer | Holds::Rows { key: None, .. }, [], _) => *value = to.clone(),
        (Holds::Inside(_) | Holds::Rows { .. }, [], Value::Null) => *value = Value::Null,
        (Holds::Inside(inside), rest, _) => {
            if !value.is_object() {
                *value = Value::Object(Map::new());
            }
            match (value.as_object_mut(), rest, to) {
                (Some(map), [], Value::Object(new)) => put_object(map, inside, new),
                (Some(map), rest, _) => drop(put(map, inside, rest, to)),
                (None, ..) => {}
            }
        }
        (Holds::Rows { key: Some(key), inside }, rest, _) => {
            if !value.is_array() {
                *value = Value::Array(Vec::new());
            }
            let Value::Array(rows) = value else { return false };
            match (rest.split_first(), to) {
                (None, Value::Array(new)) => {
                    new.iter().for_each(|row| {
                        if let Some(id) = key_of(row, key) {
                            put_row(rows, key, id, inside, &[], row);
                        }
                    });
                }
                (Some((row, rest)), _) => {
                    if let Some(id) = row.strip_prefix('@') {
                        put_row(rows, key, id, inside, rest, to);
                    }
                }
                _ => {}
            }
        }
        _ => {}
    }
    is_nothing(value)
}

/// A row that is not there is made: of those who may not read all of a history, some see a row's answer before the row.
fn put_row(rows: &mut Vec<Value>, key: &str, id: &str, inside: &[Spot], rest: &[String], to: &Value) {
    let place = rows.iter().position(|row| key_of(row, key) == Some(id));
    if rest.is_empty() && to.is_null() {
        if let Some(place) = place {
            rows.remove(place);
        }
        return;
    }
    let place = place.unwrap_or_else(|| {
        rows.push(object([(key, id.into())]));
        rows.len() - 1
    });
    let Some(Value::Object(row)) = rows.get_mut(place) else { return };
    match to {
        Value::Object(new) if rest.is_empty() => put_object(row, inside, new),
        _ => {
            put(row, inside, rest, to);
        }
    }
}

/// Each answer of `new`; those it does not name stay as they are.
fn put_object(map: &mut Map<String, Value>, inside: &[Spot], new: &Map<String, Value>) {
    for (name, to) in new {
        put(map, inside, std::slice::from_ref(name), to);
    }
}

/// Whether a value says no more than nothing at all.
pub(super) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}
