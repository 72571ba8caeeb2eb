//! Québec health insurance numbers (`domain.md` 2.1): four letters, birth date with +50 on the month of a person
//! registered female, two more digits. Shape and date are firm; the check digit comes from a public implementation
//! (U5), not from an official text, so it only ever warns, and not at all for months 51 to 62, where two public
//! implementations disagree.

use chrono::NaiveDate;
use parcours_schema::Code;

use super::characters::{digit, digit_char, is_apostrophe, is_separator};
use super::date::from_iso;
use super::fold::plain_letters;

/// A number with the right shape, whose date exists and is not to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nam(String);

/// Why a text is not such a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamError {
    /// Not four letters and eight digits.
    Shape,
    /// The date inside does not exist, or is to come, in both centuries.
    Date,
}

impl Nam {
    /// Reads a number, blanks, hyphens, dots, case and accents apart.
    ///
    /// # Errors
    /// [`NamError`] when it is not a number anyone can have today.
    ///
    /// ```
    /// use parcours_rules::formats::nam::Nam;
    /// let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    /// assert_eq!(Nam::parse("trem 8555 0112", today).unwrap().as_str(), "TREM85550112");
    /// ```
    pub fn parse(text: &str, today: NaiveDate) -> Result<Nam, NamError> {
        let nam = Nam(shape(text).ok_or(NamError::Shape)?);
        if nam.birth_dates().any(|date| date <= today) { Ok(nam) } else { Err(NamError::Date) }
    }

    /// The normal form, `TREM85550112`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the last digit follows from the others; `None` for months 51 to 62, where the rule is not settled.
    pub fn check_digit_holds(&self) -> Option<bool> {
        const WEIGHTS: [u32; 17] = [7, 1, 1, 3, 9, 7, 3, 9, 5, 3, 1, 3, 5, 7, 6, 9, 1];
        if self.digits(6, 8) > 12 {
            return None;
        }
        let sum = |century: u32| {
            let letters = self.0.bytes().take(4).map(|b| u32::from(b - b'A') + 1);
            // The letter after R counts 20: 19 is skipped.
            let letters = letters.map(|rank| if rank > 18 { rank + 1 } else { rank }).flat_map(|n| [n / 10, n % 10]);
            let year = [century / 10, century % 10];
            let digits = letters.chain(year).chain((4..11).map(|place| self.digits(place, place + 1)));
            digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum::<u32>() % 10
        };
        Some([19, 20].into_iter().any(|century| sum(century) == self.digits(11, 12)))
    }

    /// The real dates the number may stand for: the century is not in it.
    fn birth_dates(&self) -> impl Iterator<Item = NaiveDate> {
        let (year, month, day) = (self.digits(4, 6), self.digits(6, 8), self.digits(8, 10));
        let month = if month > 50 { month - 50 } else { month };
        [1900, 2000]
            .into_iter()
            .filter_map(move |century| NaiveDate::from_ymd_opt(i32::try_from(century + year).ok()?, month, day))
    }

    fn digits(&self, from: usize, to: usize) -> u32 {
        let digits = self.0.get(from..to).unwrap_or_default();
        digits.bytes().fold(0, |number, b| number * 10 + u32::from(b.saturating_sub(b'0')))
    }
}

/// Four letters and eight digits, in normal form.
fn shape(text: &str) -> Option<String> {
    let mut nam = String::with_capacity(12);
    for c in text.chars().filter(|c| !is_separator(*c) && !matches!(c, '\u{300}'..='\u{36f}')) {
        nam.push(match nam.len() {
            0..4 => match plain_letters(c)? {
                (letter, None) => letter.to_ascii_uppercase(),
                _ => return None,
            },
            4..12 => digit_char(digit(c)?.into()),
            _ => return None,
        });
    }
    (nam.len() == 12).then_some(nam)
}

