//! The trial process, and hands to act in it.

use std::sync::Arc;

use parcours_rules::calendar::Moment;
use parcours_rules::dossier::{Actor, Change, Circumstances, Deed, Dossier, Event, Process, Refusal, apply};
use parcours_rules::{Native, Rules};
use parcours_schema::{NoLibrary, load_form, load_workflow};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub const OPENED: &str = "2026-11-22T13:00:00Z";

pub fn process() -> Arc<Process> {
    let form = load_form("form.json", include_str!("trial/form.json"), &NoLibrary);
    let workflow = load_workflow("workflow.json", include_str!("trial/workflow.json"));
    let rules = Rules::compile(Arc::new(form.unwrap_or_else(|faults| panic!("{}", faults[0])))).unwrap();
    let workflow = workflow.unwrap_or_else(|faults| panic!("{}", faults[0]));
    Process::compile(Arc::new(workflow), rules).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

pub fn now() -> Circumstances {
    Circumstances::at(Moment::parse("2026-11-22T14:00:00Z").unwrap(), Arc::new(Native), sha256)
}

/// The id of the n-th event.
pub fn id(number: usize) -> String {
    format!("00000000-0000-7000-8000-{number:012x}")
}

/// Somebody of that role; the name says which.
pub fn actor(role: &str) -> Actor {
    Actor::new(role, &format!("Name of {role}"))
}

pub fn event(number: usize, by: Actor, does: Deed) -> Event {
    Event { id: id(number), at: "2026-11-22T13:30:00Z".to_owned(), by, does }
}

pub fn save(changes: &[(&str, Value)]) -> Deed {
    Deed::Save { changes: changes.iter().map(|(at, to)| Change::new(*at, to.clone())).collect() }
}

pub fn go(id: &str) -> Deed {
    Deed::Transition { id: id.to_owned(), reason: None, sections: Vec::new() }
}

pub fn go_because(id: &str, reason: &str) -> Deed {
    Deed::Transition { id: id.to_owned(), reason: Some(reason.to_owned()), sections: Vec::new() }
}

/// A dossier and the process it lives in.
pub struct Life {
    pub process: Arc<Process>,
    pub dossier: Dossier,
}

impl Life {
    pub fn new() -> Life {
        let process = process();
        let dossier = Dossier::open(&process, "d-1", OPENED);
        Life { process, dossier }
    }

    /// Does something, or says why not; a refusal leaves the dossier as it was.
    pub fn by(&mut self, by: Actor, does: Deed) -> Result<(), Refusal> {
        let event = event(self.dossier.history.len() + 1, by, does);
        let before = self.dossier.clone();
        match apply(&self.process, &self.dossier, event, &now()) {
            Ok(next) => self.dossier = next,
            Err(refusal) => {
                assert!(self.dossier == before);
                return Err(refusal);
            }
        }
        Ok(())
    }

    /// Does something that is allowed.
    pub fn must(&mut self, role: &str, does: Deed) {
        let said = format!("{does:?}");
        self.by(actor(role), does).unwrap_or_else(|refusal| panic!("{role} {said}: {refusal:?}"));
    }

    pub fn save(&mut self, role: &str, changes: &[(&str, Value)]) {
        self.must(role, save(changes));
    }

    pub fn sign(&mut self, role: &str) -> Result<(), Refusal> {
        let hash = self.process.content_hash(&self.dossier, sha256).unwrap();
        self.by(actor(role), Deed::Sign { name: format!("Signed by {role}"), hash })
    }

    pub fn answer(&self, at: &str) -> Option<&Value> {
        self.process.answer_at(&self.dossier.answers, at)
    }

    /// A dossier taken to that state the straight way.
    pub fn at(state: &str) -> Life {
        let mut life = Life::new();
        while life.dossier.state != state {
            life.go_on();
        }
        life
    }

    /// The next step of the straight way.
    fn go_on(&mut self) {
        match self.dossier.state.clone().as_str() {
            "draft" => {
                let request = [("/request/requester", json!("self")), ("/request/reason", json!("Too many services"))];
                self.save("person", &request);
                self.save("person", &[("/person/name", json!("Roy"))]);
                self.must("person", go("submit"));
            }
            "submitted" => self.must("adviser", go("welcome")),
            "welcomed" => {
                let need = json!({ "description": "Get up in the morning" });
                self.save("person", &[("/needs/life_project", json!("Live at home")), ("/needs/list/@n1", need)]);
                self.must("adviser", go("link"));
            }
            "coordinator_linked" => {
                let service = json!({ "means": "Help at home" });
                self.save("coordinator", &[("/plan/coordinator", json!("Gagnon")), ("/plan/services/@s1", service)]);
                self.save("coordinator", &[("/plan/review_date", json!("2027-11-22"))]);
                self.must("coordinator", go("draft_plan"));
            }
            "plan_drafted" => {
                self.save("person", &[("/acceptance/decision", json!("accepts"))]);
                self.sign("person").unwrap();
                self.sign("coordinator").unwrap();
                self.must("person", go("accept"));
            }
            "in_execution" => self.must("coordinator", go("review")),
            "in_review" => {
                self.save("coordinator", &[("/review/decision", json!("end"))]);
                self.must("coordinator", go("end"));
            }
            other => panic!("the straight way ends at {other}"),
        }
    }
}
