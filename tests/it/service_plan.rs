//! The life of a service plan, as its committed form and workflow let it be lived: from a request to an end and back, with
//! the answers of the case `plan`. What transitions and signatures are worth in general is tested in `parcours-rules`.

use std::fs;
use std::sync::Arc;

use parcours_rules::calendar::Moment;
use parcours_rules::dossier::{Actor, Block, Change, Circumstances, Deed, Dossier, Event, Process, Refusal, apply};
use parcours_rules::{Native, Rules};
use parcours_schema::load_workflow;
use parcours_tests::hash;
use serde_json::{Value, json};

struct Life {
    process: Arc<Process>,
    dossier: Dossier,
    plan: Value,
}

impl Life {
    fn new() -> Life {
        let schemas = parcours_tests::root().join("schemas");
        let read = |place: &str| fs::read_to_string(schemas.join(place)).unwrap();
        let workflow = load_workflow("workflow.json", &read("workflows/service-plan/workflow.json"));
        let workflow = workflow.unwrap_or_else(|faults| panic!("{}", faults[0]));
        let rules = Rules::compile(Arc::new(parcours_tests::form("service-plan"))).unwrap();
        let process = Process::compile(Arc::new(workflow), rules).unwrap_or_else(|faults| panic!("{}", faults[0]));
        let plan: Value = serde_json::from_str(&read("forms/service-plan/cases/plan.json")).unwrap();
        let dossier = Dossier::open(&process, "d-1", "2025-08-25T13:00:00Z");
        Life { process, dossier, plan: plan["given"].clone() }
    }

    fn now() -> Circumstances {
        Circumstances::at(Moment::parse("2026-11-22T15:00:00Z").unwrap(), Arc::new(Native), hash)
    }

    fn does(&mut self, by: Actor, does: Deed) -> Result<(), Refusal> {
        let id = format!("00000000-0000-7000-8000-{:012x}", self.dossier.history.len() + 1);
        let event = Event { id, at: "2026-11-22T14:00:00Z".to_owned(), by, does };
        self.dossier = apply(&self.process, &self.dossier, event, &Life::now())?;
        Ok(())
    }

    fn save(&mut self, by: Actor, changes: Vec<Change>) -> Result<(), Refusal> {
        self.does(by, Deed::Save { changes })
    }

    /// Gives the answers of the case under these pointers, rows by their keys, some questions of theirs left out.
    fn give(&mut self, by: Actor, pointers: &[&str], less: &[&str]) {
        let mut changes = Vec::new();
        for pointer in pointers {
            let value = self.plan.pointer(pointer).unwrap_or_else(|| panic!("the case has no {pointer}"));
            match value {
                Value::Array(rows) if rows.iter().any(|row| row.get("key").is_some()) => {
                    for row in rows {
                        let mut row = row.as_object().unwrap().clone();
                        let key = row.remove("key").unwrap();
                        less.iter().for_each(|name| drop(row.remove(*name)));
                        changes.push(Change::new(format!("{pointer}/@{}", key.as_str().unwrap()), Value::Object(row)));
                    }
                }
                other => changes.push(Change::new(*pointer, other.clone())),
            }
        }
        let role = by.role.clone();
        self.save(by, changes).unwrap_or_else(|refusal| panic!("{role} gives {pointers:?}: {refusal:?}"));
    }

    fn go(&mut self, role: &str, id: &str) -> Result<(), Refusal> {
        self.does(actor(role), Deed::Transition { id: id.to_owned(), reason: None, sections: Vec::new() })
    }

    fn must(&mut self, role: &str, id: &str, state: &str) {
        self.go(role, id).unwrap_or_else(|refusal| panic!("{role} {id}: {refusal:?}"));
        assert_eq!(self.dossier.state, state);
    }

    fn because(&mut self, role: &str, id: &str, state: &str) {
        let reason = Some("Il manque une réponse.".to_owned());
        self.does(actor(role), Deed::Transition { id: id.to_owned(), reason, sections: Vec::new() })
            .unwrap_or_else(|refusal| panic!("{role} {id}: {refusal:?}"));
        assert_eq!(self.dossier.state, state);
    }

    fn sign(&mut self, role: &str) {
        let hash = self.process.content_hash(&self.dossier, hash).unwrap();
        self.does(actor(role), Deed::Sign { name: format!("Nom de {role}"), hash }).unwrap();
    }

    fn version(&self) -> Option<u32> {
        self.dossier.plan.as_ref().map(|plan| plan.version)
    }

