//! `date`: one text, or the three parts of the page, `{"day","month","year"}`; then its bounds.

use chrono::NaiveDate;
use parcours_schema::kinds::DateBounds;
use parcours_schema::{Code, DateExpression};
use serde_json::{Map, Value};

use super::Reading;
use crate::formats::date::{DateError, iso, parse, parse_parts, resolve};

pub(super) fn read(bounds: &DateBounds, raw: &Value, today: NaiveDate) -> Reading {
    let read = match raw {
        Value::String(text) => parse(text),
        Value::Object(parts) => match read_parts(parts) {
            None => return Reading::wrong_type(),
            Some([day, month, year]) => match parse_parts(&day, &month, &year) {
                None => return Reading::nothing(),
                Some(read) => read,
            },
        },
        _ => return Reading::wrong_type(),
    };
    match read {
        Err(DateError::Shape) => Reading::refused(Code::DateShape),
        Err(DateError::Missing(parts)) => Reading::refused(Code::DateMissing { parts }),
        Err(DateError::NotReal) => Reading::refused(Code::DateNotReal),
        Ok(date) => {
            let mut reading = Reading::of(iso(date));
            if let Some(code) = out_of_bounds(date, bounds, today) {
                reading.error(code);
            }
            reading
        }
    }
}

fn out_of_bounds(date: NaiveDate, bounds: &DateBounds, today: NaiveDate) -> Option<Code> {
    let at = |bound: &Option<DateExpression>| bound.as_ref().and_then(|bound| resolve(bound, today));
    let relative = matches!(bounds.max, Some(DateExpression::FromToday(..)));
    if let Some(max) = at(&bounds.max).filter(|max| date > *max) {
        return Some(if relative && max < today && date >= today {
            Code::DateNotPast
        } else if relative && max == today {
            Code::DateInFuture
        } else {
            Code::DateTooLate { max: iso(max) }
        });
    }
    at(&bounds.min).filter(|min| date < *min).map(|min| Code::DateTooEarly { min: iso(min) })
}

/// Day, month and year as texts; `None` when the object holds anything else. A part left out is blank.
pub(super) fn read_parts(parts: &Map<String, Value>) -> Option<[String; 3]> {
    let mut read = [String::new(), String::new(), String::new()];
    for (key, value) in parts {
        let place = match key.as_str() {
            "day" => 0,
            "month" => 1,
            "year" => 2,
            _ => return None,
        };
        read[place] = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.as_u64()?.to_string(),
            Value::Null => String::new(),
            _ => return None,
        };
    }
    Some(read)
}
