//! Workflows that are wrong in one way each, and what an author must be told: place, and the word that helps. A case is a
//! small change to the trial process of `parcours-rules`, which is sound.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use parcours_rules::Rules;
use parcours_rules::dossier::Process;
use parcours_rules::proof::{Finding, check, check_workflow};
use parcours_schema::{Fault, NoLibrary, Severity, load_form, load_workflow};
use parcours_tests::Random;
use serde_json::{Map, Value, json};

use crate::broken::{cases, changed, expected};
use crate::proof::pointers;

fn base() -> Value {
    let folder = parcours_tests::root().join("crates/parcours-rules/tests/dossier/trial");
    let read = |name: &str| {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        (name.to_owned(), serde_json::from_str(&text).unwrap())
    };
    Value::Object(Map::from_iter([read("form.json"), read("workflow.json")]))
}

fn findings(case: &Value) -> Result<Vec<Finding>, Vec<Fault>> {
    let files = changed(base(), case);
    let workflow = load_workflow("workflow.json", &files["workflow.json"])?;
    let form = load_form("form.json", &files["form.json"], &NoLibrary).unwrap_or_else(|faults| panic!("{}", faults[0]));
    // Only the workflow is wrong.
    let errors: Vec<Finding> = check(&form).into_iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{}", errors[0]);
    Ok(check_workflow(&workflow, &form))
}

#[test]
fn the_trial_is_sound() {
    let findings = findings(&Value::Object(Map::new())).unwrap_or_else(|faults| panic!("{}", faults[0]));
    assert!(findings.is_empty(), "{}", findings[0]);
}

#[test]
fn the_loader_says_what_is_wrong_and_where() {
    let cases = cases("workflows/load");
    assert!(cases.len() >= 15);
    let mut wrong = Vec::new();
    for (name, case) in cases {
        let Err(faults) = findings(&case) else { panic!("{name}: it loads") };
        let told: Vec<String> = faults.iter().map(Fault::to_string).collect();
        let right =
            |fault: &&Fault| fault.at == expected(&case, "at") && fault.to_string().contains(expected(&case, "says"));
        if !faults.iter().any(|fault| right(&fault)) || faults.len() > 3 {
            wrong.push(format!("{name}: expected {}, was told\n{}", case["expect"], told.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_proof_says_what_is_wrong_and_where() {
    let mut rules = BTreeSet::new();
    let mut wrong = Vec::new();
    for (name, case) in cases("workflows/proof") {
        let findings = findings(&case).unwrap_or_else(|faults| panic!("{name}: {}", faults[0]));
        let told: Vec<String> = findings.iter().map(ToString::to_string).collect();
        let right = |finding: &&Finding| {
            finding.at == expected(&case, "at")
                && finding.rule.name() == expected(&case, "rule")
                && finding.severity.name() == expected(&case, "severity")
                && finding.to_string().contains(expected(&case, "says"))
        };
        if !findings.iter().any(|finding| right(&finding)) || findings.len() > 4 {
            wrong.push(format!("{name}: expected {}, was told\n{}", case["expect"], told.join("\n")));
        }
        rules.insert(expected(&case, "rule").to_owned());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    for rule in [
        "reference",
        "comparison",
        "name",
        "language",
        "label",
        "state",
        "transition",
        "withdrawal",
        "guard",
        "role",
        "part",
        "private",
        "signing",
        "deadline",
        "document",
        "step",
    ] {
        assert!(rules.contains(rule), "no broken workflow for the rule `{rule}`");
    }
}

/// Workflows changed at random, as a careless hand would: refused or taken, never the end of the program. What the proof
/// takes can be lived in.
#[test]
fn no_workflow_stops_the_proof() {
    let base = base();
    let form = load_form("form.json", &base["form.json"].to_string(), &NoLibrary).unwrap();
    let rules = Rules::compile(Arc::new(form)).unwrap();
    let (mut refused, mut told, mut taken) = (0, 0, 0);
    for seed in 0..3_000 {
        let mut random = Random::new(seed);
        let mut document = base["workflow.json"].clone();
        for _ in 0..=random.below(2) {
            let mut places = pointers(&document);
            let at = random.pick(&places).clone();
            let value = if random.once_in(4) {
                let odd = [json!(null), json!(0), json!("any"), json!("draft"), json!([]), json!({}), json!(true)];
                random.pick(&odd).clone()
            } else {
                // What stands under the same key elsewhere: it loads, and rarely makes sense.
                places.retain(|other| name(other) == name(&at));
                document.pointer(random.pick::<String>(&places)).cloned().unwrap_or_default()
            };
            if let Some(place) = document.pointer_mut(&at) {
                *place = value;
            }
        }
        let Ok(workflow) = load_workflow("workflow.json", &document.to_string()) else {
            refused += 1;
            continue;
        };
        let findings = check_workflow(&workflow, rules.form());
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            told += 1;
            continue;
        }
        taken += 1;
        let process = Process::compile(Arc::new(workflow), rules.clone());
        assert!(process.is_ok(), "seed {seed}: {}", process.err().unwrap()[0]);
    }
    println!("{refused} refused by the loader, {told} by the proof, {taken} taken");
    assert!(refused > 300 && told > 300 && taken > 300);
}

/// The last key of a pointer, numbers left out.
fn name(pointer: &str) -> Option<&str> {
    pointer.rsplit('/').find(|step| step.parse::<usize>().is_err())
}
