//! `choice`: the value of one option of a list.

use parcours_schema::{Code, List};
use serde_json::Value;

use super::{Reading, read_format};
use crate::formats::characters::is_blank;

pub(super) fn read(list: Option<&List>, raw: &Value) -> Reading {
    let parse = |text: &str| list.and_then(|list| list.get(text.trim_matches(is_blank))).ok_or(Code::NotAnOption);
    read_format(raw, parse, |option| Reading::of(option.value.as_str()))
}
