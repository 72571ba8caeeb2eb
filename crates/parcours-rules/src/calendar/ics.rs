//! Deadlines and reviews as a calendar file (RFC 5545), for the calendar a person already has. Text only: what events are
//! called is said by the caller, who names nothing sensitive there, since calendars are shared and synchronised.

use chrono::NaiveDate;

use super::Moment;
use super::zone::later;
use crate::formats::date::iso;

/// Octets of a line at most, its end not counted (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// Something that stands in a calendar.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name for ever: the same entry given again replaces the one before. At best `review@<id of the dossier>`.
    pub uid: String,
    /// What it is called.
    pub summary: String,
    /// When it is.
    pub when: When,
}

/// When something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// All day.
    Day(NaiveDate),
    /// At an instant.
    At(Moment),
}

/// A calendar file with these entries, made at `now`.
///
/// ```
/// use parcours_rules::calendar::{Entry, Moment, When, ics};
/// let at = Moment::parse("2026-11-22T13:30:00Z").unwrap();
/// let entry = Entry { uid: "review@d-1".to_owned(), summary: "Review; plan".to_owned(), when: When::At(at) };
/// let text = ics(&[entry], at);
/// assert!(text.contains("\r\nDTSTART:20261122T133000Z\r\nSUMMARY:Review\\; plan\r\n"));
/// ```
pub fn ics(entries: &[Entry], now: Moment) -> String {
    let mut text = String::new();
    for fixed in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Parcours//Parcours//FR", "CALSCALE:GREGORIAN"] {
        line(&mut text, fixed);
    }
    for entry in entries {
        line(&mut text, "BEGIN:VEVENT");
        line(&mut text, &["UID:", &escaped(&entry.uid)].concat());
        line(&mut text, &["DTSTAMP:", &utc(now)].concat());
        match entry.when {
            When::Day(day) => {
                line(&mut text, &["DTSTART;VALUE=DATE:", &digits(day)].concat());
                // The end is not part of it.
                line(&mut text, &["DTEND;VALUE=DATE:", &digits(later(day, 1))].concat());
            }
            When::At(at) => line(&mut text, &["DTSTART:", &utc(at)].concat()),
        }
        line(&mut text, &["SUMMARY:", &escaped(&entry.summary)].concat());
        // Nobody is shown as busy for it.
        line(&mut text, "TRANSP:TRANSPARENT");
        line(&mut text, "END:VEVENT");
    }
    line(&mut text, "END:VCALENDAR");
    text
}

/// Writes a line, folded where it is longer than it may be: never inside a character.
fn line(text: &mut String, content: &str) {
    let mut octets = 0;
    for character in content.chars() {
        if octets + character.len_utf8() > LONGEST_LINE {
            text.push_str("\r\n ");
            octets = 1;
        }
        text.push(character);
        octets += character.len_utf8();
    }
    text.push_str("\r\n");
}

/// A text value (RFC 5545, 3.3.11); control characters, which it may not hold, are left out.
fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for character in value.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => text.extend(['\\', character]),
            '\n' => text.push_str("\\n"),
            _ if character.is_control() => {}
            _ => text.push(character),
        }
    }
    text
}

/// `20261122`.
fn digits(day: NaiveDate) -> String {
    iso(day).replace('-', "")
}

/// `20261122T133000Z`: what is finer than a second is left out.
fn utc(at: Moment) -> String {
    let text = at.to_string();
    let seconds = text.split(['.', 'Z']).next().unwrap_or_default();
    let mut utc = seconds.replace(['-', ':'], "");
    utc.push('Z');
    utc
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::formats::date::from_iso;

    fn now() -> Moment {
        Moment::parse("2026-11-22T08:30:00.250-05:00").unwrap()
    }

    fn entry(summary: &str, when: When) -> Entry {
        Entry { uid: "review@d-1".to_owned(), summary: summary.to_owned(), when }
    }

    fn day(text: &str) -> When {
        When::Day(from_iso(text).unwrap())
    }

    #[test]
    fn a_whole_day_ends_where_the_next_begins() {
        let text = ics(&[entry("Révision", day("2026-12-31"))], now());
        assert_eq!(
            text,
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Parcours//Parcours//FR\r\nCALSCALE:GREGORIAN\r\n\
             BEGIN:VEVENT\r\nUID:review@d-1\r\nDTSTAMP:20261122T133000Z\r\nDTSTART;VALUE=DATE:20261231\r\n\
             DTEND;VALUE=DATE:20270101\r\nSUMMARY:Révision\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
    }

    #[test]
    fn an_instant_is_in_utc() {
        let at = Moment::parse("2026-07-01T23:59:59-04:00").unwrap();
        let text = ics(&[entry("x", When::At(at))], now());
        assert!(text.contains("\r\nDTSTART:20260702T035959Z\r\n") && !text.contains("DTEND"), "{text}");
    }

    #[test]
    fn lines_are_folded_at_75_octets_and_unfold_to_the_same() {
        for length in [60, 66, 67, 68, 150, 400] {
            let summary = "é".repeat(length) + "🙂 fin";
            let text = ics(&[entry(&summary, day("2026-11-22"))], now());
            assert!(text.split("\r\n").all(|line| line.len() <= 75), "{length}");
            assert!(text.replace("\r\n ", "").contains(&format!("\r\nSUMMARY:{summary}\r\n")), "{length}");
        }
    }

    #[test]
    fn nothing_said_begins_a_line_of_its_own() {
        let text = ics(&[entry("a;b,c\\d\r\nEND:VCALENDAR\u{7}\rx\ny", day("2026-11-22"))], now());
        assert!(text.contains("\r\nSUMMARY:a\\;b\\,c\\\\d\\nEND:VCALENDARx\\ny\r\n"), "{text}");
        assert_eq!(text.matches("\r\nEND:VCALENDAR\r\n").count(), 1);
        assert_eq!(text.replace("\r\n", "").find(['\r', '\n']), None);
    }
}
