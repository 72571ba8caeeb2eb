//! Sending: one request, its failures, what a server says, what is left once received.

use parcours_rules::journey::{
    ChosenFile, Effect, Event, Failure, FailureKind, Focus, HostEvent, Outcome, Page, Sending, Stamp, StampFor, Status,
};
use parcours_schema::Language;
use serde_json::json;

use crate::demo::{WHO, answer, at_review, fail, focus, sent, server, summary};

#[test]
fn the_envelope_holds_the_normal_form_the_stamps_and_the_files() {
    let mut journey = at_review();
    journey.update(Event::Edit { at: "/papers".into() });
    journey.update(Event::AddRow { at: "/papers".into() });
    answer(&mut journey, "/papers/0/title", json!("  Avis "));
    let effects = journey.update(Event::ChooseFile { at: "/papers/0/file".into() });
    let [Effect::ReadFile { ticket, types, max_bytes, .. }] = effects.as_slice() else { panic!() };
    assert_eq!((types.as_slice(), *max_bytes), (["application/pdf".to_owned()].as_slice(), 1000));
    let file =
        ChosenFile { name: "avis.pdf".into(), media_type: "application/pdf".into(), size: 9, sha256: "ab".repeat(32) };
    journey.update(Event::FileRead { ticket: *ticket, file: Ok(file) });
    journey.update(Event::Continue);
    let submission = sent(&mut journey, 1);
    assert_eq!(submission.id.len(), 36);
    assert_eq!(&submission.id[14..15], "7");
    assert_eq!(submission.answers.get("/who/opened"), Some(&json!("2026-11-22T09:00:00-05:00")));
    assert_eq!(submission.answers.get("/signed/at"), Some(&json!("2026-11-22T10:00:01-05:00")));
    assert_eq!(submission.answers.get("/papers/0/title"), Some(&json!("Avis")));
    assert_eq!(submission.answers.get("/safety"), None);
    let [file] = submission.attachments.as_slice() else { panic!() };
    assert_eq!((file.name.as_str(), file.at.as_deref()), ("avis.pdf", Some("/papers/0/file")));
    // A server that judges the envelope with the same rules agrees.
    let rules = journey.engine().rules().clone();
    assert!(rules.check(&submission.answers, journey.engine().context()).is_ok());
}

#[test]
fn the_same_request_is_sent_again_under_the_same_key_until_it_is_received() {
    let mut journey = at_review();
    let first = sent(&mut journey, 1);
    for kind in [
        FailureKind::Network,
        FailureKind::Timeout,
        FailureKind::NoReference,
        FailureKind::Busy { retry_after: Some(9) },
    ] {
        fail(&mut journey, kind);
        assert_eq!(sent(&mut journey, 2), first, "not one byte differs");
    }
    fail(&mut journey, FailureKind::Network);
    journey.update(Event::Edit { at: "/who/name".into() });
    answer(&mut journey, "/who/name", json!("Ada"));
    journey.update(Event::Continue);
    let changed = sent(&mut journey, 3);
    assert_eq!(changed.id, first.id, "a server that stored the first one can tell");
    assert_ne!(changed.submitted_at, first.submitted_at);
    fail(&mut journey, FailureKind::Conflict);
    assert_eq!(sent(&mut journey, 4).id, first.id, "a server still at work on it must not get a second one");
    fail(&mut journey, FailureKind::KeyReused);
    assert_ne!(sent(&mut journey, 4).id, first.id, "told of the conflict, the person means a new request");
}

#[test]
fn every_failure_is_said_and_loses_nothing() {
    use FailureKind::*;
    let kinds = [
        Offline,
        Network,
        Timeout,
        NotSet,
        SignInNeeded,
        Forbidden,
        NotFound,
        Conflict,
        KeyReused,
        TooLarge,
        WrongType,
        Refused,
        Busy { retry_after: None },
        Status(500),
        NoReference,
        FileUnreadable,
    ];
    let mut codes = std::collections::BTreeSet::new();
    for kind in kinds {
        let mut journey = at_review();
        let before = journey.engine().answers().clone();
        sent(&mut journey, 1);
        let effects = fail(&mut journey, kind);
        assert_eq!(journey.sending(), &Sending::Failed(Failure { kind, detail: None }));
        assert_eq!(journey.page(), Page::Review);
        assert!(journey.engine().answers() == &before);
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Emit(HostEvent::Error { .. }))));
        codes.insert(kind.code());
        journey.update(Event::Send);
        assert_eq!(journey.sending(), &Sending::InProgress, "and it can be tried again");
    }
    assert_eq!(codes.len(), kinds.len() - 1, "each its own, but for the two conflicts");
}

#[test]
fn a_success_without_a_reference_is_no_success() {
    let mut journey = at_review();
    sent(&mut journey, 1);
    journey.update(Event::Sent(Outcome::Received { reference: " \u{202e}\n".into() }));
    assert_eq!(journey.sending(), &Sending::Failed(Failure { kind: FailureKind::NoReference, detail: None }));
    assert_eq!(journey.page(), Page::Review);
}

