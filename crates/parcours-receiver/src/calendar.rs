//! Which day a form is judged on: days are counted where Québec's clocks are, whatever the server's time zone.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use parcours_rules::calendar::{Moment, day_of};

/// The day the answers are judged on: the one on which the page sent them when that is at most a day ago, so that a
/// form sent just before midnight is not judged by the next day's rules; else the day they arrive.
pub(crate) fn judging_day(submitted: DateTime<Utc>, now: DateTime<Utc>) -> NaiveDate {
    let age = now - submitted;
    let judging = if age >= Duration::zero() && age <= Duration::days(1) { submitted } else { now };
    day_of(Moment::from_millis(judging.timestamp_millis()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_form_sent_before_midnight_is_judged_on_its_own_day() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        let day = |submitted: &str, now: &str| judging_day(at(submitted), at(now)).to_string();
        assert_eq!(day("2026-01-15T04:59:58Z", "2026-01-15T05:00:03Z"), "2026-01-14");
        assert_eq!(day("2026-01-10T12:00:00Z", "2026-01-15T12:00:00Z"), "2026-01-15");
        assert_eq!(day("2027-01-10T12:00:00Z", "2026-01-15T12:00:00Z"), "2026-01-15");
    }
}
