//! The life of a dossier, from the first answer to its end and after.

use parcours_rules::dossier::{Block, Deed, Dossier, Event, Refusal, apply, replay};
use serde_json::json;

use crate::trial::{Life, OPENED, actor, event, go, go_because, now, save};

#[test]
fn from_the_request_to_the_end() {
    let life = Life::at("ended");
    let plan = life.dossier.plan.as_ref().unwrap();
    assert_eq!(plan.version, 1);
    assert_eq!(life.dossier.episode, 1);
    assert_eq!(life.answer("/signed/signatures").unwrap().as_array().unwrap().len(), 2);
    let again = replay(&life.process, "d-1", OPENED, life.dossier.history.clone()).unwrap();
    assert!(again == life.dossier);
}

#[test]
fn the_same_event_is_taken_once() {
    let life = Life::at("submitted");
    let known = Event::clone(&life.dossier.history[0]);
    let same = apply(&life.process, &life.dossier, known.clone(), &now()).unwrap();
    assert!(same == life.dossier);
    let other = Event { at: "2026-11-22T13:31:00Z".to_owned(), ..known };
    assert_eq!(apply(&life.process, &life.dossier, other, &now()), Err(Refusal::IdTaken));
}

#[test]
fn a_save_outside_ones_part_is_refused_as_a_whole() {
    let mut life = Life::new();
    let changes = save(&[
        ("/request/reason", json!("x")),
        ("/plan/coordinator", json!("me")),
        ("/plan/services/@s1", json!({ "means": "x", "status": "y" })),
        ("/nowhere", json!(1)),
    ]);
    let refused = life.by(actor("person"), changes).unwrap_err();
    let pointers = ["/plan/coordinator", "/plan/services/@s1", "/plan/services/@s1/means", "/plan/services/@s1/status"];
    assert_eq!(refused, Refusal::NotYours { pointers: pointers.map(str::to_owned).to_vec() });
    assert!(life.answer("/request/reason").is_none());
}

#[test]
fn agreement_is_recorded_before_an_adviser_writes_for_the_person() {
    let mut life = Life::new();
    let reason = || save(&[("/request/reason", json!("By phone"))]);
    let pointers = vec!["/request/reason".to_owned()];
    assert_eq!(life.by(actor("adviser"), reason()), Err(Refusal::AgreementMissing { pointers: pointers.clone() }));
    let mut helper = actor("adviser").with("person");
    helper.agreed = false;
    assert_eq!(life.by(helper, reason()), Err(Refusal::AgreementMissing { pointers }));
    assert_eq!(life.by(actor("adviser").with("provider"), reason()), Err(Refusal::CannotHelp));
    assert_eq!(life.by(actor("coordinator").with("person"), reason()), Err(Refusal::CannotHelp));
    life.by(actor("adviser").with("person"), reason()).unwrap();
    assert_eq!(life.answer("/request/reason"), Some(&json!("By phone")));
    // Even where the adviser has a right of their own, what the person writes at the same time is the person's.
    let mut life = Life::at("welcomed");
    let need = || save(&[("/needs/life_project", json!("In an interview"))]);
    assert!(matches!(life.by(actor("adviser"), need()), Err(Refusal::AgreementMissing { .. })));
    life.by(actor("adviser").with("person"), need()).unwrap();
    // Where the person does not write, an adviser has a right of their own or none.
    let mut life = Life::at("submitted");
    life.save("adviser", &[("/request/reason", json!("Corrected"))]);
}

#[test]
fn a_return_needs_a_reason_and_names_what_to_correct() {
    let mut life = Life::at("submitted");
    assert_eq!(life.by(actor("adviser"), go("send_back")), Err(Refusal::ReasonMissing));
    assert_eq!(life.by(actor("adviser"), go_because("send_back", " \n")), Err(Refusal::ReasonMissing));
    life.must("adviser", go_because("send_back", "The reason is not clear"));
    let returned = life.dossier.returned.as_ref().unwrap();
    assert_eq!(returned.reason.as_deref(), Some("The reason is not clear"));
    assert_eq!(returned.sections, ["request", "person"]);
    life.save("person", &[("/request/reason", json!("Clear now"))]);
    assert_eq!(life.process.to_correct(&life.dossier), ["person"]);
    life.must("person", go("submit"));
    assert!(life.dossier.returned.is_none());
}

#[test]
fn what_blocks_is_said() {
    let mut life = Life::new();
    let Err(Refusal::Blocked { by }) = life.by(actor("person"), go("submit")) else { panic!("it went") };
    assert_eq!(by.len(), 2);
    let Block::Section { section: 0, problems, others: false } = &by[0] else { panic!("{by:?}") };
    assert_eq!(problems.len(), 2);
    let mut life = Life::at("plan_drafted");
    life.save("person", &[("/acceptance/decision", json!("refuses"))]);
    let Err(Refusal::Blocked { by }) = life.by(actor("person"), go("accept")) else { panic!("it went") };
    let Block::Guard { why: Some(why) } = &by[0] else { panic!("{by:?}") };
    assert_eq!(why.en, "The person must accept.");
    assert_eq!(by[1], Block::Signatures { roles: vec!["person".to_owned(), "coordinator".to_owned()] });
    for (role, transition) in
        [("coordinator", "submit"), ("person", "welcome"), ("provider", "accept"), ("person", "no")]
    {
        assert_eq!(life.by(actor(role), go(transition)), Err(Refusal::NotPossible), "{role} {transition}");
    }
}

