//! `choices`: any number of options of a list, put in the list's order, each once.

use parcours_schema::kinds::ChooseMany;
use parcours_schema::{Code, List};
use serde_json::Value;

use super::Reading;
use crate::formats::characters::is_blank;

pub(super) fn read(kind: &ChooseMany, list: Option<&List>, raw: &Value) -> Reading {
    let Value::Array(items) = raw else { return Reading::wrong_type() };
    let options = list.map_or(&[][..], |list| &list.options);
    let mut chosen = vec![false; options.len()];
    for item in items {
        let Value::String(text) = item else { return Reading::wrong_type() };
        let text = text.trim_matches(is_blank);
        if text.is_empty() {
            continue;
        }
        match options.iter().position(|option| option.value == text) {
            Some(place) => chosen[place] = true,
            None => return Reading::refused(Code::NotAnOption),
        }
    }
    let values = || options.iter().zip(&chosen).filter(|(_, chosen)| **chosen).map(|(option, _)| option.value.as_str());
    let got = values().count();
    if got == 0 {
        return Reading::nothing();
    }
    let mut reading = Reading::of(values().map(Value::from).collect::<Vec<Value>>());
    if let Some(max) = kind.max.filter(|max| got > *max) {
        reading.error(Code::TooManyOptions { max, got });
    }
    let alone = values().find(|value| got > 1 && kind.exclusive.iter().any(|other| other == value));
    if let Some(value) = alone {
        reading.error(Code::ExclusiveOption { value: value.to_owned() });
    }
    reading
}