    fn requested(&mut self) {
        let psi = ["requester", "reason", "disability_nature", "significant_persistent"].map(|id| format!("/psi/{id}"));
        let psi: Vec<&str> = psi.iter().map(String::as_str).collect();
        self.give(actor("person"), &psi, &[]);
        self.give(actor("person"), &["/person", "/legal", "/consent"], &[]);
        self.must("person", "submit", "submitted");
    }

    fn with_needs(&mut self) {
        self.requested();
        self.give(actor("adviser"), &["/psi/request_channel", "/psi/welcome_outcome", "/psi/adviser"], &[]);
        self.must("adviser", "welcome", "welcomed");
        self.give(actor("adviser"), &["/psi/interview_at", "/psi/interview_mode"], &[]);
        self.give(actor("adviser").with("person"), &["/psi/portrait", "/psi/needs"], &[]);
        self.give(actor("person"), &["/psi/life_project"], &[]);
        self.must("adviser", "identify_needs", "needs_identified");
    }

    fn drafted(&mut self) {
        self.with_needs();
        self.give(actor("adviser"), &["/psi/coordinator"], &[]);
        self.must("adviser", "link_coordinator", "coordinator_linked");
        self.give(actor("coordinator"), &["/psi/ophq_role", "/psi/participants", "/psi/meetings"], &[]);
        self.must("coordinator", "plan_meeting", "meeting_planned");
        let dates = ["/psi/start_date", "/psi/expected_duration", "/psi/review_date"];
        self.give(actor("coordinator"), &["/psi/objectives"], &["result", "reason"]);
        self.give(actor("coordinator"), &["/psi/services"], &["status"]);
        self.give(actor("coordinator"), &["/psi/unmet"], &[]);
        self.give(actor("coordinator"), &dates, &[]);
        self.must("coordinator", "draft_plan", "plan_drafted");
    }

    fn accepted(&mut self) {
        self.drafted();
        self.give(actor("person"), &["/psi/acceptance"], &[]);
        self.sign("person");
        self.sign("coordinator");
        self.must("person", "accept", "accepted");
    }

    fn in_review(&mut self) {
        self.accepted();
        self.must("coordinator", "start", "in_execution");
        self.must("coordinator", "begin_review", "in_review");
        let result = |key: &str, value: &str| Change::new(format!("/psi/objectives/@{key}/result"), json!(value));
        let results = vec![result("o1", "reached"), result("o2", "partly")];
        self.save(actor("coordinator"), results).unwrap();
    }
}

fn actor(role: &str) -> Actor {
    Actor::new(role, &format!("Nom de {role}"))
}

