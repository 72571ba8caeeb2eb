//! Every kind read from what pages and hosts give. Forms of these tests are written here, not loaded.

#![allow(clippy::expect_used)]

use chrono::NaiveDate;
use parcours_schema::{Code, DatePart, NoLibrary, Severity, load_form};
use serde_json::{Value, json};

use super::{Reader, Reading};
use crate::Native;

/// Reads a raw answer of a question with these keys, on 2026-11-22.
fn read(keys: Value, raw: Value) -> Reading {
    let mut question = json!({ "id": "q", "label": { "fr": "Question", "en": "Question" } });
    let map = question.as_object_mut().expect("an object");
    map.extend(keys.as_object().expect("an object").clone());
    let form = json!({
        "id": "demo", "version": "1.0.0", "revision": "2026", "audience": "public", "legal_regime": "a-2.1",
        "sensitive": false, "title": { "fr": "Essai", "en": "Trial" },
        "sections": [ { "id": "s", "title": { "fr": "Section", "en": "Section" }, "questions": [question] } ],
        "lists": { "places": { "options": [
            { "value": "st-remi", "label": "Saint-Rémi" },
            { "value": "h-village", "label": "Hemmingford (village)", "aliases": ["Hemmingford"] },
            { "value": "h-canton", "label": "Hemmingford (canton)", "aliases": ["Hemmingford"] },
            { "value": "valleyfield", "label": "Salaberry-de-Valleyfield", "aliases": ["Valleyfield", "Saint-Timothée"] },
            { "value": "other", "label": { "fr": "Autre lieu", "en": "Other place" } }
        ] } }
    });
    let form = load_form("demo.json", &form.to_string(), &NoLibrary).expect("a form");
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
    let question = form.question("s.q").expect("the question");
    Reader { form: &form, today, platform: &Native }.read(question, &raw)
}

#[track_caller]
fn gives(keys: Value, raw: Value, value: Value) {
    let reading = read(keys.clone(), raw);
    assert_eq!(reading, Reading { given: true, value: Some(value.clone()), problems: Vec::new() });
    assert_eq!(read(keys, value.clone()).value, Some(value), "the normal form is read as itself");
}

#[track_caller]
fn refuses(keys: Value, raw: Value, code: Code) {
    let reading = read(keys, raw);
    assert_eq!(reading, Reading { given: true, value: None, problems: vec![(code, Severity::Error)] });
}

/// Understood, but with these problems.
#[track_caller]
fn minds(keys: Value, raw: Value, value: Value, problems: &[(Code, Severity)]) {
    let reading = read(keys, raw);
    assert_eq!(reading, Reading { given: true, value: Some(value), problems: problems.to_vec() });
}

fn error(code: Code) -> (Code, Severity) {
    (code, Severity::Error)
}

fn kind(name: &str) -> Value {
    json!({ "kind": name })
}

/// A question of every kind that holds an answer of its own.
fn every_kind() -> Vec<Value> {
    let options = json!([{ "value": "a", "label": "A" }, { "value": "b", "label": "B" }]);
    let mut kinds: Vec<Value> = [
        "text",
        "long_text",
        "email",
        "phone",
        "postal_code",
        "nam",
        "date",
        "month",
        "time",
        "number",
        "money",
        "tri",
        "yes_no",
    ]
    .map(kind)
    .into();
    kinds.push(json!({ "kind": "yes_no", "as": "checkbox" }));
    kinds.push(json!({ "kind": "choice", "options": options }));
    kinds.push(json!({ "kind": "choices", "options": options }));
    kinds.push(json!({ "kind": "attachment", "types": ["application/pdf"], "max_bytes": 1000 }));
    kinds.push(json!({ "kind": "attestation", "statement": "Oui" }));
    kinds.push(json!({ "kind": "computed", "compute": { "stamp": true } }));
    kinds
}

