//! Lives that a workflow must allow and refuse: every file of `schemas/workflows/*/cases/`. Adding a test is adding a file.
//! Every transition must be taken by some case, and refused by some case for each thing that can refuse it.
//!
//! ```json
//! { "name": "…", "base": "another case, lived first", "answers": "a case of the form, for `give`", "steps": [
//!   { "by": "person", "give": ["/psi/reason"], "less": ["status"] },
//!   { "by": "adviser", "with": "person", "set": { "/psi/needs/@k1/priority": "now" } },
//!   { "by": "coordinator", "sign": true },
//!   { "by": "person", "go": "submit", "reason": "…", "state": "submitted" },
//!   { "by": "provider", "go": "end", "refused": "not_possible" },
//!   { "by": "person", "go": "accept", "refused": "blocked", "blocked_by": ["section:needs", "guard", "signed:person"] } ] }
//! ```

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use parcours_rules::calendar::Moment;
use parcours_rules::dossier::{Actor, Block, Change, Circumstances, Deed, Dossier, Event, Process, Refusal, apply};
use parcours_rules::{Native, Rules};
use parcours_schema::workflow::{Reason, TransitionKind};
use parcours_tests::hash;
use serde_json::{Map, Value};

const KEYS: &[&str] = &["name", "base", "answers", "steps"];
const STEP_KEYS: &[&str] =
    &["by", "with", "give", "less", "set", "go", "reason", "sign", "state", "refused", "blocked_by"];
const NOW: &str = "2026-11-22T15:00:00Z";

fn folder(workflow: &str) -> PathBuf {
    parcours_tests::root().join("schemas/workflows").join(workflow).join("cases")
}

fn object(file: &PathBuf) -> Map<String, Value> {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    match serde_json::from_str(&text) {
        Ok(Value::Object(map)) => map,
        other => panic!("{}: {other:?}", file.display()),
    }
}

/// Names of the cases of a workflow.
fn cases(workflow: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder(workflow)) else { return Vec::new() };
    let files = entries.map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = files.map(|file| file.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A dossier that goes through a case.
struct Life<'a> {
    process: &'a Arc<Process>,
    dossier: Dossier,
    /// The dossier each time it came to another state.
    reached: Vec<Dossier>,
    answers: Value,
    /// What transitions did: `submit`, `submit blocked section`, `send_back reason_missing`…
    seen: BTreeSet<String>,
    failures: Vec<String>,
}

