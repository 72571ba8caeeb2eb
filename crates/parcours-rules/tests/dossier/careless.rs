//! Events nobody would write: refused or taken, never the end of the program.

use parcours_rules::dossier::{Deed, Dossier, Event, apply};
use parcours_tests::Random;
use serde_json::{Value, json};

use crate::random;
use crate::trial::{Life, actor, event, now};

/// Pointers of all values of a document.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| pointers(value, &format!("{at}/{key}"), found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(number, value)| pointers(value, &format!("{at}/{number}"), found));
        }
        _ => {}
    }
}

fn odd(random: &mut Random) -> Value {
    let deep = (0..40).fold(json!("x"), |value, _| json!([value]));
    let odd = [
        json!(null),
        json!(0),
        json!(-1.5),
        json!(""),
        json!("/"),
        json!("/needs/list/@"),
        json!("/needs/list/@a/@b"),
        json!("/plan/services/@s1/visits/@v/day/x"),
        json!("/person/phones/0/use"),
        json!("2026-11-22T13:30:00+99:00"),
        json!("any"),
        json!([]),
        json!({}),
        json!([{ "key": "a" }]),
        json!(true),
        json!("é".repeat(30_000)),
        deep,
    ];
    random.pick(&odd).clone()
}

#[test]
fn no_event_is_the_end_of_the_program() {
    let (mut unread, mut refused, mut taken) = (0, 0, 0);
    let mut life = Life::at("in_execution");
    for seed in 0..12_000 {
        let mut random = Random::new(seed);
        if seed % 500 == 0 {
            life = random::life(&mut random);
        }
        let does = random::deed(&mut random, &life);
        let by = if random.once_in(2) { random::somebody(&mut random) } else { actor("coordinator") };
        let mut value = event(seed as usize + 1_000, by, does).to_value();
        for _ in 0..random.below(3) {
            let mut places = Vec::new();
            pointers(&value, "", &mut places);
            if random.once_in(2) {
                // What is deep inside may still be read.
                places.retain(|place| place.starts_with("/does/save/changes/"));
                places.push("/by/with".to_owned());
            }
            if let Some(place) = value.pointer_mut(random.pick::<String>(&places)) {
                *place = odd(&mut random);
            }
        }
        let Ok(event) = Event::from_value(&value) else {
            unread += 1;
            continue;
        };
        match apply(&life.process, &life.dossier, event, &now()) {
            Err(_) => refused += 1,
            Ok(next) => {
                taken += 1;
                life.dossier = next;
            }
        }
    }
    println!("{unread} unread, {refused} refused, {taken} taken");
    assert!(unread > 1_000 && refused > 1_000 && taken > 100);
}

#[test]
fn what_is_wrong_with_an_event_is_said_with_its_place_and_never_quoted() {
    let whole = event(1, actor("person"), Deed::Sign { name: "Roy".to_owned(), hash: "0".repeat(64) }).to_value();
    for (at, value, place) in [
        ("/id", json!("secret"), "/id"),
        ("/id", json!("00000000-0000-7000-8000-00000000000G"), "/id"),
        ("/at", json!("secret"), "/at"),
        ("/by/role", json!(""), "/by/role"),
        ("/by/agreed", json!("secret"), "/by/agreed"),
        ("/by/secret", json!(1), "/by"),
        ("/by", json!("secret"), "/by"),
        ("/does/sign/name", json!("secret".repeat(100)), "/does/sign/name"),
        ("/does/save", json!({ "changes": [] }), "/does"),
        ("/does", json!({ "save": { "changes": [{ "at": "secret", "to": 1 }] } }), "/does/save/changes/0"),
        ("/does", json!({ "save": { "changes": [{ "at": "/x" }] } }), "/does/save/changes/0/to"),
        ("/does", json!({ "save": { "changes": "secret" } }), "/does/save/changes"),
    ] {
        let mut broken = whole.clone();
        let (above, last) = at.rsplit_once('/').unwrap();
        broken.pointer_mut(above).unwrap()[last] = value;
        let error = Event::from_value(&broken).unwrap_err();
        assert_eq!(error.at, place, "{at}: {error}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}

#[test]
fn no_dossier_is_the_end_of_the_program() {
    let whole = Life::at("ended").dossier.to_value();
    let mut places = Vec::new();
    pointers(&whole, "", &mut places);
    let (mut unread, mut read) = (0, 0);
    for seed in 0..4_000 {
        let mut random = Random::new(seed);
        let mut value = whole.clone();
        if let Some(place) = value.pointer_mut(random.pick::<String>(&places)) {
            *place = odd(&mut random);
        }
        match Dossier::from_value(&value) {
            Err(_) => unread += 1,
            Ok(dossier) => {
                read += 1;
                let process = crate::trial::process();
                for role in random::ROLES {
                    let _ = process.seen_by(&dossier, role);
                }
                let _ = process.tasks(&dossier, "person", &now());
                let _ = process.may(&dossier, "coordinator", &now());
                let _ = process.deadlines(&dossier, now().now, &Default::default());
            }
        }
    }
    assert!(unread > 300 && read > 300, "{unread} unread, {read} read");
}
