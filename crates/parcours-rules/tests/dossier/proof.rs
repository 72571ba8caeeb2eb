//! The proof and the dossiers agree, on workflows changed at random: what the proof says is never taken is never taken, and
//! where it finds nothing wrong nobody is stuck.

use std::collections::BTreeSet;
use std::sync::Arc;

use parcours_rules::Rules;
use parcours_rules::dossier::{Deed, Dossier, Process};
use parcours_rules::proof::{Finding, check_workflow};
use parcours_schema::workflow::{Reason, TransitionKind};
use parcours_schema::{NoLibrary, Severity, Workflow, load_form, load_workflow};
use parcours_tests::Random;
use serde_json::{Value, json};

use crate::random::{ROLES, change, somebody, whoever_may};
use crate::trial::{Life, OPENED, sha256};

const STATES: [&str; 10] = [
    "draft",
    "submitted",
    "welcomed",
    "coordinator_linked",
    "plan_drafted",
    "negotiating",
    "in_execution",
    "in_review",
    "ended",
    "withdrawn",
];
const SECTIONS: [&str; 8] = ["request", "person", "needs", "notes", "plan", "acceptance", "signed", "review"];

/// One of the names of what stands at a place, so that the workflow still means something.
fn other(at: &str, old: &Value, random: &mut Random) -> Option<Value> {
    let key = at.rsplit('/').find(|step| step.parse::<usize>().is_err())?;
    let name = |names: &[&str], random: &mut Random| json!(names[random.below(names.len())]);
    let names: &[&str] = match key {
        "from" | "to" | "in" | "entered" => &STATES,
        "by" | "read" | "role" | "acts" | "signed_by" => &ROLES,
        "complete" => &SECTIONS,
        "is" => &["accepts", "refuses", "continue", "end", "self"],
        "answer" => {
            &["acceptance.decision", "review.decision", "request.requester", "plan.coordinator", "dossier.state"]
        }
        _ => return None,
    };
    match old {
        Value::String(_) => Some(name(names, random)),
        Value::Array(list) if list.len() > 1 && random.once_in(2) => Some(json!(list[1..])),
        Value::Array(_) => Some(json!([name(names, random)])),
        _ => None,
    }
}

fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| places(value, &format!("{at}/{key}"), found)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(number, value)| places(value, &format!("{at}/{number}"), found));
        }
        _ => {}
    }
}

/// The trial workflow with a few names changed; none when it no longer loads.
fn changed(random: &mut Random) -> Option<Workflow> {
    let mut document: Value = serde_json::from_str(include_str!("trial/workflow.json")).unwrap();
    let mut all = Vec::new();
    places(&document, "", &mut all);
    for _ in 0..=random.below(2) {
        let at = random.pick(&all).clone();
        let Some(place) = document.pointer_mut(&at) else { continue };
        if let Some(new) = other(&at, place, random) {
            *place = new;
        }
    }
    load_workflow("workflow.json", &document.to_string()).ok()
}

/// Tries to leave the state by advancing or returning; true when it worked.
fn leaves(life: &mut Life, random: &mut Random) -> bool {
    let start = life.dossier.state.clone();
    for _ in 0..5000 {
        let does = match random.below(4) {
            0 => {
                let hash = life.process.content_hash(&life.dossier, sha256).unwrap();
                Deed::Sign { name: "Name".to_owned(), hash }
            }
            1 => {
                let transition = random.pick(&life.process.workflow().transitions);
                if matches!(transition.kind, TransitionKind::Withdraw | TransitionKind::Reopen) {
                    continue;
                }
                let reason = (transition.reason != Reason::None).then(|| "Because".to_owned());
                Deed::Transition { id: transition.id.clone(), reason, sections: Vec::new() }
            }
            _ => Deed::Save { changes: vec![change(random)] },
        };
        let by = if random.once_in(3) { somebody(random) } else { whoever_may(random, life, &does) };
        let _ = life.by(by, does);
        if life.dossier.state != start {
            return true;
        }
    }
    false
}

#[test]
fn the_proof_and_the_dossiers_agree() {
    let form = Arc::new(load_form("form.json", include_str!("trial/form.json"), &NoLibrary).unwrap());
    let rules = Rules::compile(form.clone()).unwrap();
    let (mut sound, mut unsound, mut left) = (0, 0, 0);
    for seed in 0..60 {
        let mut random = Random::new(seed);
        let Some(workflow) = changed(&mut random) else { continue };
        let workflow = Arc::new(workflow);
        let findings = check_workflow(&workflow, &form);
        let Ok(process) = Process::compile(workflow.clone(), rules.clone()) else { continue };
        let told = |words: &str| -> BTreeSet<&str> {
            let error = |finding: &&Finding| finding.severity == Severity::Error && finding.what.contains(words);
            findings.iter().filter(error).map(|finding| finding.at.as_str()).collect()
        };
        let (never, unreached) = (told("no answers let anybody take"), told("no transition leads to"));
        let fine = told("").is_empty();
        let dossier = Dossier::open(&process, "d-1", OPENED);
        let mut life = Life { process, dossier };
        for _ in 0..6 {
            let out = leaves(&mut life, &mut random);
            let end = workflow.state(&life.dossier.state).is_some_and(|state| state.end);
            left += usize::from(out);
            assert!(out || end || !fine, "seed {seed}: stuck in {}", life.dossier.state);
            if !out || end {
                break;
            }
        }
        for event in &life.dossier.history {
            if let Deed::Transition { id, .. } = &event.does {
                let number = workflow.transitions.iter().position(|transition| transition.id == *id).unwrap();
                let place = format!("/transitions/{number}/");
                assert!(!never.iter().any(|at| at.starts_with(&place)), "seed {seed}: {id} was taken");
                let to = workflow.states.iter().position(|state| state.id == workflow.transitions[number].to).unwrap();
                assert!(!unreached.contains(format!("/states/{to}").as_str()), "seed {seed}: {id} leads somewhere");
            }
        }
        if fine {
            sound += 1;
        } else {
            unsound += 1;
        }
    }
    println!("{sound} sound workflows, {unsound} others, {left} states left");
    assert!(sound > 30 && unsound > 8);
}
