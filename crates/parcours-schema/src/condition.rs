//! Conditions on answers: a closed little tree, so that it can be proved about, exported, and never injected.
//! No script, no loop, bounded depth. Whether one holds is judged in `parcours-rules`.

use crate::fault::say;
use serde_json::Value;

use crate::read::{Item, Key, Shape, read_path, suggestion};
use crate::{DateExpression, limits};

/// When something is shown, required, or right.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// All of them hold; true when empty.
    All(Vec<Condition>),
    /// At least one holds; false when empty.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// It holds for at least one row of a repeating group.
    Some {
        /// Path of the group.
        group: String,
        /// What must hold in the row.
        that: Box<Condition>,
    },
    /// An answer compared. A hidden or unanswered question makes it false, but for `answered: false`.
    Answer {
        /// Path of the question.
        path: String,
        /// The comparison.
        operator: Operator,
    },
}

/// How an answer is compared.
#[derive(Clone, Debug, PartialEq)]
pub enum Operator {
    /// Equal to this scalar.
    Is(Value),
    /// Equal to one of these scalars.
    In(Vec<Value>),
    /// The chosen options include this one.
    Includes(String),
    /// Answered (`true`) or not (`false`).
    Answered(bool),
    /// A number, or how many options or rows, at least this.
    AtLeast(f64),
    /// A number, or how many options or rows, at most this.
    AtMost(f64),
    /// A date strictly before this one.
    Before(DateExpression),
    /// A date strictly after this one.
    After(DateExpression),
    /// A date strictly before the one answered at this path.
    EarlierThan(String),
    /// A date strictly after the one answered at this path.
    LaterThan(String),
    /// A birth date that makes the person at least so old today, in whole years.
    AgeAtLeast(u32),
}

/// The keys of a comparison beside `answer`.
pub(crate) const OPERATORS: &[Key] = &[
    Key::optional("is", Shape::Scalar),
    Key::optional("in", Shape::Scalars),
    Key::optional("includes", Shape::Value),
    Key::optional("answered", Shape::Bool),
    Key::optional("at_least", Shape::Number),
    Key::optional("at_most", Shape::Number),
    Key::optional("before", Shape::Date),
    Key::optional("after", Shape::Date),
    Key::optional("earlier_than", Shape::Path),
    Key::optional("later_than", Shape::Path),
    Key::optional("age_at_least", Shape::Count),
];

pub(crate) const ALL_KEYS: &[Key] = &[Key::required("all", Shape::Conditions)];
pub(crate) const ANY_KEYS: &[Key] = &[Key::required("any", Shape::Conditions)];
pub(crate) const NOT_KEYS: &[Key] = &[Key::required("not", Shape::Condition)];
pub(crate) const SOME_KEYS: &[Key] = &[Key::required("some", Shape::Path), Key::required("that", Shape::Condition)];
pub(crate) const ANSWER_KEYS: &[Key] = &[Key::required("answer", Shape::Path)];

impl Condition {
    /// Calls `visit` with every path the condition reads, groups of `some` included.
    pub fn paths<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        match self {
            Condition::All(list) | Condition::Any(list) => list.iter().for_each(|inner| inner.paths(visit)),
            Condition::Not(inner) => inner.paths(visit),
            Condition::Some { group, that } => {
                visit(group);
                that.paths(visit);
            }
            Condition::Answer { path, operator } => {
                visit(path);
                operator.path().into_iter().for_each(visit);
            }
        }
    }
}

impl Operator {
    /// The path of the answer compared with, when it is not a fixed one.
    pub fn path(&self) -> Option<&str> {
        match self {
            Operator::EarlierThan(path) | Operator::LaterThan(path) => Some(path),
            _ => None,
        }
    }
}

pub(crate) fn read_condition(item: Item<'_>) -> Option<Condition> {
    read_at_depth(item, 1)
}

