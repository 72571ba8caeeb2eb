//! A form in the words of other tools: JSON Schema 2020-12 of its answers. It never runs in a browser.
//!
//! The schema speaks of answers in normal form, as they are sent: a question without an answer is left out. A hidden
//! question's answer is neither required nor looked at. What JSON Schema cannot say is listed in the description, and by
//! [`unsaid`].

mod condition;
mod kind;
mod object;
mod said;

use std::collections::BTreeSet;

use parcours_schema::kinds::Compute;
use parcours_schema::{Code, Form, Kind};
use serde_json::{Map, Value, json};

use crate::proof::Index;
use condition::Conditions;
use object::Objects;

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
/// Where the schemas of the project are named from; nothing is fetched from it.
const BASE: &str = "https://parcours.example/schemas/export";

/// What a form's schema leaves to the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsaid {
    /// Paths of questions shown or required according to something JSON Schema cannot say. Their answers are looked at
    /// only where they are surely shown.
    pub questions: BTreeSet<String>,
    /// Ids of the checks that cannot be said, or not wholly. Those that only warn are never said.
    pub checks: BTreeSet<String>,
}

impl Unsaid {
    /// Whether a problem is one the schema may not see: of such a code, or at such a question.
    pub fn covers(&self, path: &str, code: &Code, kind: Option<&Kind>) -> bool {
        let by_question = self.questions.iter().any(|question| {
            path == question || path.strip_prefix(question.as_str()).is_some_and(|rest| rest.starts_with('.'))
        });
        by_question
            || match code {
                Code::NamDate
                | Code::DateNotPast
                | Code::DateInFuture
                | Code::DateTooEarly { .. }
                | Code::DateTooLate { .. }
                | Code::NumberDecimals { .. } => !matches!(kind, Some(Kind::Number(number)) if number.decimals == 0),
                Code::ComputedMismatch => !matches!(kind, Some(Kind::Computed(Compute::Constant(_)))),
                Code::RowKeyTwice | Code::RowGone => true,
                Code::Check { id } => self.checks.contains(id),
                _ => false,
            }
    }
}

/// What the schema of a form leaves to the rules.
pub fn unsaid(form: &Form) -> Unsaid {
    write(form).1
}

/// JSON Schema 2020-12 of a form's answers. The form is one that `proof::check` accepts.
///
/// ```
/// let text = r#"{"id":"demo","version":"1.0.0","revision":"1","audience":"public","legal_regime":"a-2.1",
///   "sensitive":false,"title":{"fr":"Essai","en":"Trial"},"sections":[{"id":"who","title":{"fr":"Qui","en":"Who"},
///   "questions":[{"id":"name","kind":"text","required":true,"label":{"fr":"Nom","en":"Name"}}]}]}"#;
/// let form = parcours_schema::load_form("demo.json", text, &parcours_schema::NoLibrary).unwrap();
/// let schema = parcours_rules::export::json_schema(&form);
/// assert_eq!(schema["properties"]["who"]["required"][0], "name");
/// ```
pub fn json_schema(form: &Form) -> Value {
    write(form).0
}

fn write(form: &Form) -> (Value, Unsaid) {
    let index = Index::of(form);
    let mut objects =
        Objects { conditions: Conditions::new(&index), unsaid: BTreeSet::new(), unsaid_checks: BTreeSet::new() };
    let root = objects.root();
    let unsaid = Unsaid { questions: objects.unsaid, checks: objects.unsaid_checks };
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!(DIALECT));
    schema.insert("$id".to_owned(), json!(format!("{BASE}/{}.schema.json", form.id)));
    schema.insert("title".to_owned(), json!(format!("{} ({}, {})", form.title.en, form.id, form.version)));
    schema.insert("description".to_owned(), json!(description(&index, &unsaid)));
    schema.extend(root);
    let mut definitions = objects.conditions.into_definitions();
    definitions.extend(kind::formats().map(|(name, schema)| (name.to_owned(), schema)));
    let used = used(&schema, &definitions);
    definitions.retain(|name, _| used.contains(name));
    if !definitions.is_empty() {
        schema.insert("$defs".to_owned(), Value::Object(definitions));
    }
    (Value::Object(schema), unsaid)
}

