//! The time: today where the forms are filled, and now.

use chrono::NaiveDate;
use js_sys::{Date, Object, Reflect};
use parcours_schema::pieces;

/// Days from the first of January of year 1 to that of 1970.
const DAYS_BEFORE_1970: i32 = 719_163;
const DAY: f64 = 86_400_000.0;
/// Québec's winter time, for a browser that does not know the zone.
const BEHIND_GREENWICH: f64 = 5.0 * 3_600_000.0;

/// Today in Québec (America/Toronto), whatever the device's own time zone.
pub fn today() -> NaiveDate {
    in_quebec().unwrap_or_else(|| {
        let days = ((Date::now() - BEHIND_GREENWICH) / DAY) as i32;
        NaiveDate::from_num_days_from_ce_opt(DAYS_BEFORE_1970 + days).unwrap_or_default()
    })
}

/// Swedish writes a date as ISO 8601 does: `2026-11-22`.
fn in_quebec() -> Option<NaiveDate> {
    let options = Object::new();
    Reflect::set(&options, &"timeZone".into(), &"America/Toronto".into()).ok()?;
    let written: String = Date::new_0().to_locale_date_string("sv-SE", &options).into();
    let mut parts = pieces(&written, b'-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Now, milliseconds since 1970.
pub fn now_ms() -> u64 {
    Date::now() as u64
}

/// Now, RFC 3339: `2026-11-22T17:00:00.000Z`.
pub fn now() -> String {
    Date::new_0().to_iso_string().into()
}