impl<'a> Life<'a> {
    fn live(process: &'a Arc<Process>, name: &str) -> Life<'a> {
        let workflow = process.workflow();
        let case = object(&folder(&workflow.id).join(format!("{name}.json")));
        known(&case, KEYS, name);
        assert!(case.get("name").is_some_and(Value::is_string), "{name}: has no name");
        let mut life = match case.get("base").and_then(Value::as_str) {
            Some(base) => Life::live(process, base),
            None => Life {
                process,
                dossier: Dossier::open(process, "d-1", "2025-08-25T13:00:00Z"),
                reached: vec![Dossier::open(process, "d-1", "2025-08-25T13:00:00Z")],
                answers: Value::Null,
                seen: BTreeSet::new(),
                failures: Vec::new(),
            },
        };
        if let Some(answers) = case.get("answers").and_then(Value::as_str) {
            let cases = parcours_tests::root().join("schemas/forms").join(&workflow.form).join("cases");
            life.answers = object(&cases.join(format!("{answers}.json"))).remove("given").unwrap();
        }
        for (index, step) in case["steps"].as_array().unwrap().iter().enumerate() {
            life.step(step.as_object().unwrap(), &format!("{name}, step {index}"));
        }
        life
    }

    fn step(&mut self, step: &Map<String, Value>, place: &str) {
        known(step, STEP_KEYS, place);
        let text = |key: &str| step.get(key).and_then(Value::as_str);
        let role = text("by").unwrap_or_else(|| panic!("{place}: says not by whom"));
        let mut by = Actor::new(role, &format!("Nom de {role}"));
        if let Some(helped) = text("with") {
            by = by.with(helped);
        }
        let does = match text("go") {
            Some(id) => {
                Deed::Transition { id: id.to_owned(), reason: text("reason").map(str::to_owned), sections: Vec::new() }
            }
            None if step.contains_key("sign") => {
                let hash = self.process.content_hash(&self.dossier, hash).unwrap();
                Deed::Sign { name: by.name.clone(), hash }
            }
            None => Deed::Save { changes: self.changes(step, place) },
        };
        let id = format!("00000000-0000-7000-8000-{:012x}", self.dossier.history.len() + 1);
        let event = Event { id, at: "2026-11-22T14:00:00Z".to_owned(), by, does };
        let now = Circumstances::at(Moment::parse(NOW).unwrap(), Arc::new(Native), hash);
        let outcome = apply(self.process, &self.dossier, event, &now);
        let transition = text("go").unwrap_or_default();
        let mut failed = Vec::new();
        match (outcome, text("refused")) {
            (Ok(dossier), None) => {
                if dossier.state != self.dossier.state {
                    self.reached.push(dossier.clone());
                }
                self.dossier = dossier;
                self.seen.insert(transition.to_owned());
                if let Some(state) = text("state").filter(|state| *state != self.dossier.state) {
                    failed.push(format!("the state is {}, not {state}", self.dossier.state));
                }
            }
            (Ok(_), Some(refused)) => failed.push(format!("is not refused, {refused} was expected")),
            (Err(refusal), None) => failed.push(format!("is refused: {}", self.told(&refusal).join(", "))),
            (Err(refusal), Some(expected)) => {
                let told = self.told(&refusal);
                self.seen.extend(told.iter().map(|told| format!("{transition} {told}")));
                if refusal.name() != expected {
                    failed.push(format!("is refused as {}, not {expected}", refusal.name()));
                }
                let by = step.get("blocked_by").and_then(Value::as_array).into_iter().flatten();
                for block in by.filter_map(Value::as_str).filter(|block| !told.iter().any(|told| told == block)) {
                    failed.push(format!("{block} does not block, {} does", told.join(", ")));
                }
            }
        }
        self.failures.extend(failed.into_iter().map(|what| format!("{place}: {what}")));
    }

    /// A refusal in the words of a case: its name, or each thing that blocks.
    fn told(&self, refusal: &Refusal) -> Vec<String> {
        let Refusal::Blocked { by } = refusal else { return vec![refusal.name().to_owned()] };
        let blocks = by.iter().flat_map(|block| match block {
            Block::Section { section, .. } => vec![format!("section:{}", self.process.form().sections[*section].id)],
            Block::Guard { .. } => vec!["guard".to_owned()],
            Block::Signatures { roles } => roles.iter().map(|role| format!("signed:{role}")).collect(),
        });
        blocks.collect()
    }

    /// What is set in place, then what is given from the case of the form: rows by their keys, some answers left out.
    fn changes(&self, step: &Map<String, Value>, place: &str) -> Vec<Change> {
        let set = step.get("set").and_then(Value::as_object).into_iter().flatten();
        let mut changes: Vec<Change> = set.map(|(at, to)| Change::new(at.as_str(), to.clone())).collect();
        let texts = |key: &str| -> Vec<&str> {
            step.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
        };
        let less = texts("less");
        for pointer in texts("give") {
            let value = self.answers.pointer(pointer).unwrap_or_else(|| panic!("{place}: no answer at {pointer}"));
            match value {
                Value::Array(rows) if rows.iter().any(|row| row.get("key").is_some()) => {
                    for row in rows {
                        let mut row = row.as_object().unwrap().clone();
                        let key = row.remove("key").unwrap();
                        less.iter().for_each(|name| drop(row.remove(*name)));
                        changes.push(Change::new(format!("{pointer}/@{}", key.as_str().unwrap()), Value::Object(row)));
                    }
                }
                other => changes.push(Change::new(pointer, other.clone())),
            }
        }
        assert!(!changes.is_empty(), "{place}: does nothing");
        changes
    }
}

fn known(map: &Map<String, Value>, keys: &[&str], place: &str) {
    for key in map.keys() {
        assert!(keys.contains(&key.as_str()), "{place}: the key `{key}` is not one of {keys:?}");
    }
}

/// A committed workflow with its form.
pub fn process(id: &str) -> Arc<Process> {
    let workflow = parcours_tests::workflow(id);
    let rules = Rules::compile(Arc::new(parcours_tests::form(&workflow.form))).unwrap();
    Process::compile(Arc::new(workflow), rules).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

#[test]
fn every_case_lives_as_it_says_and_every_transition_is_tried_both_ways() {
    let mut failures = Vec::new();
    for id in parcours_tests::workflow_ids() {
        let process = process(&id);
        let mut seen = BTreeSet::new();
        for name in cases(&id) {
            let life = Life::live(&process, &name);
            failures.extend(life.failures);
            seen.extend(life.seen);
        }
        for transition in &process.workflow().transitions {
            let name = &transition.id;
            let mut wanted = vec![name.clone(), format!("{name} not_possible")];
            wanted.extend(transition.when.as_ref().map(|_| format!("{name} guard")));
            wanted.extend(transition.signed_by.iter().map(|role| format!("{name} signed:{role}")));
            let explained = matches!(transition.kind, TransitionKind::Return | TransitionKind::Withdraw);
            if explained || transition.reason == Reason::Required {
                wanted.push(format!("{name} reason_missing"));
            }
            failures.extend(
                wanted.iter().filter(|what| !seen.contains(*what)).map(|what| format!("{id}: no case has `{what}`")),
            );
            let section = format!("{name} section:");
            if !transition.complete.is_empty() && !seen.iter().any(|what| what.starts_with(&section)) {
                failures.push(format!("{id}: no case has `{section}…`"));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Read from the file as it stands, and not from what the crates make of it: who may take a transition in a state.
fn allowed(workflow: &Value, state: &Value, role: &str, transition: &Value) -> bool {
    let from = match &transition["from"] {
        Value::String(any) if any == "any" => state["end"] != Value::Bool(true),
        from => from.as_array().unwrap().contains(&state["id"]),
    };
    assert!(workflow["roles"].as_array().unwrap().iter().any(|one| one["id"] == role));
    from && transition["by"].as_array().unwrap().iter().any(|one| one == role)
}

#[test]
fn in_every_state_every_role_is_refused_every_transition_that_is_not_its_own() {
    for id in parcours_tests::workflow_ids() {
        let process = process(&id);
        let file = parcours_tests::root().join("schemas/workflows").join(&id).join("workflow.json");
        let raw = Value::Object(object(&file));
        let lives: Vec<Dossier> = cases(&id).iter().flat_map(|name| Life::live(&process, name).reached).collect();
        let (mut refused, mut open, mut failures) = (0, 0, Vec::new());
        for state in raw["states"].as_array().unwrap() {
            let Some(dossier) = lives.iter().find(|life| state["id"] == *life.state) else {
                failures.push(format!("{id}: no case comes to {}", state["id"]));
                continue;
            };
            for role in raw["roles"].as_array().unwrap().iter().filter_map(|role| role["id"].as_str()) {
                for transition in raw["transitions"].as_array().unwrap() {
                    let name = transition["id"].as_str().unwrap();
                    let deed = Deed::Transition {
                        id: name.to_owned(),
                        reason: Some("Une raison.".to_owned()),
                        sections: Vec::new(),
                    };
                    let event = Event {
                        id: "00000000-0000-7000-8000-ffffffffffff".to_owned(),
                        at: "2026-11-22T14:00:00Z".to_owned(),
                        by: Actor::new(role, "Nom"),
                        does: deed,
                    };
                    let now = Circumstances::at(Moment::parse(NOW).unwrap(), Arc::new(Native), hash);
                    let outcome = apply(&process, dossier, event, &now);
                    let not_possible = matches!(outcome, Err(Refusal::NotPossible));
                    if not_possible == allowed(&raw, state, role, transition) {
                        failures.push(format!("{id}: in {}, {role} takes {name}: {:?}", state["id"], outcome.err()));
                    }
                    if not_possible { refused += 1 } else { open += 1 }
                }
            }
        }
        assert!(failures.is_empty(), "\n{}", failures.join("\n"));
        assert!(refused > 100 && open > 20, "{id}: {refused} refused, {open} open");
    }
}
