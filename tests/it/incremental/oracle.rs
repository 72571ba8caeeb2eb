//! What is shown, required and computed, read off the definition again and again with no memory: slow, and plain
//! enough to be believed. It knows only the kinds that `random_form.rs` makes.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use parcours_schema::kinds::Compute;
use parcours_schema::{Answers, Condition, DateExpression, Form, Kind, Operator, Question, Required};
use serde_json::Value;

pub struct Oracle<'a> {
    form: &'a Form,
    answers: &'a Answers,
    today: NaiveDate,
}

#[derive(Default)]
pub struct Expected {
    pub visible: Vec<String>,
    pub required: BTreeSet<String>,
    pub computed: Vec<(String, Value)>,
    /// What is wrong with keys and references: pointer and code.
    pub rows: BTreeSet<String>,
}

/// A question in its place: pointers of its groups with their rows are in `pointer`.
struct Seen<'a> {
    question: &'a Question,
    pointer: String,
}

impl<'a> Oracle<'a> {
    pub fn new(form: &'a Form, answers: &'a Answers, today: NaiveDate) -> Oracle<'a> {
        Oracle { form, answers, today }
    }

    pub fn read(&self) -> Expected {
        let mut expected = Expected::default();
        for section in &self.form.sections {
            for question in &section.questions {
                let pointer = parcours_schema::pointer_of(&question.path);
                self.walk(&Seen { question, pointer }, &mut expected);
            }
        }
        expected
    }

    fn walk(&self, seen: &Seen<'a>, expected: &mut Expected) {
        if !self.visible(&seen.pointer) {
            return;
        }
        self.judge_rows(seen, expected);
        if let Kind::Computed(_) = seen.question.kind {
            expected.computed.extend(self.value(&seen.pointer).map(|value| (seen.pointer.clone(), value)));
            return;
        }
        if matches!(seen.question.kind, Kind::Note(_)) {
            return;
        }
        expected.visible.push(seen.pointer.clone());
        let required = match &seen.question.required {
            Required::Never => false,
            Required::Always => true,
            Required::When(condition) => self.holds(condition, &seen.pointer),
        };
        let plain_group = seen.question.kind.group().is_some() && seen.question.kind.repeat().is_none();
        if required && !plain_group && !self.given(&seen.pointer) {
            expected.required.insert(seen.pointer.clone());
        }
        let rows = if seen.question.kind.repeat().is_some() { self.rows(&seen.pointer) } else { 1 };
        for row in 0..rows {
            for question in seen.question.kind.questions() {
                let pointer = match seen.question.kind.repeat() {
                    Some(_) => format!("{}/{row}/{}", seen.pointer, question.id),
                    None => format!("{}/{}", seen.pointer, question.id),
                };
                self.walk(&Seen { question, pointer }, expected);
            }
        }
    }

    fn judge_rows(&self, seen: &Seen<'a>, expected: &mut Expected) {
        let at = &seen.pointer;
        let mut say = |at: &str, code: &str| {
            expected.rows.insert(format!("{at} {code}"));
        };
        match &seen.question.kind {
            Kind::Computed(Compute::Key) if self.value(at).is_none() => say(at, "row_key"),
            Kind::Group(_) => {
                let keys = self.keys(at);
                for (index, (pointer, key)) in keys.iter().enumerate() {
                    if keys[..index].iter().any(|(_, other)| other == key) {
                        say(pointer, "row_key_twice");
                    }
                }
            }
            Kind::Reference(reference) => {
                let group = self.reach(&reference.to, at).filter(|group| self.visible(group));
                let there = group.map(|group| self.keys(&group)).unwrap_or_default();
                let named = match self.value(at) {
                    Some(Value::Array(keys)) => keys,
                    other => Vec::from_iter(other),
                };
                if named.iter().any(|key| there.iter().all(|(_, other)| other != key)) {
                    say(at, "row_gone");
                }
            }
            _ => {}
        }
    }

    /// Pointers and keys of the rows of a group that have one.
    fn keys(&self, group: &str) -> Vec<(String, Value)> {
        let Some(key) = self.question(group).kind.row_key() else { return Vec::new() };
        let pointers = (0..self.rows(group)).map(|row| format!("{group}/{row}/{}", key.id));
        pointers.filter_map(|pointer| Some((pointer.clone(), self.value(&pointer)?))).collect()
    }

    fn rows(&self, pointer: &str) -> usize {
        self.answers.get(pointer).and_then(Value::as_array).map_or(0, Vec::len)
    }

    fn question(&self, pointer: &str) -> &'a Question {
        self.form.question(&parcours_schema::template_of(pointer)).expect("a question")
    }

    /// The question, its groups and its section are all shown.
    fn visible(&self, pointer: &str) -> bool {
        let question = self.question(pointer);
        let section = self.form.questions().find(|(_, other)| other.path == question.path).map(|(index, _)| index);
        let section = &self.form.sections[section.expect("a section")];
        let group = question.path.rsplit_once('.').and_then(|(above, _)| self.form.question(above));
        let above = match group.map(|group| (group, parcours_schema::parent(pointer))) {
            Some((group, above)) if group.kind.repeat().is_some() => self.visible(parcours_schema::parent(above)),
            Some((_, above)) => self.visible(above),
            None => section.when.as_ref().is_none_or(|when| self.holds(when, "")),
        };
        above && question.when.as_ref().is_none_or(|when| self.holds(when, pointer))
    }

    fn given(&self, pointer: &str) -> bool {
        let question = self.question(pointer);
        if let Kind::Computed(_) = question.kind {
            return self.value(pointer).is_some();
        }
        match self.answers.get(pointer) {
            None | Some(Value::Null) => false,
            Some(Value::String(text)) => !text.trim().is_empty(),
            Some(Value::Array(items)) => !items.is_empty(),
            Some(Value::Bool(false)) => !matches!(question.kind, Kind::Attestation(_)) && !one_box(question),
            // A half-typed date with no part typed yet; for any other kind an object is a wrong answer, and an answer.
            Some(Value::Object(parts)) => !parts.is_empty() || !matches!(question.kind, Kind::Date(_)),
            Some(_) => true,
        }
    }

    fn value(&self, pointer: &str) -> Option<Value> {
        let question = self.question(pointer);
        let raw = self.answers.get(pointer);
        let option = |value: &Value| {
            let list = question.kind.list().and_then(|id| self.form.lists.get(id));
            list.zip(value.as_str()).is_some_and(|(list, value)| list.get(value).is_some())
        };
        let good = match &question.kind {
            Kind::Computed(Compute::Constant(text)) => return Some(Value::String(text.clone())),
            Kind::Computed(Compute::Count(path)) => {
                let source = self.reach(path, pointer)?;
                return match self.visible(&source).then(|| self.value(&source)).flatten()? {
                    Value::Array(items) => Some(Value::from(dedup(&items))),
                    other => Some(other),
                };
            }
            Kind::Computed(Compute::Age(path)) => {
                let source = self.reach(path, pointer)?;
                let date = self.visible(&source).then(|| self.value(&source)).flatten()?;
                return self.age(&date).map(Value::from);
            }
            Kind::Computed(Compute::Stamp) => return None,
            Kind::Computed(Compute::Key) => key(raw?),
            Kind::Reference(reference) if reference.many => raw?.as_array()?.iter().all(key) && self.given(pointer),
            Kind::Reference(_) => key(raw?),
            Kind::Group(group) if group.repeat.is_some() => {
                return Some(self.rows(pointer)).filter(|rows| *rows > 0).map(Value::from);
            }
            Kind::Number(_) => raw?.is_number(),
            Kind::YesNo(_) => raw?.is_boolean() && (!one_box(question) || raw? == &Value::Bool(true)),
            Kind::Choice(_) => option(raw?),
            Kind::Choices(_) => raw?.as_array()?.iter().all(option) && self.given(pointer),
            Kind::Tri => ["yes", "no", "unknown"].contains(&raw?.as_str()?),
            Kind::Date(_) => self.iso(raw?).is_some(),
            Kind::Text(_) => raw?.is_string() && self.given(pointer),
            _ => false,
        };
        good.then(|| raw.cloned()).flatten()
    }

    fn iso(&self, value: &Value) -> Option<NaiveDate> {
        NaiveDate::parse_from_str(value.as_str()?, "%Y-%m-%d").ok()
    }

    fn age(&self, value: &Value) -> Option<u32> {
        let birth = self.iso(value)?;
        let had_birthday = (self.today.month(), self.today.day()) >= (birth.month(), birth.day());
        u32::try_from(self.today.year() - birth.year() - i32::from(!had_birthday)).ok()
    }

    /// The pointer a path means where the condition stands; `None` when a row is missing.
    fn reach(&self, path: &str, from: &str) -> Option<String> {
        let mut pointer = String::new();
        let mut template = String::new();
        let known: Vec<&str> = from.split('/').skip(1).collect();
        let mut at = 0;
        for step in path.split('.') {
            template = if template.is_empty() { step.to_owned() } else { format!("{template}.{step}") };
            pointer = format!("{pointer}/{step}");
            at += 1;
            let repeats = self.form.question(&template).is_some_and(|question| question.kind.repeat().is_some());
            if repeats && template != path {
                let same_way = from.strip_prefix(&pointer).is_some_and(|rest| rest.starts_with('/'));
                pointer = format!("{pointer}/{}", same_way.then(|| known.get(at)).flatten()?);
                at += 1;
            }
        }
        Some(pointer)
    }

    fn holds(&self, condition: &Condition, from: &str) -> bool {
        match condition {
            Condition::All(list) => list.iter().all(|inner| self.holds(inner, from)),
            Condition::Any(list) => list.iter().any(|inner| self.holds(inner, from)),
            Condition::Not(inner) => !self.holds(inner, from),
            Condition::Some { group, that } => {
                let Some(pointer) = self.reach(group, from).filter(|pointer| self.visible(pointer)) else {
                    return false;
                };
                (0..self.rows(&pointer)).any(|row| self.holds(that, &format!("{pointer}/{row}/?")))
            }
            Condition::Answer { path, operator } => {
                let pointer = self.reach(path, from).filter(|pointer| self.visible(pointer));
                if let Operator::Answered(expected) = operator {
                    return pointer.is_some_and(|pointer| self.given(&pointer)) == *expected;
                }
                let Some(value) = pointer.and_then(|pointer| self.value(&pointer)) else { return false };
                if let Some(other) = operator.path() {
                    let other = self.reach(other, from).filter(|pointer| self.visible(pointer));
                    let other = other.and_then(|pointer| self.value(&pointer)).and_then(|value| self.iso(&value));
                    return match (self.iso(&value), other, operator) {
                        (Some(here), Some(there), Operator::EarlierThan(_)) => here < there,
                        (Some(here), Some(there), _) => here > there,
                        _ => false,
                    };
                }
                self.compares(&value, operator)
            }
        }
    }

    fn compares(&self, value: &Value, operator: &Operator) -> bool {
        let amount = value.as_array().map(|items| dedup(items) as f64).or(value.as_f64());
        match operator {
            Operator::Is(expected) => value == expected,
            Operator::In(list) => list.contains(value),
            Operator::Includes(option) => value.as_array().is_some_and(|items| items.iter().any(|item| item == option)),
            Operator::Answered(_) | Operator::EarlierThan(_) | Operator::LaterThan(_) => unreachable!("judged before"),
            Operator::AtLeast(min) => amount.is_some_and(|amount| amount >= *min),
            Operator::AtMost(max) => amount.is_some_and(|amount| amount <= *max),
            Operator::Before(DateExpression::Fixed(date)) => value.as_str().is_some_and(|value| value < date.as_str()),
            Operator::After(DateExpression::Fixed(date)) => value.as_str().is_some_and(|value| value > date.as_str()),
            Operator::Before(_) | Operator::After(_) => unreachable!("random_form makes fixed dates only"),
            Operator::AgeAtLeast(years) => self.age(value).is_some_and(|age| age >= *years),
        }
    }
}

fn key(value: &Value) -> bool {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    value.as_str().is_some_and(|text| !text.is_empty() && text.chars().all(good))
}

fn one_box(question: &Question) -> bool {
    matches!(question.kind, Kind::YesNo(parcours_schema::kinds::YesNoLook::Checkbox))
}

fn dedup(items: &[Value]) -> usize {
    items.iter().filter_map(Value::as_str).collect::<BTreeSet<_>>().len()
}