#[test]
fn nothing_is_nothing() {
    for keys in every_kind() {
        for raw in [json!(null), json!(""), json!(" \u{a0}\n"), json!("\u{200b}\u{202e}\0"), json!([])] {
            assert_eq!(read(keys.clone(), raw.clone()), Reading::default(), "{keys} {raw}");
        }
    }
}

#[test]
fn hostile_values_never_panic() {
    let long = "é".repeat(30_000);
    let digits = "9".repeat(30_000);
    let mut raws = vec![
        json!("\0"),
        json!("a\0b"),
        json!("🧡"),
        json!("-"),
        json!("\u{301}"),
        json!(1e300),
        json!(-1),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(true),
        json!(false),
        json!({}),
        json!({ "day": "1", "x": 1 }),
        json!({ "day": [], "month": {}, "year": null }),
        json!({ "day": "99999999999999999999", "month": digits, "year": long }),
        json!([[]]),
        json!([null, 1, "a", {}]),
        json!(vec!["a"; 10_000]),
        json!({ "name": "a", "type": 1, "size": -1, "sha256": "x" }),
    ];
    raws.extend(["a", " ", "9", ".", ",", "é", "-", "/", "@", "\u{200b}", "1,"].map(|part| json!(part.repeat(21_000))));
    raws.push(json!(long));
    for keys in every_kind() {
        for raw in &raws {
            let reading = read(keys.clone(), raw.clone());
            assert!(reading.given || reading.value.is_none());
            assert!(reading.value.is_some() || !reading.given || !reading.problems.is_empty(), "{keys}");
        }
    }
}

#[test]
fn other_json_types_are_refused() {
    for keys in every_kind() {
        let name = keys["kind"].as_str().expect("a name").to_owned();
        for (raw, taken) in [
            (json!(true), ["yes_no", "attestation"].as_slice()),
            (json!(12), &["number", "money"]),
            (json!({ "a": 1 }), &[]),
            (json!([1]), &[]),
        ] {
            if !taken.contains(&name.as_str()) {
                assert_eq!(read(keys.clone(), raw).problems, [error(Code::WrongType)], "{keys}");
            }
        }
    }
}

#[test]
fn text() {
    gives(kind("text"), json!("  Ne\u{301}ve\u{a0} Roy\u{200b}\n"), json!("Néve Roy"));
    gives(kind("text"), json!("D’Arcy-O'Neil 李 ʻOkina Nguyễn"), json!("D’Arcy-O'Neil 李 ʻOkina Nguyễn"));
    minds(
        json!({ "kind": "text", "max": 3 }),
        json!("éééé"),
        json!("éééé"),
        &[error(Code::TooLong { max: 3, got: 4 })],
    );
    gives(json!({ "kind": "text", "max": 3 }), json!(" e\u{301}e\u{301}e\u{301} "), json!("ééé"));
    minds(json!({ "kind": "text", "min": 3 }), json!("ab"), json!("ab"), &[error(Code::TooShort { min: 3, got: 2 })]);
    minds(json!({ "kind": "text", "no_digits": true }), json!("Anne 2"), json!("Anne 2"), &[error(Code::DigitInName)]);
    let pattern = json!({ "kind": "text", "pattern": "^[0-9]{1,6}$" });
    gives(pattern.clone(), json!(" 4282 "), json!("4282"));
    minds(pattern, json!("x12"), json!("x12"), &[error(Code::Pattern)]);
    refuses(kind("text"), json!("a".repeat(20_001)), Code::TooLong { max: 200, got: 20_001 });
    let name = "É".repeat(150);
    gives(json!({ "kind": "text", "no_digits": true }), json!(name), json!(name));
}

#[test]
fn text_of_a_suggested_list() {
    let place = json!({ "kind": "text", "suggest": "places" });
    for (typed, label) in [
        ("st remi", "Saint-Rémi"),
        ("SAINT-RÉMI", "Saint-Rémi"),
        ("valleyfield", "Salaberry-de-Valleyfield"),
        ("St-Timothee", "Salaberry-de-Valleyfield"),
        ("hemmingford canton", "Hemmingford (canton)"),
        ("Hemmingford", "Hemmingford"), // two places share the alias: kept as typed
        ("other place", "Autre lieu"),
        ("Paris", "Paris"),
    ] {
        gives(place.clone(), json!(typed), json!(label));
    }
}