fn blocks(refused: Result<(), Refusal>) -> Vec<Block> {
    match refused {
        Err(Refusal::Blocked { by }) => by,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_plan_is_asked_for_built_accepted_followed_and_ended() {
    let mut life = Life::new();
    assert!(!blocks(life.go("person", "submit")).is_empty(), "nothing is answered yet");
    life.in_review();
    assert_eq!(life.version(), Some(1));
    let blocked = blocks(life.go("person", "end"));
    assert!(blocked.iter().any(|block| matches!(block, Block::Section { .. })), "{blocked:?}");
    assert!(blocked.iter().any(|block| matches!(block, Block::Guard { why: Some(_) })), "{blocked:?}");
    life.save(actor("person"), vec![Change::new("/psi/review", json!({ "decision": "end" }))]).unwrap();
    assert!(!blocks(life.go("person", "end")).is_empty(), "an end has a reason");
    life.save(actor("person"), vec![Change::new("/psi/end_reason", json!("person_choice"))]).unwrap();
    life.must("person", "end", "ended");
    life.must("person", "reopen", "draft");
    assert_eq!(
        (life.dossier.episode, life.process.answer_at(&life.dossier.answers, "/person/first_name")),
        (2, Some(&json!("Félix")))
    );
}

#[test]
fn a_request_comes_back_with_a_reason_and_the_welcome_has_three_ends() {
    let mut life = Life::new();
    life.requested();
    assert_eq!(life.go("adviser", "send_back"), Err(Refusal::ReasonMissing));
    life.because("adviser", "send_back", "draft");
    life.must("person", "submit", "submitted");
    for (outcome, transition, state) in
        [("information_given", "inform", "informed"), ("referred_elsewhere", "redirect", "redirected")]
    {
        let mut life = Life::new();
        life.requested();
        assert!(!blocks(life.go("adviser", transition)).is_empty());
        let changes =
            vec![Change::new("/psi/welcome_outcome", json!(outcome)), Change::new("/psi/referred_to", json!("CLSC"))];
        life.save(actor("adviser"), changes).unwrap();
        assert!(!blocks(life.go("adviser", "welcome")).is_empty(), "the welcome ended otherwise");
        life.must("adviser", transition, state);
        life.must("family", "ask_again", "draft");
        let reason = Some("Je ne veux plus.".to_owned());
        let withdraw = Deed::Transition { id: "withdraw_request".to_owned(), reason, sections: Vec::new() };
        assert!(!blocks(life.does(actor("family"), withdraw)).is_empty(), "the person asked for themself");
    }
}

#[test]
fn no_change_of_the_plan_is_carried_out_without_a_new_acceptance() {
    let mut life = Life::new();
    life.drafted();
    life.give(actor("person"), &["/psi/acceptance"], &[]);
    let missing = |blocked: Vec<Block>| -> Vec<String> {
        let roles = blocked.into_iter().filter_map(|block| match block {
            Block::Signatures { roles } => Some(roles),
            _ => None,
        });
        roles.flatten().collect()
    };
    assert_eq!(missing(blocks(life.go("person", "accept"))), ["person", "coordinator"]);
    life.sign("person");
    assert_eq!(missing(blocks(life.go("coordinator", "accept"))), ["coordinator"]);
    life.because("person", "negotiate", "negotiating");
    life.save(actor("coordinator"), vec![Change::new("/psi/services/@s2/frequency", json!("Deux fois par semaine"))])
        .unwrap();
    life.must("coordinator", "draft_plan", "plan_drafted");
    life.sign("coordinator");
    assert_eq!(missing(blocks(life.go("person", "accept"))), ["person"], "the person signed another plan");
    life.sign("person");
    life.must("person", "accept", "accepted");
    life.must("coordinator", "start", "in_execution");
    let status = |value: &str| vec![Change::new("/psi/services/@s2/status", json!(value))];
    life.save(actor("provider"), status("running")).unwrap();
    let signed = life.process.signatures_that_count(&life.dossier, hash).len();
    assert_eq!(signed, 2, "how a service goes is no change of the plan");
    let frozen = life.save(actor("coordinator"), vec![Change::new("/psi/review_date", json!("2030-01-01"))]);
    assert!(matches!(frozen, Err(Refusal::NotYours { .. })));
    life.because("person", "amend", "negotiating");
    life.save(actor("coordinator"), vec![Change::new("/psi/services/@s2/end", json!("2026-12-31"))]).unwrap();
    life.must("coordinator", "draft_plan", "plan_drafted");
    life.sign("person");
    life.sign("coordinator");
    life.must("person", "accept", "accepted");
    assert_eq!(life.version(), Some(2));
}

#[test]
fn a_plan_continues_as_it_is_or_with_changes() {
    let mut life = Life::new();
    life.in_review();
    let decide =
        |decision: &str| vec![Change::new("/psi/review", json!({ "decision": decision, "next_date": "2027-11-01" }))];
    life.save(actor("coordinator"), decide("continue_as_is")).unwrap();
    assert!(!blocks(life.go("person", "renew")).is_empty(), "the next review is part of what is signed");
    life.sign("person");
    life.sign("coordinator");
    life.must("person", "renew", "renewed");
    assert_eq!(life.version(), Some(2));
    life.must("person", "begin_review", "in_review");
    life.save(actor("person"), decide("continue_with_changes")).unwrap();
    life.must("coordinator", "revise", "negotiating");
}

#[test]
fn each_sees_and_does_their_part_only() {
    let mut life = Life::new();
    life.accepted();
    life.must("coordinator", "start", "in_execution");
    life.save(actor("adviser"), vec![Change::new("/notes/adviser", json!("Rappeler en mai."))]).unwrap();
    let sees = |role: &str, at: &str| {
        let seen = life.process.seen_by(&life.dossier, role);
        seen.is_some_and(|seen| seen.answers.get(at).is_some())
    };
    let everybody = ["person", "family", "adviser", "coordinator", "provider"];
    // What each sees, the person aside: they see all but an adviser's notes.
    for (at, readers) in [
        ("/person/first_name", &everybody[..]),
        ("/person/address", &["adviser", "coordinator"]),
        ("/person/phones", &["adviser", "coordinator"]),
        ("/person/living_arrangement", &["adviser", "coordinator"]),
        ("/person/accommodations", &["adviser", "coordinator", "provider"]),
        ("/legal", &["adviser", "coordinator"]),
        ("/consent", &["adviser", "coordinator"]),
        ("/psi/reason", &["family", "adviser", "coordinator"]),
        ("/psi/portrait", &["adviser", "coordinator"]),
        ("/psi/needs/0/description", &["adviser", "coordinator", "provider"]),
        ("/psi/services/1/means", &["adviser", "coordinator", "provider"]),
        ("/notes/adviser", &["adviser"]),
    ] {
        for role in everybody {
            let expected = readers.contains(&role) || (role == "person" && !at.starts_with("/notes"));
            assert_eq!(sees(role, at), expected, "{role} {at}");
        }
    }
    for (role, at) in [
        ("provider", "/psi/services/@s1/means"),
        ("family", "/psi/acceptance/decision"),
        ("coordinator", "/psi/portrait/strengths"),
        ("adviser", "/psi/services/@s1/status"),
        ("person", "/psi/objectives/@o1/text"),
    ] {
        let refused = life.save(actor(role), vec![Change::new(at, json!("x"))]);
        assert!(
            matches!(refused, Err(Refusal::NotYours { .. } | Refusal::AgreementMissing { .. })),
            "{role} {at}: {refused:?}"
        );
    }
    for (role, transition) in
        [("provider", "begin_review"), ("family", "withdraw"), ("adviser", "amend"), ("provider", "end")]
    {
        assert_eq!(life.go(role, transition), Err(Refusal::NotPossible), "{role} {transition}");
    }
}

#[test]
fn a_relative_asks_and_the_person_says_the_rest() {
    let mut life = Life::new();
    let asks = |role: &str| vec![Change::new("/psi/requester", json!(role))];
    let alone = life.save(actor("adviser"), asks("family_member"));
    assert!(matches!(alone, Err(Refusal::AgreementMissing { .. })), "{alone:?}");
    life.save(actor("adviser").with("family"), asks("family_member")).unwrap();
    life.give(actor("family"), &["/psi/reason", "/psi/disability_nature"], &[]);
    let name = ["last_name_birth", "first_name", "birth_date"].map(|id| format!("/person/{id}"));
    life.give(actor("family"), &name.each_ref().map(String::as_str), &[]);
    let refused = life.save(actor("family"), vec![Change::new("/person/address/street", json!("rue Cachée"))]);
    assert!(matches!(refused, Err(Refusal::NotYours { .. })), "where somebody lives is theirs to say");
    assert!(!blocks(life.go("family", "submit")).is_empty(), "who asks is named, and signs");
    let referrer = json!({ "first_name": "Anne", "last_name": "Roy", "relation": "Sœur", "phone": "+14505550142",
        "attestation": true, "signature": "Anne Roy" });
    life.save(actor("family"), vec![Change::new("/referrer", referrer)]).unwrap();
    life.must("family", "submit", "submitted");
    life.give(actor("adviser"), &["/psi/welcome_outcome", "/psi/adviser"], &[]);
    assert!(!blocks(life.go("adviser", "welcome")).is_empty(), "the person has not been spoken to");
    life.give(
        actor("adviser").with("person"),
        &["/person/address", "/person/phones", "/person/living_arrangement"],
        &[],
    );
    life.give(
        actor("adviser").with("person"),
        &["/person/ok_to_contact_directly", "/person/language_correspondence"],
        &[],
    );
    life.give(actor("adviser").with("person"), &["/legal", "/consent"], &[]);
    life.must("adviser", "welcome", "welcomed");
    life.because("person", "withdraw", "withdrawn");
    assert_eq!(life.go("family", "ask_again"), Err(Refusal::NotPossible), "the person withdrew");
    life.must("person", "reopen", "draft");
    life.because("family", "withdraw_request", "withdrawn");
}

#[test]
fn one_may_go_back_before_the_plan_is_drawn_up() {
    let mut life = Life::new();
    life.with_needs();
    life.because("adviser", "resume_needs", "welcomed");
    life.must("adviser", "identify_needs", "needs_identified");
    life.give(actor("adviser"), &["/psi/coordinator"], &[]);
    life.must("adviser", "link_coordinator", "coordinator_linked");
    life.because("coordinator", "decline_coordination", "needs_identified");
    life.because("adviser", "no_plan_needed", "informed");
}

/// A transition nobody lived through is one nobody has looked at.
#[test]
fn every_transition_is_tried_above() {
    let source = include_str!("service_plan.rs");
    for transition in &Life::new().process.workflow().transitions {
        assert!(source.contains(&format!("\"{}\"", transition.id)), "{} is never tried", transition.id);
    }
}

/// An advisor on the phone has words for every page of the welcome and of the needs, their own notes aside.
#[test]
fn an_advisor_is_never_without_words() {
    let life = Life::new();
    let form = life.process.form();
    for step in &life.process.workflow().steps[..2] {
        for id in step.sections.iter().filter(|id| *id != "adviser_notes") {
            let section = form.sections.iter().find(|section| section.id == *id).unwrap();
            let advisor = section.advisor.as_ref().unwrap_or_else(|| panic!("nothing to say for {id}"));
            assert!(advisor.say.is_some() && advisor.plain.is_some() && advisor.documents.is_some(), "{id}");
        }
    }
}
