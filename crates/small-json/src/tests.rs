//! The stand-in beside the real one: the same texts accepted, the same values read, the same bytes written.

#![allow(clippy::unwrap_used)]

use parcours_tests::Random;

use crate::stand_in::{self, Map, Number, Value};

const TEXTS: &[&str] = &[
    "null",
    "true",
    "false",
    "tru",
    "nul",
    "[]",
    "{}",
    "[[]]",
    "[,]",
    "[1,]",
    "{,}",
    r#"{"a":1,}"#,
    r#"{"a"}"#,
    "{a:1}",
    r#"{"a":1,"a":2}"#,
    r#"{"b":1,"a":[true,null]}"#,
    " \t\r\n[ 1 , 2 ]\n",
    "[1] 2",
    "",
    " ",
    "\u{a0}1",
    "\u{feff}1",
    "0",
    "-0",
    "-",
    "01",
    "-01",
    "1.",
    ".5",
    "1.5",
    "-1.25",
    "1e3",
    "1E+2",
    "1e-2",
    "1e",
    "1e+",
    "1e999",
    "-1e999",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "NaN",
    "Infinity",
    "+1",
    "0x1",
    "1 2",
    r#""""#,
    r#"""#,
    r#""\""#,
    r#""\q""#,
    r#""é😀\u00e9\ud83d\ude00\/\b\f\n\r\t""#,
    r#""\ud83d""#,
    r#""\ud83dx""#,
    r#""\ud83d\u0041""#,
    r#""\ude00""#,
    r#""\u12""#,
    r#""\u+123""#,
    r#""\u00é0""#,
    "\"a\nb\"",
    "\"\u{7f}\"",
    "\"\u{0}\"",
    "'a'",
    "[1 2]",
    r#"{"a" : {"b":[{}]}}"#,
    "]",
    "}",
    "[1}",
    r#"{"a":1]"#,
    "//",
];