#[test]
fn changed_content_needs_new_signatures_and_makes_a_new_version() {
    let mut life = Life::at("in_review");
    life.save("coordinator", &[("/review/decision", json!("continue"))]);
    life.must("coordinator", go("renew"));
    life.must("coordinator", go("draft_plan"));
    // Nothing changed: the signatures given still count, and the version stays.
    life.must("person", go("accept"));
    assert_eq!(life.dossier.plan.as_ref().unwrap().version, 1);
    life.must("coordinator", go("review"));
    life.must("coordinator", go("renew"));
    // The status of a service is not what was signed.
    life.save("coordinator", &[("/plan/services/@s1/status", json!("running"))]);
    assert_eq!(life.process.signatures_that_count(&life.dossier, now().hash).len(), 2);
    life.save("coordinator", &[("/plan/services/@s1/means", json!("More help at home"))]);
    assert!(life.process.signatures_that_count(&life.dossier, now().hash).is_empty());
    life.must("coordinator", go("draft_plan"));
    let Err(Refusal::Blocked { by }) = life.by(actor("person"), go("accept")) else { panic!("it went") };
    assert_eq!(by, [Block::Signatures { roles: vec!["person".to_owned(), "coordinator".to_owned()] }]);
    life.sign("person").unwrap();
    life.sign("coordinator").unwrap();
    life.must("coordinator", go("accept"));
    assert_eq!(life.dossier.plan.as_ref().unwrap().version, 2);
}

#[test]
fn only_those_who_must_sign_do_and_only_what_stands() {
    let mut life = Life::at("plan_drafted");
    assert_eq!(life.sign("adviser"), Err(Refusal::NothingToSign));
    assert_eq!(life.sign("provider"), Err(Refusal::NothingToSign));
    let old = life.process.content_hash(&life.dossier, now().hash).unwrap();
    life.save("coordinator", &[("/plan/services/@s1/means", json!("Something else"))]);
    let sign = Deed::Sign { name: "Roy".to_owned(), hash: old };
    assert_eq!(life.by(actor("person"), sign), Err(Refusal::ContentChanged));
    assert!(matches!(Life::at("draft").sign("person"), Err(Refusal::NothingToSign)));
}

#[test]
fn withdrawn_then_taken_up_again() {
    for state in ["draft", "submitted", "welcomed", "coordinator_linked", "plan_drafted", "in_execution", "in_review"] {
        let mut life = Life::at(state);
        assert_eq!(life.by(actor("person"), go("withdraw")), Err(Refusal::ReasonMissing), "{state}");
        life.must("person", go_because("withdraw", "I moved"));
        assert_eq!(life.by(actor("person"), go_because("withdraw", "I moved")), Err(Refusal::NotPossible));
        let answers = life.dossier.answers.clone();
        life.must("person", go("reopen"));
        assert_eq!((life.dossier.state.as_str(), life.dossier.episode), ("draft", 2));
        assert_eq!(life.dossier.answers.get("/person"), answers.get("/person"));
        assert_eq!(life.dossier.entered.len(), 1);
        // A signature of another episode does not count.
        assert!(life.process.signatures_that_count(&life.dossier, now().hash).is_empty());
    }
}

#[test]
fn a_row_somebody_took_away_is_not_written_again() {
    let mut life = Life::at("welcomed");
    life.save("person", &[("/needs/list/@a", json!({})), ("/needs/list/@a/description", json!("x"))]);
    life.save("person", &[("/needs/list/@a", json!(null))]);
    let write = || save(&[("/needs/list/@a/priority", json!("now"))]);
    assert_eq!(
        life.by(actor("person"), write()),
        Err(Refusal::RowGone { pointers: vec!["/needs/list/@a".to_owned()] })
    );
    life.save("person", &[("/needs/list/@a", json!(null))]);
    assert!(life.answer("/needs/list").is_none());
}

#[test]
fn places_that_are_none() {
    let mut life = Life::at("welcomed");
    for (at, to) in [
        ("/needs/list/0/description", json!("x")),
        ("/needs/list", json!([{ "key": "a" }])),
        ("/needs/list", json!(null)),
        ("/needs/list/@Not-a-key", json!({})),
        ("/needs/list/@a", json!("x")),
        ("/needs/list/@a", json!({ "key": "b" })),
        ("/needs/list/@a", json!({ "what": "x" })),
        ("/needs/nothing", json!("x")),
        ("/dossier/state", json!("ended")),
        ("/needs", json!("x")),
        ("/person/address", json!("x")),
        ("/person/phones/@a/number", json!("x")),
        ("needs", json!("x")),
    ] {
        let refused = life.by(actor("person"), save(&[(at, to)])).unwrap_err();
        assert!(matches!(refused, Refusal::NoSuchPlace { .. }), "{at}: {refused}");
    }
}

#[test]
fn there_and_back_as_json() {
    let life = Life::at("ended");
    let value = life.dossier.to_value();
    let back = Dossier::from_value(&serde_json::from_str(&value.to_string()).unwrap()).unwrap();
    assert!(back == life.dossier);
}

#[test]
fn events_are_not_taken_from_the_future_or_from_strangers() {
    let life = Life::new();
    let write = || save(&[("/request/reason", json!("x"))]);
    let late = Event { at: "2026-11-22T14:06:00Z".to_owned(), ..event(1, actor("person"), write()) };
    assert_eq!(apply(&life.process, &life.dossier, late, &now()), Err(Refusal::FromTheFuture));
    let stranger = event(1, actor("neighbour"), write());
    assert_eq!(apply(&life.process, &life.dossier, stranger, &now()), Err(Refusal::UnknownRole));
}
