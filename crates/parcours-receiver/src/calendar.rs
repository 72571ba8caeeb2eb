//! Which day it is for the person: days are counted where Québec's clocks are, whatever the server's time zone.

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc, Weekday};

/// The day in America/Toronto: UTC-4 from the second Sunday of March at 2 a.m. to the first Sunday of November at
/// 2 a.m. (the rule in force since 2007), UTC-5 otherwise.
pub(crate) fn day_in_quebec(instant: DateTime<Utc>) -> NaiveDate {
    let standard = (instant - Duration::hours(5)).naive_utc();
    let year = standard.year();
    let start = NaiveDate::from_weekday_of_month_opt(year, 3, Weekday::Sun, 2).and_then(|day| day.and_hms_opt(2, 0, 0));
    // 2 a.m. daylight time is 1 a.m. standard time.
    let end = NaiveDate::from_weekday_of_month_opt(year, 11, Weekday::Sun, 1).and_then(|day| day.and_hms_opt(1, 0, 0));
    let summer = start.zip(end).is_some_and(|(start, end)| standard >= start && standard < end);
    (if summer { standard + Duration::hours(1) } else { standard }).date()
}

/// The day the answers are judged on: the one on which the page sent them when that is at most a day ago, so that a
/// form sent just before midnight is not judged by the next day's rules; else the day they arrive.
pub(crate) fn judging_day(submitted: DateTime<Utc>, now: DateTime<Utc>) -> NaiveDate {
    let age = now - submitted;
    if age >= Duration::zero() && age <= Duration::days(1) { day_in_quebec(submitted) } else { day_in_quebec(now) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(instant: &str, day: &str) {
        let instant = DateTime::parse_from_rfc3339(instant).unwrap().to_utc();
        assert_eq!(day_in_quebec(instant).to_string(), day, "{instant}");
    }

    #[test]
    fn the_day_changes_at_midnight_in_quebec() {
        check("2026-01-15T04:59:59Z", "2026-01-14");
        check("2026-01-15T05:00:00Z", "2026-01-15");
        check("2026-07-15T03:59:59Z", "2026-07-14");
        check("2026-07-15T04:00:00Z", "2026-07-15");
    }

    #[test]
    fn the_rule_holds_around_both_changes_of_2026() {
        check("2026-03-08T04:59:59Z", "2026-03-07");
        check("2026-03-09T03:59:59Z", "2026-03-08");
        check("2026-03-09T04:00:00Z", "2026-03-09");
        check("2026-11-01T04:00:00Z", "2026-11-01");
        check("2026-11-02T04:59:59Z", "2026-11-01");
        check("2026-11-02T05:00:00Z", "2026-11-02");
    }

    #[test]
    fn a_form_sent_before_midnight_is_judged_on_its_own_day() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        let day = |submitted: &str, now: &str| judging_day(at(submitted), at(now)).to_string();
        assert_eq!(day("2026-01-15T04:59:58Z", "2026-01-15T05:00:03Z"), "2026-01-14");
        assert_eq!(day("2026-01-10T12:00:00Z", "2026-01-15T12:00:00Z"), "2026-01-15");
        assert_eq!(day("2027-01-10T12:00:00Z", "2026-01-15T12:00:00Z"), "2026-01-15");
    }
}
