//! Random histories: everybody tries everything, and what the process takes makes the dossier.

use parcours_rules::dossier::{Actor, Change, Deed, Event, Refusal, apply, replay};
use parcours_tests::Random;
use serde_json::{Value, json};

use crate::trial::{Life, OPENED, actor, event, now, sha256};

pub const ROLES: [&str; 4] = ["person", "adviser", "coordinator", "provider"];

/// Somewhere in the form, right or wrong, with something to put there.
pub fn change(random: &mut Random) -> Change {
    let key = random.pick(&["a", "b", "c"]);
    let visit = random.pick(&["v", "w"]);
    let places = [
        "/request/requester".to_owned(),
        "/request/reason".to_owned(),
        "/person/name".to_owned(),
        "/person/address/town".to_owned(),
        "/person/address".to_owned(),
        "/person/phones".to_owned(),
        "/needs/life_project".to_owned(),
        format!("/needs/list/@{key}"),
        format!("/needs/list/@{key}/description"),
        format!("/needs/list/@{key}/priority"),
        "/notes/adviser".to_owned(),
        "/plan/coordinator".to_owned(),
        "/plan/review_date".to_owned(),
        format!("/plan/services/@{key}"),
        format!("/plan/services/@{key}/means"),
        format!("/plan/services/@{key}/status"),
        format!("/plan/services/@{key}/gap_note"),
        format!("/plan/services/@{key}/visits/@{visit}"),
        format!("/plan/services/@{key}/visits/@{visit}/day"),
        "/acceptance/decision".to_owned(),
        "/review/decision".to_owned(),
        "/signed/signatures/@x".to_owned(),
        "/dossier/state".to_owned(),
        "/nowhere".to_owned(),
    ];
    let at = random.pick(&places).clone();
    let word = *random.pick(&["x", "y", "z"]);
    let to = match at.rsplit('/').next().unwrap_or_default() {
        _ if random.once_in(6) => Value::Null,
        "requester" => json!("self"),
        "decision" if at.starts_with("/review") => json!(random.pick(&["continue", "end"])),
        "decision" => json!(random.pick(&["accepts", "accepts", "refuses"])),
        "address" => json!({ "street": word }),
        "phones" => json!([{ "number": "450 371-4090", "use": word }]),
        "review_date" | "day" => json!(random.pick(&["2027-01-31", "2027-11-22"])),
        "@a" | "@b" | "@c" if at.starts_with("/needs") => json!({ "description": word }),
        "@a" | "@b" | "@c" if random.once_in(3) => {
            json!({ "means": word, "visits": [{ "key": "v", "day": "2027-02-01" }] })
        }
        "@a" | "@b" | "@c" => json!({ "means": word }),
        "@v" | "@w" => json!({}),
        _ => json!(word),
    };
    Change { at, to }
}

pub fn deed(random: &mut Random, life: &Life) -> Deed {
    match random.below(10) {
        0..=5 => Deed::Save { changes: (0..=random.below(5) / 3).map(|_| change(random)).collect() },
        6 => {
            let hash = life.process.content_hash(&life.dossier, sha256).unwrap();
            Deed::Sign { name: "Name".to_owned(), hash: if random.once_in(4) { "0".repeat(64) } else { hash } }
        }
        _ => {
            let transition = random.pick(&life.process.workflow().transitions);
            // Ends come soon enough.
            let ends = ["withdraw", "end"].contains(&transition.id.as_str()) && !random.once_in(8);
            let id = if ends { "welcome" } else { &transition.id };
            let reason = random.once_in(2).then(|| "Because".to_owned());
            Deed::Transition { id: id.to_owned(), reason, sections: Vec::new() }
        }
    }
}

pub fn somebody(random: &mut Random) -> Actor {
    let role = *random.pick(&ROLES);
    let actor = actor(role);
    if random.once_in(3) { actor.with(pick(random, &["person", "coordinator"])) } else { actor }
}

fn pick<'a>(random: &mut Random, words: &[&'a str]) -> &'a str {
    words[random.below(words.len())]
}

