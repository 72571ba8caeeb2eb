//! Conditions in JSON Schema, as seen from an object of the answers: their root, or a row of a repeating group.
//!
//! Ages, and dates compared with today or with one another, cannot be said. So each condition is said twice when it must be: as what surely
//! holds, and as what perhaps holds. A row cannot look out of itself: what it reads of the answers around it is decided
//! outside, case by case (`Known`).

use std::cell::RefCell;
use std::collections::BTreeMap;

use parcours_schema::kinds::Compute;
use parcours_schema::{Condition, Kind, Operator};
use serde_json::{Map, Value, json};

use super::kind;
use super::said::{Said, all, any};
use crate::proof::Index;

/// Outer conditions a row may read before its conditions are left unsaid: each doubles the cases.
const CASES: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bound {
    Surely,
    Perhaps,
}

impl Bound {
    fn other(self) -> Bound {
        match self {
            Bound::Surely => Bound::Perhaps,
            Bound::Perhaps => Bound::Surely,
        }
    }

    fn unsaid(self) -> Said {
        match self {
            Bound::Surely => Said::Never,
            Bound::Perhaps => Said::Always,
        }
    }
}

/// What is known of the answers around a row, for one case: a condition as text, and whether it holds.
pub(super) type Known = BTreeMap<String, bool>;

pub(super) struct Conditions<'a, 'f> {
    pub(super) index: &'a Index<'f>,
    /// Schemas used in many places, under `$defs`.
    definitions: RefCell<BTreeMap<String, Value>>,
    /// The name of each of them, by its text.
    names: RefCell<BTreeMap<String, String>>,
    shown: RefCell<BTreeMap<(String, Bound), Said>>,
}

impl<'a, 'f> Conditions<'a, 'f> {
    pub(super) fn new(index: &'a Index<'f>) -> Conditions<'a, 'f> {
        Conditions { index, definitions: RefCell::default(), names: RefCell::default(), shown: RefCell::default() }
    }

    pub(super) fn into_definitions(self) -> Map<String, Value> {
        self.definitions.into_inner().into_iter().collect()
    }

    /// The condition, said of the object that holds the answers of `frame` (the repeating groups around it).
    pub(super) fn say(&self, condition: &Condition, frame: &[&str], known: &Known, bound: Bound) -> Said {
        match condition {
            Condition::All(list) => all(list.iter().map(|inner| self.say(inner, frame, known, bound))),
            Condition::Any(list) => any(list.iter().map(|inner| self.say(inner, frame, known, bound))),
            Condition::Not(inner) => self.say(inner, frame, known, bound.other()).not(),
            Condition::Some { group, that } => match self.frame_of(group) {
                Some(around) if around == frame => self.some(group, that, frame, known, bound),
                _ => self.told(condition, known, bound),
            },
            Condition::Answer { path, operator } => match self.frame_of(path) {
                Some(around) if around == frame => self.answer(path, operator, frame, known, bound),
                _ => self.told(condition, known, bound),
            },
        }
    }

    /// What is known of a condition on answers outside this object.
    fn told(&self, condition: &Condition, known: &Known, bound: Bound) -> Said {
        match known.get(&name(condition)) {
            Some(true) => Said::Always,
            Some(false) => Said::Never,
            None => bound.unsaid(),
        }
    }

    fn frame_of(&self, path: &str) -> Option<&[&'f str]> {
        self.index.get(path).map(|entry| entry.rows.as_slice())
    }

    fn answer(&self, path: &str, operator: &Operator, frame: &[&str], known: &Known, bound: Bound) -> Said {
        if let Operator::Answered(false) = operator {
            return self.answer(path, &Operator::Answered(true), frame, known, bound.other()).not();
        }
        let Some(entry) = self.index.get(path) else { return Said::Never };
        // A stamp is given, not computed again.
        if let Kind::Computed(compute) = &entry.question.kind
            && *compute != Compute::Stamp
        {
            return all([self.shown(path, frame, known, bound), self.computed(compute, operator, frame, known, bound)]);
        }
        let Some(value) = self.value(&entry.question.kind, operator) else { return bound.unsaid() };
        all([self.shown(path, frame, known, bound), Said::Schema(within(&self.steps(path, frame), value))])
    }

