//! `attestation`: a ticked box; an unticked one is no answer.

use serde_json::Value;

use super::Reading;

pub(super) fn read(raw: &Value) -> Reading {
    match raw {
        Value::Bool(true) => Reading::of(true),
        Value::Bool(false) => Reading::nothing(),
        _ => Reading::wrong_type(),
    }
}
