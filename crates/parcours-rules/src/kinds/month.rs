//! `month`: one text, or the parts of the page, `{"month","year"}`; then its bounds, which compare as texts.

use parcours_schema::Code;
use parcours_schema::kinds::MonthBounds;
use serde_json::Value;

use super::Reading;
use super::date::read_parts;
use crate::formats::month::{parse, parse_parts};

pub(super) fn read(bounds: &MonthBounds, raw: &Value) -> Reading {
    let read = match raw {
        Value::String(text) => parse(text),
        Value::Object(parts) => match read_parts(parts) {
            Some([day, month, year]) if day.is_empty() => match parse_parts(&month, &year) {
                None => return Reading::nothing(),
                Some(read) => read,
            },
            _ => return Reading::wrong_type(),
        },
        _ => return Reading::wrong_type(),
    };
    let Some(month) = read else { return Reading::refused(Code::MonthShape) };
    let mut reading = Reading::of(month.as_str());
    if let Some(max) = bounds.max.as_ref().filter(|max| month > **max) {
        reading.error(Code::DateTooLate { max: max.clone() });
    } else if let Some(min) = bounds.min.as_ref().filter(|min| month < **min) {
        reading.error(Code::DateTooEarly { min: min.clone() });
    }
    reading
}