    /// What a comparison of a computed value says of the answer it comes from: the value sent along is not trusted.
    fn computed(&self, compute: &Compute, operator: &Operator, frame: &[&str], known: &Known, bound: Bound) -> Said {
        let number = |value: &Value| value.as_f64().unwrap_or(f64::MAX);
        match (compute, operator) {
            (Compute::Constant(_), Operator::Answered(_)) => Said::Always,
            (Compute::Constant(text), Operator::Is(value)) if value.as_str() == Some(text) => Said::Always,
            (Compute::Constant(text), Operator::In(values))
                if values.iter().any(|value| value.as_str() == Some(text)) =>
            {
                Said::Always
            }
            (Compute::Constant(_), _) => Said::Never,
            (Compute::Count(source), _) if self.frame_of(source) == Some(frame) => {
                let count = |operator| self.answer(source, &operator, frame, known, bound);
                let exactly = |value: &Value| {
                    all([count(Operator::AtLeast(number(value))), count(Operator::AtMost(number(value)))])
                };
                match operator {
                    Operator::Is(value) => exactly(value),
                    Operator::In(values) => any(values.iter().map(exactly)),
                    Operator::Answered(_) => count(Operator::AtLeast(1.0)),
                    other => count(other.clone()),
                }
            }
            (Compute::Age(_) | Compute::Count(_) | Compute::Stamp | Compute::Key, _) => bound.unsaid(),
        }
    }

    /// What an answer must be for a comparison to hold; `None` when that cannot be said.
    fn value(&self, kind: &Kind, operator: &Operator) -> Option<Value> {
        let options = || kind::options(kind.list().and_then(|id| self.index.form.lists.get(id)));
        Some(match (operator, kind) {
            (Operator::Answered(_), _) => Value::Bool(true),
            (Operator::Is(value), _) => json!({ "const": value }),
            (Operator::In(values), _) => json!({ "enum": values }),
            (Operator::Includes(option), _) => {
                json!({ "type": "array", "items": options(), "contains": { "const": option } })
            }
            (Operator::AtLeast(min), Kind::Choices(_)) => {
                json!({ "type": "array", "items": options(), "minItems": whole(min.ceil()) })
            }
            (Operator::AtMost(max), Kind::Choices(_)) => {
                json!({ "type": "array", "items": options(), "maxItems": whole(max.floor()) })
            }
            (Operator::AtLeast(min), kind) if is_list(kind) => {
                json!({ "type": "array", "minItems": whole(min.ceil()) })
            }
            (Operator::AtMost(max), kind) if is_list(kind) => {
                json!({ "type": "array", "maxItems": whole(max.floor()) })
            }
            (Operator::AtLeast(min), _) => json!({ "type": "number", "minimum": kind::number(*min) }),
            (Operator::AtMost(max), _) => json!({ "type": "number", "maximum": kind::number(*max) }),
            (
                Operator::Before(_)
                | Operator::After(_)
                | Operator::EarlierThan(_)
                | Operator::LaterThan(_)
                | Operator::AgeAtLeast(_),
                _,
            ) => return None,
        })
    }

    fn some(&self, group: &str, that: &Condition, frame: &[&str], known: &Known, bound: Bound) -> Said {
        let mut row: Vec<&str> = frame.to_vec();
        row.push(group);
        let cases = self.cases(&[that], &row, known, bound, |known| {
            let schema = match self.say(that, &row, known, bound) {
                Said::Never => return Said::Never,
                said => said.into_value(),
            };
            Said::Schema(within(&self.steps(group, frame), json!({ "type": "array", "contains": schema })))
        });
        all([self.shown(group, frame, known, bound), cases])
    }

    /// Splits on what a row reads of the answers around it: one case for each way those conditions can hold.
    fn cases(
        &self,
        read: &[&Condition],
        row: &[&str],
        known: &Known,
        bound: Bound,
        say: impl Fn(&Known) -> Said,
    ) -> Said {
        any(self.split(read, row, known, bound).into_iter().map(|(case, known)| all([case, say(&known)])))
    }

    /// The cases, each with the condition on the outer object under which it is the one, and what the row then knows.
    pub(super) fn split(&self, read: &[&Condition], row: &[&str], known: &Known, bound: Bound) -> Vec<(Said, Known)> {
        let frame = &row[..row.len() - 1];
        let mut outer = self.outer_of(read, row);
        // What cannot be said at all is left unsaid inside, not split on.
        outer.retain(|condition| {
            self.say(condition, frame, known, Bound::Surely) != Said::Never
                || self.say(condition, frame, known, Bound::Perhaps) != Said::Always
        });
        if outer.len() > CASES {
            return vec![(Said::Always, Known::new())];
        }
        let mut cases = Vec::new();
        for number in 0..1_usize << outer.len() {
            let mut inside = Known::new();
            let mut literals = Vec::new();
            for (position, condition) in outer.iter().enumerate() {
                let holds = number >> position & 1 == 1;
                inside.insert(name(condition), holds);
                literals.push(match holds {
                    true => self.say(condition, frame, known, bound),
                    false => self.say(condition, frame, known, bound.other()).not(),
                });
            }
            cases.push((all(literals), inside));
        }
        cases.retain(|(case, _)| *case != Said::Never);
        cases
    }

