//! `tri`: yes, no, or not known.

use parcours_schema::Code;
use serde_json::Value;

use super::{Reading, read_format};
use crate::formats::characters::is_blank;

pub(super) fn read(raw: &Value) -> Reading {
    let parse = |text: &str| {
        let known = ["yes", "no", "unknown"].into_iter().find(|answer| *answer == text.trim_matches(is_blank));
        known.ok_or(Code::NotAnOption)
    };
    read_format(raw, parse, Reading::of)
}
