//! Which door people are shown, over the referral's answers and in the guide: every heading and programme is reached, the
//! most pressing first, nobody is left without one.

use std::collections::BTreeSet;
use std::sync::Arc;

use parcours_rules::doors::Doors;
use parcours_rules::{Context, Native};
use parcours_schema::disk::{self, Disk};
use parcours_schema::kinds::NotePart;
use parcours_schema::{Answers, DoorKind, Orientation, load_orientation};
use serde_json::{Value, json};

use crate::broken;

fn orientation() -> Orientation {
    let file = parcours_tests::root().join("schemas/orientation/ssg.json");
    load_orientation("ssg.json", &disk::read(&file).unwrap()).unwrap()
}

fn doors(form: &str) -> Doors {
    let file = parcours_tests::root().join("schemas/forms").join(form).join("form.json");
    Doors::load(form, &disk::read(&file).unwrap(), &Disk::around(&file)).unwrap().unwrap()
}

fn open(doors: &Doors, answers: Value) -> Vec<(String, Vec<String>)> {
    let context = Context { today: "2026-11-25".parse().unwrap(), platform: Arc::new(Native) };
    let open = doors.open(&Answers::from_value(answers).unwrap(), &context);
    let numbers = |body: &[NotePart]| {
        let phones = body.iter().filter_map(|part| match part {
            NotePart::Phone { number, .. } => Some(number.fr.clone()),
            _ => None,
        });
        phones.collect()
    };
    open.into_iter().map(|open| (open.rule.id.clone(), numbers(&open.note.body))).collect()
}

fn rules(doors: &Doors, answers: Value) -> Vec<String> {
    open(doors, answers).into_iter().map(|(rule, _)| rule).collect()
}

