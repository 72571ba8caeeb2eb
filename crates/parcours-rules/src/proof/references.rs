//! Every path names a question that can be read from there, and every comparison fits the kind of its answer.

use parcours_schema::kinds::{Compute, NamMatches, Reference};
use parcours_schema::{Condition, DateExpression, Kind, List, Operator};
use serde_json::Value;

use super::index::Entry;
use super::{Findings, Index, Rule, each_condition};

pub(super) fn check(index: &Index<'_>, findings: &mut Findings) {
    each_condition(index, &mut |written| {
        Reader { index, findings }.condition(written.condition, &written.place, written.rows);
    });
    for entry in &index.entries {
        let mut reader = Reader { index, findings };
        match &entry.question.kind {
            Kind::Nam(matches) => reader.nam(entry, matches),
            Kind::Computed(compute) => reader.compute(entry, compute),
            Kind::Reference(reference) => reader.reference(entry, reference),
            _ => {}
        }
    }
    for (number, check) in index.form.checks.iter().enumerate() {
        for (position, path) in check.at.iter().enumerate() {
            let place = format!("/checks/{number}/at/{position}");
            let mut reader = Reader { index, findings };
            if let Some(entry) = reader.resolve(path, &place, &[])
                && matches!(entry.question.kind, Kind::Note(_) | Kind::Computed(_))
            {
                let what = format!("`{path}` is a {}, which nobody can correct.", entry.question.kind.name());
                findings.error(Rule::Reference, place, what, "Name a question the person answers.");
            }
        }
    }
}

/// A condition written outside the form: its paths and comparisons, judged as those of the form.
pub(super) fn check_condition(index: &Index<'_>, condition: &Condition, place: &str, findings: &mut Findings) {
    Reader { index, findings }.condition(condition, place, &[]);
}

struct Reader<'a, 'f> {
    index: &'a Index<'f>,
    findings: &'a mut Findings,
}

impl<'a, 'f> Reader<'a, 'f> {
    fn condition(&mut self, condition: &Condition, place: &str, rows: &[&str]) {
        match condition {
            Condition::All(list) => self.each(list, &format!("{place}/all"), rows),
            Condition::Any(list) => self.each(list, &format!("{place}/any"), rows),
            Condition::Not(inner) => self.condition(inner, &format!("{place}/not"), rows),
            Condition::Some { group, that } => {
                let Some(entry) = self.resolve(group, place, rows) else { return };
                if entry.question.kind.repeat().is_none() {
                    let what = format!("`{group}` has no rows, so `some` says nothing of it.");
                    self.findings.error(Rule::Comparison, place, what, "Use `some` on a group that repeats.");
                    return;
                }
                let mut inner = entry.rows.clone();
                inner.push(&entry.question.path);
                self.condition(that, &format!("{place}/that"), &inner);
            }
            Condition::Answer { path, operator } => {
                if let Some(entry) = self.resolve(path, place, rows) {
                    self.comparison(entry, operator, place);
                }
                if let Some(other) = operator.path() {
                    self.of_kind(other, place, rows, &["date"]);
                }
            }
        }
    }

    fn each(&mut self, list: &[Condition], place: &str, rows: &[&str]) {
        for (number, inner) in list.iter().enumerate() {
            self.condition(inner, &format!("{place}/{number}"), rows);
        }
    }

    /// The question a path names, if it can be read with these rows in hand.
    fn resolve(&mut self, path: &str, place: &str, rows: &[&str]) -> Option<&'a Entry<'f>> {
        let Some(entry) = self.index.get(path) else {
            let what = format!("no question has the path `{path}`.");
            self.findings.error(Rule::Reference, place, what, self.nearest(path));
            return None;
        };
        if !rows.starts_with(&entry.rows) {
            let group = entry.rows.iter().find(|group| !rows.contains(group)).copied().unwrap_or_default();
            let what = format!("`{path}` has one answer a row of `{group}`, and no row is in hand here.");
            let fix = format!("Read it from a question of the same row, or through `\"some\": \"{group}\"`.");
            self.findings.error(Rule::Reference, place, what, fix);
            return None;
        }
        Some(entry)
    }

    fn nearest(&self, path: &str) -> String {
        let last = path.rsplit('.').next().unwrap_or(path);
        let near = self.index.entries.iter().map(|entry| entry.question.path.as_str()).find(|known| {
            known.rsplit('.').next() == Some(last) || (known.len() == path.len() && differs_by_one(known, path))
        });
        match near {
            Some(near) => format!("Correct it: did you mean `{near}`?"),
            None => "Write the path of a question of this form.".to_owned(),
        }
    }