#[test]
fn the_same_texts_are_read_the_same() {
    for text in TEXTS {
        compare(text);
    }
    for depth in [100, 127, 128, 129, 100_000] {
        compare(&format!("{}{}", "[".repeat(depth), "]".repeat(depth)));
        compare(&"[".repeat(depth));
        compare(&format!("{}1{}", r#"{"a":"#.repeat(depth), "}".repeat(depth)));
    }
}

#[test]
fn random_texts_and_broken_ones_are_read_the_same() {
    let mut random = Random::new(20_261_125);
    for _ in 0..20_000 {
        let mut text = text(&mut random, 0).into_bytes();
        compare(std::str::from_utf8(&text).unwrap());
        // The same with one byte gone, changed or twice.
        let at = random.below(text.len());
        match random.below(3) {
            0 => drop(text.remove(at)),
            1 => text[at] = b" \"\\,:{}[]0-.eu"[random.below(14)],
            _ => text.insert(at, text[at]),
        }
        if let Ok(text) = std::str::from_utf8(&text) {
            compare(text);
        }
    }
}

#[test]
fn objects_change_the_same() {
    let mut random = Random::new(7);
    let (mut ours, mut real) = (Map::new(), serde_json::Map::new());
    for step in 0..20_000_u32 {
        let key = random.below(12).to_string();
        match random.below(6) {
            0 | 1 => {
                let (old, other) = (ours.insert(key.clone(), step.into()), real.insert(key, step.into()));
                assert_eq!(old.map(|old| old.to_string()), other.map(|old| old.to_string()));
            }
            2 => assert_eq!(ours.remove(&key).is_some(), real.remove(&key).is_some()),
            3 => {
                *ours.entry(key.as_str()).or_insert(Value::Null) = Value::Bool(true);
                *real.entry(key).or_insert(serde_json::Value::Null) = serde_json::Value::Bool(true);
            }
            4 => {
                ours.retain(|other, _| *other != key);
                real.retain(|other, _| *other != key);
            }
            _ => assert_eq!(ours.get(&key).and_then(Value::as_u64), real.get(&key).and_then(|value| value.as_u64())),
        }
        assert!(ours.keys().eq(real.keys()) && ours.len() == real.len());
    }
}

#[test]
fn a_number_is_whole_or_not_as_it_was_written() {
    for text in ["12", "12.0", "12.5", "-3", "0.1", "1e2"] {
        let (ours, real) =
            (stand_in::from_str(text).unwrap(), serde_json::from_str::<serde_json::Value>(text).unwrap());
        assert_eq!((ours.to_string(), ours.as_u64()), (real.to_string(), real.as_u64()), "{text}");
    }
    assert!(Number::from_f64(f64::NAN).is_none() && Number::from_f64(f64::INFINITY).is_none());
}

fn compare(text: &str) {
    let start: String = text.chars().take(80).collect();
    match (stand_in::from_str(text), serde_json::from_str::<serde_json::Value>(text)) {
        (Ok(ours), Ok(real)) => {
            assert!(same(&ours, &real), "{start}: {ours} is not {real}");
            let written = stand_in::to_string(&ours).unwrap();
            let again = serde_json::from_str(&written);
            assert!(again.is_ok_and(|again| same(&ours, &again)), "{start}: written as {written}");
        }
        // The real one says the line after a line break that should not be there.
        (Err(ours), Err(real)) => assert!((ours.line()..=ours.line() + 1).contains(&real.line()), "{start}"),
        (ours, real) => panic!("{start}: ours is {}, the real one is {}", ours.is_ok(), real.is_ok()),
    }
}

fn same(ours: &Value, real: &serde_json::Value) -> bool {
    use serde_json::Value as Real;
    match (ours, real) {
        (Value::Null, Real::Null) => true,
        (Value::Bool(one), Real::Bool(other)) => one == other,
        (Value::String(one), Real::String(other)) => {
            one == other && stand_in::to_string(ours).ok() == serde_json::to_string(real).ok()
        }
        // The real one rounds a little differently.
        (Value::Number(one), Real::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            (one - other).abs() <= other.abs() * 1e-12 && ours.as_i64() == real.as_i64()
        }
        (Value::Array(ours), Real::Array(real)) => {
            ours.len() == real.len() && ours.iter().zip(real).all(|(one, other)| same(one, other))
        }
        (Value::Object(ours), Real::Object(real)) => {
            ours.len() == real.len()
                && ours.iter().zip(real).all(|((key, one), (other_key, other))| key == other_key && same(one, other))
        }
        _ => false,
    }
}

/// JSON of every kind, blanks and escapes included.
fn text(random: &mut Random, depth: usize) -> String {
    const CHARACTERS: [&str; 10] = ["a", "é", "😀", " ", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\\"", "/", "\u{2028}"];
    let string = |random: &mut Random| {
        let characters: String = (0..random.below(5)).map(|_| CHARACTERS[random.below(CHARACTERS.len())]).collect();
        format!("\"{characters}\"")
    };
    let blank = |random: &mut Random| ["", "", " ", "\n"][random.below(4)];
    match random.below(if depth > 3 { 5 } else { 8 }) {
        0 => "null".to_owned(),
        1 => ["true", "false"][random.below(2)].to_owned(),
        2 => string(random),
        3 => random.below(1_000_000).to_string(),
        4 => format!("-{}.{}e{}", random.below(100), random.below(1_000), random.below(9)),
        5 | 6 => {
            let items: Vec<String> =
                (0..random.below(4)).map(|_| format!("{}{}", blank(random), text(random, depth + 1))).collect();
            format!("[{}{}]", items.join(","), blank(random))
        }
        _ => {
            let entries: Vec<String> = (0..random.below(4))
                .map(|_| format!("{}{}{}:{}", blank(random), string(random), blank(random), text(random, depth + 1)))
                .collect();
            format!("{{{}}}", entries.join(","))
        }
    }
}