#[test]
fn long_text() {
    gives(kind("long_text"), json!(" a \r\n\r\n\r\n b\u{202e} "), json!("a\n\nb"));
    minds(
        json!({ "kind": "long_text", "max": 3 }),
        json!("a\nbc"),
        json!("a\nbc"),
        &[error(Code::TooLong { max: 3, got: 4 })],
    );
    gives(json!({ "kind": "long_text", "max": 20000 }), json!("a".repeat(20_000)), json!("a".repeat(20_000)));
    refuses(kind("long_text"), json!("a".repeat(20_001)), Code::TooLong { max: 4000, got: 20_001 });
}

#[test]
fn codes_and_addresses() {
    gives(kind("email"), json!(" Nom@Exemple.CA "), json!("Nom@exemple.ca"));
    refuses(kind("email"), json!("nom@exemple"), Code::EmailShape);
    gives(kind("phone"), json!("(450) 371-4090"), json!("+14503714090"));
    refuses(kind("phone"), json!("371-4090"), Code::PhoneShape);
    refuses(kind("phone"), json!("8-1-1"), Code::PhoneShortCode);
    gives(kind("postal_code"), json!("j6t1a1"), json!("J6T 1A1"));
    refuses(kind("postal_code"), json!("J6T"), Code::PostalCodeShape);
    let outside = [(Code::PostalCodeOutsideQuebec, Severity::Warning)];
    minds(kind("postal_code"), json!("k1a0b1"), json!("K1A 0B1"), &outside);
    gives(kind("nam"), json!("lasf 8002 1411"), json!("LASF80021411"));
    gives(kind("nam"), json!("TREM-8555-0112"), json!("TREM85550112"));
    refuses(kind("nam"), json!("TREM"), Code::NamShape);
    refuses(kind("nam"), json!("TREM85023012"), Code::NamDate);
    minds(kind("nam"), json!("AAAA01010119"), json!("AAAA01010119"), &[(Code::NamCheckDigit, Severity::Warning)]);
}

#[test]
fn dates() {
    gives(kind("date"), json!("27 mars 2007"), json!("2007-03-27"));
    gives(kind("date"), json!({ "day": "27", "month": "mars", "year": "2007" }), json!("2007-03-27"));
    gives(kind("date"), json!({ "day": 27, "month": 3, "year": 2007 }), json!("2007-03-27"));
    gives(kind("date"), json!({ "day": "2007-03-27", "month": "", "year": "" }), json!("2007-03-27"));
    assert_eq!(read(kind("date"), json!({ "day": "", "month": " ", "year": null })), Reading::default());
    assert_eq!(read(kind("date"), json!({})), Reading::default());
    let parts = vec![DatePart::Month];
    refuses(kind("date"), json!({ "day": "27", "month": "", "year": "2007" }), Code::DateMissing { parts });
    refuses(kind("date"), json!({ "day": "30", "month": "2", "year": "2007" }), Code::DateNotReal);
    refuses(kind("date"), json!({ "day": "1", "month": "2", "year": "07" }), Code::DateShape);
    refuses(kind("date"), json!({ "day": "1", "hour": "2" }), Code::WrongType);
    refuses(kind("date"), json!({ "day": 1.5 }), Code::WrongType);
}

