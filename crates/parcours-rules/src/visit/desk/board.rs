//! The rows of a desk as they stand: each under the rows it refers to, those that were picked out, in the order asked for.

use std::collections::BTreeMap;

use parcours_schema::workflow::Desk;
use parcours_schema::{Kind, Severity, pointer_of};
use serde_json::Value;

use super::query::Query;
use crate::Engine;

/// The table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// Its groups, in the order of the rows above; one without heads when the rows are sorted by a date.
    pub groups: Vec<Group>,
    /// How many rows there are, shown or not.
    pub total: usize,
}

/// The rows under one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Pointers of the rows above, the highest first; none for rows that refer to no row.
    pub heads: Vec<String>,
    /// Lasting key of the row they refer to; none when `heads` stops above it.
    pub key: Option<String>,
    /// The rows.
    pub lines: Vec<Line>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its lasting key.
    pub key: String,
    /// Its pointer.
    pub at: String,
    /// Pointers of the rows above, the highest first.
    pub heads: Vec<String>,
    /// Errors in it.
    pub errors: usize,
}

impl Board {
    /// How many rows are shown.
    pub fn shown(&self) -> usize {
        self.groups.iter().map(|group| group.lines.len()).sum()
    }

    /// The rows shown, in order.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.groups.iter().flat_map(|group| &group.lines)
    }
}

/// A level of rows above: the pointer of the group, and its rows by key.
struct Level {
    at: String,
    numbers: BTreeMap<String, usize>,
    /// Name of the question that holds the key of these rows.
    key: Option<String>,
    /// Name of the question in these rows that leads on to the next level; none at the highest.
    on: Option<String>,
}

/// Numbers of the rows above, the highest first. Rows that refer to none come last.
type Place = Vec<usize>;

/// The table of a desk. `section` is the one that asks for the rows.
pub(super) fn board(engine: &Engine, desk: &Desk, section: usize, query: &Query) -> Board {
    let rows = pointer_of(&desk.rows);
    let levels = levels(engine, desk);
    let first = desk.under.first().map(|path| last(path).to_owned());
    let wrong = errors(engine, section, &rows);
    let mut places: BTreeMap<Place, Vec<Line>> = BTreeMap::new();
    if query.is_open() {
        empty_places(engine, &levels, &mut places);
    }
    let total = engine.rows(&rows);
    for row in 0..total {
        let at = format!("{rows}/{row}");
        let place = place(engine, &levels, &at, first.as_deref());
        let line = Line {
            key: text(engine, &at, key_name(engine, &desk.rows)).unwrap_or_default(),
            heads: heads(&levels, &place),
            errors: wrong.get(&row).copied().unwrap_or(0),
            at,
        };
        if query.picks(engine, desk, &line) {
            places.entry(place).or_default().push(line);
        }
    }
    let groups = places.into_iter().map(|(place, lines)| {
        let heads = heads(&levels, &place);
        let whole = !levels.is_empty() && heads.len() == levels.len();
        let lowest = levels.first().zip(heads.last()).filter(|_| whole);
        let key = lowest.and_then(|(level, head)| text(engine, head, level.key.as_deref()));
        Group { heads, key, lines }
    });
    let groups: Vec<Group> = groups.collect();
    let groups = match &query.sort {
        Some(path) if desk.columns.contains(path) => vec![sorted(engine, groups, last(path))],
        _ => groups,
    };
    Board { groups, total }
}

/// All rows in one group, the earliest date first; those without come last.
fn sorted(engine: &Engine, groups: Vec<Group>, name: &str) -> Group {
    let mut lines: Vec<Line> = groups.into_iter().flat_map(|group| group.lines).collect();
    lines.sort_by_cached_key(|line| {
        let date = value(engine, &line.at, name).and_then(Value::as_str).map(str::to_owned);
        (date.is_none(), date)
    });
    Group { lines, ..Group::default() }
}

fn levels(engine: &Engine, desk: &Desk) -> Vec<Level> {
    let groups = desk.under.iter().filter_map(|path| match &engine.form().question(path)?.kind {
        Kind::Reference(reference) => Some(reference.to.as_str()),
        _ => None,
    });
    let levels = groups.enumerate().map(|(number, path)| {
        let at = pointer_of(path);
        let name = key_name(engine, path);
        let keyed = (0..engine.rows(&at)).filter_map(|row| Some((text(engine, &format!("{at}/{row}"), name)?, row)));
        let (numbers, key) = (keyed.collect(), name.map(str::to_owned));
        Level { numbers, key, at, on: desk.under.get(number + 1).map(|path| last(path).to_owned()) }
    });
    levels.collect()
}

/// Rows above under which there is nothing, so that nothing is forgotten.
fn empty_places(engine: &Engine, levels: &[Level], places: &mut BTreeMap<Place, Vec<Line>>) {
    for (number, level) in levels.iter().enumerate() {
        let above = levels.get(number + 1..).unwrap_or_default();
        for row in level.numbers.values() {
            let mut place = place(engine, above, &format!("{}/{row}", level.at), level.on.as_deref());
            place.push(*row);
            if !places.keys().any(|other| other.starts_with(&place)) {
                places.insert(place, Vec::new());
            }
        }
    }
}

/// Where a row stands under these levels: `name` is the question that leads to the first of them.
fn place(engine: &Engine, levels: &[Level], at: &str, name: Option<&str>) -> Place {
    let mut numbers = Vec::new();
    let (mut at, mut name) = (at.to_owned(), name.map(str::to_owned));
    for level in levels {
        let number = text(engine, &at, name.as_deref()).and_then(|key| level.numbers.get(&key).copied());
        numbers.push(number.unwrap_or(usize::MAX));
        at = format!("{}/{}", level.at, numbers.last().copied().unwrap_or(usize::MAX));
        name = level.on.clone();
    }
    numbers.reverse();
    numbers
}

fn heads(levels: &[Level], place: &[usize]) -> Vec<String> {
    let highest_first = levels.iter().rev().zip(place);
    let known = highest_first.filter(|(_, number)| **number != usize::MAX);
    known.map(|(level, number)| format!("{}/{number}", level.at)).collect()
}

fn key_name<'a>(engine: &'a Engine, group: &str) -> Option<&'a str> {
    Some(engine.form().question(group)?.kind.row_key()?.id.as_str())
}

fn errors(engine: &Engine, section: usize, rows: &str) -> BTreeMap<usize, usize> {
    let mut wrong = BTreeMap::new();
    for problem in engine.section_problems(section) {
        let row =
            problem.at.strip_prefix(rows).and_then(|rest| rest.strip_prefix('/')?.split('/').next()?.parse().ok());
        if let Some(row) = row.filter(|_| problem.severity == Severity::Error) {
            *wrong.entry(row).or_insert(0) += 1;
        }
    }
    wrong
}

fn text(engine: &Engine, at: &str, name: Option<&str>) -> Option<String> {
    value(engine, at, name?).and_then(Value::as_str).map(str::to_owned)
}

/// The answer of that name in the row at a pointer, in normal form when it has one.
pub(super) fn value<'a>(engine: &'a Engine, at: &str, name: &str) -> Option<&'a Value> {
    let at = format!("{at}/{name}");
    engine.state(&at).and_then(|state| state.value.as_ref()).or_else(|| engine.raw(&at))
}

/// The last step of a path.
pub(super) fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}
