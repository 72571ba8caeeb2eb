//! Nobody sees what is not theirs: no answer, no name, no reason, no count, no pointer.

use std::sync::Arc;

use parcours_rules::dossier::{Change, Deed, Dossier, Event, replay};
use parcours_tests::Random;
use serde_json::{Value, json};

use crate::random::{self, ROLES};
use crate::trial::{Life, OPENED, actor, go, go_because, sha256};

fn seen(life: &Life, role: &str) -> Dossier {
    life.process.seen_by(&life.dossier, role).unwrap()
}

/// Every answer of the trial form with its path, written where the process does not judge: by replaying.
const EVERYWHERE: [(&str, &str); 20] = [
    ("request.requester", "/request/requester"),
    ("request.reason", "/request/reason"),
    ("person.name", "/person/name"),
    ("person.birth_date", "/person/birth_date"),
    ("person.address.street", "/person/address/street"),
    ("person.phones.use", "/person/phones"),
    ("needs.life_project", "/needs/life_project"),
    ("needs.list.description", "/needs/list/@k/description"),
    ("needs.list.priority", "/needs/list/@k/priority"),
    ("notes.adviser", "/notes/adviser"),
    ("plan.coordinator", "/plan/coordinator"),
    ("plan.services.means", "/plan/services/@k/means"),
    ("plan.services.status", "/plan/services/@k/status"),
    ("plan.services.gap_note", "/plan/services/@k/gap_note"),
    ("plan.services.visits.day", "/plan/services/@k/visits/@v/day"),
    ("plan.review_date", "/plan/review_date"),
    ("acceptance.decision", "/acceptance/decision"),
    ("signed.signatures.name", "/signed/signatures/@k/name"),
    ("signed.signatures.hash", "/signed/signatures/@k/hash"),
    ("review.decision", "/review/decision"),
];

fn canary(number: usize) -> Value {
    json!(format!("canary-{number}-"))
}

#[test]
fn a_canary_in_every_part_is_seen_only_by_those_who_may() {
    let process = crate::trial::process();
    let mut number = 0;
    let mut history = Vec::new();
    for (number_of_place, (_, at)) in EVERYWHERE.into_iter().enumerate() {
        let to = match at {
            "/person/phones" => json!([{ "use": canary(number_of_place) }]),
            _ => canary(number_of_place),
        };
        number += 1;
        let does = Deed::Save { changes: vec![Change::new(at, to)] };
        history.push(crate::trial::event(number, actor("adviser"), does));
    }
    let dossier = replay(&process, "d-1", OPENED, history).unwrap();
    for role in ROLES {
        let text = process.seen_by(&dossier, role).unwrap().to_value().to_string();
        for (number, (path, _)) in EVERYWHERE.into_iter().enumerate() {
            let may = process.may_read(role, path);
            let found = text.matches(canary(number).as_str().unwrap()).count();
            // Once in the answers, once in the history.
            assert_eq!(found, if may { 2 } else { 0 }, "{role} {path}");
        }
    }
    assert!(!process.may_read("provider", "person.name") && process.may_read("provider", "plan.services.means"));
    assert!(process.seen_by(&dossier, "neighbour").is_none());
}

#[test]
fn what_is_hidden_makes_no_difference_to_what_is_seen() {
    let mut compared = 0;
    for seed in 0..250 {
        let mut random = Random::new(seed);
        let life = random::life(&mut random);
        let role = *random.pick(&ROLES);
        let before = seen(&life, role);
        // The same history with more done in places of which the role may know nothing.
        let hidden: Vec<(&str, &str)> =
            EVERYWHERE.into_iter().filter(|(path, _)| !life.process.may_read(role, path)).collect();
        if hidden.is_empty() {
            continue;
        }
        let mut history: Vec<Arc<Event>> = Vec::new();
        for event in &life.dossier.history {
            while random.once_in(3) {
                let so_far = replay(&life.process, "d-1", OPENED, history.clone()).unwrap();
                let (path, at) = *random.pick(&hidden);
                let Some(at) = somewhere(&life, &so_far, role, (path, at), &mut random) else { continue };
                let to = if random.once_in(4) { Value::Null } else { json!("hidden") };
                let does = Deed::Save { changes: vec![Change { at, to }] };
                let by = random::somebody(&mut random);
                history.push(Arc::new(crate::trial::event(100_000 + history.len(), by, does)));
            }
            history.push(event.clone());
        }
        let fuller = replay(&life.process, "d-1", OPENED, history).unwrap();
        let after = life.process.seen_by(&fuller, role).unwrap();
        compared += fuller.history.len() - life.dossier.history.len();
        assert_eq!(before.to_value(), after.to_value(), "seed {seed}, {role}");
    }
    println!("{compared} hidden events made no difference");
    assert!(compared > 800);
}

