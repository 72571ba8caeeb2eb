//! Dates, months, times and instants. No time zone is changed: an instant is shown in the offset it carries.

use parcours_schema::{Language, halves, pieces};

use crate::words;

/// `2026-11-22` as « 22 novembre 2026 » or “November 22, 2026”.
pub fn date(iso: &str, language: Language) -> String {
    let parts = (iso.get(..4), iso.get(4..8), iso.get(8..));
    let (Some(year), Some(middle), Some(day)) = parts else { return iso.to_owned() };
    let between = middle.strip_prefix("-").and_then(|middle| middle.strip_suffix("-"));
    let (Some(month), Some(day)) = (between.and_then(|month| name(month, language)), small(day)) else {
        return iso.to_owned();
    };
    match language {
        Language::Fr => [if day == "1" { "1er" } else { day }, " ", month, " ", year].concat(),
        Language::En => [month, " ", day, ", ", year].concat(),
    }
}

/// `2026-11` as « novembre 2026 » or “November 2026”; `None` for any other text.
pub fn month(iso: &str, language: Language) -> Option<String> {
    let (year, month) = halves(iso, b'-')?;
    let month = name(month, language)?;
    (year.len() == 4 && small(year).is_some()).then(|| [month, " ", year].concat())
}

/// `13:30` as « 13 h 30 » (non-breaking) or “1:30 p.m.”.
pub fn time(clock: &str, language: Language) -> String {
    let parts = halves(clock, b':').filter(|(hour, minute)| hour.len() == 2 && minute.len() == 2);
    let Some((hour, minute)) = parts else { return clock.to_owned() };
    let Some(number) = hour.parse::<u8>().ok().filter(|hour| *hour < 24) else { return clock.to_owned() };
    match language {
        Language::Fr => {
            let rest = if minute == "00" { "" } else { "\u{a0}" };
            let minute = if minute == "00" { "" } else { minute };
            [small(hour).unwrap_or("0"), "\u{a0}h", rest, minute].concat()
        }
        Language::En => {
            let twelve = if number % 12 == 0 { 12 } else { number % 12 };
            [&*twelve.to_string(), ":", minute, if number < 12 { "\u{a0}a.m." } else { "\u{a0}p.m." }].concat()
        }
    }
}

/// `2026-11-22T13:30:00-05:00` as « 22 novembre 2026, 13 h 30 », seconds and offset left out.
pub fn instant(text: &str, language: Language) -> String {
    match (text.get(..10), text.get(10..11), text.get(11..16)) {
        (Some(day), Some("T"), Some(clock)) => [&date(day, language), ", ", &time(clock, language)].concat(),
        _ => text.to_owned(),
    }
}

fn name(month: &str, language: Language) -> Option<&'static str> {
    let number = month.parse::<usize>().ok().filter(|_| month.len() == 2)?;
    pieces(words(language).months, b' ').nth(number.checked_sub(1)?)
}

/// Digits without the zeros before them; `None` when there is anything else.
fn small(digits: &str) -> Option<&str> {
    let rest = digits.trim_start_matches('0');
    (!rest.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr};

    #[test]
    fn dates() {
        for (iso, fr, en) in [
            ("2026-11-22", "22 novembre 2026", "November 22, 2026"),
            ("1990-05-01", "1er mai 1990", "May 1, 1990"),
            ("2001-08-09", "9 août 2001", "August 9, 2001"),
            ("hier", "hier", "hier"),
            ("2026-13-01", "2026-13-01", "2026-13-01"),
            ("2026/11/22", "2026/11/22", "2026/11/22"),
            ("é2026-1", "é2026-1", "é2026-1"),
        ] {
            assert_eq!((date(iso, Fr).as_str(), date(iso, En).as_str()), (fr, en));
        }
        assert_eq!(month("2026-11", Fr).as_deref(), Some("novembre 2026"));
        assert_eq!(month("2026-03", En).as_deref(), Some("March 2026"));
        for text in ["2026-11-22", "2026", "2026-00", "26-01", "mars"] {
            assert_eq!(month(text, Fr), None, "{text}");
        }
    }

    #[test]
    fn times() {
        for (clock, fr, en) in [
            ("13:30", "13\u{a0}h\u{a0}30", "1:30\u{a0}p.m."),
            ("09:05", "9\u{a0}h\u{a0}05", "9:05\u{a0}a.m."),
            ("13:00", "13\u{a0}h", "1:00\u{a0}p.m."),
            ("00:15", "0\u{a0}h\u{a0}15", "12:15\u{a0}a.m."),
            ("12:00", "12\u{a0}h", "12:00\u{a0}p.m."),
            ("midi", "midi", "midi"),
            ("99:99", "99:99", "99:99"),
        ] {
            assert_eq!((time(clock, Fr).as_str(), time(clock, En).as_str()), (fr, en));
        }
        assert_eq!(instant("2026-11-22T13:30:00-05:00", Fr), "22 novembre 2026, 13\u{a0}h\u{a0}30");
        assert_eq!(instant("2026-11-22T08:05:59Z", En), "November 22, 2026, 8:05\u{a0}a.m.");
        assert_eq!(instant("plus tard", Fr), "plus tard");
    }
}
