//! The rules of the page, one test each, on a small form that has a section of every sort: plain, conditional, with
//! rows and a file, and signed.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;

use chrono::NaiveDate;
use parcours_rules::journey::{
    ChosenFile, Effect, Event, Failure, FailureKind, FileRefusal, Focus, HistoryChange, HistoryMode, HostEvent,
    Journey, JourneyOptions, Outcome, Page, Position, Sending, ServerProblem, Stamp, StampFor, Status,
};
use parcours_rules::{Context, Native, Rules};
use parcours_schema::{Answers, Code, DatePart, FilledBy, Language, NoLibrary, Submission, load_form};
use serde_json::{Value, json};

const WHO: Page = Page::Section(0);
const SAFETY: Page = Page::Section(1);
const PAPERS: Page = Page::Section(2);
const SIGNED: Page = Page::Section(3);

fn form() -> Value {
    let text = |fr: &str, en: &str| json!({ "fr": fr, "en": en });
    json!({ "id": "demo", "version": "1.0.0", "revision": "2026", "audience": "professional", "legal_regime": "r-22.1",
      "sensitive": false, "title": text("Essai", "Trial"),
      "sections": [
        { "id": "who", "title": text("Qui", "Who"), "questions": [
          { "id": "opened", "kind": "computed", "label": text("Ouvert", "Opened"), "compute": { "stamp": true } },
          { "id": "name", "kind": "text", "label": text("Nom", "Name"), "required": true, "no_digits": true },
          { "id": "code", "kind": "postal_code", "label": text("Code postal", "Postal code") },
          { "id": "born", "kind": "date", "label": text("Naissance", "Birth"), "max": "today" },
          { "id": "danger", "kind": "yes_no", "label": text("Danger", "Danger"), "required": true } ] },
        { "id": "safety", "title": text("Sécurité", "Safety"), "when": { "answer": "who.danger", "is": true }, "questions": [
          { "id": "where", "kind": "text", "label": text("Où", "Where"), "required": true } ] },
        { "id": "papers", "title": text("Documents", "Papers"), "questions": [
          { "id": "papers", "root": true, "kind": "group", "label": text("Documents", "Papers"),
            "repeat": { "max": 3, "add": text("Ajouter", "Add"), "item": "Document {n}" }, "questions": [
            { "id": "title", "kind": "text", "label": text("Titre", "Title"), "required": true },
            { "id": "file", "kind": "attachment", "label": text("Fichier", "File"),
              "types": ["application/pdf"], "max_bytes": 1000 } ] } ] },
        { "id": "signed", "title": text("Signature", "Signature"), "questions": [
          { "id": "agreed", "kind": "attestation", "label": text("Accord", "Agreement"), "required": true,
            "statement": text("J’accepte.", "I agree.") },
          { "id": "at", "kind": "computed", "label": text("Le", "On"), "compute": { "stamp": true } } ] } ] })
}

fn new(history: HistoryMode, answers: Value) -> Journey {
    let form = load_form("demo.json", &form().to_string(), &NoLibrary).expect("the demo form is right");
    let rules = Rules::compile(Arc::new(form)).expect("the demo form is whole");
    let context = Context { today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(), platform: Arc::new(Native) };
    let options = JourneyOptions {
        language: Language::Fr,
        filled_by: FilledBy::Professional,
        history,
        started_at: "2026-11-22T09:00:00-05:00".into(),
    };
    Journey::new(rules, options, Answers::from_value(answers).unwrap(), context)
}

fn journey() -> Journey {
    new(HistoryMode::Replace, json!({}))
}

fn answer(journey: &mut Journey, at: &str, value: Value) -> Vec<Effect> {
    journey.update(Event::Answer { at: at.into(), value: Some(value) })
}

fn stamp(second: u64) -> Event {
    let stamp = Stamp {
        now: format!("2026-11-22T10:00:{second:02}-05:00"),
        now_ms: 1_795_359_600_000,
        random: [second as u8; 10],
    };
    Event::Stamped(StampFor::Sending, stamp)
}

