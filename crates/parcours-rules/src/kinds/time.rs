//! `time`: a time of day.

use parcours_schema::Code;
use serde_json::Value;

use super::{Reading, read_format};
use crate::formats::time::parse;

pub(super) fn read(raw: &Value) -> Reading {
    read_format(raw, |text| parse(text).ok_or(Code::TimeShape), Reading::of)
}
