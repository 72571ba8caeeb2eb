//! `long_text`: several lines, their breaks kept.

use parcours_schema::kinds::LongText;
use parcours_schema::{Code, limits};
use serde_json::Value;

use super::text::measure;
use super::{Reader, Reading};
use crate::formats::fold::clean_lines;

pub(super) fn read(kind: &LongText, raw: &Value, reader: &Reader<'_>) -> Reading {
    let Some(text) = raw.as_str() else { return Reading::wrong_type() };
    let text = reader.platform.nfc(&clean_lines(text));
    if text.is_empty() {
        return Reading::nothing();
    }
    let got = text.chars().count();
    if got > limits::TEXT_CHARACTERS {
        return Reading::refused(Code::TooLong { max: kind.max.min(limits::TEXT_CHARACTERS), got });
    }
    let mut reading = Reading::of(text);
    measure(&mut reading, got, kind.min, kind.max);
    reading
}
