//! Whether a condition holds. A hidden or unanswered question makes every comparison false, but `answered: false`.

use std::cmp::Ordering;

use parcours_schema::{Condition, DateExpression, Operator};
use serde_json::Value;

use crate::engine::{Engine, State};
use crate::formats::date;
use crate::plan::{NodeId, common};
use crate::rows::Rows;

impl Engine {
    /// Whether a condition that stands in no row holds now.
    pub fn is_so(&self, condition: &Condition) -> bool {
        self.holds(condition, &[], Rows::NONE)
    }

    /// `chain` and `rows` are the rows in hand where the condition stands.
    pub(crate) fn holds(&self, condition: &Condition, chain: &[NodeId], rows: Rows) -> bool {
        match condition {
            Condition::All(list) => list.iter().all(|inner| self.holds(inner, chain, rows)),
            Condition::Any(list) => list.iter().any(|inner| self.holds(inner, chain, rows)),
            Condition::Not(inner) => !self.holds(inner, chain, rows),
            Condition::Some { group, that } => self.holds_for_some(group, that, chain, rows),
            Condition::Answer { path, operator } => {
                let state = self.read_state(path, chain, rows);
                let other = operator.path().and_then(|path| self.read_state(path, chain, rows));
                self.compares(state, other, operator)
            }
        }
    }

    fn holds_for_some(&self, group: &str, that: &Condition, chain: &[NodeId], rows: Rows) -> bool {
        let rules = self.rules().clone();
        let Some(id) = rules.node_of(group).filter(|_| self.read_state(group, chain, rows).is_some()) else {
            return false;
        };
        let depth = rules.nodes[id].chain.len();
        let mut inner = rules.nodes[id].chain.clone();
        inner.push(id);
        let rows = rows.first(depth);
        (0..self.row_count(id, rows)).any(|row| self.holds(that, &inner, rows.with(depth, row as u8)))
    }

    /// The state of the question a path names, seen from the rows in hand; `None` when hidden or out of reach.
    pub(crate) fn read_state(&self, path: &str, chain: &[NodeId], rows: Rows) -> Option<&State> {
        let id = self.rules().node_of(path)?;
        let own = &self.rules().nodes[id].chain;
        let shared = common(own, chain);
        let reachable = shared == own.len();
        reachable.then(|| self.state_of((id, rows.first(shared)))).flatten().filter(|state| state.visible)
    }

    fn compares(&self, state: Option<&State>, other: Option<&State>, operator: &Operator) -> bool {
        if let Operator::Answered(expected) = operator {
            return state.is_some_and(|state| state.given) == *expected;
        }
        let Some(value) = state.and_then(|state| state.value.as_ref()) else { return false };
        match operator {
            Operator::Answered(_) => false,
            Operator::Is(expected) => same(value, expected),
            Operator::In(list) => list.iter().any(|expected| same(value, expected)),
            Operator::Includes(option) => {
                value.as_array().is_some_and(|chosen| chosen.iter().any(|value| value.as_str() == Some(option)))
            }
            Operator::AtLeast(min) => amount(value).is_some_and(|amount| amount >= *min),
            Operator::AtMost(max) => amount(value).is_some_and(|amount| amount <= *max),
            Operator::Before(expression) => self.order(value, expression) == Some(Ordering::Less),
            Operator::After(expression) => self.order(value, expression) == Some(Ordering::Greater),
            Operator::EarlierThan(_) => order_of(value, other) == Some(Ordering::Less),
            Operator::LaterThan(_) => order_of(value, other) == Some(Ordering::Greater),
            Operator::AgeAtLeast(years) => self.age(value).is_some_and(|age| age >= *years),
        }
    }

    fn order(&self, value: &Value, expression: &DateExpression) -> Option<Ordering> {
        let other = date::resolve(expression, self.context().today)?;
        Some(date::from_iso(value.as_str()?)?.cmp(&other))
    }

    /// Whole years from a date in normal form to today; `None` for a date to come.
    pub(crate) fn age(&self, value: &Value) -> Option<u32> {
        date::age_on(date::from_iso(value.as_str()?)?, self.context().today)
    }
}

/// How a date in normal form stands to that of another answer.
fn order_of(value: &Value, other: Option<&State>) -> Option<Ordering> {
    Some(value.as_str()?.cmp(other?.value.as_ref()?.as_str()?))
}

/// Numbers are equal whatever way they are written (`1` and `1.0`).
fn same(value: &Value, expected: &Value) -> bool {
    match (value.as_f64(), expected.as_f64()) {
        (Some(value), Some(expected)) => value == expected,
        _ => value == expected,
    }
}

/// A number, or how many options were chosen. The value of a group in rows is its row count already.
fn amount(value: &Value) -> Option<f64> {
    match value {
        Value::Array(items) => Some(items.len() as f64),
        other => other.as_f64(),
    }
}