/// What differs between a number and the other answers about the same person, all of it only worth a second look:
/// letters can differ after a change of name, and a card may show X while its number still says M or F.
/// `birth` is an ISO date, not compared when `estimated`; `sex` is compared when it is `f` or `m`. A `nam` that is not
/// in normal form is not compared.
pub fn compare(
    nam: &str,
    last: Option<&str>,
    first: Option<&str>,
    birth: Option<&str>,
    estimated: bool,
    sex: Option<&str>,
) -> Vec<Code> {
    let mut differences = Vec::new();
    if shape(nam).as_deref() != Some(nam) {
        return differences;
    }
    let nam = Nam(nam.to_owned());
    let differs = |name: Option<&str>, from: usize, to: usize| {
        let expected = name.and_then(|name| initials(name, to - from));
        expected.is_some_and(|expected| nam.0.get(from..to) != Some(expected.as_str()))
    };
    if differs(last, 0, 3) || differs(first, 3, 4) {
        differences.push(Code::NamName);
    }
    let birth = birth.filter(|_| !estimated).and_then(from_iso);
    if birth.is_some_and(|birth| !nam.birth_dates().any(|date| date == birth)) {
        differences.push(Code::NamBirthDate);
    }
    let female = nam.digits(6, 8) > 50;
    if matches!((sex, female), (Some("f"), false) | (Some("m"), true)) {
        differences.push(Code::NamSex);
    }
    differences
}

/// The first letters of a name as the number writes them, X where it is short; `None` when the name has a letter that
/// is not Latin, since how it was transcribed is not known, or no letter at all.
fn initials(name: &str, count: usize) -> Option<String> {
    let mut letters = String::with_capacity(count + 1);
    for c in name.chars() {
        match plain_letters(c) {
            Some((first, second)) => {
                letters.push(first.to_ascii_uppercase());
                letters.extend(second.map(|c| c.to_ascii_uppercase()));
            }
            None if c.is_ascii() || is_joiner(c) => {}
            None => return None,
        }
    }
    if letters.is_empty() {
        return None;
    }
    letters.truncate(count);
    while letters.len() < count {
        letters.push('X');
    }
    Some(letters)
}

