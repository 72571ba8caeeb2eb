//! Which rows of a desk were picked out, and in which order they stand. It is of the visit, never of the dossier.

use std::collections::BTreeMap;

use parcours_schema::template_of;
use parcours_schema::workflow::Desk;
use serde_json::Value;

use super::board::{Line, last, value};
use crate::Engine;

/// What was asked of the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// By path of the question: the answer the rows must have; null for those without.
    pub picked: BTreeMap<String, Value>,
    /// Path of the date that sorts the rows; without, they stand under the rows they refer to.
    pub sort: Option<String>,
    /// Key of the row just changed: it stays in sight, even if it is no longer one of those picked out.
    pub kept: Option<String>,
}

impl Query {
    /// Whether every row is shown.
    pub fn is_open(&self) -> bool {
        self.picked.is_empty()
    }

    pub(super) fn picks(&self, engine: &Engine, desk: &Desk, line: &Line) -> bool {
        let fits =
            |(path, wanted): (&String, &Value)| answer(engine, desk, line, path).unwrap_or(&Value::Null) == wanted;
        self.kept.as_ref() == Some(&line.key) || self.picked.iter().all(fits)
    }
}

/// The answer of a row, or of one of those above it, to the question of that path.
pub(super) fn answer<'a>(engine: &'a Engine, desk: &Desk, line: &Line, path: &str) -> Option<&'a Value> {
    let group = path.rsplit_once('.')?.0;
    let at = match group == desk.rows {
        true => Some(&line.at),
        false => line.heads.iter().find(|head| template_of(head) == group),
    };
    value(engine, at?, last(path))
}
