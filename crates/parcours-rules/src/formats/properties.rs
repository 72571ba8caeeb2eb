//! What holds for any text: the normal form of what is accepted is accepted and stays itself; blanks, hyphens, case and
//! invisible characters change nothing; nothing panics. Texts come from a small seeded generator, so a failure comes
//! back the same.

#![allow(clippy::expect_used)]

use chrono::NaiveDate;

use super::{date, email, fold, instant, month, nam, name, number, phone, postal_code, time};
use crate::{Native, Platform};

/// A xorshift generator.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }

    /// The text with blanks, hyphens and invisible characters put between its characters.
    fn spread(&mut self, text: &str, between: &[&str]) -> String {
        let mut spread = String::new();
        for c in text.chars() {
            if self.below(3) == 0 {
                spread.push_str(self.one(between));
            }
            spread.push(c);
        }
        spread.push_str(self.one(between));
        spread
    }

    fn case(&mut self, text: &str) -> String {
        text.chars().map(|c| if self.below(2) == 0 { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() }).collect()
    }

    /// Anything, with a liking for what the formats look at.
    fn any(&mut self) -> String {
        const PARTS: &[&str] = &[
            "1", "9", "0", "20", "2007", "12", "a", "AA", "é", "e\u{301}", "mars", "May", "-", " ", "\u{a0}", ".", ",",
            "/", "@", "(", ")", "+1", "$", "h", ":", "\u{200b}", "\u{202e}", "'", "’", "st", "Ste", "\0", "\n", "🧡",
            "李", "½", "٣", "œ", "Z", "pm", "a@B.ca",
        ];
        (0..self.below(12)).map(|_| PARTS[self.below(PARTS.len())]).collect()
    }
}

const BETWEEN: &[&str] = &["", " ", "-", "\u{a0}", "\u{202f}", ".", "\u{2011}", "\u{200b}", "  "];
const BLANKS: &[&str] = &["", " ", "\u{a0}", "\u{202f}", "\u{200b}", "  "];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date")
}

#[test]
fn whatever_is_accepted_stays_itself() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut accepted = [0_usize; 5];
    for _ in 0..20_000 {
        let text = dice.any();
        if let Ok(found) = phone::Phone::parse(&text) {
            assert_eq!(phone::Phone::parse(found.as_str()), Ok(found));
        }
        if let Some(found) = postal_code::PostalCode::parse(&text) {
            assert_eq!(postal_code::PostalCode::parse(found.as_str()), Some(found));
        }
        if let Some(found) = email::Email::parse(&text) {
            assert_eq!(email::Email::parse(found.as_str()), Some(found));
            accepted[0] += 1;
        }
        if let Ok(found) = nam::Nam::parse(&text, today()) {
            assert_eq!(nam::Nam::parse(found.as_str(), today()), Ok(found));
        }
        if let Ok(found) = date::parse(&text) {
            assert_eq!(date::parse(&date::iso(found)), Ok(found));
            assert_eq!(date::from_iso(&date::iso(found)), Some(found));
            accepted[1] += 1;
        }
        if let Some(found) = month::parse(&text) {
            assert_eq!(month::parse(&found).as_ref(), Some(&found));
            accepted[2] += 1;
        }
        if let Some(found) = time::parse(&text) {
            assert_eq!(time::parse(&found).as_ref(), Some(&found));
            accepted[3] += 1;
        }
        if let Some(found) = number::parse(&text) {
            assert_eq!(number::of_f64(found.value).value, found.value, "{text:?}");
            assert!(number::of_f64(found.value).decimals <= found.decimals.max(9));
            accepted[4] += 1;
        }
        let (line, lines, folded) = (fold::clean_text(&text), fold::clean_lines(&text), fold::fold(&text));
        assert_eq!(fold::clean_text(&line), line);
        assert_eq!(fold::clean_lines(&lines), lines);
        assert_eq!(fold::fold(&folded), folded, "{text:?}");
        assert_eq!(fold::fold(&line), folded, "{text:?}");
        let composed = Native.nfc(&line);
        assert_eq!(fold::clean_text(&composed), composed, "{text:?}");
        assert_eq!(fold::fold(&composed), folded, "{text:?}");
        assert!(!instant::is_instant(&text));
        let _ = (date::parse_parts(&text, &line, ""), month::parse_parts(&text, &line), name::has_digit(&text));
    }
    assert!(accepted.iter().all(|count| *count > 0), "the generator reaches every format: {accepted:?}");
}