#[test]
fn once_received_nothing_is_left_but_the_reference() {
    let mut journey = at_review();
    let id = sent(&mut journey, 1).id;
    let effects = journey.update(Event::Sent(Outcome::Received { reference: "P-\u{202e}1".into() }));
    assert_eq!(journey.page(), Page::Confirmation);
    assert_eq!(journey.sending(), &Sending::Received { reference: "P-1".into() });
    assert!(matches!(effects.first(), Some(Effect::Wipe)));
    assert_eq!(focus(&effects), Some(&Focus::Heading));
    let told = HostEvent::Submitted { id: id.clone(), reference: "P-1".into() };
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Emit(event) if *event == told)));
    assert!(journey.engine().answers().as_map().is_empty());
    for event in [Event::Send, Event::Back, Event::Open(WHO), Event::Open(Page::Review), Event::Continue] {
        journey.update(event);
        assert_eq!(journey.page(), Page::Confirmation);
    }
    assert!(answer(&mut journey, "/who/name", json!("Ana")).is_empty());
    assert!(journey.engine().answers().as_map().is_empty());
    journey.update(Event::Restart);
    assert_eq!((journey.page(), journey.sending()), (WHO, &Sending::Idle));
    assert_eq!(journey.engine().raw("/who/name"), None);
}

#[test]
fn a_new_request_has_a_new_id_and_a_new_opening_time() {
    let mut journey = at_review();
    let first = sent(&mut journey, 1);
    journey.update(Event::Sent(Outcome::Received { reference: "P-1".into() }));
    let effects = journey.update(Event::Restart);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Stamp(StampFor::Opening))));
    let opening = Stamp { now: "2026-11-22T11:00:00-05:00".into(), now_ms: 0, random: [0; 10] };
    journey.update(Event::Stamped(StampFor::Opening, opening));
    answer(&mut journey, "/who/name", json!("Bo"));
    answer(&mut journey, "/who/danger", json!(false));
    journey.update(Event::Continue);
    journey.update(Event::Continue);
    answer(&mut journey, "/signed/agreed", json!(true));
    journey.update(Event::Continue);
    let second = sent(&mut journey, 2);
    assert_ne!(second.id, first.id);
    assert_eq!(second.started_at, "2026-11-22T11:00:00-05:00");
    assert_eq!(second.answers.get("/who/opened"), Some(&json!("2026-11-22T11:00:00-05:00")));
}

#[test]
fn the_servers_problems_land_on_their_questions_and_none_is_dropped() {
    let mut journey = at_review();
    sent(&mut journey, 1);
    let pointers = ["/signed/agreed", "/nowhere/at/all", "/who/name", "/safety/where", "/answers/who/code/0", ""];
    let effects = journey.update(Event::Sent(Outcome::Problems(pointers.map(server).into())));
    assert_eq!(focus(&effects), Some(&Focus::Summary));
    assert_eq!((journey.page(), journey.sending()), (Page::Review, &Sending::Idle));
    let entries = summary(&journey);
    let found: Vec<_> = entries.iter().map(|(at, _, linked)| (at.as_str(), *linked)).collect();
    let unlinked = [("/nowhere/at/all", false), ("/safety/where", false), ("", false)];
    let linked = [("/who/name", true), ("/who/code", true), ("/signed/agreed", true)];
    assert_eq!(found, [unlinked, linked].concat());

    journey.update(Event::GoToProblem { at: "/who/code".into() });
    assert_eq!(journey.page(), WHO);
    assert_eq!((journey.problems_at("/who/code").len(), journey.problems_at("/who/name").len()), (1, 1));
    answer(&mut journey, "/who/code", json!("J6T 1A1"));
    journey.update(Event::Continue);
    assert_eq!(journey.page(), Page::Review);
    assert_eq!(summary(&journey).len(), 5, "what was not touched is still said");
    journey.update(Event::Send);
    assert_eq!((summary(&journey).len(), journey.sending()), (0, &Sending::InProgress), "the server judges anew");
}

#[test]
fn an_empty_list_of_problems_is_a_refusal() {
    let mut journey = at_review();
    sent(&mut journey, 1);
    journey.update(Event::Sent(Outcome::Problems(vec![])));
    assert!(matches!(journey.sending(), Sending::Failed(Failure { kind: FailureKind::Refused, .. })));
}

#[test]
fn one_request_at_a_time_and_nothing_changes_under_it() {
    let mut journey = at_review();
    sent(&mut journey, 1);
    assert!(journey.update(Event::Send).is_empty());
    assert!(answer(&mut journey, "/who/name", json!("X")).is_empty());
    for event in [Event::Back, Event::Continue, Event::Restart, Event::Edit { at: "/who/name".into() }] {
        assert!(journey.update(event).is_empty());
    }
    assert_eq!(journey.engine().raw("/who/name"), Some(&json!("Ana")));
    assert_eq!(journey.status(), Some(&Status::Sending));
    assert_eq!(journey.update(Event::Language(Language::En)).len(), 1);
}

#[test]
fn a_host_that_takes_the_sending_over_leaves_everything_as_it_is() {
    let mut journey = at_review();
    sent(&mut journey, 1);
    journey.update(Event::Sent(Outcome::Cancelled));
    assert_eq!((journey.page(), journey.sending()), (Page::Review, &Sending::Idle));
    assert_eq!(journey.engine().raw("/who/name"), Some(&json!("Ana")));
}
