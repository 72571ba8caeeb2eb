//! `computed`: a stamp is checked as an instant, a row's key by its letters; both are given. Any other value is passed
//! on, to be compared with the computed one.

use parcours_schema::kinds::Compute;
use parcours_schema::{Code, Severity};
use serde_json::Value;

use super::Reading;
use crate::formats::instant::is_instant;
use crate::formats::row_key::is_row_key;

pub(super) fn read(kind: &Compute, raw: &Value) -> Reading {
    match (kind, raw) {
        (Compute::Stamp, Value::String(text)) if is_instant(text) => Reading::of(text.as_str()),
        (Compute::Stamp, _) => Reading::wrong_type(),
        (Compute::Key, raw) => read_key(Some(raw)),
        _ => Reading::of(raw.clone()),
    }
}

/// A row's key. It was given when the row was added: one that is missing is wrong, too.
pub(crate) fn read_key(raw: Option<&Value>) -> Reading {
    match raw.and_then(Value::as_str).filter(|text| is_row_key(text)) {
        Some(text) => Reading::of(text),
        None => Reading { problems: vec![(Code::RowKey, Severity::Error)], ..Reading::default() },
    }
}
