//! The calendar against the days `domain.md` 2.3 gives, and around both clock changes.

#![allow(clippy::expect_used)]

use chrono::NaiveDate;

use super::{Holidays, Moment, day_of, easter, end_of, start_of};
use crate::formats::date::from_iso;

fn day(text: &str) -> NaiveDate {
    from_iso(text).expect("a date of the tests")
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).expect("an instant of the tests")
}

#[test]
fn instants_back_and_forth() {
    for text in ["1970-01-01T00:00:00Z", "2026-11-22T13:30:00Z", "2024-02-29T23:59:59.999Z", "1969-12-31T23:59:59Z"] {
        assert_eq!(moment(text).to_string(), text);
    }
    assert_eq!(moment("2026-11-22T13:30:00.1234567Z").to_string(), "2026-11-22T13:30:00.123Z");
    assert_eq!(moment("2026-11-22T13:30:00.5Z").to_string(), "2026-11-22T13:30:00.500Z");
    assert_eq!(moment("2026-11-22T00:30:00+14:00").to_string(), "2026-11-21T10:30:00Z");
    assert_eq!(moment("2026-11-22T00:30:00.25-04:30").to_string(), "2026-11-22T05:00:00.250Z");
    assert_eq!(Moment::parse("2026-11-22"), None);
}

#[test]
fn the_day_changes_at_midnight_in_quebec() {
    for (instant, expected) in [
        ("2026-01-15T04:59:59Z", "2026-01-14"),
        ("2026-01-15T05:00:00Z", "2026-01-15"),
        ("2026-07-15T03:59:59Z", "2026-07-14"),
        ("2026-07-15T04:00:00Z", "2026-07-15"),
        ("2026-03-08T04:59:59Z", "2026-03-07"),
        ("2026-03-09T03:59:59Z", "2026-03-08"),
        ("2026-03-09T04:00:00Z", "2026-03-09"),
        ("2026-11-01T04:00:00Z", "2026-11-01"),
        ("2026-11-02T04:59:59Z", "2026-11-01"),
        ("2026-11-02T05:00:00Z", "2026-11-02"),
    ] {
        assert_eq!(day_of(moment(instant)), day(expected), "{instant}");
    }
}

#[test]
fn every_day_starts_when_the_one_before_ends() {
    let (mut short, mut long) = (0, 0);
    let mut today = day("2019-12-30");
    while today < day("2041-01-01") {
        let tomorrow = today.succ_opt().expect("a day after");
        let (start, end) = (start_of(today), end_of(today));
        assert_eq!(end.plus_millis(1), start_of(tomorrow));
        assert_eq!((day_of(start), day_of(end)), (today, today), "{today}");
        match end.millis() + 1 - start.millis() {
            82_800_000 => short += 1,
            90_000_000 => long += 1,
            length => assert_eq!(length, 86_400_000, "{today}"),
        }
        today = tomorrow;
    }
    assert_eq!((short, long), (21, 21), "one day of 23 hours and one of 25 a year");
}

#[test]
fn the_days_of_2027_to_2030() {
    for (good_friday, easter_monday, patriots, labour, thanksgiving) in [
        ("2027-03-26", "2027-03-29", "2027-05-24", "2027-09-06", "2027-10-11"),
        ("2028-04-14", "2028-04-17", "2028-05-22", "2028-09-04", "2028-10-09"),
        ("2029-03-30", "2029-04-02", "2029-05-21", "2029-09-03", "2029-10-08"),
        ("2030-04-19", "2030-04-22", "2030-05-20", "2030-09-02", "2030-10-14"),
    ] {
        let year = &good_friday[..4];
        let fixed = ["-01-01", "-06-24", "-07-01", "-12-25"].map(|end| format!("{year}{end}"));
        let offices = ["-01-02", "-12-24", "-12-26", "-12-31"].map(|end| format!("{year}{end}"));
        let mut both: Vec<NaiveDate> = fixed.iter().map(|text| day(text)).collect();
        both.extend([patriots, labour, thanksgiving].map(day));
        if year == "2029" {
            both.push(day("2029-07-02"));
        }
        let of = |more: &[NaiveDate]| {
            let mut days = [both.clone(), more.to_vec()].concat();
            days.sort();
            days
        };
        let offices: Vec<NaiveDate> = offices.iter().map(|text| day(text)).collect();
        let offices = of(&[offices, vec![day(good_friday), day(easter_monday)]].concat());
        assert_eq!(found(year, &Holidays::PublicOffices), offices);
        assert_eq!(found(year, &Holidays::LabourStandards { easter_monday: false }), of(&[day(good_friday)]));
        assert_eq!(found(year, &Holidays::LabourStandards { easter_monday: true }), of(&[day(easter_monday)]));
        assert_eq!(easter(year.parse().expect("a year")), day(good_friday) + chrono::Days::new(2));
    }
    // May 25 is itself a Monday: the holiday is the one before.
    assert!(!Holidays::PublicOffices.is_working(day("2026-05-18")));
    assert!(Holidays::PublicOffices.is_working(day("2026-05-25")));
    let set = Holidays::PublicOfficesAnd(vec![day("2026-05-25")]);
    assert!(!set.is_working(day("2026-05-25")) && !set.is_working(day("2026-05-18")));
    // Not holidays here.
    assert!(
        Holidays::PublicOffices.is_working(day("2026-09-30")) && Holidays::PublicOffices.is_working(day("2026-11-11"))
    );
}

fn found(year: &str, holidays: &Holidays) -> Vec<NaiveDate> {
    let mut days = Vec::new();
    let mut day = day(&format!("{year}-01-01"));
    while day.to_string().starts_with(year) {
        if holidays.is_holiday(day) {
            days.push(day);
        }
        day = day.succ_opt().expect("a day after");
    }
    days
}

#[test]
fn the_next_working_day() {
    let after = |text, count| Holidays::PublicOffices.after(day(text), count).to_string();
    assert_eq!(after("2026-11-20", 1), "2026-11-23"); // a Friday
    assert_eq!(after("2026-11-22", 1), "2026-11-23"); // a Sunday
    assert_eq!(after("2027-03-25", 1), "2027-03-30"); // the Thursday before Easter
    assert_eq!(after("2026-12-23", 1), "2026-12-28"); // 24, 25 and 26 are closed, then Sunday
    assert_eq!(after("2026-12-30", 1), "2027-01-04");
    assert_eq!(after("2028-02-28", 2), "2028-03-01"); // a leap day is worked
    assert_eq!(after("2026-11-22", 0), "2026-11-22");
}

#[test]
fn easter_over_the_centuries() {
    for (year, expected) in [
        (1818, "1818-03-22"),
        (1943, "1943-04-25"),
        (1961, "1961-04-02"),
        (2000, "2000-04-23"),
        (2011, "2011-04-24"),
        (2038, "2038-04-25"),
        (2285, "2285-03-22"),
    ] {
        assert_eq!(easter(year).to_string(), expected);
    }
}
