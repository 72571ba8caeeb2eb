//! Days on which offices are closed in Québec (`domain.md` 2.3). They matter only for delays in working days: a delay
//! in calendar days that ends on a holiday is not moved.

use chrono::{Datelike, NaiveDate, Weekday};

use super::zone::later;

/// Which days are not worked, beside Saturdays and Sundays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Holidays {
    /// As public offices and administrative tribunals close; what the kit counts with unless told otherwise.
    #[default]
    PublicOffices,
    /// The eight days of labour standards, with Good Friday or Easter Monday at the employer's choice.
    LabourStandards {
        /// Whether the employer chose Easter Monday.
        easter_monday: bool,
    },
    /// Those of public offices and these days, set by the government for one year.
    PublicOfficesAnd(Vec<NaiveDate>),
}

impl Holidays {
    /// Whether the day is worked: neither Saturday, Sunday nor holiday.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.is_holiday(day)
    }

    /// The day that comes so many working days after this one; with 0, the day itself, worked or not.
    pub fn after(&self, day: NaiveDate, working_days: u32) -> NaiveDate {
        let mut day = day;
        for _ in 0..working_days {
            day = later(day, 1);
            while !self.is_working(day) && day != NaiveDate::MAX {
                day = later(day, 1);
            }
        }
        day
    }

    /// Whether the day is a holiday, whatever day of the week it is.
    pub fn is_holiday(&self, day: NaiveDate) -> bool {
        let since_easter = day.signed_duration_since(easter(day.year())).num_days();
        let (good_friday, easter_monday) = (since_easter == -2, since_easter == 1);
        let closed = match self {
            Holidays::LabourStandards { easter_monday: chosen } => {
                return in_both(day) || if *chosen { easter_monday } else { good_friday };
            }
            Holidays::PublicOffices => false,
            Holidays::PublicOfficesAnd(days) => days.contains(&day),
        };
        let around_new_year = [(1, 2), (12, 24), (12, 26), (12, 31)].contains(&(day.month(), day.day()));
        closed || in_both(day) || good_friday || easter_monday || around_new_year
    }
}

/// The days every set has.
fn in_both(day: NaiveDate) -> bool {
    let monday = day.weekday() == Weekday::Mon;
    match (day.month(), day.day()) {
        (1, 1) | (6, 24) | (7, 1) | (12, 25) => true,
        // The Monday before May 25: never the 25th itself.
        (5, 18..=24) | (9, 1..=7) | (10, 8..=14) => monday,
        // July 1 on a Sunday is kept the day after.
        (7, 2) => monday,
        _ => false,
    }
}

/// Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm of 1876).
pub fn easter(year: i32) -> NaiveDate {
    let (golden, century, of_century) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (leap_centuries, odd_centuries) = (century / 4, century % 4);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - leap_centuries - correction + 15).rem_euclid(30);
    let weekday = (32 + 2 * odd_centuries + 2 * (of_century / 4) - moon - of_century % 4).rem_euclid(7);
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let day = moon + weekday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, (day / 31) as u32, (day % 31 + 1) as u32).unwrap_or_default()
}