/// A journey on the review page, without danger, everything right.
fn at_review() -> Journey {
    let mut journey = journey();
    answer(&mut journey, "/who/name", json!("Ana"));
    answer(&mut journey, "/who/danger", json!(false));
    journey.update(Event::Continue);
    journey.update(Event::Continue);
    answer(&mut journey, "/signed/agreed", json!(true));
    journey.update(Event::Continue);
    assert_eq!(journey.page(), Page::Review);
    journey
}

fn sent(journey: &mut Journey, second: u64) -> Submission {
    journey.update(Event::Send);
    match journey.update(stamp(second)).pop() {
        Some(Effect::Send(submission)) => *submission,
        _ => panic!("nothing was sent"),
    }
}

fn fail(journey: &mut Journey, kind: FailureKind) -> Vec<Effect> {
    journey.update(Event::Sent(Outcome::failed(kind)))
}

fn focus(effects: &[Effect]) -> Option<&Focus> {
    effects.iter().find_map(|effect| match effect {
        Effect::Focus(focus) => Some(focus),
        _ => None,
    })
}

fn summary(journey: &Journey) -> Vec<(String, String, bool)> {
    let entries = journey.summary().into_iter();
    entries.map(|entry| (entry.problem.at, entry.problem.code.name(), entry.target.is_some())).collect()
}

#[test]
fn errors_stop_a_continue_and_are_listed_one_per_question_in_page_order() {
    let mut journey = journey();
    answer(&mut journey, "/who/born", json!({ "day": "27", "month": "", "year": "" }));
    answer(&mut journey, "/who/code", json!("nope"));
    assert!(journey.problems_at("/who/code").is_empty(), "nothing is said before Continue");
    let effects = journey.update(Event::Continue);
    assert_eq!(journey.page(), WHO);
    assert_eq!(focus(&effects), Some(&Focus::Summary));
    let found = summary(&journey);
    let expected = [
        ("/who/name", "required"),
        ("/who/code", "postal_code_shape"),
        ("/who/born", "date_missing"),
        ("/who/danger", "required"),
    ];
    let found: Vec<_> = found.iter().map(|(at, code, linked)| (at.as_str(), code.as_str(), *linked)).collect();
    assert_eq!(found, expected.map(|(at, code)| (at, code, true)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Title(title) if title.problem)));
    let part = journey.update(Event::GoToProblem { at: "/who/born".into() });
    assert_eq!(focus(&part), Some(&Focus::Question { at: "/who/born".into(), part: Some(DatePart::Month) }));
}

#[test]
fn errors_stay_until_the_next_continue() {
    let mut journey = journey();
    journey.update(Event::Continue);
    answer(&mut journey, "/who/name", json!("Ana"));
    assert_eq!(summary(&journey).len(), 2);
    journey.update(Event::Continue);
    assert_eq!(summary(&journey).len(), 1);
    answer(&mut journey, "/who/danger", json!(false));
    let effects = journey.update(Event::Continue);
    assert_eq!((journey.page(), summary(&journey)), (PAPERS, vec![]));
    assert_eq!(focus(&effects), Some(&Focus::Heading));
    let Some(Effect::Title(title)) = effects.first() else { panic!() };
    assert_eq!((title.problem, title.position), (false, Some(Position { step: 2, total: 4 })));
}

#[test]
fn a_warning_never_stops_and_is_shown_on_the_review_page() {
    let mut journey = journey();
    answer(&mut journey, "/who/name", json!("Ana"));
    answer(&mut journey, "/who/code", json!("K1A 0B1"));
    answer(&mut journey, "/who/danger", json!(false));
    journey.update(Event::Continue);
    journey.update(Event::Continue);
    answer(&mut journey, "/signed/agreed", json!(true));
    journey.update(Event::Continue);
    assert_eq!(journey.page(), Page::Review);
    assert_eq!(journey.problems_at("/who/code")[0].code, Code::PostalCodeOutsideQuebec);
    assert!(journey.summary().is_empty());
    sent(&mut journey, 1);
    assert_eq!(journey.sending(), &Sending::InProgress);
}

