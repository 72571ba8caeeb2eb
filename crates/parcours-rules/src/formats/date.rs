//! Calendar dates as people give them, in French or in English: `2007-03-27`, `27 3 2007`, `27 mars 2007`,
//! `March 27, 2007`, or in three parts. Day before month when both are numbers. A year of two digits is not guessed.
//! Today is an argument; there is no clock here.

use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use parcours_schema::{DateExpression, DatePart, DateUnit};

use super::characters::{digit, digit_char, is_blank, is_hyphen, is_invisible};
use super::fold::fold;

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Not understood, or a year without its four digits.
    Shape,
    /// Understood, but for these parts, in the order day, month, year; never empty.
    Missing(Vec<DatePart>),
    /// A day no calendar has, such as February 30.
    NotReal,
}

/// French and English names; any abbreviation of three letters or more that is not shared is understood.
const MONTHS: [(&str, &str); 12] = [
    ("janvier", "january"),
    ("fevrier", "february"),
    ("mars", "march"),
    ("avril", "april"),
    ("mai", "may"),
    ("juin", "june"),
    ("juillet", "july"),
    ("aout", "august"),
    ("septembre", "september"),
    ("octobre", "october"),
    ("novembre", "november"),
    ("decembre", "december"),
];

/// Reads a date from one text.
///
/// # Errors
/// [`DateError`] says what is wrong, and which part is missing when one is.
///
/// ```
/// use parcours_rules::formats::date::{iso, parse};
/// assert_eq!(iso(parse("1er mai 1990").unwrap()), "1990-05-01");
/// ```
pub fn parse(text: &str) -> Result<NaiveDate, DateError> {
    use DatePart::{Day, Month, Year};
    match words(text)?[..] {
        [Word::Year(year), Word::Number(month) | Word::Month(month), Word::Number(day)]
        | [Word::Number(day), Word::Number(month) | Word::Month(month), Word::Year(year)]
        | [Word::Month(month), Word::Number(day), Word::Year(year)] => real(year, month, day),
        [Word::Number(_), Word::Number(_) | Word::Month(_)] | [Word::Month(_), Word::Number(_)] => {
            Err(DateError::Missing(vec![Year]))
        }
        [Word::Month(_) | Word::Number(_), Word::Year(_)] | [Word::Year(_), Word::Month(_) | Word::Number(_)] => {
            Err(DateError::Missing(vec![Day]))
        }
        [Word::Year(_)] => Err(DateError::Missing(vec![Day, Month])),
        [Word::Month(_)] => Err(DateError::Missing(vec![Day, Year])),
        [Word::Number(_)] => Err(DateError::Missing(vec![Month, Year])),
        _ => Err(DateError::Shape),
    }
}

/// Reads a date given in three parts; a whole date pasted in one of them is taken too. `None` when all are blank.
///
/// # Errors
/// [`DateError`], as [`parse`].
pub fn parse_parts(day: &str, month: &str, year: &str) -> Option<Result<NaiveDate, DateError>> {
    let blank = |text: &str| text.chars().all(|c| is_blank(c) || is_invisible(c));
    let parts = [(DatePart::Day, day), (DatePart::Month, month), (DatePart::Year, year)];
    let missing: Vec<DatePart> = parts.iter().filter(|(_, text)| blank(text)).map(|(part, _)| *part).collect();
    if missing.len() == 3 {
        return None;
    }
    if missing.len() == 2 {
        let only = parts.iter().find(|(_, text)| !blank(text)).map_or("", |(_, text)| text);
        if let Ok(date) = parse(only) {
            return Some(Ok(date));
        }
    }
    Some(read_parts(&parts, missing))
}

fn read_parts(parts: &[(DatePart, &str); 3], missing: Vec<DatePart>) -> Result<NaiveDate, DateError> {
    let mut read = [1, 1, 2000];
    for (value, (part, text)) in read.iter_mut().zip(parts) {
        if missing.contains(part) {
            continue;
        }
        *value = match (part, &words(text)?[..]) {
            (DatePart::Day, [Word::Number(number)]) => *number,
            (DatePart::Month, [Word::Number(number) | Word::Month(number)]) => *number,
            (DatePart::Year, [Word::Year(number)]) => *number,
            _ => return Err(DateError::Shape),
        };
    }
    if !missing.is_empty() {
        return Err(DateError::Missing(missing));
    }
    let [day, month, year] = read;
    real(year, month, day)
}

