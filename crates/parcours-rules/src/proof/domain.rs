//! What an answer can be, as far as the form's conditions can tell: one value for each way they can see it.
//!
//! A condition compares an answer with finitely many things, so finitely many answers stand for all of them: each value
//! named, each number or date on either side of one named, "another one", and none.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate, TimeDelta};
use parcours_schema::kinds::{Compute, Reference, YesNoLook};
use parcours_schema::{Condition, DateExpression, Kind, Operator, limits};
use serde_json::Value;

use super::{Index, each_condition};
use crate::formats::date;

/// An answer that stands for all that conditions cannot tell from it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sample {
    Nothing,
    /// An answer no condition names.
    Other,
    Scalar(Value),
    Number(f64),
    Date(NaiveDate),
    /// Whether an option of a `choices` is chosen.
    Chosen(bool),
}

impl Sample {
    /// Whether a comparison holds of this answer.
    pub(super) fn satisfies(&self, operator: &Operator, today: NaiveDate) -> bool {
        let order = |expression: &DateExpression| match (self, date::resolve(expression, today)) {
            (Sample::Date(here), Some(there)) => Some((*here).cmp(&there)),
            _ => None,
        };
        match operator {
            Operator::Answered(expected) => (*self != Sample::Nothing) == *expected,
            Operator::Is(value) => self.is(value),
            Operator::In(values) => values.iter().any(|value| self.is(value)),
            Operator::Includes(_) => *self == Sample::Chosen(true),
            Operator::AtLeast(min) => matches!(self, Sample::Number(number) if number >= min),
            Operator::AtMost(max) => matches!(self, Sample::Number(number) if number <= max),
            Operator::Before(expression) => order(expression).is_some_and(|order| order.is_lt()),
            Operator::After(expression) => order(expression).is_some_and(|order| order.is_gt()),
            // Two answers take part: see `ordered`.
            Operator::EarlierThan(_) | Operator::LaterThan(_) => false,
            Operator::AgeAtLeast(years) => match self {
                Sample::Date(birth) => date::age_on(*birth, today).is_some_and(|age| age >= *years),
                _ => false,
            },
        }
    }

    /// Whether a comparison with the answer of another question holds of these two.
    pub(super) fn ordered(&self, operator: &Operator, other: &Sample) -> bool {
        match (operator, self, other) {
            (Operator::EarlierThan(_), Sample::Date(here), Sample::Date(there)) => here < there,
            (Operator::LaterThan(_), Sample::Date(here), Sample::Date(there)) => here > there,
            _ => false,
        }
    }

    fn is(&self, value: &Value) -> bool {
        match self {
            Sample::Scalar(own) => own == value,
            Sample::Number(own) => value.as_f64() == Some(*own),
            Sample::Date(own) => value.as_str() == Some(date::iso(*own).as_str()),
            Sample::Nothing | Sample::Other | Sample::Chosen(_) => false,
        }
    }
}

/// What the form's conditions compare one answer with.
#[derive(Clone, Default)]
pub(super) struct Mentions {
    values: Vec<Value>,
    numbers: Vec<f64>,
    dates: Vec<DateExpression>,
    ages: Vec<u32>,
    /// How many dates it is compared with, directly or through others: so many days on either side of each date above
    /// are needed to put them in any order.
    linked: u8,
    /// Options asked for with `includes`, each once.
    pub(super) options: Vec<String>,
}

impl Mentions {
    /// Those of every question, by position.
    pub(super) fn of(index: &Index<'_>) -> Vec<Mentions> {
        let mut all = vec![Mentions::default(); index.entries.len()];
        each_condition(index, &mut |written| read(index, written.condition, &mut all));
        // What is said of a computed value is said of the answer it comes from.
        for position in 0..index.entries.len() {
            if let Kind::Computed(compute) = &index.entries[position].question.kind
                && let Some(source) = compute.path().and_then(|path| index.position(path))
            {
                let own = std::mem::take(&mut all[position]);
                let named = own.values.iter().filter_map(Value::as_f64).chain(own.numbers.iter().copied());
                match compute {
                    Compute::Age(_) => all[source].ages.extend(named.map(|age| age.clamp(0.0, 129.0) as u32)),
                    _ => all[source].numbers.extend(named),
                }
                let near: Vec<u32> = all[source].ages.iter().map(|age| age + 1).collect();
                all[source].ages.extend(near);
            }
        }
        for linked in linked_dates(index) {
            let mut shared = Mentions { linked: linked.len().min(MOST_LINKED) as u8, ..Mentions::default() };
            for position in &linked {
                let own = &all[*position];
                shared.values.extend(own.values.iter().cloned());
                shared.dates.extend(own.dates.iter().cloned());
                shared.ages.extend(&own.ages);
                if let Kind::Date(bounds) = &index.entries[*position].question.kind {
                    shared.dates.extend([&bounds.min, &bounds.max].into_iter().flatten().cloned());
                }
            }
            for position in linked {
                let options = std::mem::take(&mut all[position].options);
                all[position] = Mentions { options, ..shared.clone() };
            }
        }
        all
    }