fn read_at_depth(item: Item<'_>, depth: usize) -> Option<Condition> {
    if depth > limits::CONDITION_DEPTH {
        item.fault(say!("the condition is nested too deep.", format!("Keep to {} levels.", limits::CONDITION_DEPTH)));
        return None;
    }
    let Value::Object(map) = item.value else {
        item.fault(say!("this is not a condition.", "Write an object with all, any, not, some or answer."));
        return None;
    };
    let inner = |item: Item<'_>| read_at_depth(item, depth + 1);
    if map.contains_key("all") {
        Some(Condition::All(item.object(ALL_KEYS)?.list("all", 1, 50, inner)?))
    } else if map.contains_key("any") {
        Some(Condition::Any(item.object(ANY_KEYS)?.list("any", 1, 50, inner)?))
    } else if map.contains_key("not") {
        Some(Condition::Not(Box::new(item.object(NOT_KEYS)?.with("not", inner)?)))
    } else if map.contains_key("some") {
        let object = item.object(SOME_KEYS)?;
        Some(Condition::Some { group: object.path("some")?, that: Box::new(object.with("that", inner)?) })
    } else {
        let object = item.object_with(ANSWER_KEYS, OPERATORS)?;
        let path = object.with("answer", read_path)?;
        let given: Vec<&str> = OPERATORS.iter().map(|key| key.name).filter(|name| map.contains_key(*name)).collect();
        let [operator] = given[..] else {
            item.fault(say!(
                format!("the comparison has {} operators.", given.len()),
                "Give exactly one of: is, in, includes, answered, at_least, at_most, before, after, earlier_than, \
                 later_than, age_at_least."
            ));
            return None;
        };
        let operator = object.with(operator, |item| read_operator(operator, item))?;
        Some(Condition::Answer { path, operator })
    }
}

fn read_operator(name: &str, item: Item<'_>) -> Option<Operator> {
    let read = match name {
        "is" => scalar(item.value).map(Operator::Is),
        "in" => item.each(1, 100, |value| scalar(value.value).or_else(|| refuse(&value))).map(Operator::In),
        "includes" => item.value.as_str().map(|value| Operator::Includes(value.to_owned())),
        "answered" => item.value.as_bool().map(Operator::Answered),
        "at_least" => item.value.as_f64().map(Operator::AtLeast),
        "at_most" => item.value.as_f64().map(Operator::AtMost),
        "before" => item.value.as_str().and_then(DateExpression::parse).map(Operator::Before),
        "after" => item.value.as_str().and_then(DateExpression::parse).map(Operator::After),
        "earlier_than" => return read_path(item).map(Operator::EarlierThan),
        "later_than" => return read_path(item).map(Operator::LaterThan),
        "age_at_least" => item.value.as_u64().filter(|age| *age <= 130).map(|age| Operator::AgeAtLeast(age as u32)),
        _ => None,
    };
    if read.is_none() && name != "in" {
        item.fault(say!(format!("`{name}` cannot be compared with this."), operator_fix(name)));
    }
    read
}

fn refuse<T>(item: &Item<'_>) -> Option<T> {
    item.fault(say!("an answer cannot be compared with this.", "Use a text, a number, true or false."));
    None
}

fn scalar(value: &Value) -> Option<Value> {
    matches!(value, Value::String(_) | Value::Number(_) | Value::Bool(_)).then(|| value.clone())
}

fn operator_fix(name: &str) -> String {
    match name {
        "is" => "Use a text, a number, true or false.".to_owned(),
        "includes" => "Use the value of an option.".to_owned(),
        "answered" => "Use true or false.".to_owned(),
        "at_least" | "at_most" => "Use a number.".to_owned(),
        "before" | "after" => "Use a date such as 2020-01-31, `today` or `today-5d`.".to_owned(),
        "age_at_least" => "Use a number of years from 0 to 130.".to_owned(),
        other => suggestion(other, &OPERATORS.iter().map(|key| key.name).collect::<Vec<_>>()),
    }
}
