//! The time: today where the forms are filled, and now.

use chrono::NaiveDate;
use js_sys::{Array, Date, Intl::DateTimeFormat, Object, Reflect};
use wasm_bindgen::JsValue;

/// Today in Québec (America/Toronto), whatever the device's own time zone; the device's date where the browser does not
/// know the zone.
pub fn today() -> NaiveDate {
    in_quebec().unwrap_or_else(|| {
        let date = Date::new_0();
        NaiveDate::from_ymd_opt(date.get_full_year() as i32, date.get_month() + 1, date.get_date()).unwrap_or_default()
    })
}

fn in_quebec() -> Option<NaiveDate> {
    let options = Object::new();
    for (key, value) in [("timeZone", "America/Toronto"), ("year", "numeric"), ("month", "numeric"), ("day", "numeric")]
    {
        Reflect::set(&options, &key.into(), &value.into()).ok()?;
    }
    let format = DateTimeFormat::new(&Array::of1(&"en-CA".into()), &options);
    let parts = format.format_to_parts(&Date::new_0());
    let number = |name: &str| {
        let part = parts.iter().find(|part| get(part, "type").as_deref() == Some(name))?;
        get(&part, "value")?.parse::<u32>().ok()
    };
    NaiveDate::from_ymd_opt(i32::try_from(number("year")?).ok()?, number("month")?, number("day")?)
}

fn get(object: &JsValue, key: &str) -> Option<String> {
    Reflect::get(object, &key.into()).ok()?.as_string()
}

/// Now, milliseconds since 1970.
pub fn now_ms() -> u64 {
    Date::now() as u64
}

/// Now, RFC 3339 with the offset of the device's clock: `2026-11-22T12:00:00-05:00`.
pub fn now() -> String {
    let now = Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    let (hours, minutes, seconds) = (now.get_hours(), now.get_minutes(), now.get_seconds());
    // JavaScript counts west of Greenwich as positive.
    let offset = -(now.get_timezone_offset() as i32);
    let (sign, offset) = (if offset < 0 { '-' } else { '+' }, offset.abs());
    let (ahead, rest) = (offset / 60, offset % 60);
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}{sign}{ahead:02}:{rest:02}")
}
