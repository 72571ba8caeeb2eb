//! `yes_no`: true or false; of a box, only true is an answer.

use parcours_schema::kinds::YesNoLook;
use serde_json::Value;

use super::Reading;

pub(super) fn read(look: YesNoLook, raw: &Value) -> Reading {
    match (raw, look) {
        (Value::Bool(false), YesNoLook::Checkbox) => Reading::nothing(),
        (Value::Bool(answer), _) => Reading::of(*answer),
        _ => Reading::wrong_type(),
    }
}
