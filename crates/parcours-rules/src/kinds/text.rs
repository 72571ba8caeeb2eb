//! `text`: one line. A text that names an option of the suggested list becomes that option's French label, so that
//! places are written in one way; any other text stays as typed.

use parcours_schema::kinds::Text;
use parcours_schema::{Code, List, limits};
use serde_json::Value;

use super::{Reader, Reading};
use crate::formats::fold::{clean_text, fold};
use crate::formats::name::has_digit;

pub(super) fn read(kind: &Text, raw: &Value, reader: &Reader<'_>) -> Reading {
    let Some(text) = raw.as_str() else { return Reading::wrong_type() };
    let mut text = reader.platform.nfc(&clean_text(text));
    if text.is_empty() {
        return Reading::nothing();
    }
    let got = text.chars().count();
    if got > limits::TEXT_CHARACTERS {
        return Reading::refused(Code::TooLong { max: kind.max.min(limits::TEXT_CHARACTERS), got });
    }
    let list = kind.suggest.as_ref().and_then(|list| reader.form.lists.get(list));
    if let Some(label) = list.and_then(|list| suggested(&text, list)) {
        text = label.to_owned();
    }
    let mut reading = Reading::of(text.as_str());
    measure(&mut reading, text.chars().count(), kind.min, kind.max);
    if kind.no_digits && has_digit(&text) {
        reading.error(Code::DigitInName);
    }
    if kind.pattern.as_ref().is_some_and(|pattern| got <= kind.max && !reader.platform.matches(pattern, &text)) {
        reading.error(Code::Pattern);
    }
    reading
}

/// Adds a problem when a text of `got` characters is too short or too long.
pub(super) fn measure(reading: &mut Reading, got: usize, min: usize, max: usize) {
    if got > max {
        reading.error(Code::TooLong { max, got });
    } else if got < min {
        reading.error(Code::TooShort { min, got });
    }
}

/// The French label of the one option the text names; an alias that two options share names neither.
fn suggested<'a>(text: &str, list: &'a List) -> Option<&'a str> {
    let folded = fold(text);
    let same = |other: &str| other == text || fold(other) == folded;
    let mut by_label = list.options.iter().filter(|option| same(&option.label.fr) || same(&option.label.en));
    if let Some(option) = by_label.next() {
        return Some(&option.label.fr);
    }
    let mut by_alias = list.options.iter().filter(|option| option.aliases.iter().any(|alias| same(alias)));
    let option = by_alias.next()?;
    by_alias.next().is_none().then_some(option.label.fr.as_str())
}