#[test]
fn the_seven_headings_and_the_eight_programmes_have_a_door() {
    let orientation = orientation();
    let of = |kind: DoorKind| orientation.doors.iter().filter(|door| door.kind == kind).count();
    assert_eq!((of(DoorKind::Ssg), of(DoorKind::Programme)), (7, 8));
    // That each rule can hold in the guide is proved by `parcours check`; here that each door has one asked there.
    let guide = |door: &str| {
        let asked = orientation.rules.iter().filter(|rule| rule.door == door);
        asked.flat_map(|rule| &rule.when).any(|(name, _)| name == "guide")
    };
    let missing: Vec<&str> =
        orientation.doors.iter().map(|door| door.id.as_str()).filter(|door| !guide(door)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_referral_leads_to_the_doors_of_its_answers() {
    let referral = doors("cli-60508");
    let cases = [
        ("nothing said", json!({}), vec!["unsure"]),
        ("danger now", json!({ "notice": { "danger_now": true } }), vec!["danger"]),
        ("a plan of suicide", json!({ "risk": { "suicide": "plan" } }), vec!["crisis"]),
        (
            "ideas, within the day",
            json!({ "risk": { "suicide": "ideas" }, "urgency": { "level": "within_24h" } }),
            vec!["crisis"],
        ),
        (
            "ideas, no hurry",
            json!({ "risk": { "suicide": "ideas" }, "urgency": { "level": "standard" } }),
            vec!["unsure"],
        ),
        (
            "an attempt, at once",
            json!({ "risk": { "suicide": "recent_attempt" }, "urgency": { "level": "immediate" } }),
            vec!["danger", "crisis"],
        ),
        (
            "assaulted five days ago",
            json!({ "motive": { "main": "sexual_assault_victim" }, "risk": { "sexual_assault_date": "2026-11-20" } }),
            vec!["assault"],
        ),
        (
            "assaulted six days ago",
            json!({ "motive": { "main": "sexual_assault_victim" }, "risk": { "sexual_assault_date": "2026-11-19" } }),
            vec!["assault_later"],
        ),
        (
            "a minor assaulted",
            json!({ "motive": { "main": "sexual_assault_victim" }, "person": { "birth_date": "2011-04-02" } }),
            vec!["assault", "child"],
        ),
        ("a child at risk", json!({ "risk": { "child_safety": "yes" } }), vec!["child"]),
        ("violence told", json!({ "risk": { "conjugal_violence": "disclosed" } }), vec!["conjugal"]),
        ("who commits violence", json!({ "motive": { "main": "conjugal_violence_author" } }), vec!["conjugal"]),
        ("a disaster", json!({ "motive": { "main": "work", "others": ["disaster"] } }), vec!["disaster"]),
        ("cannot do it alone", json!({ "situation": { "can_self_navigate": "no" } }), vec!["unsure"]),
        (
            "four reasons",
            json!({ "motive": { "main": "couple", "others": ["work", "distress", "alcohol"], "nature": "acute" } }),
            vec!["unsure", "hard_time"],
        ),
        ("a separation", json!({ "motive": { "main": "separation", "nature": "one_off" } }), vec!["hard_time"]),
        (
            "distress that lasts",
            json!({ "motive": { "main": "distress", "nature": "lasting" } }),
            vec!["mental_health"],
        ),
        (
            "gambling that comes back",
            json!({ "motive": { "main": "gambling", "nature": "recurrent" } }),
            vec!["dependencies"],
        ),
        (
            "a youth, for long",
            json!({ "motive": { "main": "youth_school", "nature": "lasting" }, "person": { "birth_date": "2013-06-10" } }),
            vec!["youth"],
        ),
        (
            "self-care at 80",
            json!({ "motive": { "main": "other", "nature": "lasting" }, "person": { "birth_date": "1946-01-01" },
                "situation": { "functioning": ["self_care"] } }),
            vec!["ageing", "home"],
        ),
        ("no home", json!({ "person": { "no_fixed_address": true } }), vec!["housing"]),
    ];
    for (name, answers, expected) in cases {
        assert_eq!(rules(&referral, answers), expected, "{name}");
    }
}

#[test]
fn a_door_gives_the_numbers_of_where_the_person_lives() {
    let referral = doors("cli-60508");
    let at = |municipality: &str| {
        let answers =
            json!({ "risk": { "suicide": "plan" }, "person": { "address": { "municipality": municipality } } });
        open(&referral, answers).remove(0).1
    };
    let (suroit, roussillon) = ("450 371-4090", "450 699-5935");
    assert_eq!(at("Hudson"), ["911", suroit, "811", "1 866 277-3553"]);
    assert_eq!(at("Candiac"), ["911", roussillon, "811", "1 866 277-3553"]);
    assert_eq!(at("Sainte-Martine"), ["911", suroit, roussillon, "811", "1 866 277-3553"]);
    assert_eq!(at("Montréal"), ["911", "811", "1 866 277-3553"]);
    for (_, numbers) in open(&doors("guide"), json!({ "guide": { "need": ["assault"] } })) {
        assert_eq!(numbers, ["450 699-2425, poste 4282", "450 371-9920, poste 2303", "1 888 933-9007"]);
    }
}

#[test]
fn a_door_says_the_answers_that_led_there_and_no_others() {
    let guide = doors("guide");
    let context = Context { today: "2026-11-25".parse().unwrap(), platform: Arc::new(Native) };
    let answers = json!({ "guide": { "who": "child", "need": ["assault", "talk"] } });
    let open = guide.open(&Answers::from_value(answers).unwrap(), &context);
    let child = open.iter().find(|open| open.rule.id == "child").unwrap();
    let because: Vec<&str> = child.because.iter().map(|text| text.en.as_str()).collect();
    let wanted =
        ["What is happening? Sexual assault", "Who are you looking for help for? For a child or someone under 18"];
    assert_eq!(because, wanted);
    let fallback = guide.open(&Answers::default(), &context);
    assert_eq!(fallback.len(), 1);
    assert!(fallback[0].because.is_empty());
}

#[test]
fn a_broken_orientation_says_where_and_what_to_do() {
    let sound = disk::read(&parcours_tests::root().join("schemas/orientation/ssg.json")).unwrap();
    let sound: Value = serde_json::from_str(&sound).unwrap();
    let mut seen = BTreeSet::new();
    for (name, case) in broken::cases("orientation") {
        let base = json!({ "ssg.json": sound });
        let files = broken::changed(base, &case);
        let faults = load_orientation("ssg.json", &files["ssg.json"]).expect_err(&name);
        let said = |fault: &parcours_schema::Fault| {
            case["expect"]["at"] == fault.at.as_str()
                && fault.to_string().contains(case["expect"]["says"].as_str().unwrap())
        };
        assert!(faults.iter().any(said), "{name}: {faults:?}");
        seen.insert(case["expect"]["says"].as_str().unwrap().to_owned());
    }
    assert!(seen.len() >= 8, "{seen:?}");
}