    /// Fixed dates, for a proof that must look at more than one "today".
    pub(super) fn fixed_dates(&self) -> impl Iterator<Item = NaiveDate> {
        self.dates.iter().filter_map(|expression| match expression {
            DateExpression::Fixed(text) => date::from_iso(text),
            DateExpression::FromToday(..) => None,
        })
    }
}

/// More dates than these in one order are not told apart.
const MOST_LINKED: usize = 6;

/// Dates that conditions compare with one another, together with all they are compared with in turn.
fn linked_dates(index: &Index<'_>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    each_condition(index, &mut |written| {
        pairs(written.condition, &mut |a, b| {
            let (Some(a), Some(b)) = (index.position(a), index.position(b)) else { return };
            let (mut joined, others): (Vec<_>, Vec<_>) =
                groups.drain(..).partition(|group| group.contains(&a) || group.contains(&b));
            let mut group: Vec<usize> = joined.drain(..).flatten().chain([a, b]).collect();
            group.sort_unstable();
            group.dedup();
            groups.extend(others);
            groups.push(group);
        });
    });
    groups
}

fn pairs<'c>(condition: &'c Condition, visit: &mut dyn FnMut(&'c str, &'c str)) {
    match condition {
        Condition::All(list) | Condition::Any(list) => list.iter().for_each(|inner| pairs(inner, visit)),
        Condition::Not(inner) | Condition::Some { that: inner, .. } => pairs(inner, visit),
        Condition::Answer { path, operator } => operator.path().into_iter().for_each(|other| visit(path, other)),
    }
}

fn read(index: &Index<'_>, condition: &Condition, all: &mut [Mentions]) {
    match condition {
        Condition::All(list) | Condition::Any(list) => list.iter().for_each(|inner| read(index, inner, all)),
        Condition::Not(inner) | Condition::Some { that: inner, .. } => read(index, inner, all),
        Condition::Answer { path, operator } => {
            let Some(position) = index.position(path) else { return };
            let mentions = &mut all[position];
            match operator {
                Operator::Is(value) => mentions.values.push(value.clone()),
                Operator::In(values) => mentions.values.extend(values.iter().cloned()),
                Operator::Includes(option) if mentions.options.contains(option) => {}
                Operator::Includes(option) => mentions.options.push(option.clone()),
                Operator::AtLeast(number) | Operator::AtMost(number) => mentions.numbers.push(*number),
                Operator::Before(date) | Operator::After(date) => mentions.dates.push(date.clone()),
                Operator::AgeAtLeast(years) => mentions.ages.push(*years),
                Operator::Answered(_) | Operator::EarlierThan(_) | Operator::LaterThan(_) => {}
            }
        }
    }
}

