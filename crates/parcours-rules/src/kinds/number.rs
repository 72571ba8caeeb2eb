//! `number`: a quantity, as a JSON number or as typed.

use parcours_schema::Code;
use parcours_schema::kinds::Number;
use serde_json::Value;

use super::Reading;
use crate::formats::number::{of_f64, parse};

pub(super) fn read(kind: &Number, raw: &Value) -> Reading {
    within(raw, kind.decimals, kind.min, kind.max)
}

/// Reads a number with at most so many decimals, within bounds.
pub(super) fn within(raw: &Value, decimals: u8, min: Option<f64>, max: Option<f64>) -> Reading {
    let read = match raw {
        Value::String(text) => parse(text),
        Value::Number(number) => number.as_f64().map(of_f64),
        _ => return Reading::wrong_type(),
    };
    let Some(read) = read else { return Reading::refused(Code::NumberShape) };
    let mut reading = Reading::of(json(read.value));
    if read.decimals > decimals {
        reading.error(Code::NumberDecimals { max: decimals });
    }
    if let Some(min) = min.filter(|min| read.value < *min) {
        reading.error(Code::NumberTooSmall { min });
    } else if let Some(max) = max.filter(|max| read.value > *max) {
        reading.error(Code::NumberTooLarge { max });
    }
    reading
}

/// A number as JSON writes it: `12`, not `12.0`, when it is whole.
fn json(value: f64) -> Value {
    let whole = value as i64;
    if whole as f64 == value && value.abs() < 9e15 { Value::from(whole) } else { Value::from(value) }
}
