//! Instants as hosts stamp them: RFC 3339, with its offset from UTC. Never typed by people, so nothing is guessed.

use super::date::from_iso;
use parcours_schema::pieces;

/// Whether the text is an RFC 3339 date and time, such as `2026-11-22T13:30:00Z` or `2026-11-22T08:30:00.250-05:00`.
/// A leap second is not taken.
pub fn is_instant(text: &str) -> bool {
    let parts = (text.get(..10), text.get(10..11), text.get(11..19), text.get(19..));
    let (Some(date), Some("T"), Some(time), Some(rest)) = parts else { return false };
    let digits = rest.strip_prefix('.').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let zone = match (rest.starts_with('.'), digits) {
        (false, _) => rest,
        (true, 1..=9) => rest.get(digits + 1..).unwrap_or_default(),
        (true, _) => return false,
    };
    let zone = zone == "Z" || zone.strip_prefix(['+', '-']).is_some_and(|offset| is_clock(offset, 2));
    from_iso(date).is_some() && is_clock(time, 3) && zone
}

fn is_clock(text: &str, parts: usize) -> bool {
    text.len() == parts * 3 - 1
        && pieces(text, b':').zip([24, 60, 60]).filter(|(part, limit)| below(part, *limit)).count() == parts
}

fn below(part: &str, limit: u32) -> bool {
    part.len() == 2
        && part.bytes().all(|b| b.is_ascii_digit())
        && part.bytes().fold(0, |number, b| number * 10 + u32::from(b - b'0')) < limit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants() {
        for text in [
            "2026-11-22T13:30:00Z",
            "2026-11-22T13:30:00.123Z",
            "2026-11-22T08:30:59-05:00",
            "2024-02-29T00:00:00+14:00",
        ] {
            assert!(is_instant(text), "{text}");
        }
        for text in [
            "",
            "2026-11-22",
            "2026-11-22 13:30:00Z",
            "2026-11-22T13:30Z",
            "2026-11-22T13:30:00",
            "2026-02-30T13:30:00Z",
            "2026-11-22T24:30:00Z",
            "2026-11-22T13:60:00Z",
            "2026-11-22T13:30:60Z",
            "2026-11-22T13:30:00.Z",
            "2026-11-22T13:30:00.1234567890Z",
            "2026-11-22T13:30:00+5:00",
            "2026-11-22T13:30:00+24:00",
            "2026-11-22T13:30:00ZZ",
            "2026-11-22T1é:30:00Z",
        ] {
            assert!(!is_instant(text), "{text}");
        }
    }
}