#[test]
fn a_change_from_the_review_returns_there_on_the_row_that_changed() {
    let mut journey = at_review();
    let effects = journey.update(Event::Edit { at: "/who/name".into() });
    assert_eq!((journey.page(), journey.returns_to_review()), (WHO, true));
    assert_eq!(focus(&effects), Some(&Focus::Question { at: "/who/name".into(), part: None }));
    answer(&mut journey, "/who/name", json!("Ada"));
    let effects = journey.update(Event::Continue);
    assert_eq!((journey.page(), journey.returns_to_review()), (Page::Review, false));
    assert_eq!(focus(&effects), Some(&Focus::EditLink { at: "/who/name".into() }));
}

#[test]
fn a_change_that_asks_more_asks_it_before_the_review() {
    let mut journey = at_review();
    journey.update(Event::Edit { at: "/who/danger".into() });
    answer(&mut journey, "/who/danger", json!(true));
    journey.update(Event::Continue);
    assert_eq!((journey.page(), journey.returns_to_review()), (SAFETY, true));
    journey.update(Event::Continue);
    assert_eq!((journey.page(), summary(&journey).len()), (SAFETY, 1));
    answer(&mut journey, "/safety/where", json!("Salaberry"));
    journey.update(Event::Continue);
    assert_eq!(journey.page(), Page::Review);
}

#[test]
fn back_keeps_every_answer_and_checks_nothing() {
    let mut journey = at_review();
    assert!(journey.can_go_back());
    journey.update(Event::Back);
    assert_eq!(journey.page(), SIGNED);
    journey.update(Event::Back);
    assert_eq!(journey.page(), PAPERS);
    journey.update(Event::Back);
    assert_eq!((journey.page(), journey.can_go_back()), (WHO, false));
    assert!(journey.update(Event::Back).is_empty());
    assert_eq!(journey.engine().raw("/who/name"), Some(&json!("Ana")));
}

#[test]
fn nothing_opens_what_was_not_reached() {
    let mut journey = journey();
    for page in [Page::Review, SIGNED, Page::Confirmation, SAFETY, Page::Section(99)] {
        journey.update(Event::Open(page));
        assert_eq!(journey.page(), WHO);
    }
    assert!(journey.update(Event::Send).is_empty());
    assert!(journey.update(Event::Edit { at: "/signed/agreed".into() }).is_empty());
}

#[test]
fn sending_with_an_error_lists_it_with_a_link_to_its_page() {
    let mut journey = at_review();
    journey.update(Event::Answer { at: "/who/name".into(), value: None });
    let effects = journey.update(Event::Send);
    assert_eq!((journey.page(), journey.sending()), (Page::Review, &Sending::Idle));
    assert_eq!(focus(&effects), Some(&Focus::Summary));
    assert_eq!(summary(&journey), [("/who/name".to_owned(), "required".to_owned(), true)]);
    let effects = journey.update(Event::GoToProblem { at: "/who/name".into() });
    assert_eq!(journey.page(), WHO);
    assert_eq!(focus(&effects), Some(&Focus::Question { at: "/who/name".into(), part: None }));
    assert_eq!(journey.problems_at("/who/name").len(), 1, "said again where it is corrected");
    answer(&mut journey, "/who/name", json!("Ada"));
    journey.update(Event::Continue);
    assert_eq!(journey.page(), Page::Review);
}

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
    assert_eq!(codes.len(), kinds.len());
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

