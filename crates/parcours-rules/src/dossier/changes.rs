//! What differs between two sets of answers, as the changes that lead from one to the other; and changes put in place.

use std::fmt;

use parcours_schema::{Answers, escape};
use serde_json::{Map, Value};

use super::cut::Cut;
use super::fold::is_nothing;
use super::outline::{Holds, Spot};
use super::place::key_of;
use super::{Change, Process};

/// The changes that lead from some answers to others, in page order: one for each answer, for each row added (whole) and
/// for each row taken away. Keys the form does not have are passed over, and so are values that follow from others.
pub fn changes(process: &Process, before: &Answers, after: &Answers) -> Vec<Change> {
    let mut list = Vec::new();
    differ(process.outline(), Some(before.as_map()), Some(after.as_map()), "", &mut list);
    list
}

/// Makes the changes, in order. A place the form does not have is passed over.
///
/// ```
/// # use std::sync::Arc;
/// # use parcours_rules::{Rules, dossier::{Change, Process, changes, put}};
/// # use parcours_schema::{Answers, NoLibrary, load_form, load_workflow};
/// # let form = r#"{"id":"ask","version":"1.0.0","revision":"1","audience":"public","legal_regime":"a-2.1",
/// #  "sensitive":false,"title":"Ask","sections":[{"id":"who","title":"Who",
/// #  "questions":[{"id":"name","kind":"text","required":true,"label":"Name"}]}]}"#;
/// # let workflow = r#"{"id":"ask","version":"1.0.0","form":"ask","title":"Ask",
/// #  "roles":[{"id":"person","title":"Person","look":"public"}],
/// #  "steps":[{"id":"one","title":"One","sections":["who"]}],
/// #  "parts":[{"id":"all","paths":["who"],"read":["person"]}],
/// #  "states":[{"id":"draft","step":"one","title":"Draft"}],
/// #  "transitions":[{"id":"go","kind":"advance","from":["draft"],"to":"draft","by":["person"],"label":"Go"}]}"#;
/// # let rules = Rules::compile(Arc::new(load_form("f", form, &NoLibrary).unwrap())).unwrap();
/// # let process = Process::compile(Arc::new(load_workflow("w", workflow).unwrap()), rules).unwrap();
/// let before = Answers::default();
/// let mut after = before.clone();
/// put(&process, &mut after, &[Change::new("/who/name", "Roy")]);
/// assert_eq!(changes(&process, &before, &after), [Change::new("/who/name", "Roy")]);
/// ```
pub fn put(process: &Process, answers: &mut Answers, changes: &[Change]) {
    process.put_all(answers, changes);
}

fn differ(
    spots: &[Spot],
    before: Option<&Map<String, Value>>,
    after: Option<&Map<String, Value>>,
    above: &str,
    list: &mut Vec<Change>,
) {
    for spot in spots {
        let at = format!("{above}/{}", escape(&spot.name));
        let (before, after) = (before.and_then(|map| map.get(&spot.name)), after.and_then(|map| map.get(&spot.name)));
        match &spot.holds {
            Holds::Answer | Holds::Rows { key: None, .. } => {
                if !same(before, after) {
                    list.push(Change { at, to: something(after) });
                }
            }
            Holds::Inside(inside) => {
                differ(inside, before.and_then(Value::as_object), after.and_then(Value::as_object), &at, list);
            }
            Holds::Rows { key: Some(key), inside } => {
                let (before, after) = (Rows::of(before, key), Rows::of(after, key));
                for (id, _) in &before.0 {
                    if after.get(id).is_none() {
                        list.push(Change { at: format!("{at}/@{id}"), to: Value::Null });
                    }
                }
                for (id, row) in &after.0 {
                    let at = format!("{at}/@{id}");
                    match before.get(id) {
                        Some(old) => differ(inside, Some(old), Some(row), &at, list),
                        None => list.push(Change { at, to: whole(row, inside) }),
                    }
                }
            }
        }
    }
}

/// A row as a change makes it: its answers and the rows inside it, without its own key.
pub(super) fn whole(row: &Map<String, Value>, inside: &[Spot]) -> Value {
    let mut map = Cut { keeps: &|_| true }.object(row, inside, None);
    map.retain(|_, value| !is_nothing(value));
    for spot in inside {
        if let (Holds::Rows { key: Some(key), inside }, Some(value)) = (&spot.holds, map.get_mut(&spot.name)) {
            let rows = Rows::of(Some(value), key).0.into_iter().map(|(id, row)| {
                let mut row = whole(row, inside);
                if let Value::Object(row) = &mut row {
                    row.insert(key.clone(), id.into());
                }
                row
            });
            *value = Value::Array(rows.collect());
        }
    }
    Value::Object(map)
}

/// Rows by their lasting key, in order.
pub(super) struct Rows<'a>(pub(super) Vec<(String, &'a Map<String, Value>)>);

impl<'a> Rows<'a> {
    /// A row without a key of its own, which only careless prefilling makes, is named after its place: no answer is
    /// passed over.
    pub(super) fn of(value: Option<&'a Value>, key: &str) -> Rows<'a> {
        let mut rows: Vec<(String, &Map<String, Value>)> = Vec::new();
        for (number, value) in value.and_then(Value::as_array).into_iter().flatten().enumerate() {
            let Value::Object(row) = value else { continue };
            let mut id = key_of(value, key).map_or_else(|| format!("row-{}", number + 1), str::to_owned);
            if rows.iter().any(|(other, _)| *other == id) {
                id = format!("row-{}-again", number + 1);
            }
            rows.push((id, row));
        }
        Rows(rows)
    }

    pub(super) fn get(&self, id: &str) -> Option<&'a Map<String, Value>> {
        self.0.iter().find(|(other, _)| other == id).map(|(_, row)| *row)
    }
}

/// Whether two answers say the same; one that says nothing is as none.
pub(super) fn same(a: Option<&Value>, b: Option<&Value>) -> bool {
    something(a) == something(b)
}

/// The answer, null when it says nothing.
pub(super) fn something(value: Option<&Value>) -> Value {
    value.filter(|value| !is_nothing(value)).cloned().unwrap_or(Value::Null)
}

/// Changes told without their content.
pub(super) fn places(changes: &[Change], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_list().entries(changes.iter().map(|change| &change.at)).finish()
}