#[test]
fn separators_case_and_invisible_characters_change_nothing() {
    let mut dice = Dice(42);
    for _ in 0..4_000 {
        let local = format!("{}{}{}{}", 2 + dice.below(8), 10 + dice.below(20), 2 + dice.below(8), dice.digits(6));
        let plain = phone::Phone::parse(&local);
        let between = [BETWEEN, &["(", ")", "/"]].concat();
        assert_eq!(phone::Phone::parse(&dice.spread(&local, &between)), plain, "{local}");
        let with_country = format!("1{local}");
        assert_eq!(phone::Phone::parse(&dice.spread(&with_country, BETWEEN)), plain);
        assert_eq!(phone::Phone::parse(&format!("+{}", dice.spread(&with_country, BETWEEN))), plain);

        let code = format!(
            "{}{}{}{}{}{}",
            dice.one(&["G", "H", "J", "K", "V"]),
            dice.below(10),
            dice.one(&["T", "W", "Z", "S"]),
            dice.below(10),
            dice.one(&["A", "B"]),
            dice.below(10)
        );
        let plain = postal_code::PostalCode::parse(&code);
        assert!(plain.is_some(), "{code}");
        let spread = dice.spread(&code, BETWEEN);
        assert_eq!(postal_code::PostalCode::parse(&dice.case(&spread)), plain);

        let number = format!(
            "TREM{:02}{:02}{:02}{}",
            dice.below(100),
            1 + dice.below(12) + 50 * dice.below(2),
            1 + dice.below(28),
            dice.digits(2)
        );
        let plain = nam::Nam::parse(&number, today());
        let spread = dice.spread(&number, BETWEEN);
        let accented = dice.case(&spread).replace('e', "é").replace('r', "r\u{301}");
        assert_eq!(nam::Nam::parse(&accented, today()), plain, "{accented}");
        assert!(plain.is_ok(), "{number}");

        let amount = format!("{},{}", 1 + dice.below(99_999), dice.digits(2));
        assert_eq!(number::parse(&dice.spread(&amount, BLANKS)), number::parse(&amount));
        assert!(number::parse(&amount).is_some());
    }
}

#[test]
fn any_date_in_any_writing() {
    let mut dice = Dice(7);
    let names = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let english = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    for _ in 0..5_000 {
        let days = dice.below(366 * 130) as i64;
        let day = today() - chrono::TimeDelta::try_days(days).expect("days");
        let iso = date::iso(day);
        let (year, rest) = iso.split_at(4);
        let (month, number) = (&rest[1..3], &rest[4..6]);
        let index: usize = month.parse::<usize>().expect("a month") - 1;
        let mut blanks = || dice.one(&[" ", "  ", "\u{a0}", "\u{202f}"]);
        let writings = [
            format!("{number}{}{}{}{year}", blanks(), names[index], blanks()),
            format!("{}{}{number},{}{year}", english[index], blanks(), blanks()),
            format!("{number}/{month}/{year}"),
            format!("{number}-{month}-{year}"),
            format!("{year}.{month}.{number}"),
            format!("le {number} {} {year}", names[index].to_uppercase()),
            format!("{number} {}. {year}", names[index].chars().take(4).collect::<String>()),
        ];
        for text in writings {
            // « juin » and « juil » part at the fourth letter.
            assert_eq!(date::parse(&text), Ok(day), "{text}");
        }
        assert_eq!(date::parse_parts(number, names[index], year), Some(Ok(day)));
        assert_eq!(month::parse(&format!("{} {year}", english[index])), Some(iso[..7].to_owned()));
    }
}

#[test]
fn names_of_any_letters_come_back() {
    let mut dice = Dice(3);
    let letters = ["a", "É", "ñ", "ø", "ß", "ж", "李", "ع", "ễ", "e\u{301}", "ʻ", "’", "'", "-", " ", "O", "z"];
    for _ in 0..3_000 {
        let name: String = (0..1 + dice.below(120)).map(|_| dice.one(&letters)).collect();
        let clean = Native.nfc(&fold::clean_text(&name));
        let visible: String = Native.nfc(&name).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(clean, visible, "nothing but blanks is touched");
        assert!(!name::has_digit(&clean));
    }
}
