//! A date of a definition: fixed, or counted from today. `today` itself is given by whoever checks.

use std::fmt;

/// A unit in which a date is counted from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateUnit {
    /// Calendar days.
    Days,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

/// `2020-01-01`, `today`, `today-125y`, `today+6m`, `today-1d`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateExpression {
    /// An ISO 8601 date.
    Fixed(String),
    /// So many units after today (before, when negative).
    FromToday(i32, DateUnit),
}

impl DateExpression {
    /// Reads an expression; `None` when the text is none.
    pub fn parse(text: &str) -> Option<DateExpression> {
        if let Some(rest) = text.strip_prefix("today") {
            if rest.is_empty() {
                return Some(DateExpression::FromToday(0, DateUnit::Days));
            }
            let unit = match rest.chars().last()? {
                'd' => DateUnit::Days,
                'm' => DateUnit::Months,
                'y' => DateUnit::Years,
                _ => return None,
            };
            let amount = rest.get(..rest.len() - 1)?;
            let signed = amount.starts_with(['+', '-']) && amount.len() <= 6;
            return signed.then(|| amount.parse().ok()).flatten().map(|n| DateExpression::FromToday(n, unit));
        }
        let bytes = text.as_bytes();
        let shape = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
        shape.then(|| DateExpression::Fixed(text.to_owned()))
    }
}

impl fmt::Display for DateExpression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DateExpression::Fixed(date) => f.write_str(date),
            DateExpression::FromToday(0, _) => f.write_str("today"),
            DateExpression::FromToday(amount, unit) => {
                let unit = match unit {
                    DateUnit::Days => 'd',
                    DateUnit::Months => 'm',
                    DateUnit::Years => 'y',
                };
                write!(f, "today{amount:+}{unit}")
            }
        }
    }
}