/// The definitions a schema refers to, directly or through others.
fn used(schema: &Map<String, Value>, definitions: &Map<String, Value>) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let mut way: Vec<&Value> = schema.values().collect();
    while let Some(value) = way.pop() {
        match value {
            Value::Object(map) => way.extend(map.values()),
            Value::Array(items) => way.extend(items),
            Value::String(text) => {
                if let Some(name) = text.strip_prefix("#/$defs/")
                    && used.insert(name.to_owned())
                {
                    way.extend(definitions.get(name));
                }
            }
            _ => {}
        }
    }
    used
}

fn description(index: &Index<'_>, unsaid: &Unsaid) -> String {
    let any = |wanted: &dyn Fn(&Kind) -> bool| index.entries.iter().any(|entry| wanted(&entry.question.kind));
    let mut lines = vec![
        "Answers in normal form, as they are sent: what is not answered is left out, texts are trimmed, hidden answers \
         are absent (if present, they are not looked at). The rules of the form say more than this schema. It cannot say:"
            .to_owned(),
    ];
    let mut add = |line: &str| lines.push(format!("- {line}"));
    if any(&|kind| matches!(kind, Kind::Date(bounds) if bounds.min.is_some() || bounds.max.is_some())) {
        add("that a date is not before or after the dates allowed, many of them counted from today;");
    }
    if any(&|kind| matches!(kind, Kind::Month(bounds) if bounds.min.is_some() || bounds.max.is_some())) {
        add("that a month is not before or after the months allowed;");
    }
    if any(&|kind| matches!(kind, Kind::Date(_))) {
        add("that February 29 exists in that year, unless the validator asserts the format `date`;");
    }
    if any(&|kind| matches!(kind, Kind::Nam(_))) {
        add("that the date inside a health insurance number is past and, for February 29, exists;");
        add(
            "that a health insurance number agrees with its check digit, the names, the birth date and the sex (warnings);",
        );
    }
    if any(&|kind| matches!(kind, Kind::PostalCode)) {
        add("that a postal code is of Québec (warning);");
    }
    if any(&|kind| matches!(kind, Kind::Money(_)) || matches!(kind, Kind::Number(number) if number.decimals > 0)) {
        add("how many decimals a number has;");
    }
    if any(&|kind| matches!(kind, Kind::Text(text) if text.suggest.is_some())) {
        add("that a text naming an option of a suggested list is written as that option's French label;");
    }
    if any(&|kind| matches!(kind, Kind::Choices(_))) {
        add("that chosen options stand in the order of their list;");
    }
    if any(&|kind| matches!(kind, Kind::Computed(Compute::Age(_) | Compute::Count(_)))) {
        add("that a computed age or count is the one the answers give;");
    }
    if any(&|kind| kind.row_key().is_some()) {
        add("that no two rows of a group have the same key;");
    }
    if any(&|kind| matches!(kind, Kind::Reference(_))) {
        add("that the row a key names is there, and that keys stand in the order of the rows;");
    }
    if any(&|kind| matches!(kind, Kind::Attachment(_))) {
        add("that a file is what its description says;");
    }
    if !unsaid.questions.is_empty() {
        let paths: Vec<&str> = unsaid.questions.iter().map(String::as_str).collect();
        add(&format!(
            "all of when these are shown or required, because that depends on an age, on today's date or on which of \
             two dates comes first (they are looked at only where it is sure): {};",
            paths.join(", ")
        ));
    }
    if !unsaid.checks.is_empty() {
        let ids: Vec<&str> = unsaid.checks.iter().map(String::as_str).collect();
        add(&format!("all of these checks: {};", ids.join(", ")));
    }
    let warnings: Vec<&str> = index
        .form
        .checks
        .iter()
        .filter(|check| check.severity == parcours_schema::Severity::Warning)
        .map(|check| check.id.as_str())
        .collect();
    if !warnings.is_empty() {
        add(&format!("the checks that only warn: {};", warnings.join(", ")));
    }
    add("anything about an answer whose question is hidden.");
    lines.join("\n")
}
