//! Rows, files, and what the host page answers in advance.

use parcours_rules::journey::{ChosenFile, Effect, Event, FileRefusal, Focus, HistoryMode, Status};
use parcours_schema::Answers;
use serde_json::{Value, json};

use crate::demo::{answer, at_review, focus, new, of_form, summary};

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
        "dossier": { "state": "sent" }, "more": { "x": 1 } });
    let mut journey = new(HistoryMode::Replace, given);
    assert_eq!(journey.engine().raw("/who/name"), Some(&json!("Ana")));
    assert!(journey.is_prefilled("/who/name"));
    assert_eq!(journey.engine().raw("/papers/1/title"), Some(&json!("B")));
    assert_eq!(journey.engine().raw("/papers/0/file"), None);
    assert_eq!(journey.engine().raw("/signed/agreed"), None);
    assert_eq!(journey.engine().raw("/who/opened"), Some(&json!("2026-11-22T09:00:00-05:00")));
    assert_eq!(journey.engine().raw("/more"), None);
    assert_eq!(journey.engine().raw("/dossier/state"), None, "a host does not say where a dossier stands");
    answer(&mut journey, "/who/name", json!("Ada"));
    assert!(!journey.is_prefilled("/who/name"));
    let more = Answers::from_value(json!({ "who": { "name": "Bo", "code": "J6T 1A1" } })).unwrap();
    assert!(journey.update(Event::Prefill(more)).is_empty());
    assert_eq!(journey.engine().raw("/who/name"), Some(&json!("Ada")), "what the person said stays");
    assert_eq!(journey.engine().raw("/who/code"), Some(&json!("J6T 1A1")));
}

#[test]
fn nobody_signs_nor_says_what_is_safe_in_advance() {
    let text = |id: &str| json!({ "id": id, "kind": "text", "label": id });
    let section = |id: &str, questions: Value| json!({ "id": id, "title": id, "questions": questions });
    let form = json!({ "id": "x", "version": "1.0.0", "revision": "1", "audience": "public", "legal_regime": "a-2.1",
        "sensitive": false, "title": "X", "sections": [
            section("risk", json!([text("cv_safe_contact"), text("other")])), section("signature", json!([text("name")]))] });
    let given = json!({ "risk": { "cv_safe_contact": "x", "other": "x" }, "signature": { "name": "x" } });
    let journey = of_form(&form, HistoryMode::Replace, given);
    assert_eq!(journey.engine().raw("/risk/other"), Some(&json!("x")));
    assert_eq!(journey.engine().raw("/risk/cv_safe_contact"), None);
    assert_eq!(journey.engine().raw("/signature/name"), None);
}
