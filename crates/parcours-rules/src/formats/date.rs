//! Calendar dates (`domain.md` 2.2): ISO 8601 in data.

use chrono::{Days, Months, NaiveDate};
use parcours_schema::{DateExpression, DateUnit};

/// A date written `YYYY-MM-DD`, and nothing else; `None` for a day no calendar has.
pub fn from_iso(text: &str) -> Option<NaiveDate> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    if !shape {
        return None;
    }
    NaiveDate::from_ymd_opt(number(0, 4)? as i32, number(5, 7)?, number(8, 10)?)
}

/// The day an expression of a definition means today; `None` when it leaves the calendar.
pub fn resolve(expression: &DateExpression, today: NaiveDate) -> Option<NaiveDate> {
    match expression {
        DateExpression::Fixed(text) => from_iso(text),
        DateExpression::FromToday(amount, unit) => {
            let size = amount.unsigned_abs();
            let months = match unit {
                DateUnit::Days => {
                    let days = Days::new(size.into());
                    return if *amount < 0 { today.checked_sub_days(days) } else { today.checked_add_days(days) };
                }
                DateUnit::Months => Months::new(size),
                DateUnit::Years => Months::new(size.checked_mul(12)?),
            };
            if *amount < 0 { today.checked_sub_months(months) } else { today.checked_add_months(months) }
        }
    }
}

/// Whole years from a birth to today; `None` when the birth is to come. Someone born on February 29 is a year older on
/// March 1 of a common year.
pub fn age_on(birth: NaiveDate, today: NaiveDate) -> Option<u32> {
    today.years_since(birth)
}
