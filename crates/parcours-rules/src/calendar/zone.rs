//! Days where the person is: America/Toronto. One rule, in force since 2007, in place of a table of time zones.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::Moment;
use super::moment::{DAY, HOUR};

/// Standard time is five hours behind UTC.
const STANDARD: i64 = 5 * HOUR;

/// The day it is at that instant in Québec.
///
/// ```
/// use parcours_rules::calendar::{Moment, day_of};
/// let day = |text| day_of(Moment::parse(text).unwrap()).to_string();
/// assert_eq!(day("2026-01-15T04:59:59Z"), "2026-01-14");
/// assert_eq!(day("2026-07-15T04:00:00Z"), "2026-07-15");
/// ```
pub fn day_of(moment: Moment) -> NaiveDate {
    date(local(moment).div_euclid(DAY))
}

/// The day and what clocks show at that instant in Québec: `2026-11-25T14:05`.
///
/// ```
/// use parcours_rules::calendar::{Moment, clock_of};
/// let clock = |text| clock_of(Moment::parse(text).unwrap());
/// assert_eq!(clock("2026-11-25T19:05:59Z"), "2026-11-25T14:05");
/// assert_eq!(clock("2026-07-01T03:59:00Z"), "2026-06-30T23:59");
/// ```
pub fn clock_of(moment: Moment) -> String {
    let minutes = local(moment).rem_euclid(DAY) / (HOUR / 60);
    format!("{}T{:02}:{:02}", day_of(moment), minutes / 60, minutes % 60)
}

/// Milliseconds from 1970-01-01T00:00 as clocks showed it in Québec.
fn local(moment: Moment) -> i64 {
    let standard = moment.millis() - STANDARD;
    let day = date(standard.div_euclid(DAY));
    let hour = standard.rem_euclid(DAY) / HOUR;
    let (start, end) = summer(day.year());
    // Clocks go forward at 2 a.m. standard time, and back at 2 a.m. daylight time, which is 1 a.m. standard time.
    let daylight = (day > start || day == start && hour >= 2) && (day < end || day == end && hour < 1);
    if daylight { standard + HOUR } else { standard }
}

/// The first instant of a day in Québec.
pub fn start_of(day: NaiveDate) -> Moment {
    // Clocks change at 2 a.m., so midnight of that day is still under the other time.
    let (start, end) = summer(day.year());
    let daylight = day > start && day <= end;
    let days = day.signed_duration_since(NaiveDate::default()).num_days();
    Moment::from_millis(days * DAY + STANDARD - if daylight { HOUR } else { 0 })
}

/// The last instant of a day in Québec.
///
/// ```
/// use parcours_rules::calendar::end_of;
/// let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 8).unwrap(); // clocks go forward: the day has 23 hours
/// assert_eq!(end_of(day).to_string(), "2026-03-09T03:59:59.999Z");
/// ```
pub fn end_of(day: NaiveDate) -> Moment {
    start_of(later(day, 1)).plus_millis(-1)
}

/// So many days later; the last day there is when the calendar ends before.
pub(super) fn later(day: NaiveDate, days: i64) -> NaiveDate {
    TimeDelta::try_days(days).and_then(|days| day.checked_add_signed(days)).unwrap_or(NaiveDate::MAX)
}

fn date(days_since_1970: i64) -> NaiveDate {
    later(NaiveDate::default(), days_since_1970)
}

/// The days on which daylight time starts and ends: second Sunday of March, first Sunday of November.
fn summer(year: i32) -> (NaiveDate, NaiveDate) {
    let sunday = |month, number| NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Sun, number);
    (sunday(3, 2).unwrap_or_default(), sunday(11, 1).unwrap_or_default())
}
