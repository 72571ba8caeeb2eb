//! `reference`: keys of rows of another group, put in the order of the rows, each once.

use parcours_schema::Code;
use parcours_schema::kinds::Reference;
use serde_json::Value;

use super::{Reading, is_nothing};
use crate::formats::characters::is_blank;
use crate::formats::row_key::is_row_key;

/// `keys`: those of the rows that are there, in order.
pub(crate) fn read(kind: &Reference, raw: &Value, keys: &[&str]) -> Reading {
    if is_nothing(raw) {
        return Reading::nothing();
    }
    let items = match (kind.many, raw) {
        (false, Value::String(_)) => std::slice::from_ref(raw),
        (true, Value::Array(items)) => items,
        _ => return Reading::wrong_type(),
    };
    let mut named: Vec<&str> = Vec::with_capacity(items.len());
    for item in items {
        let Value::String(text) = item else { return Reading::wrong_type() };
        let text = text.trim_matches(is_blank);
        if text.is_empty() || named.contains(&text) {
            continue;
        }
        if !is_row_key(text) {
            return Reading::refused(Code::NotAnOption);
        }
        named.push(text);
    }
    // A row that is not there is still what was meant: it is kept, after the others, and said to be gone.
    let there = keys.iter().copied().filter(|key| named.contains(key));
    let gone = named.iter().copied().filter(|key| !keys.contains(key));
    let lost = gone.clone().next().is_some();
    let mut values = there.chain(gone).map(Value::from);
    let value = match kind.many {
        true if named.is_empty() => None,
        true => Some(Value::Array(values.collect())),
        false => values.next(),
    };
    let Some(value) = value else { return Reading::nothing() };
    let mut reading = Reading::of(value);
    if lost {
        reading.error(Code::RowGone);
    }
    reading
}