    fn comparison(&mut self, entry: &Entry<'f>, operator: &Operator, place: &str) {
        let kind = &entry.question.kind;
        let path = &entry.question.path;
        let refuse = |findings: &mut Findings, what: String, fix: String| {
            findings.error(Rule::Comparison, place, what, fix);
        };
        let name = name_of(operator);
        if !operators_of(kind).contains(&name) {
            let known = operators_of(kind);
            let what = format!("`{name}` cannot be said of `{path}`, a {} question.", kind.name());
            let fix = match (kind, known.is_empty()) {
                (Kind::Group(_) | Kind::Address(_), true) => "Compare one of the questions inside it.".to_owned(),
                (_, true) => "Compare a question the person answers.".to_owned(),
                _ => format!("Use one of: {}.", known.join(", ")),
            };
            refuse(self.findings, what, fix);
            return;
        }
        let values: Vec<&Value> = match operator {
            Operator::Is(value) => vec![value],
            Operator::In(values) => values.iter().collect(),
            _ => Vec::new(),
        };
        for value in values {
            if let Some((what, fix)) = self.misfit(kind, path, value) {
                refuse(self.findings, what, fix);
            }
        }
        match operator {
            Operator::Includes(option) => {
                if let Some((what, fix)) = self.no_option(kind, path, option) {
                    refuse(self.findings, what, fix);
                }
            }
            Operator::Before(DateExpression::Fixed(date)) | Operator::After(DateExpression::Fixed(date))
                if crate::formats::date::from_iso(date).is_none() =>
            {
                refuse(self.findings, format!("no calendar has the day {date}."), "Correct the date.".to_owned());
            }
            _ => {}
        }
    }

    /// Why a value can never be an answer of that kind.
    fn misfit(&self, kind: &Kind, path: &str, value: &Value) -> Option<(String, String)> {
        let good = match kind {
            Kind::Choice(_) => return self.no_option(kind, path, value.as_str().unwrap_or_default()),
            Kind::Tri => ["yes", "no", "unknown"].contains(&value.as_str().unwrap_or_default()),
            Kind::YesNo(_) => value.is_boolean(),
            Kind::Attestation(_) => value == &Value::Bool(true),
            Kind::Number(_) | Kind::Money(_) | Kind::Computed(Compute::Age(_) | Compute::Count(_)) => value.is_number(),
            Kind::Date(_) => value.as_str().is_some_and(|text| crate::formats::date::from_iso(text).is_some()),
            Kind::Computed(Compute::Constant(constant)) => value.as_str() == Some(constant),
            _ => value.is_string(),
        };
        let fix = match kind {
            Kind::Tri => "Use yes, no or unknown, in quotes.",
            Kind::YesNo(_) => "Use true or false, without quotes.",
            Kind::Attestation(_) => "Use true.",
            Kind::Number(_) | Kind::Money(_) => "Use a number, without quotes.",
            Kind::Date(_) => "Use a date such as \"2020-01-31\".",
            _ => "Use a text in quotes.",
        };
        (!good).then(|| (format!("{value} is never the answer of `{path}`."), fix.to_owned()))
    }

    fn no_option(&self, kind: &Kind, path: &str, value: &str) -> Option<(String, String)> {
        let list: &List = kind.list().and_then(|id| self.index.form.lists.get(id))?;
        if list.get(value).is_some() {
            return None;
        }
        let known: Vec<&str> = list.options.iter().map(|option| option.value.as_str()).take(12).collect();
        let more = if list.options.len() > known.len() { ", …" } else { "" };
        let fix = format!("Use one of: {}{more}.", known.join(", "));
        Some((format!("`{value}` is not an option of `{path}`."), fix))
    }

    fn nam(&mut self, entry: &Entry<'f>, matches: &NamMatches) {
        let wanted: [(&str, &Option<String>, &[&str]); 5] = [
            ("last_name", &matches.last_name, &["text"]),
            ("first_name", &matches.first_name, &["text"]),
            ("birth_date", &matches.birth_date, &["date"]),
            ("estimated", &matches.estimated, &["yes_no"]),
            ("sex", &matches.sex, &["choice"]),
        ];
        for (key, path, kinds) in wanted {
            if let Some(path) = path {
                self.of_kind(path, &format!("{}/matches/{key}", entry.place), &entry.rows, kinds);
            }
        }
    }