fn server(pointer: &str) -> ServerProblem {
    ServerProblem { pointer: pointer.into(), code: "odd".into(), detail: "À revoir.".into() }
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

#[test]
fn the_language_changes_words_only() {
    let mut journey = journey();
    answer(&mut journey, "/who/name", json!("Ana 3"));
    journey.update(Event::Continue);
    let (page, entries) = (journey.page(), summary(&journey));
    let effects = journey.update(Event::Language(Language::En));
    assert_eq!((journey.language(), journey.page(), summary(&journey)), (Language::En, page, entries));
    assert_eq!(journey.engine().raw("/who/name"), Some(&json!("Ana 3")));
    assert_eq!(focus(&effects), None);
}

#[test]
fn rows_move_with_what_is_said_of_them() {
    let mut journey = at_review();
    journey.update(Event::Edit { at: "/papers".into() });
    for row in 0..3 {
        let effects = journey.update(Event::AddRow { at: "/papers".into() });
        assert_eq!(focus(&effects), Some(&Focus::Row { at: "/papers".into(), row }));
    }
    assert!(journey.update(Event::AddRow { at: "/papers".into() }).is_empty(), "three is the most");
    answer(&mut journey, "/papers/0/title", json!("A"));
    journey.update(Event::Continue);
    assert_eq!(summary(&journey).len(), 2);
    let effects = journey.update(Event::ChooseFile { at: "/papers/2/file".into() });
    let [Effect::ReadFile { ticket, .. }] = effects.as_slice() else { panic!() };
    let effects = journey.update(Event::RemoveRow { at: "/papers".into(), row: 1 });
    assert_eq!(focus(&effects), Some(&Focus::Row { at: "/papers".into(), row: 1 }));
    assert_eq!(summary(&journey), [("/papers/1/title".to_owned(), "required".to_owned(), true)]);
    assert_eq!(journey.status(), Some(&Status::RowRemoved { at: "/papers".into(), number: 2 }));
    let file =
        ChosenFile { name: "a.pdf".into(), media_type: "application/pdf".into(), size: 1, sha256: "ab".repeat(32) };
    journey.update(Event::FileRead { ticket: *ticket, file: Ok(file) });
    assert_eq!(journey.engine().raw("/papers/1/file").unwrap()["name"], "a.pdf", "read while its row moved");
    journey.update(Event::RemoveRow { at: "/papers".into(), row: 0 });
    let effects = journey.update(Event::RemoveRow { at: "/papers".into(), row: 0 });
    assert_eq!(focus(&effects), Some(&Focus::AddButton { at: "/papers".into() }));
    assert!(journey.update(Event::RemoveRow { at: "/papers".into(), row: 0 }).is_empty());
}

#[test]
fn a_refused_file_is_said_at_once() {
    let mut journey = at_review();
    journey.update(Event::Edit { at: "/papers".into() });
    journey.update(Event::AddRow { at: "/papers".into() });
    let effects = journey.update(Event::ChooseFile { at: "/papers/0/file".into() });
    let [Effect::ReadFile { ticket, .. }] = effects.as_slice() else { panic!() };
    assert!(journey.is_reading("/papers/0/file"));
    journey.update(Event::FileRead { ticket: *ticket, file: Err(FileRefusal::TooLarge) });
    assert_eq!(journey.file_refusal("/papers/0/file"), Some(FileRefusal::TooLarge));
    assert_eq!(journey.engine().raw("/papers/0/file"), None);
    assert!(!journey.is_reading("/papers/0/file"));
    assert!(journey.update(Event::ChooseFile { at: "/who/name".into() }).is_empty(), "no file is asked there");
}

#[test]
fn the_host_answers_only_what_it_may_and_is_told_nothing() {
    let given = json!({
        "who": { "name": "Ana", "unknown": 1, "opened": "1999-01-01T00:00:00Z" }, "signed": { "agreed": true },
        "papers": [{ "title": "A", "file": { "name": "x", "type": "application/pdf", "size": 1, "sha256": "ab" } }, { "title": "B" }],
        "more": { "x": 1 } });
    let mut journey = new(HistoryMode::Replace, given);
    assert_eq!(journey.engine().raw("/who/name"), Some(&json!("Ana")));
    assert!(journey.is_prefilled("/who/name"));
    assert_eq!(journey.engine().raw("/papers/1/title"), Some(&json!("B")));
    assert_eq!(journey.engine().raw("/papers/0/file"), None);
    assert_eq!(journey.engine().raw("/signed/agreed"), None);
    assert_eq!(journey.engine().raw("/who/opened"), Some(&json!("2026-11-22T09:00:00-05:00")));
    assert_eq!(journey.engine().raw("/more"), None);
    answer(&mut journey, "/who/name", json!("Ada"));
    assert!(!journey.is_prefilled("/who/name"));
    let more = Answers::from_value(json!({ "who": { "name": "Bo", "code": "J6T 1A1" } })).unwrap();
    assert!(journey.update(Event::Prefill(more)).is_empty());
    assert_eq!(journey.engine().raw("/who/name"), Some(&json!("Ada")), "what the person said stays");
    assert_eq!(journey.engine().raw("/who/code"), Some(&json!("J6T 1A1")));
}

#[test]
fn the_browsers_back_button_finds_the_step_again() {
    let mut journey = new(HistoryMode::Push, json!({}));
    let history = |effects: &[Effect]| -> Vec<HistoryChange> {
        let change = |effect: &Effect| match effect {
            Effect::History(change) => Some(change.clone()),
            _ => None,
        };
        effects.iter().filter_map(change).collect()
    };
    assert_eq!(history(&journey.start()), [HistoryChange::Replace { step: "0".into() }]);
    answer(&mut journey, "/who/name", json!("Ana"));
    answer(&mut journey, "/who/danger", json!(false));
    assert_eq!(history(&journey.update(Event::Continue)), [HistoryChange::Push { step: "2".into() }]);
    let effects = journey.update(Event::Popped { step: "0".into() });
    assert_eq!((journey.page(), history(&effects)), (WHO, vec![]));
    journey.update(Event::Popped { step: "2".into() });
    assert_eq!(journey.page(), PAPERS);
    for step in ["review", "done", "3", "1", "77", "<script>", ""] {
        let effects = journey.update(Event::Popped { step: step.into() });
        assert_eq!(
            (journey.page(), history(&effects)),
            (PAPERS, vec![HistoryChange::Replace { step: "2".into() }]),
            "{step}"
        );
    }
    journey.update(Event::Continue);
    answer(&mut journey, "/signed/agreed", json!(true));
    journey.update(Event::Continue);
    sent(&mut journey, 1);
    let effects = journey.update(Event::Sent(Outcome::Received { reference: "P-1".into() }));
    assert_eq!(history(&effects), [HistoryChange::Replace { step: "done".into() }]);
    journey.update(Event::Popped { step: "review".into() });
    assert_eq!(journey.page(), Page::Confirmation, "nothing to send again");
}

#[test]
fn no_history_is_kept_unless_asked() {
    let mut journey = at_review();
    let effects = journey.update(Event::Back);
    assert!(!effects.iter().chain(&journey.start()).any(|effect| matches!(effect, Effect::History(_))));
}

/// A small generator of numbers, so that a failure can be found again by its seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn event(&mut self) -> Event {
        let pointers = [
            "/who/name",
            "/who/code",
            "/who/born",
            "/who/danger",
            "/safety/where",
            "/papers",
            "/papers/0/title",
            "/papers/2/title",
            "/papers/1/file",
            "/signed/agreed",
            "/signed/at",
            "/nowhere",
            "",
            "/",
            "/papers/99999999999",
        ];
        let values = [
            json!("Ana"),
            json!("12"),
            json!(true),
            json!(false),
            json!(null),
            json!({ "day": "1" }),
            json!(["x"]),
            json!(7),
            json!("J6T 1A1"),
        ];
        let steps = ["0", "1", "2", "3", "review", "done", "x"];
        let at = pointers[self.roll(pointers.len())].to_owned();
        let value = values[self.roll(values.len())].clone();
        let page = [WHO, SAFETY, PAPERS, SIGNED, Page::Review, Page::Confirmation, Page::Section(50)][self.roll(7)];
        match self.roll(28) {
            0..=5 => Event::Answer { at, value: Some(value).filter(|_| self.roll(5) > 0) },
            6 => Event::Answer { at: "/who/name".into(), value: Some(json!("Ana")) },
            7 => Event::Answer { at: "/who/danger".into(), value: Some(json!(self.roll(4) == 0)) },
            8 => Event::Answer { at: "/signed/agreed".into(), value: Some(json!(true)) },
            9 => Event::AddRow { at: "/papers".into() },
            10 => Event::RemoveRow { at: "/papers".into(), row: self.roll(4) },
            11..=14 => Event::Continue,
            15 => Event::Back,
            16 => Event::Open(page),
            17 => Event::Edit { at },
            18 => Event::GoToProblem { at },
            19 | 25 => Event::Send,
            20 | 26 => stamp(self.roll(9) as u64),
            21 => Event::Sent(match self.roll(4) {
                0 => Outcome::Received { reference: "P-1".into() },
                1 => Outcome::Problems(vec![server(&at), server("/x")]),
                2 => Outcome::failed(FailureKind::Network),
                _ => Outcome::Cancelled,
            }),
            22 => Event::Popped { step: steps[self.roll(7)].into() },
            23 => Event::ChooseFile { at },
            24 => Event::FileRead {
                ticket: self.roll(5) as u32,
                file: if self.roll(2) == 0 {
                    Err(FileRefusal::Type)
                } else {
                    Ok(ChosenFile {
                        name: "a".into(),
                        media_type: "application/pdf".into(),
                        size: 1,
                        sha256: "ab".repeat(32),
                    })
                },
            },
            _ => [Event::Language(Language::En), Event::RemoveFile { at }, Event::Print, Event::Restart][self.roll(4)]
                .clone(),
        }
    }
}