fn real(year: u32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    NaiveDate::from_ymd_opt(year as i32, month, day).ok_or(DateError::NotReal)
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Word {
    /// Four digits, from 1000.
    Year(u32),
    /// One or two digits, `er`, `st`, `th` and the like left out.
    Number(u32),
    /// The name of a month, from 1.
    Month(u32),
}

/// The words of a date, « le », "the" and "of" left out; an error for a word no date has.
pub(super) fn words(text: &str) -> Result<Vec<Word>, DateError> {
    let mut found = Vec::new();
    let between = |c: char| is_blank(c) || is_hyphen(c) || matches!(c, '/' | '.' | ',' | '_');
    for word in text.split(between) {
        let word: String = word.chars().filter(|c| !is_invisible(*c)).collect();
        if word.is_empty() {
            continue;
        }
        if found.len() == 4 {
            return Err(DateError::Shape);
        }
        let digits = word.chars().take_while(|c| digit(*c).is_some()).count();
        let number = word.chars().map_while(digit).take(4).fold(0, |number, digit| number * 10 + u32::from(digit));
        let letters = word.trim_start_matches(|c| digit(c).is_some());
        found.push(match (digits, letters) {
            (4, "") if number >= 1000 => Word::Year(number),
            (1 | 2, "") => Word::Number(number),
            (1 | 2, _) if ["er", "e", "st", "nd", "rd", "th"].contains(&fold_ordinal(letters).as_str()) => {
                Word::Number(number)
            }
            (0, _) => match fold(letters).as_str() {
                "le" | "the" | "of" => continue,
                name => Word::Month(month_named(name).ok_or(DateError::Shape)?),
            },
            _ => return Err(DateError::Shape),
        });
    }
    Ok(found)
}

// `st` would fold to `saint`.
fn fold_ordinal(letters: &str) -> String {
    letters.chars().map(|c| if c == 'è' || c == 'È' { 'e' } else { c.to_ascii_lowercase() }).collect()
}

/// The number of a month by its folded name or an abbreviation of it.
fn month_named(name: &str) -> Option<u32> {
    let fits = |whole: &str| name.len() >= 3 && whole.starts_with(name);
    let mut numbers = (1..).zip(MONTHS).filter(|(_, (fr, en))| fits(fr) || fits(en)).map(|(number, _)| number);
    let number = numbers.next()?;
    numbers.next().is_none().then_some(number)
}

/// The date as `YYYY-MM-DD`.
pub fn iso(date: NaiveDate) -> String {
    let mut text = String::with_capacity(10);
    let year = u32::try_from(date.year()).unwrap_or(0);
    for (index, (value, power)) in [(year, 1000), (date.month(), 10), (date.day(), 10)].into_iter().enumerate() {
        if index > 0 {
            text.push('-');
        }
        let mut power = power;
        while power > 0 {
            text.push(digit_char(value / power % 10));
            power /= 10;
        }
    }
    text
}

/// The date of a text that is exactly `YYYY-MM-DD`; `None` for anything else.
pub fn from_iso(text: &str) -> Option<NaiveDate> {
    let number = |range: std::ops::Range<usize>| {
        let part = text.get(range)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.bytes().fold(0, |n, b| n * 10 + u32::from(b - b'0')))
    };
    let hyphens = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    if !hyphens {
        return None;
    }
    NaiveDate::from_ymd_opt(number(0..4)? as i32, number(5..7)?, number(8..10)?)
}

/// The date of an expression such as `today-125y`; a month too short ends on its last day. `None` when a fixed date is
/// not real or the calendar ends before it.
pub fn resolve(expression: &DateExpression, today: NaiveDate) -> Option<NaiveDate> {
    match expression {
        DateExpression::Fixed(text) => from_iso(text),
        DateExpression::FromToday(amount, DateUnit::Days) => {
            today.checked_add_signed(TimeDelta::try_days(i64::from(*amount))?)
        }
        DateExpression::FromToday(amount, unit) => {
            let months = if *unit == DateUnit::Years { 12 } else { 1 };
            let months = Months::new(amount.unsigned_abs().checked_mul(months)?);
            if *amount < 0 { today.checked_sub_months(months) } else { today.checked_add_months(months) }
        }
    }
}

