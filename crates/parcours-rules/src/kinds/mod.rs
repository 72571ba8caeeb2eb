//! Reading one raw answer: its normal form and its problems, one file for each kind of question.
//! Conditions, required answers and comparisons between answers are not judged here.

pub(crate) mod nam;

use chrono::NaiveDate;
use parcours_schema::{Code, Form, Question, Severity};
use serde_json::Value;

use crate::Platform;

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
    /// Reads the raw answer of a question that is not a group.
    pub(crate) fn read(&self, question: &Question, raw: &Value) -> Reading {
        let _ = (question, raw, self.form, self.today, self.platform);
        Reading::default()
    }
}
