//! Rows that refer to rows: needs, the objectives of each, the services of each objective. A row that refers to nothing,
//! or to what is gone, is told too: nothing of a plan is lost because of how it is gathered.

use parcours_schema::{Kind, pointer_of};
use serde_json::Value;

use crate::Engine;

/// A row with those that refer to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedRow {
    /// Number of its group among those linked.
    pub group: usize,
    /// Pointer of the row: `/psi/objectives/0`.
    pub at: String,
    /// The rows of the next group that refer to it.
    pub inner: Vec<LinkedRow>,
}

impl LinkedRow {
    /// Calls `visit` with this row, then with all those inside it.
    pub fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a LinkedRow)) {
        visit(self);
        self.inner.iter().for_each(|row| row.each(visit));
    }
}

/// The rows of these groups, each under the one it refers to. Those that refer to none come last, by themselves.
pub fn linked_rows(engine: &Engine, groups: &[String]) -> Vec<LinkedRow> {
    let groups: Vec<Group> =
        groups.iter().enumerate().map(|(number, path)| Group::of(engine, groups, number, path)).collect();
    let mut taken: Vec<Vec<bool>> = groups.iter().map(|group| vec![false; group.rows.len()]).collect();
    let mut all = Vec::new();
    for number in 0..groups.len() {
        let count = groups.get(number).map_or(0, |group| group.rows.len());
        for row in 0..count {
            all.extend(under(&groups, &mut taken, number, row));
        }
    }
    all
}

/// A group, and what each of its rows is called and refers to.
struct Group {
    at: String,
    rows: Vec<Row>,
}

struct Row {
    key: Option<String>,
    refers_to: Vec<String>,
}

impl Group {
    fn of(engine: &Engine, groups: &[String], number: usize, path: &str) -> Group {
        let at = pointer_of(path);
        let form = engine.form();
        let questions = form.question(path).map(|question| question.kind.questions()).unwrap_or_default();
        let key = form.question(path).and_then(|question| question.kind.row_key()).map(|key| key.id.as_str());
        let before = number.checked_sub(1).and_then(|before| groups.get(before));
        let reference = questions.iter().find(|question| match &question.kind {
            Kind::Reference(reference) => Some(&reference.to) == before,
            _ => false,
        });
        let said = |row: usize, id: &str| engine.raw(&[at.as_str(), "/", &row.to_string(), "/", id].concat());
        let rows = (0..engine.rows(&at)).map(|row| Row {
            key: key.and_then(|key| said(row, key)).and_then(Value::as_str).map(str::to_owned),
            refers_to: reference.and_then(|question| said(row, &question.id)).map(keys).unwrap_or_default(),
        });
        Group { rows: rows.collect(), at: at.clone() }
    }
}

fn keys(value: &Value) -> Vec<String> {
    match value {
        Value::String(key) => vec![key.clone()],
        Value::Array(keys) => keys.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// A row with what refers to it; none when it stands elsewhere already.
fn under(groups: &[Group], taken: &mut [Vec<bool>], number: usize, row: usize) -> Option<LinkedRow> {
    let place = taken.get_mut(number)?.get_mut(row)?;
    if std::mem::replace(place, true) {
        return None;
    }
    let group = groups.get(number)?;
    let key = group.rows.get(row)?.key.clone();
    let next = groups.get(number + 1).map(|next| next.rows.as_slice()).unwrap_or_default();
    let refers = |other: &Row| key.as_ref().is_some_and(|key| other.refers_to.contains(key));
    let inner: Vec<usize> = (0..next.len()).filter(|other| next.get(*other).is_some_and(refers)).collect();
    let inner = inner.into_iter().filter_map(|other| under(groups, taken, number + 1, other)).collect();
    Some(LinkedRow { group: number, at: [group.at.as_str(), "/", &row.to_string()].concat(), inner })
}