#[test]
fn bounds_of_dates() {
    let bounds = |min: &str, max: &str| json!({ "kind": "date", "min": min, "max": max });
    let birth = bounds("today-125y", "today-1d");
    gives(birth.clone(), json!("2026-11-21"), json!("2026-11-21"));
    gives(birth.clone(), json!("1901-11-22"), json!("1901-11-22"));
    for day in ["2026-11-22", "2027-01-01"] {
        minds(birth.clone(), json!(day), json!(day), &[error(Code::DateNotPast)]);
    }
    let min = "1901-11-22".to_owned();
    minds(birth, json!("1901-11-21"), json!("1901-11-21"), &[error(Code::DateTooEarly { min })]);
    let signed = bounds("2026-01-01", "today");
    gives(signed.clone(), json!("2026-11-22"), json!("2026-11-22"));
    minds(signed, json!("2026-11-23"), json!("2026-11-23"), &[error(Code::DateInFuture)]);
    let adult = bounds("today-125y", "today-18y");
    let max = "2008-11-22".to_owned();
    minds(adult.clone(), json!("2010-01-01"), json!("2010-01-01"), &[error(Code::DateTooLate { max })]);
    minds(adult, json!("2030-01-01"), json!("2030-01-01"), &[error(Code::DateNotPast)]);
    let coming = bounds("today", "today+6m");
    let max = "2027-05-22".to_owned();
    minds(coming, json!("2027-06-01"), json!("2027-06-01"), &[error(Code::DateTooLate { max })]);
    let fixed = bounds("2020-01-01", "2020-12-31");
    let max = "2020-12-31".to_owned();
    minds(fixed, json!("2026-12-01"), json!("2026-12-01"), &[error(Code::DateTooLate { max })]);
}

#[test]
fn months_and_times() {
    let month = json!({ "kind": "month", "min": "2020-01", "max": "2030-12" });
    gives(month.clone(), json!("novembre 2026"), json!("2026-11"));
    gives(month.clone(), json!({ "month": "11", "year": "2026" }), json!("2026-11"));
    assert_eq!(read(month.clone(), json!({ "month": "", "year": "" })), Reading::default());
    refuses(month.clone(), json!({ "month": "11", "year": "" }), Code::MonthShape);
    refuses(month.clone(), json!("11/26"), Code::MonthShape);
    let (min, max) = ("2020-01".to_owned(), "2030-12".to_owned());
    minds(month.clone(), json!("2019-12"), json!("2019-12"), &[error(Code::DateTooEarly { min })]);
    minds(month, json!("2031-01"), json!("2031-01"), &[error(Code::DateTooLate { max })]);
    gives(kind("time"), json!("1:30 pm"), json!("13:30"));
    refuses(kind("time"), json!("13"), Code::TimeShape);
}

#[test]
fn numbers() {
    gives(kind("number"), json!(" 1\u{a0}200 "), json!(1200));
    gives(kind("number"), json!(12), json!(12));
    gives(kind("number"), json!(12.0), json!(12));
    gives(kind("number"), json!("-3"), json!(-3));
    minds(kind("number"), json!("12,5"), json!(12.5), &[error(Code::NumberDecimals { max: 0 })]);
    gives(json!({ "kind": "number", "decimals": 1 }), json!("12,50"), json!(12.5));
    let bounded = json!({ "kind": "number", "min": 1, "max": 10 });
    minds(bounded.clone(), json!(0), json!(0), &[error(Code::NumberTooSmall { min: 1.0 })]);
    minds(bounded, json!("11"), json!(11), &[error(Code::NumberTooLarge { max: 10.0 })]);
    refuses(kind("number"), json!("douze"), Code::NumberShape);
    gives(kind("money"), json!("1 234,50 $"), json!(1234.5));
    minds(kind("money"), json!(-1), json!(-1), &[error(Code::NumberTooSmall { min: 0.0 })]);
    minds(kind("money"), json!("0,005"), json!(0.005), &[error(Code::NumberDecimals { max: 2 })]);
}