    /// The conditions on answers outside a row, those that show the row's own questions included; each once.
    pub(super) fn outer_of<'c>(&self, read: &[&'c Condition], row: &[&str]) -> Vec<&'c Condition>
    where
        'f: 'c,
    {
        let mut found = Vec::new();
        let mut seen = Vec::new();
        read.iter().for_each(|condition| self.outer(condition, row, &mut found, &mut seen));
        found
    }

    fn outer<'c>(&self, condition: &'c Condition, row: &[&str], found: &mut Vec<&'c Condition>, seen: &mut Vec<String>)
    where
        'f: 'c,
    {
        let path = match condition {
            Condition::All(list) | Condition::Any(list) => {
                list.iter().for_each(|inner| self.outer(inner, row, found, seen));
                return;
            }
            Condition::Not(inner) => return self.outer(inner, row, found, seen),
            Condition::Some { group, .. } => group,
            Condition::Answer { path, .. } => path,
        };
        match self.index.get(path) {
            Some(entry) if entry.rows == row => {
                if !seen.contains(path) {
                    seen.push(path.clone());
                    self.whens(path, row).into_iter().for_each(|when| self.outer(when, row, found, seen));
                }
            }
            _ if found.contains(&condition) => {}
            _ => found.push(condition),
        }
    }

    /// The conditions under which a question is shown, once the row it stands in is: its own, and its groups'.
    pub(super) fn whens(&self, path: &str, frame: &[&str]) -> Vec<&'f Condition> {
        let mut whens: Vec<&'f Condition> = Vec::new();
        let mut next = self.index.position(path);
        while let Some(position) = next {
            let entry = &self.index.entries[position];
            if entry.rows != frame {
                break;
            }
            whens.extend(entry.question.when.as_ref());
            next = entry.parent;
            if next.is_none() && frame.is_empty() {
                whens.extend(self.index.form.sections[entry.section].when.as_ref());
            }
        }
        whens
    }

    /// Whether a question is shown, once the row it stands in is. Written once, under `$defs`.
    pub(super) fn shown(&self, path: &str, frame: &[&str], known: &Known, bound: Bound) -> Said {
        let whens = self.whens(path, frame);
        if whens.is_empty() {
            return Said::Always;
        }
        let said = |bound| all(whens.iter().map(|when| self.say(when, frame, known, bound)));
        if !frame.is_empty() && !self.outer_of(&whens, frame).is_empty() {
            // It depends on the case: each has its own.
            return said(bound);
        }
        let key = |bound| (path.to_owned(), bound);
        if let Some(said) = self.shown.borrow().get(&key(bound)) {
            return said.clone();
        }
        // Something to find in case the conditions run in a circle, which `proof` refuses.
        for bound in [Bound::Surely, Bound::Perhaps] {
            self.shown.borrow_mut().insert(key(bound), bound.unsaid());
        }
        let (surely, perhaps) = (said(Bound::Surely), said(Bound::Perhaps));
        let names = if surely == perhaps { ["shown", "shown"] } else { ["surely_shown", "perhaps_shown"] };
        for ((said, bound), name) in [(surely, Bound::Surely), (perhaps, Bound::Perhaps)].into_iter().zip(names) {
            let said = self.define(format!("{name}.{path}"), said);
            self.shown.borrow_mut().insert(key(bound), said);
        }
        self.shown.borrow().get(&key(bound)).cloned().unwrap_or_else(|| bound.unsaid())
    }

    /// A name for a schema; the same schema has one name.
    fn define(&self, name: String, said: Said) -> Said {
        let Said::Schema(schema) = said else { return said };
        if schema.get("$ref").is_some() {
            return Said::Schema(schema);
        }
        let mut names = self.names.borrow_mut();
        let name = names.entry(schema.to_string()).or_insert_with(|| {
            self.definitions.borrow_mut().insert(name.clone(), schema);
            name
        });
        Said::Schema(json!({ "$ref": format!("#/$defs/{name}") }))
    }

    /// The keys that lead from the object of a frame to a question of it.
    pub(super) fn steps<'p>(&self, path: &'p str, frame: &[&str]) -> Vec<&'p str> {
        let above = frame.last().map_or(0, |group| group.split('.').count());
        path.split('.').skip(above).collect()
    }
}

/// Whether an answer is an array whose items are not options.
fn is_list(kind: &Kind) -> bool {
    kind.repeat().is_some() || matches!(kind, Kind::Reference(_))
}

/// A condition as text, to recognise it.
fn name(condition: &Condition) -> String {
    format!("{condition:?}")
}

fn whole(number: f64) -> Value {
    json!(number.clamp(0.0, 1e6) as u64)
}

/// `value` found at the end of these keys, each of them there.
pub(super) fn within(steps: &[&str], value: Value) -> Value {
    steps.iter().rev().fold(value, |value, step| {
        if value == Value::Bool(true) {
            return json!({ "type": "object", "required": [step] });
        }
        json!({ "type": "object", "required": [step], "properties": { *step: value } })
    })
}