/// The pointer in a row that is there, or in a new one where the role sees no row; none when there is no such row.
fn somewhere(
    life: &Life,
    dossier: &Dossier,
    role: &str,
    (path, at): (&str, &str),
    random: &mut Random,
) -> Option<String> {
    let (mut found, mut group) = (String::new(), String::new());
    for step in at.split('/').skip(1) {
        if let Some(new) = step.strip_prefix('@') {
            let rows = life.process.answer_at(&dossier.answers, &found).and_then(Value::as_array);
            let mut keys: Vec<&str> = rows.into_iter().flatten().filter_map(|row| row["key"].as_str()).collect();
            if !life.process.may_read(role, &group) && group.matches('.').count() == path.matches('.').count() - 1 {
                keys.push(new);
            }
            let key = *keys.get(random.below(keys.len()))?;
            found.push_str(&format!("/@{key}"));
        } else {
            found.push_str(&format!("/{step}"));
            group = if group.is_empty() { step.to_owned() } else { format!("{group}.{step}") };
        }
    }
    Some(found)
}

#[test]
fn those_who_sign_see_what_they_sign_and_under_the_same_hash() {
    for seed in 0..60 {
        let life = random::life(&mut Random::new(seed));
        let hash = life.process.content_hash(&life.dossier, sha256);
        for role in ["person", "coordinator"] {
            assert_eq!(life.process.content_hash(&seen(&life, role), sha256), hash, "seed {seed}, {role}");
        }
    }
}

#[test]
fn a_reason_is_for_those_it_concerns() {
    let mut life = Life::at("submitted");
    life.must("adviser", go_because("send_back", "secret-reason"));
    for (role, may) in [("person", true), ("adviser", true), ("coordinator", false), ("provider", false)] {
        let text = seen(&life, role).to_value().to_string();
        assert_eq!(text.contains("secret-reason"), may, "{role}");
        // That it was sent back is everybody's: the state says as much.
        assert!(text.contains("send_back"), "{role}");
    }
}

#[test]
fn names_are_for_those_who_read_what_is_written_under_them() {
    let life = Life::at("in_execution");
    let text = |role| seen(&life, role).to_value().to_string();
    assert!(text("coordinator").contains("Name of person"));
    assert!(text("provider").contains("Name of coordinator"));
    for name in ["Name of person", "Name of adviser", "Signed by", "Roy"] {
        assert!(!text("provider").contains(name), "{name}");
    }
    // A hash lets one try what it might be the hash of.
    let hash = &life.dossier.plan.as_ref().unwrap().hash;
    assert!(text("person").contains(hash) && !text("provider").contains(hash));
    assert_eq!(seen(&life, "provider").plan.unwrap().version, 1);
}

#[test]
fn a_view_is_a_dossier_like_another() {
    let mut life = Life::at("in_execution");
    life.save("provider", &[("/plan/services/@s1/status", json!("running"))]);
    let view = seen(&life, "provider");
    assert_eq!(view.answers.get("/plan/services/0/status"), Some(&json!("running")));
    assert_eq!(view.answers.get("/plan/services/0/key"), Some(&json!("s1")));
    assert_eq!(view.answers.get("/dossier/state"), Some(&json!("in_execution")));
    let back = Dossier::from_value(&view.to_value()).unwrap();
    assert!(back == view);
    // Seeing a view is seeing the dossier.
    assert!(life.process.seen_by(&view, "provider").unwrap() == view);
    life.must("coordinator", go("review"));
}
