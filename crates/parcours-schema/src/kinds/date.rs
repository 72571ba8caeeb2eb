//! `date`: a calendar date, with bounds fixed or counted from today.

use crate::DateExpression;
use crate::fault::say;
use crate::read::{Key, Object, Shape};

/// Settings of a `date` question. Its answer is `YYYY-MM-DD`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateBounds {
    /// First date allowed, itself included.
    pub min: Option<DateExpression>,
    /// Last date allowed, itself included.
    pub max: Option<DateExpression>,
}

pub(crate) const KEYS: &[Key] = &[Key::optional("min", Shape::Date), Key::optional("max", Shape::Date)];

pub(crate) fn read(object: &Object<'_>) -> DateBounds {
    DateBounds { min: read_expression(object, "min"), max: read_expression(object, "max") }
}

fn read_expression(object: &Object<'_>, key: &'static str) -> Option<DateExpression> {
    object.with(key, |item| {
        let text = item.text()?;
        let expression = DateExpression::parse(text);
        if expression.is_none() {
            item.fault(say!(
                format!("`{text}` is not a date."),
                "Write a date such as 2020-01-31, `today` or `today-125y`."
            ));
        }
        expression
    })
}
