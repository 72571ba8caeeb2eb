//! An instant, to the millisecond, as hosts stamp it (RFC 3339).

use chrono::{NaiveDate, TimeDelta};

use crate::formats::date::{from_iso, iso};
use crate::formats::instant::is_instant;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

pub(super) const SECOND: i64 = 1_000;
pub(super) const HOUR: i64 = 3_600 * SECOND;
pub(super) const DAY: i64 = 24 * HOUR;

impl Moment {
    /// So many milliseconds after 1970-01-01T00:00:00Z; negative before.
    pub const fn from_millis(millis: i64) -> Moment {
        Moment(millis)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Reads an RFC 3339 date and time with its offset; `None` for anything else. What is finer than a millisecond is
    /// left out.
    ///
    /// ```
    /// use parcours_rules::calendar::Moment;
    /// let moment = Moment::parse("2026-11-22T08:30:00-05:00").unwrap();
    /// assert_eq!(moment, Moment::parse("2026-11-22T13:30:00.000Z").unwrap());
    /// assert_eq!(moment.to_string(), "2026-11-22T13:30:00Z");
    /// ```
    pub fn parse(text: &str) -> Option<Moment> {
        if !is_instant(text) {
            return None;
        }
        // The shape is known: digits stand where they are read.
        let number = |from: usize, to: usize| {
            text.get(from..to).map(|part| part.bytes().fold(0, |n, byte| n * 10 + i64::from(byte & 15)))
        };
        let day = from_iso(text.get(..10)?)?.signed_duration_since(NaiveDate::default()).num_days();
        let time = number(11, 13)? * HOUR + number(14, 16)? * 60 * SECOND + number(17, 19)? * SECOND;
        let rest = text.get(19..)?;
        let zone = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
        let fraction = rest.get(1..rest.len() - zone.len()).unwrap_or_default();
        let millis = fraction.bytes().chain(*b"000").take(3).fold(0, |n, byte| n * 10 + i64::from(byte & 15));
        let offset = match zone.bytes().next()? {
            b'Z' => 0,
            sign => {
                let at = text.len() - 5;
                let offset = number(at, at + 2)? * HOUR + number(at + 3, at + 5)? * 60 * SECOND;
                if sign == b'-' { -offset } else { offset }
            }
        };
        Some(Moment(day * DAY + time + millis - offset))
    }

    /// So many milliseconds later; earlier when negative.
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Moment {
        Moment(self.0.saturating_add(millis))
    }

    /// So many hours later.
    #[must_use]
    pub const fn plus_hours(self, hours: u32) -> Moment {
        self.plus_millis(hours as i64 * HOUR)
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (days, inside) = (self.0.div_euclid(DAY), self.0.rem_euclid(DAY));
        let day = TimeDelta::try_days(days).and_then(|days| NaiveDate::default().checked_add_signed(days));
        let (hour, minute, second) = (inside / HOUR, inside / (60 * SECOND) % 60, inside / SECOND % 60);
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}", iso(day.unwrap_or_default()))?;
        match inside % SECOND {
            0 => f.write_str("Z"),
            millis => write!(f, ".{millis:03}Z"),
        }
    }
}
