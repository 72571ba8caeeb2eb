//! Two people changed the same answers: what both did is kept, field by field. Only what they changed differently is left
//! to be asked about.

use std::fmt;

use parcours_schema::{Answers, escape};
use serde_json::{Map, Value};

use super::changes::{Rows, same, something, whole};
use super::fold::is_nothing;
use super::outline::{Holds, Spot};
use super::{Change, Dossier, Event, Process};

/// What becomes of two sets of changes to the same answers.
#[derive(Clone, PartialEq)]
pub struct Merged {
    /// Theirs, with what I changed and they did not. Where we differ it holds theirs.
    pub answers: Answers,
    /// The changes that lead from theirs to that: what is left for me to save.
    pub changes: Vec<Change>,
    /// What we changed differently, in page order.
    pub conflicts: Vec<Conflict>,
}

/// A place two people changed differently.
#[derive(Clone, PartialEq)]
pub struct Conflict {
    /// Pointer of the answer, or of the row that one took away and the other changed; rows by key.
    pub at: String,
    /// What was there before; null for nothing.
    pub base: Value,
    /// What I made of it; null when I took it away.
    pub mine: Value,
    /// What they made of it; null when they took it away.
    pub theirs: Value,
}

impl Conflict {
    /// The change that settles it my way.
    pub fn take_mine(&self) -> Change {
        Change { at: self.at.clone(), to: self.mine.clone() }
    }

    /// The change that settles it their way.
    pub fn take_theirs(&self) -> Change {
        Change { at: self.at.clone(), to: self.theirs.clone() }
    }
}

/// Puts two sets of changes together. `base` is what both started from.
pub fn merge(process: &Process, base: &Answers, mine: &Answers, theirs: &Answers) -> Merged {
    let mut merger = Merger { changes: Vec::new(), conflicts: Vec::new() };
    let sides = Sides { base: Some(base.as_map()), mine: Some(mine.as_map()), theirs: Some(theirs.as_map()) };
    merger.objects(process.outline(), &sides, "");
    let mut answers = theirs.clone();
    process.put_all(&mut answers, &merger.changes);
    Merged { answers, changes: merger.changes, conflicts: merger.conflicts }
}

impl Dossier {
    /// The last event that changed an answer, something inside it, or the row or group it is in: who to name when two
    /// people changed it differently. The pointer names rows by key.
    pub fn last_change(&self, at: &str) -> Option<&Event> {
        let around = |outer: &str, inner: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let touches = |change: &Change| around(&change.at, at) || around(at, &change.at);
        let event = self.history.iter().rev().find(|event| match &event.does {
            super::Deed::Save { changes } => changes.iter().any(touches),
            _ => false,
        });
        event.map(|event| &**event)
    }
}

/// The same place on the three sides.
struct Sides<T> {
    base: T,
    mine: T,
    theirs: T,
}

impl<T> Sides<T> {
    fn map<U>(&self, make: impl Fn(&T) -> U) -> Sides<U> {
        Sides { base: make(&self.base), mine: make(&self.mine), theirs: make(&self.theirs) }
    }
}

struct Merger {
    changes: Vec<Change>,
    conflicts: Vec<Conflict>,
}

impl Merger {
    fn objects(&mut self, spots: &[Spot], sides: &Sides<Option<&Map<String, Value>>>, above: &str) {
        for spot in spots {
            let at = format!("{above}/{}", escape(&spot.name));
            let values = sides.map(|map| map.and_then(|map| map.get(&spot.name)));
            match &spot.holds {
                Holds::Answer | Holds::Rows { key: None, .. } => self.answer(at, &values),
                Holds::Inside(inside) => {
                    self.objects(inside, &values.map(|value| value.and_then(Value::as_object)), &at);
                }
                Holds::Rows { key: Some(key), inside } => {
                    self.rows(inside, &values.map(|value| Rows::of(*value, key)), &at);
                }
            }
        }
    }

    fn answer(&mut self, at: String, Sides { base, mine, theirs }: &Sides<Option<&Value>>) {
        match (same(*base, *mine), same(*base, *theirs), same(*mine, *theirs)) {
            (true, ..) | (.., true) => {}
            (false, true, false) => self.changes.push(Change { at, to: something(*mine) }),
            (false, false, false) => self.conflicts.push(Conflict {
                at,
                base: something(*base),
                mine: something(*mine),
                theirs: something(*theirs),
            }),
        }
    }

    fn rows(&mut self, inside: &[Spot], sides: &Sides<Rows<'_>>, above: &str) {
        let mut ids: Vec<&String> = Vec::new();
        for (id, _) in sides.theirs.0.iter().chain(&sides.mine.0).chain(&sides.base.0) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        for id in ids {
            let at = format!("{above}/@{id}");
            let row = sides.map(|rows| rows.get(id));
            let whole = row.map(|row| row.map_or(Value::Null, |row| whole(row, inside)));
            match (row.base, row.mine, row.theirs) {
                (_, Some(_), Some(_)) => self.objects(inside, &row, &at),
                (None, Some(_), None) => self.changes.push(Change { at, to: whole.mine }),
                (Some(_), Some(_), None) if whole.base != whole.mine => self.conflict(at, whole),
                (Some(_), None, Some(_)) if whole.base != whole.theirs => self.conflict(at, whole),
                (Some(_), None, Some(_)) => self.changes.push(Change { at, to: Value::Null }),
                _ => {}
            }
        }
    }

    fn conflict(&mut self, at: String, Sides { base, mine, theirs }: Sides<Value>) {
        self.conflicts.push(Conflict { at, base, mine, theirs });
    }
}

impl fmt::Debug for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = |value: &Value| if is_nothing(value) { "nothing" } else { "something" };
        write!(f, "Conflict({}, mine {}, theirs {})", self.at, kind(&self.mine), kind(&self.theirs))
    }
}

impl fmt::Debug for Merged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Merged(changes ")?;
        super::changes::places(&self.changes, f)?;
        write!(f, ", conflicts {:?})", self.conflicts)
    }
}
