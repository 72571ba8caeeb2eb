//! A month of a year, such as the expiry of a card: `2026-11`, `11/2026`, `novembre 2026`. A year has four digits.

use super::characters::{digit_char, is_blank, is_invisible};
use super::date::{Word, words};

/// Reads a month; its normal form is `YYYY-MM`. `None` when it is not one.
///
/// ```
/// use parcours_rules::formats::month::parse;
/// assert_eq!(parse("novembre 2026").as_deref(), Some("2026-11"));
/// ```
pub fn parse(text: &str) -> Option<String> {
    match words(text).ok()?[..] {
        [Word::Year(year), Word::Number(month) | Word::Month(month)]
        | [Word::Number(month) | Word::Month(month), Word::Year(year)] => normal(year, month),
        _ => None,
    }
}

/// Reads a month given in two parts; a whole one pasted in either is taken too. The outer `None` when both are blank.
pub fn parse_parts(month: &str, year: &str) -> Option<Option<String>> {
    let blank = |text: &str| text.chars().all(|c| is_blank(c) || is_invisible(c));
    let mut text = String::with_capacity(month.len() + year.len() + 1);
    text.push_str(month);
    text.push(' ');
    text.push_str(year);
    (!blank(&text)).then(|| parse(&text))
}

fn normal(year: u32, month: u32) -> Option<String> {
    if !(1..=12).contains(&month) {
        return None;
    }
    let digits = [year / 1000, year / 100 % 10, year / 10 % 10, year % 10, month / 10, month % 10].map(digit_char);
    let mut text: String = digits[..4].iter().collect();
    text.push('-');
    text.extend(&digits[4..]);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_months() {
        for text in [
            "2026-11",
            "2026 11",
            "11/2026",
            "11-2026",
            "nov 2026",
            "Nov. 2026",
            "novembre\u{a0}2026",
            "November, 2026",
        ] {
            assert_eq!(parse(text).as_deref(), Some("2026-11"), "{text}");
        }
        assert_eq!(parse("2026-3").as_deref(), Some("2026-03"));
        for text in ["", "2026", "11", "11/26", "2026-13", "2026-00", "1 11 2026", "toussaint 2026"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse_parts("11", "2026"), Some(Some("2026-11".to_owned())));
        assert_eq!(parse_parts("", "2026-11"), Some(Some("2026-11".to_owned())));
        assert_eq!(parse_parts("", "2026"), Some(None));
        assert_eq!(parse_parts(" ", ""), None);
    }
}