/// Somebody who may do it, if anybody may.
pub fn whoever_may(random: &mut Random, life: &Life, deed: &Deed) -> Actor {
    let mut able: Vec<&str> = ROLES.to_vec();
    able.retain(|role| match deed {
        Deed::Save { changes } => changes.iter().all(|change| {
            let steps: Vec<&str> =
                change.at.split('/').filter(|step| !step.starts_with('@') && !step.is_empty()).collect();
            life.process.may_write(role, &steps.join("."), &life.dossier.state)
        }),
        Deed::Transition { id, .. } => {
            life.process.may(&life.dossier, role, &now()).iter().any(|offer| offer.transition.id == *id)
        }
        Deed::Sign { .. } => life.process.may_sign(&life.dossier, role),
    });
    match able[..] {
        [] => somebody(random),
        _ => match pick(random, &able) {
            "adviser" => actor("adviser").with("person"),
            role => actor(role),
        },
    }
}

/// One thing somebody tries.
pub fn try_something(random: &mut Random, life: &mut Life) -> Result<(), Refusal> {
    let does = deed(random, life);
    let by = if random.once_in(4) { somebody(random) } else { whoever_may(random, life, &does) };
    life.by(by, does)
}

/// A straight start of some length, then a random life.
pub fn life(random: &mut Random) -> Life {
    let starts = ["draft", "submitted", "welcomed", "coordinator_linked", "plan_drafted", "in_execution", "in_review"];
    let mut life = Life::at(pick(random, &starts));
    for _ in 0..random.below(60) {
        let _ = try_something(random, &mut life);
    }
    life
}

#[test]
fn replaying_a_history_is_applying_it_step_by_step() {
    let (mut taken, mut refused, mut transitions) = (0, 0, 0);
    for seed in 0..200 {
        let mut random = Random::new(seed);
        let mut life = Life::at(pick(&mut random, &["draft", "welcomed", "plan_drafted", "in_review"]));
        for _ in 0..60 {
            // `Life::by` sees to it that a refusal changes nothing.
            match try_something(&mut random, &mut life) {
                Ok(()) => taken += 1,
                Err(_) => refused += 1,
            }
        }
        let again = replay(&life.process, "d-1", OPENED, life.dossier.history.clone()).unwrap();
        assert!(again == life.dossier, "seed {seed}");
        // What was sent twice is there once.
        let twice = life.dossier.history.iter().flat_map(|event| [event.clone(), event.clone()]);
        assert!(replay(&life.process, "d-1", OPENED, twice).unwrap() == life.dossier, "seed {seed}");
        let through_json = life.dossier.history.iter().map(|event| Event::from_value(&event.to_value()).unwrap());
        assert!(replay(&life.process, "d-1", OPENED, through_json).unwrap() == life.dossier, "seed {seed}");
        transitions += life.dossier.entered.len();
    }
    println!("{taken} events taken, {refused} refused, {transitions} states entered");
    assert!(taken > 1_000 && refused > 4_000);
}

#[test]
fn what_may_be_done_is_what_is_taken() {
    let (mut free, mut blocked) = (0, 0);
    for seed in 0..150 {
        let mut random = Random::new(seed);
        let life = life(&mut random);
        for role in ROLES {
            let may = life.process.may(&life.dossier, role, &now());
            for transition in &life.process.workflow().transitions {
                let offered = may.iter().find(|offer| offer.transition == transition);
                let with_reason = transition.reason != parcours_schema::workflow::Reason::None;
                let reason = with_reason.then(|| "Because".to_owned());
                let does = Deed::Transition { id: transition.id.clone(), reason, sections: Vec::new() };
                let tried = apply(&life.process, &life.dossier, event(9_999, actor(role), does), &now());
                match (offered, tried) {
                    (None, Err(Refusal::NotPossible)) => {}
                    (Some(offer), Ok(next)) if offer.blocked_by.is_empty() => {
                        free += 1;
                        assert_eq!(next.state, transition.to);
                    }
                    (Some(offer), Err(Refusal::Blocked { by })) => {
                        blocked += 1;
                        assert_eq!(offer.blocked_by, by);
                    }
                    (offered, tried) => panic!("seed {seed} {role} {}: {offered:?} {:?}", transition.id, tried.err()),
                }
            }
        }
    }
    println!("{free} free, {blocked} blocked");
    assert!(free > 100 && blocked > 100);
}
