//! Reading one raw answer: its normal form and its problems, one file for each kind of question.
//! Conditions, required answers and comparisons between answers are not judged here.

mod attachment;
mod attestation;
mod choice;
mod choices;
pub(crate) mod computed;
mod date;
mod email;
mod long_text;
mod money;
mod month;
pub(crate) mod nam;
mod number;
mod phone;
mod postal_code;
pub(crate) mod reference;
#[cfg(test)]
mod tests;
mod text;
mod time;
mod tri;
mod yes_no;

use chrono::NaiveDate;
use parcours_schema::{Code, Form, Kind, Question, Severity, limits};
use serde_json::Value;

use crate::Platform;
use crate::formats::fold::clean_text;

/// What a raw answer says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reading {
    /// Whether anything was given at all (blank texts, empty arrays and unticked boxes are nothing).
    pub given: bool,
    /// The normal form, whenever the answer can be understood, even if it has problems (too long, out of bounds).
    pub value: Option<Value>,
    /// What is wrong with it, in itself.
    pub problems: Vec<(Code, Severity)>,
}

/// The circumstances of reading.
pub(crate) struct Reader<'a> {
    pub form: &'a Form,
    pub today: NaiveDate,
    pub platform: &'a dyn Platform,
}

impl Reader<'_> {
    /// Reads the raw answer of a question in itself. A note holds no answer, a group's are those of its questions, and a
    /// reference is read beside the rows it names: all three read as nothing here.
    pub(crate) fn read(&self, question: &Question, raw: &Value) -> Reading {
        if is_nothing(raw) {
            return Reading::nothing();
        }
        match &question.kind {
            Kind::Text(kind) => text::read(kind, raw, self),
            Kind::LongText(kind) => long_text::read(kind, raw, self),
            Kind::Email => email::read(raw),
            Kind::Phone => phone::read(raw),
            Kind::PostalCode => postal_code::read(raw),
            Kind::Nam(_) => nam::read(raw, self.today),
            Kind::Date(kind) => date::read(kind, raw, self.today),
            Kind::Month(kind) => month::read(kind, raw),
            Kind::Time => time::read(raw),
            Kind::Number(kind) => number::read(kind, raw),
            Kind::Money(kind) => money::read(kind, raw),
            Kind::YesNo(look) => yes_no::read(*look, raw),
            Kind::Tri => tri::read(raw),
            Kind::Choice(kind) => choice::read(self.form.lists.get(&kind.list), raw),
            Kind::Choices(kind) => choices::read(kind, self.form.lists.get(&kind.list), raw),
            Kind::Attachment(kind) => attachment::read(kind, raw),
            Kind::Attestation(_) => attestation::read(raw),
            Kind::Computed(kind) => computed::read(kind, raw),
            Kind::Reference(_) | Kind::Address(_) | Kind::Group(_) | Kind::Note(_) => Reading::nothing(),
        }
    }
}

/// Whether nothing was given, for any kind: null, a blank text, an empty array.
fn is_nothing(raw: &Value) -> bool {
    match raw {
        Value::Null => true,
        Value::String(text) => text.len() <= limits::TEXT_CHARACTERS && clean_text(text).is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

impl Reading {
    /// Nothing was given.
    fn nothing() -> Reading {
        Reading::default()
    }

    /// Given and understood; problems may follow.
    fn of(value: impl Into<Value>) -> Reading {
        Reading { given: true, value: Some(value.into()), problems: Vec::new() }
    }

    /// Given, but not understood.
    fn refused(code: Code) -> Reading {
        Reading { given: true, value: None, problems: vec![(code, Severity::Error)] }
    }

    /// Given as a kind of JSON value the question cannot hold.
    fn wrong_type() -> Reading {
        Reading::refused(Code::WrongType)
    }

    fn error(&mut self, code: Code) {
        self.problems.push((code, Severity::Error));
    }

    fn warning(&mut self, code: Code) {
        self.problems.push((code, Severity::Warning));
    }
}

/// Reads a kind whose answer is one text in a format: `Err` says why it is not in that format.
fn read_format<T>(
    raw: &Value,
    parse: impl FnOnce(&str) -> Result<T, Code>,
    accept: impl FnOnce(T) -> Reading,
) -> Reading {
    match raw.as_str() {
        Some(text) => parse(text).map_or_else(Reading::refused, accept),
        None => Reading::wrong_type(),
    }
}