/// Whole years from a birth date to today; `None` when the birth is to come. Someone born on February 29 turns a year
/// older on March 1 in a common year: the day itself does not come before.
pub fn age_on(birth: NaiveDate, today: NaiveDate) -> Option<u32> {
    today.years_since(birth)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]

    use super::*;

    fn day(text: &str) -> NaiveDate {
        from_iso(text).expect("a date of the tests")
    }

    #[test]
    fn reads_what_people_write() {
        for text in [
            "2007-03-27",
            "2007/3/27",
            "2007.03.27",
            "2007 03 27",
            "27 3 2007",
            "27/03/2007",
            "27-03-2007",
            "27.3.2007",
            " 27\u{a0}mars 2007 ",
            "le 27 mars 2007",
            "27 MARS 2007",
            "27 mar. 2007",
            "March 27, 2007",
            "Mar 27 2007",
            "march 27th, 2007",
            "27 March 2007",
            "the 27th of March, 2007",
            "27\u{2011}03\u{2011}2007",
            "٢٧/٣/٢٠٠٧",
            "2007 mars 27",
        ] {
            assert_eq!(parse(text).map(iso).as_deref(), Ok("2007-03-27"), "{text}");
        }
        for (text, date) in [
            ("1er mai 1990", "1990-05-01"),
            ("1ER MAI 1990", "1990-05-01"),
            ("May 1st, 1990", "1990-05-01"),
            ("2nd june 1990", "1990-06-02"),
            ("15 août 1948", "1948-08-15"),
            ("15 aout 1948", "1948-08-15"),
            ("15 aou\u{302}t 1948", "1948-08-15"),
            ("3 févr. 2001", "2001-02-03"),
            ("3 déc 2001", "2001-12-03"),
            ("3 Sept 2001", "2001-09-03"),
            ("3 juil. 2001", "2001-07-03"),
            ("Jul 3 2001", "2001-07-03"),
            ("29 2 2024", "2024-02-29"),
            ("29 février 2000", "2000-02-29"),
        ] {
            assert_eq!(parse(text).map(iso).as_deref(), Ok(date), "{text}");
        }
    }

    #[test]
    fn every_month_in_both_languages() {
        for (number, (fr, en)) in (1..).zip(MONTHS) {
            for name in [fr, en] {
                assert_eq!(month_named(name), Some(number));
            }
        }
        for name in ["ma", "j", "jui", "", "mardi", "juillets"] {
            assert_eq!(month_named(name), None, "{name}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        use DatePart::{Day, Month, Year};
        let missing = |parts: &[DatePart]| Err(DateError::Missing(parts.to_vec()));
        for (text, error) in [
            ("27 3 07", Err(DateError::Shape)),
            ("07-03-27", Err(DateError::Shape)),
            ("0207-03-27", Err(DateError::Shape)),
            ("20070327", Err(DateError::Shape)),
            ("hier", Err(DateError::Shape)),
            ("27 jui 2007", Err(DateError::Shape)),
            ("27 3 2007 1", Err(DateError::Shape)),
            ("1 2 3 4 5 6", Err(DateError::Shape)),
            ("27e3 2007", Err(DateError::Shape)),
            ("", Err(DateError::Shape)),
            ("le", Err(DateError::Shape)),
            ("2007-03-27T10:00:00Z", Err(DateError::Shape)),
            ("30 février 2007", Err(DateError::NotReal)),
            ("29 2 2023", Err(DateError::NotReal)),
            ("1900-02-29", Err(DateError::NotReal)),
            ("2007-13-01", Err(DateError::NotReal)),
            ("31 avril 2007", Err(DateError::NotReal)),
            ("0 1 2007", Err(DateError::NotReal)),
            ("3/27/2007", Err(DateError::NotReal)), // day first, always
            ("mars 2007", missing(&[Day])),
            ("2007-03", missing(&[Day])),
            ("27 mars", missing(&[Year])),
            ("March 27", missing(&[Year])),
            ("2007", missing(&[Day, Month])),
            ("mars", missing(&[Day, Year])),
            ("27", missing(&[Month, Year])),
        ] {
            assert_eq!(parse(text), error, "{text}");
        }
    }

    #[test]
    fn three_parts() {
        use DatePart::{Day, Month, Year};
        let parts = |day, month, year| parse_parts(day, month, year).map(|read| read.map(iso));
        assert_eq!(parts("27", "3", "2007"), Some(Ok("2007-03-27".to_owned())));
        assert_eq!(parts(" 1er ", "Août", "1990\u{a0}"), Some(Ok("1990-08-01".to_owned())));
        assert_eq!(parts("", " ", "\u{200b}"), None);
        assert_eq!(parts("2007-03-27", "", ""), Some(Ok("2007-03-27".to_owned())));
        assert_eq!(parts("", "", "27 mars 2007"), Some(Ok("2007-03-27".to_owned())));
        assert_eq!(parts("27", "", "2007"), Some(Err(DateError::Missing(vec![Month]))));
        assert_eq!(parts("27", "", ""), Some(Err(DateError::Missing(vec![Month, Year]))));
        assert_eq!(parts("", "mars", ""), Some(Err(DateError::Missing(vec![Day, Year]))));
        assert_eq!(parts("27", "3", "07"), Some(Err(DateError::Shape)));
        assert_eq!(parts("27", "trois", "2007"), Some(Err(DateError::Shape)));
        assert_eq!(parts("mars", "27", "2007"), Some(Err(DateError::Shape)));
        assert_eq!(parts("30", "2", "2007"), Some(Err(DateError::NotReal)));
        assert_eq!(parts("x", "", ""), Some(Err(DateError::Shape)));
    }

    #[test]
    fn iso_back_and_forth() {
        for text in ["2007-03-27", "1000-01-01", "9999-12-31", "2024-02-29"] {
            assert_eq!(iso(day(text)), text);
            assert_eq!(parse(text), Ok(day(text)));
        }
        for text in ["2007-3-27", "2007-03-2x", "2023-02-29", "+007-03-27", "2007‑03-27", ""] {
            assert_eq!(from_iso(text), None, "{text}");
        }
    }

    #[test]
    fn expressions() {
        let today = day("2026-11-22");
        for (text, date) in [
            ("today", "2026-11-22"),
            ("today-1d", "2026-11-21"),
            ("today+9d", "2026-12-01"),
            ("today-125y", "1901-11-22"),
            ("today+6m", "2027-05-22"),
            ("today-9m", "2026-02-22"),
            ("2020-01-01", "2020-01-01"),
        ] {
            let expression = DateExpression::parse(text).expect(text);
            assert_eq!(resolve(&expression, today).map(iso).as_deref(), Some(date), "{text}");
        }
        let end = |text, today| resolve(&DateExpression::parse(text).expect(text), day(today)).map(iso);
        assert_eq!(end("today+1m", "2026-01-31").as_deref(), Some("2026-02-28"));
        assert_eq!(end("today-1y", "2024-02-29").as_deref(), Some("2023-02-28"));
        assert_eq!(end("2023-02-29", "2026-01-31"), None);
        assert!(end("today-99999d", "2026-01-31").is_some());
    }

    #[test]
    fn ages() {
        assert_eq!(age_on(day("2012-11-22"), day("2026-11-22")), Some(14));
        assert_eq!(age_on(day("2012-11-23"), day("2026-11-22")), Some(13));
        assert_eq!(age_on(day("2026-11-22"), day("2026-11-22")), Some(0));
        assert_eq!(age_on(day("2026-11-23"), day("2026-11-22")), None);
        assert_eq!(age_on(day("2012-02-29"), day("2026-02-28")), Some(13));
        assert_eq!(age_on(day("2012-02-29"), day("2026-03-01")), Some(14));
        assert_eq!(age_on(day("2012-02-29"), day("2028-02-29")), Some(16));
    }
}
