//! An answer as people read it, on the review page and in print. Never judged: what is not in normal form is shown as
//! plain text, or not at all.

use parcours_schema::{Form, Kind, Language, Question, pieces};
use serde_json::Value;

use crate::{format, words};

/// The lines of an answer in normal form: one, but for a text of several lines and for several options. Empty when
/// there is no answer, for groups and notes, whose own questions are shown instead, and for references, whose rows are
/// named by [`row_label`](crate::row_label).
pub fn answer(question: &Question, form: &Form, value: &Value, language: Language) -> Vec<String> {
    let words = words(language);
    let label = |value: &str| {
        let list = question.kind.list().and_then(|list| form.lists.get(list));
        list.and_then(|list| list.get(value)).map_or(value, |option| option.label.get(language)).to_owned()
    };
    match (&question.kind, value) {
        (Kind::Group(_) | Kind::Address(_) | Kind::Note(_) | Kind::Reference(_), _) => Vec::new(),
        (Kind::Choice(_), Value::String(value)) => vec![label(value)],
        (Kind::Choices(_), Value::Array(values)) => values.iter().filter_map(Value::as_str).map(label).collect(),
        (Kind::Date(_), Value::String(text)) => vec![format::date(text, language)],
        (Kind::Month(_), Value::String(text)) => {
            vec![format::month(text, language).unwrap_or_else(|| text.clone())]
        }
        (Kind::Time, Value::String(text)) => vec![format::time(text, language)],
        (Kind::Phone, Value::String(text)) => vec![format::phone(text, language)],
        (Kind::PostalCode, Value::String(text)) => vec![format::postal_code(text, language)],
        (Kind::Nam(_), Value::String(text)) => vec![format::nam(text, language)],
        (Kind::Tri, Value::String(text)) => vec![match text.as_str() {
            "yes" => words.yes.to_owned(),
            "no" => words.no.to_owned(),
            "unknown" => words.unknown.to_owned(),
            _ => text.clone(),
        }],
        (Kind::LongText(_), Value::String(text)) => pieces(text, b'\n').map(str::to_owned).collect(),
        (Kind::Computed(_), Value::String(text)) => vec![format::instant(text, language)],
        (Kind::Money(_), Value::Number(number)) => {
            number.as_f64().map(|value| format::money(value, language)).into_iter().collect()
        }
        (Kind::Number(kind), Value::Number(number)) => {
            let unit = kind.unit.as_ref().map(|unit| unit.get(language));
            let number = number.as_f64().map(|value| format::number(value, language));
            let whole = |number: String| match unit {
                Some(unit) => [&number, "\u{a0}", unit].concat(),
                None => number,
            };
            number.map(whole).into_iter().collect()
        }
        (Kind::Attachment(_), Value::Object(file)) => {
            let name = file.get("name").and_then(Value::as_str);
            let size = file.get("size").and_then(Value::as_u64).map(|size| format::bytes(size, language));
            let described = |name: &str| match &size {
                Some(size) => [name, " (", size, ")"].concat(),
                None => name.to_owned(),
            };
            name.map(described).into_iter().collect()
        }
        (_, Value::Bool(true)) => vec![words.yes.to_owned()],
        (_, Value::Bool(false)) => vec![words.no.to_owned()],
        (_, Value::Number(number)) => {
            number.as_f64().map(|value| format::number(value, language)).into_iter().collect()
        }
        (_, Value::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    }
}