    fn compute(&mut self, entry: &Entry<'f>, compute: &Compute) {
        match compute {
            Compute::Age(path) => self.of_kind(path, &format!("{}/compute/age", entry.place), &entry.rows, &["date"]),
            Compute::Count(path) => {
                let place = format!("{}/compute/count", entry.place);
                let Some(source) = self.resolve(path, &place, &entry.rows) else { return };
                if source.question.kind.repeat().is_none() && source.question.kind.name() != "choices" {
                    let what = format!("`{path}` has nothing to count.");
                    let fix = "Count a group that repeats, or a choices question.";
                    self.findings.error(Rule::Reference, place, what, fix);
                }
            }
            Compute::Constant(_) | Compute::Stamp | Compute::Key => {}
        }
    }

    fn reference(&mut self, entry: &Entry<'f>, reference: &Reference) {
        let place = format!("{}/to", entry.place);
        let Some(to) = self.resolve(&reference.to, &place, &entry.rows) else { return };
        if to.question.kind.repeat().is_none() {
            let what = format!("`{}` has no rows to choose from.", reference.to);
            self.findings.error(Rule::Reference, place, what, "Name a group that repeats.");
            return;
        }
        if to.question.kind.row_key().is_none() {
            let what = format!("the rows of `{}` have no lasting name.", reference.to);
            let fix = "Add a question `key` to them, with `\"compute\": { \"key\": true }`.";
            self.findings.error(Rule::Reference, place, what, fix);
        }
        let place = format!("{}/show", entry.place);
        let rows = [to.rows.as_slice(), &[&to.question.path]].concat();
        let Some(show) = self.resolve(&reference.show, &place, &rows) else { return };
        let told = !matches!(
            show.question.kind,
            Kind::Group(_) | Kind::Address(_) | Kind::Note(_) | Kind::Computed(_) | Kind::Reference(_)
        );
        if show.rows != rows || !told {
            let what = format!("`{}` does not tell one row of `{}` from another.", reference.show, reference.to);
            self.findings.error(Rule::Reference, place, what, "Name a question people answer in each of its rows.");
        }
    }

    fn of_kind(&mut self, path: &str, place: &str, rows: &[&str], kinds: &[&str]) {
        let Some(entry) = self.resolve(path, place, rows) else { return };
        let name = entry.question.kind.name();
        if !kinds.contains(&name) {
            let what = format!("`{path}` is a {name} question; a {} question is needed here.", kinds.join(" or "));
            self.findings.error(Rule::Reference, place, what, "Name another question.");
        }
    }
}

fn differs_by_one(a: &str, b: &str) -> bool {
    a.bytes().zip(b.bytes()).filter(|(a, b)| a != b).count() <= 2
}

fn name_of(operator: &Operator) -> &'static str {
    match operator {
        Operator::Is(_) => "is",
        Operator::In(_) => "in",
        Operator::Includes(_) => "includes",
        Operator::Answered(_) => "answered",
        Operator::AtLeast(_) => "at_least",
        Operator::AtMost(_) => "at_most",
        Operator::Before(_) => "before",
        Operator::After(_) => "after",
        Operator::EarlierThan(_) => "earlier_than",
        Operator::LaterThan(_) => "later_than",
        Operator::AgeAtLeast(_) => "age_at_least",
    }
}

/// What can be said of an answer of that kind.
fn operators_of(kind: &Kind) -> &'static [&'static str] {
    match kind {
        Kind::Note(_) | Kind::Computed(Compute::Key) => &[],
        Kind::Reference(reference) if reference.many => &["answered", "at_least", "at_most"],
        Kind::Reference(_) => &["answered"],
        Kind::Group(_) | Kind::Address(_) if kind.repeat().is_none() => &[],
        Kind::Group(_) | Kind::Address(_) => &["answered", "at_least", "at_most"],
        Kind::Choices(_) => &["includes", "answered", "at_least", "at_most"],
        Kind::Number(_) | Kind::Money(_) => &["is", "in", "answered", "at_least", "at_most"],
        Kind::Date(_) => &["is", "in", "answered", "before", "after", "earlier_than", "later_than", "age_at_least"],
        Kind::Attachment(_) | Kind::Computed(Compute::Stamp) => &["answered"],
        Kind::Computed(Compute::Age(_) | Compute::Count(_)) => &["is", "in", "answered", "at_least", "at_most"],
        _ => &["is", "in", "answered"],
    }
}
