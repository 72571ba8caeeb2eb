//! A small form that has a section of every sort (plain, conditional, with rows and a file, signed), and short ways to use it.

use chrono::NaiveDate;
use parcours_rules::journey::{
    Effect, Event, FailureKind, Focus, HistoryMode, Journey, JourneyOptions, Outcome, Page, ServerProblem, Stamp,
    StampFor,
};
use parcours_rules::{Context, Native, Rules};
use parcours_schema::{Answers, FilledBy, Language, NoLibrary, Submission, load_form};
use serde_json::{Value, json};
use std::sync::Arc;

pub const WHO: Page = Page::Section(0);

pub const SAFETY: Page = Page::Section(1);

pub const PAPERS: Page = Page::Section(2);

pub const SIGNED: Page = Page::Section(3);

/// Most rows of `/papers`.
pub const MOST_PAPERS: usize = 3;

pub fn form() -> Value {
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
            "repeat": { "max": MOST_PAPERS, "add": text("Ajouter", "Add"), "item": "Document {n}" }, "questions": [
            { "id": "title", "kind": "text", "label": text("Titre", "Title"), "required": true },
            { "id": "file", "kind": "attachment", "label": text("Fichier", "File"),
              "types": ["application/pdf"], "max_bytes": 1000 } ] } ] },
        { "id": "signed", "title": text("Signature", "Signature"), "questions": [
          { "id": "agreed", "kind": "attestation", "label": text("Accord", "Agreement"), "required": true,
            "statement": text("J’accepte.", "I agree.") },
          { "id": "at", "kind": "computed", "label": text("Le", "On"), "compute": { "stamp": true } } ] },
        { "id": "dossier", "title": text("Dossier", "Case file"), "questions": [
          { "id": "state", "kind": "choice", "label": text("État", "State"),
            "options": [{ "value": "draft", "label": text("Brouillon", "Draft") }, { "value": "sent", "label": text("Reçu", "Received") }] } ] } ] })
}

pub fn compiled(form: &str) -> Arc<Rules> {
    let form = load_form("demo.json", form, &NoLibrary).expect("the demo form is right");
    Rules::compile(Arc::new(form)).expect("the demo form is whole")
}

pub fn new(history: HistoryMode, answers: Value) -> Journey {
    of_form(&form(), history, answers)
}

pub fn of_form(form: &Value, history: HistoryMode, answers: Value) -> Journey {
    let rules = compiled(&form.to_string());
    let context = Context { today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(), platform: Arc::new(Native) };
    let options = JourneyOptions {
        language: Language::Fr,
        filled_by: FilledBy::Professional,
        history,
        started_at: "2026-11-22T09:00:00-05:00".into(),
        seed: "s".into(),
    };
    Journey::new(rules, options, Answers::from_value(answers).unwrap(), context)
}

pub fn journey() -> Journey {
    new(HistoryMode::Replace, json!({}))
}

pub fn answer(journey: &mut Journey, at: &str, value: Value) -> Vec<Effect> {
    journey.update(Event::Answer { at: at.into(), value: Some(value) })
}

pub fn stamp(second: u64) -> Event {
    let stamp = Stamp {
        now: format!("2026-11-22T10:00:{second:02}-05:00"),
        now_ms: 1_795_359_600_000,
        random: [second as u8; 10],
    };
    Event::Stamped(StampFor::Sending, stamp)
}

/// A journey on the review page, without danger, everything right.
pub fn at_review() -> Journey {
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

pub fn sent(journey: &mut Journey, second: u64) -> Submission {
    journey.update(Event::Send);
    match journey.update(stamp(second)).pop() {
        Some(Effect::Send(submission)) => *submission,
        _ => panic!("nothing was sent"),
    }
}

pub fn fail(journey: &mut Journey, kind: FailureKind) -> Vec<Effect> {
    journey.update(Event::Sent(Outcome::failed(kind)))
}

pub fn focus(effects: &[Effect]) -> Option<&Focus> {
    effects.iter().find_map(|effect| match effect {
        Effect::Focus(focus) => Some(focus),
        _ => None,
    })
}

pub fn summary(journey: &Journey) -> Vec<(String, String, bool)> {
    let entries = journey.summary().into_iter();
    entries.map(|entry| (entry.problem.at, entry.problem.code.name(), entry.target.is_some())).collect()
}

pub fn server(pointer: &str) -> ServerProblem {
    ServerProblem { pointer: pointer.into(), code: "odd".into(), detail: "À revoir.".into() }
}
