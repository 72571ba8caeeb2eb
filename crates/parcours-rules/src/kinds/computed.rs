//! `computed`: a stamp is checked as an instant; any other value is passed on, to be compared with the computed one.

use parcours_schema::kinds::Compute;
use serde_json::Value;

use super::Reading;
use crate::formats::instant::is_instant;

pub(super) fn read(kind: &Compute, raw: &Value) -> Reading {
    match (kind, raw) {
        (Compute::Stamp, Value::String(text)) if is_instant(text) => Reading::of(text.as_str()),
        (Compute::Stamp, _) => Reading::wrong_type(),
        _ => Reading::of(raw.clone()),
    }
}