fn is_joiner(c: char) -> bool {
    is_separator(c) || is_apostrophe(c) || matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date")
    }

    fn read(text: &str) -> Result<Nam, NamError> {
        Nam::parse(text, today())
    }

    #[test]
    fn reads_what_people_write() {
        for text in [
            "TREM85550112",
            "TREM 8555 0112",
            "trem 8555 0112",
            "TREM-8555-0112",
            "T R E M 8 5 5 5 0 1 1 2",
            "trém.8555.0112",
            "tre\u{301}m 85550112",
            "\u{a0}TREM\u{202f}8555\u{2011}0112\u{200b}",
        ] {
            assert_eq!(read(text).as_ref().map(Nam::as_str), Ok("TREM85550112"), "{text}");
        }
    }

    #[test]
    fn vectors_of_the_check_digit() {
        for (text, holds) in [
            ("AAAA01010112", Some(true)),
            ("AAAA01010110", Some(true)),
            ("AAAA01010119", Some(false)),
            ("LASF80021411", Some(true)),
            ("TEST54122816", Some(true)),
            ("AAAA01510117", None), // two public rules disagree: not judged
            ("TREM85550112", None),
        ] {
            assert_eq!(read(text).map(|nam| nam.check_digit_holds()), Ok(holds), "{text}");
        }
        // One digit changed is always seen, whichever century; two centuries leave two digits right at most.
        let right = (0..10).filter(|digit| {
            read(&format!("LASF8002141{digit}")).is_ok_and(|nam| nam.check_digit_holds() == Some(true))
        });
        assert!((1..=2).contains(&right.count()));
    }

    #[test]
    fn refuses_other_shapes() {
        for text in [
            "",
            "TREM",
            "TRE85550112",
            "TREM8555011",
            "TREM855501123",
            "TRE185550112",
            "85550112TREM",
            "TREM 8555 O112",
            "ŒREM85550112",
            "TREM/8555/0112",
            "李REM85550112",
        ] {
            assert_eq!(read(text), Err(NamError::Shape), "{text}");
        }
    }

    #[test]
    fn the_date_must_exist_and_be_past() {
        for text in [
            "TREM85000112",
            "TREM85130112",
            "TREM85500112",
            "TREM85630112",
            "TREM85013212",
            "TREM85010012",
            "TREM85023012",
            "TREM85523012",
            "TREM26022912",
        ] {
            assert_eq!(read(text), Err(NamError::Date), "{text}");
        }
        for text in [
            "TREM00022912", // 2000 was a leap year, 1900 was not
            "TREM26112212", // today
            "TREM26112312", // not tomorrow, but a hundred years ago
            "TREM27010112", // 1927
            "TREM85620112",
        ] {
            assert!(read(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn compares_with_the_other_answers() {
        let all = |nam, last, first, birth, sex| compare(nam, Some(last), Some(first), Some(birth), false, Some(sex));
        assert_eq!(all("TREM85550112", "Tremblay", "Marie", "1985-05-01", "f"), []);
        assert_eq!(all("TREM85550112", "TRÉMBLAY", "mélanie", "1985-05-01", "f"), []);
        assert_eq!(all("TREM85550112", "Roy", "Marie", "1985-05-01", "f"), [Code::NamName]);
        assert_eq!(all("TREM85550112", "Tremblay", "Anne", "1985-05-01", "f"), [Code::NamName]);
        assert_eq!(all("TREM85550112", "Tremblay", "Marie", "1985-05-02", "f"), [Code::NamBirthDate]);
        assert_eq!(all("TREM85550112", "Tremblay", "Marie", "1985-05-01", "m"), [Code::NamSex]);
        assert_eq!(all("TREM85050112", "Tremblay", "Marie", "1985-05-01", "f"), [Code::NamSex]);
        assert_eq!(all("TREM85550112", "Tremblay", "Marie", "1985-05-01", "x"), []);
        assert_eq!(all("TREM85550112", "Tremblay", "Marie", "1985-05-01", "prefer_not"), []);
        assert_eq!(
            all("ROYA85550112", "Tremblay", "Marie", "1990-05-01", "m"),
            [Code::NamName, Code::NamBirthDate, Code::NamSex]
        );
        assert_eq!(compare("TREM85550112", None, None, Some("1990-01-01"), true, None), []);
        assert_eq!(compare("TREM85550112", None, None, Some("hier"), false, None), []);
        assert_eq!(compare("TREM85550112", Some(""), Some("陈"), None, false, None), []);
        assert_eq!(compare("n’importe quoi", Some("Roy"), None, None, false, Some("m")), []);
    }

    #[test]
    fn letters_of_names() {
        for (name, count, letters) in [
            ("Tremblay", 3, Some("TRE")),
            ("Côté", 3, Some("COT")),
            ("Roy", 3, Some("ROY")),
            ("Wu", 3, Some("WUX")),
            ("O", 3, Some("OXX")),
            ("O’Neil", 3, Some("ONE")),
            ("D'Amours", 3, Some("DAM")),
            ("St-Pierre", 3, Some("STP")),
            ("Le Blanc", 3, Some("LEB")),
            ("Œuvrard", 3, Some("OEU")),
            ("Nguyễn", 3, Some("NGU")),
            ("Ne\u{301}ron", 3, Some("NER")),
            ("Éloïse", 1, Some("E")),
            ("李", 1, None),
            ("", 3, None),
            ("--", 3, None),
        ] {
            assert_eq!(initials(name, count).as_deref(), letters, "{name}");
        }
    }

    #[test]
    fn centuries_are_ambiguous_not_wrong() {
        assert_eq!(compare("TREM01010112", None, None, Some("1901-01-01"), false, None), []);
        assert_eq!(compare("TREM01010112", None, None, Some("2001-01-01"), false, None), []);
    }
}