/// The answers to try for a question: the count of a `choices` or of rows, the answer itself for any other kind.
pub(super) fn samples(
    index: &Index<'_>,
    position: usize,
    mentions: &Mentions,
    rows: usize,
    today: NaiveDate,
) -> Vec<Sample> {
    let kind = &index.entries[position].question.kind;
    let scalar = |text: &str| Sample::Scalar(Value::String(text.to_owned()));
    let mut samples: Vec<Sample> = match kind {
        Kind::YesNo(YesNoLook::Radios) => [true, false].map(|flag| Sample::Scalar(Value::Bool(flag))).to_vec(),
        Kind::YesNo(YesNoLook::Checkbox) | Kind::Attestation(_) => vec![Sample::Scalar(Value::Bool(true))],
        Kind::Tri => ["yes", "no", "unknown"].map(scalar).to_vec(),
        Kind::Choice(one) => {
            let list = index.form.lists.get(&one.list);
            let known: Vec<&str> = list.iter().flat_map(|list| &list.options).map(|o| o.value.as_str()).collect();
            let named = |value: &&str| mentions.values.iter().any(|mention| mention.as_str() == Some(value));
            let mut samples: Vec<Sample> = known.iter().copied().filter(named).map(scalar).collect();
            if known.iter().any(|value| !named(value)) {
                samples.push(Sample::Other);
            }
            samples
        }
        Kind::Choices(many) => {
            let list = index.form.lists.get(&many.list).map_or(0, |list| list.options.len());
            let named = mentions.options.len() + 1;
            counts(mentions, named, many.max.unwrap_or(list).min(list))
        }
        Kind::Reference(Reference { many: true, to, .. }) => {
            let most = index.get(to).and_then(|entry| entry.question.kind.repeat()).map_or(1, |repeat| repeat.max);
            counts(mentions, 1, most.min(limits::ROWS))
        }
        Kind::Group(_) | Kind::Address(_) => match kind.repeat() {
            Some(repeat) => {
                let mut counts = counts(mentions, rows.max(repeat.min), repeat.max.min(limits::ROWS));
                counts.retain(|count| !matches!(count, Sample::Number(count) if (*count as usize) < repeat.min));
                counts
            }
            None => Vec::new(),
        },
        Kind::Number(number) => {
            let step = 10_f64.powi(-i32::from(number.decimals));
            numbers(mentions, step, number.min.unwrap_or(f64::MIN), number.max.unwrap_or(f64::MAX))
        }
        Kind::Money(money) => numbers(mentions, 0.01, money.min, money.max),
        Kind::Date(bounds) => {
            let resolve = |bound: &Option<DateExpression>| bound.as_ref().and_then(|e| date::resolve(e, today));
            let (min, max) = (resolve(&bounds.min), resolve(&bounds.max));
            let samples = dates(mentions, min, max, today);
            samples.into_iter().map(Sample::Date).collect()
        }
        _ => {
            let mut samples: Vec<Sample> = mentions.values.iter().cloned().map(Sample::Scalar).collect();
            samples.push(Sample::Other);
            samples
        }
    };
    // No answer comes first: it makes most comparisons false, and the others are tried only where one must be true.
    samples.insert(0, Sample::Nothing);
    samples
}

/// Counts from 1, each told from the next by some condition, and every one up to `least`.
fn counts(mentions: &Mentions, least: usize, most: usize) -> Vec<Sample> {
    let mut counts: BTreeSet<usize> = (1..=least).collect();
    for number in &mentions.numbers {
        let near = number.clamp(0.0, limits::OPTIONS as f64);
        counts.extend([(near - 1.0).max(0.0).ceil() as usize, near.floor() as usize, near.ceil() as usize]);
        counts.insert(near.floor() as usize + 1);
    }
    counts.into_iter().filter(|count| (1..=most).contains(count)).map(|count| Sample::Number(count as f64)).collect()
}

fn numbers(mentions: &Mentions, step: f64, min: f64, max: f64) -> Vec<Sample> {
    let named = mentions.values.iter().filter_map(Value::as_f64).chain(mentions.numbers.iter().copied());
    let mut numbers: Vec<f64> = Vec::new();
    for number in named.chain([min, max, 0.0]).filter(|number| number.abs() < 1e15) {
        let (below, above) = ((number / step).floor(), (number / step).ceil());
        let steps = [below - 1.0, below, above, above + 1.0];
        numbers.extend(steps.map(|steps| ((steps * step) * 1e6).round() / 1e6));
    }
    numbers.retain(|number| (min..=max).contains(number));
    numbers.sort_by(f64::total_cmp);
    numbers.dedup();
    numbers.into_iter().map(Sample::Number).collect()
}

fn dates(mentions: &Mentions, min: Option<NaiveDate>, max: Option<NaiveDate>, today: NaiveDate) -> BTreeSet<NaiveDate> {
    let named = mentions.dates.iter().filter_map(|expression| date::resolve(expression, today));
    let written = mentions.values.iter().filter_map(Value::as_str).filter_map(date::from_iso);
    let born = mentions.ages.iter().filter_map(|age| today.checked_sub_months(Months::new(age * 12)));
    let bounds = [min, max, Some(today)].into_iter().flatten();
    let mut dates = BTreeSet::new();
    for day in named.chain(written).chain(born).chain(bounds) {
        let days = i64::from(mentions.linked.max(1));
        let near = (-days..=days).filter_map(|days| day.checked_add_signed(TimeDelta::days(days)));
        dates.extend(near);
    }
    dates.retain(|day| min.is_none_or(|min| *day >= min) && max.is_none_or(|max| *day <= max));
    dates
}