#[test]
fn choices() {
    gives(kind("yes_no"), json!(false), json!(false));
    gives(json!({ "kind": "yes_no", "as": "checkbox" }), json!(true), json!(true));
    assert_eq!(read(json!({ "kind": "yes_no", "as": "checkbox" }), json!(false)), Reading::default());
    refuses(kind("yes_no"), json!("oui"), Code::WrongType);
    gives(kind("tri"), json!(" unknown "), json!("unknown"));
    refuses(kind("tri"), json!("maybe"), Code::NotAnOption);
    let options = json!(["a", "b", "c", "none"].map(|value| json!({ "value": value, "label": value })));
    let one = json!({ "kind": "choice", "options": options });
    gives(one.clone(), json!("b "), json!("b"));
    refuses(one.clone(), json!("B"), Code::NotAnOption);
    refuses(one, json!("d"), Code::NotAnOption);
    let many = json!({ "kind": "choices", "options": options, "max": 2, "exclusive": ["none"] });
    gives(many.clone(), json!(["b", "a", " b"]), json!(["a", "b"]));
    assert_eq!(read(many.clone(), json!(["", " "])), Reading::default());
    refuses(many.clone(), json!(["a", "z"]), Code::NotAnOption);
    refuses(many.clone(), json!(["a", 1]), Code::WrongType);
    refuses(many.clone(), json!("a"), Code::WrongType);
    let three = error(Code::TooManyOptions { max: 2, got: 3 });
    minds(many.clone(), json!(["c", "b", "a"]), json!(["a", "b", "c"]), &[three]);
    let alone = error(Code::ExclusiveOption { value: "none".to_owned() });
    minds(many.clone(), json!(["none", "a"]), json!(["a", "none"]), &[alone]);
    gives(many, json!(["none"]), json!(["none"]));
}

#[test]
fn attachments() {
    let keys = json!({ "kind": "attachment", "types": ["application/pdf"], "max_bytes": 1000 });
    let hash = "aB".repeat(32);
    let file = |name: &str, media_type: &str, size: u64| json!({ "name": name, "type": media_type, "size": size, "sha256": hash });
    let normal = |name: &str, media_type: &str, size: u64| json!({ "name": name, "type": media_type, "size": size, "sha256": hash.to_lowercase() });
    gives(keys.clone(), file("plan.pdf", "application/pdf", 1000), normal("plan.pdf", "application/pdf", 1000));
    gives(
        keys.clone(),
        file("C:\\x\\pl\u{202e}an.pdf", "Application/PDF", 1),
        normal("plan.pdf", "application/pdf", 1),
    );
    minds(
        keys.clone(),
        file("a.txt", "text/plain", 1),
        normal("a.txt", "text/plain", 1),
        &[error(Code::AttachmentType)],
    );
    minds(
        keys.clone(),
        file("a.pdf", "application/pdf", 1001),
        normal("a.pdf", "application/pdf", 1001),
        &[error(Code::AttachmentTooLarge { max: 1000 })],
    );
    let mut more = file("a.pdf", "application/pdf", 1);
    more["content"] = json!("");
    for raw in [
        more,
        json!({ "name": "a.pdf", "type": "application/pdf", "size": 1 }),
        json!({ "name": "a.pdf", "type": "application/pdf", "size": "1", "sha256": hash }),
        json!({ "name": "a.pdf", "type": "application/pdf", "size": 1, "sha256": "short" }),
        json!({ "name": "/", "type": "application/pdf", "size": 1, "sha256": hash }),
        json!({}),
        json!("a.pdf"),
    ] {
        refuses(keys.clone(), raw, Code::WrongType);
    }
}

#[test]
fn attestations_and_stamps() {
    let keys = json!({ "kind": "attestation", "statement": "Oui" });
    gives(keys.clone(), json!(true), json!(true));
    assert_eq!(read(keys.clone(), json!(false)), Reading::default());
    refuses(keys, json!("true"), Code::WrongType);
    let stamp = json!({ "kind": "computed", "compute": { "stamp": true } });
    gives(stamp.clone(), json!("2026-11-22T13:30:00-05:00"), json!("2026-11-22T13:30:00-05:00"));
    refuses(stamp, json!("2026-11-22"), Code::WrongType);
    gives(json!({ "kind": "computed", "compute": { "constant": "x" } }), json!("y"), json!("y"));
}