/// A-30 and P-06 on every path: whatever happens, in whatever order, nothing is sent that the person did not see on the
/// review page without an error, and no answer goes away unless it was removed, received or started over.
#[test]
fn no_path_leads_to_sending_but_through_the_review() {
    let (mut sent, mut received) = (0, 0);
    for seed in 1..=4000 {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(seed));
        let mut journey = if seed % 2 == 0 { at_review() } else { new(HistoryMode::Push, json!({})) };
        for _ in 0..60 {
            let event = dice.event();
            let (page, sending) = (journey.page(), journey.sending().clone());
            let before = journey.engine().answers().clone();
            let changes = matches!(
                event,
                Event::Answer { .. }
                    | Event::AddRow { .. }
                    | Event::RemoveRow { .. }
                    | Event::FileRead { .. }
                    | Event::RemoveFile { .. }
                    | Event::Restart
            );
            let asks = matches!(event, Event::Send);
            let effects = journey.update(event);
            let finished = journey.page() == Page::Confirmation && page != Page::Confirmation;
            if !changes && !finished {
                assert!(journey.engine().answers() == &before, "seed {seed}: an answer went away");
            }
            for effect in &effects {
                if let Effect::Send(submission) = effect {
                    sent += 1;
                    assert_eq!((page, &sending), (Page::Review, &Sending::InProgress), "seed {seed}");
                    let report = journey.engine().rules().check(&submission.answers, journey.engine().context());
                    assert!(report.is_ok(), "seed {seed}: sent with an error");
                }
                if let Effect::Stamp(StampFor::Sending) = effect {
                    assert!(asks && page == Page::Review && sending != Sending::InProgress, "seed {seed}");
                }
            }
            if finished {
                received += 1;
                assert_eq!((page, sending), (Page::Review, Sending::InProgress), "seed {seed}");
                assert!(journey.engine().answers().as_map().is_empty());
            }
            for entry in journey.summary() {
                let shown =
                    entry.target.is_none_or(|at| journey.engine().state(&at).is_some_and(|state| state.visible));
                assert!(shown, "seed {seed}: a link to nothing");
            }
        }
    }
    assert!(
        sent > 50 && received > 10,
        "the walk is long enough to be worth something: {sent} sent, {received} received"
    );
}
