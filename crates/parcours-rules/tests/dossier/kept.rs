//! The dossier as the text of a kept file, and the pages of a visit that keeps one (`ux.md` P-05).

use parcours_rules::dossier::{Dossier, NotKept};
use parcours_rules::visit::{
    Asked, Effect, Event, HostEvent, Keeper, NotOpened, Page, Saving, Status, Visit, VisitOptions,
};
use serde_json::{Value, json};

use crate::trial::{Life, now};
use crate::visit::Trial;

/// A text of the first version of the kit, kept here for ever.
const FIRST: &str = include_str!("kept-1.json");

fn lived() -> Trial {
    let mut trial = Trial::of(Life::new(), "person");
    trial.open(0);
    trial.answer("/request/requester", json!("self"));
    trial.answer("/request/reason", json!("Too many services"));
    trial.tell(Event::SaveAndReturn);
    trial
}

#[test]
fn what_is_kept_is_taken_up_as_it_was() {
    let trial = lived();
    let files = vec![("ab".repeat(32), "JVBERi0=".to_owned())];
    let kept = trial.life.dossier.to_kept(files.clone());
    let back = Dossier::from_kept(trial.visit.process(), &kept).unwrap();
    assert!(!back.of_other_version);
    assert_eq!(back.files, files);
    assert_eq!(back.dossier.to_value(), trial.life.dossier.to_value());
}

#[test]
fn the_text_of_every_earlier_version_is_taken_up() {
    let trial = lived();
    let back = Dossier::from_kept(trial.visit.process(), FIRST).unwrap();
    assert_eq!(back.dossier.answers.get("/request/reason"), Some(&json!("Too many services")));
    assert_eq!(back.dossier.history.len(), 1);
}

#[test]
fn the_history_counts_whatever_the_text_says_it_came_to() {
    let trial = lived();
    let mut kept: Value = serde_json::from_str(&trial.life.dossier.to_kept(Vec::new())).unwrap();
    kept["dossier"]["state"] = json!("accepted");
    kept["dossier"]["answers"]["request"]["reason"] = json!("Forged");
    let back = Dossier::from_kept(trial.visit.process(), &kept.to_string()).unwrap();
    assert_eq!(back.dossier.to_value(), trial.life.dossier.to_value());
}

#[test]
fn other_versions_are_told_and_lose_nothing_and_anything_else_is_told_apart() {
    let trial = lived();
    let process = trial.visit.process();
    let change = |at: &str, to: Value| {
        let mut kept: Value = serde_json::from_str(&trial.life.dossier.to_kept(Vec::new())).unwrap();
        *kept.pointer_mut(at).unwrap() = to;
        Dossier::from_kept(process, &kept.to_string())
    };
    let other = change("/dossier/workflow/version", json!("0.9.0")).unwrap();
    assert!(other.of_other_version);
    assert_eq!(other.dossier.answers, trial.life.dossier.answers);
    assert!(change("/dossier/form/version", json!("0.9.0")).unwrap().of_other_version);
    assert_eq!(change("/version", json!(2)).unwrap_err(), NotKept::Later);
    assert_eq!(change("/version", json!(0)).unwrap_err(), NotKept::NotADossier);
    assert_eq!(change("/dossier/workflow/id", json!("other")).unwrap_err(), NotKept::OtherWorkflow);
    assert_eq!(change("/dossier/history", json!({})).unwrap_err(), NotKept::NotADossier);
    let kept = trial.life.dossier.to_kept(Vec::new());
    for text in ["", "{}", "null", kept.get(..kept.len() / 2).unwrap()] {
        assert_eq!(Dossier::from_kept(process, text).unwrap_err(), NotKept::NotADossier, "{text}");
    }
}

/// A visit where the host page stores nothing.
fn in_file() -> Trial {
    let mut trial = lived();
    let options = VisitOptions { keeper: Keeper::File { open: false }, ..trial.visit.options().clone() };
    trial.visit = Visit::new(trial.visit.process().clone(), options, now());
    trial.sheet = trial.visit.blank_journey();
    trial.seen.clear();
    trial
}

fn typed(trial: &mut Trial, asked: Asked, value: Value) {
    trial.tell(Event::Typed(asked, Some(value)));
}

#[test]
fn it_opens_where_one_begins_or_opens_a_file() {
    let mut trial = in_file();
    assert_eq!(*trial.visit.page(), Page::Opening);
    trial.tell(Event::Open(Page::Overview));
    assert_eq!(*trial.visit.page(), Page::Opening, "there is no dossier yet");
    trial.tell(Event::Begin);
    assert_eq!(*trial.visit.page(), Page::Overview);
    assert!(trial.focus().is_some(), "the person asked for it: the focus is on its heading");
    assert!(trial.visit.needs_keeping());
}

#[test]
fn p_05_a_passphrase_is_long_enough_typed_twice_and_not_kept() {
    const PHRASE: &str = "quatre mots bien choisis";
    let mut trial = in_file();
    trial.tell(Event::Begin);
    trial.tell(Event::Open(Page::Keeping));
    for (first, again, missing) in
        [("", "", Asked::Passphrase), ("court", "court", Asked::Passphrase), (PHRASE, "", Asked::Again)]
    {
        typed(&mut trial, Asked::Passphrase, first.into());
        typed(&mut trial, Asked::Again, again.into());
        trial.tell(Event::Confirm);
        assert!(trial.visit.is_missing(missing), "{first}");
        assert!(!trial.seen.iter().any(|effect| matches!(effect, Effect::Keep { .. })));
    }
    typed(&mut trial, Asked::Again, PHRASE.into());
    trial.tell(Event::Confirm);
    assert!(matches!(trial.seen.last(), Some(Effect::Keep { passphrase }) if passphrase == PHRASE));
    assert_eq!(*trial.visit.saving(), Saving::InProgress);
    trial.tell(Event::Kept(Err(NotOpened::NoCryptography)));
    assert!(trial.visit.is_missing(Asked::Passphrase) && trial.visit.needs_keeping());
    trial.tell(Event::Confirm);
    trial.tell(Event::Kept(Ok(())));
    assert_eq!((trial.visit.page(), trial.visit.status()), (&Page::Overview, Some(&Status::KeptFile)));
    assert!(!trial.visit.needs_keeping() && trial.visit.typed(Asked::Passphrase).is_none());
    assert!(trial.seen.iter().any(|effect| matches!(effect, Effect::Emit(HostEvent::Kept))));
    trial.life.save("person", &[("/request/reason", json!("Something else"))]);
    trial.tell(Event::Reload);
    assert!(trial.visit.needs_keeping(), "what was done since is in no file");
}

#[test]
fn a_file_that_does_not_open_keeps_the_person_there() {
    let mut trial = in_file();
    trial.tell(Event::Confirm);
    assert!(trial.visit.is_missing(Asked::File) && trial.visit.is_missing(Asked::Passphrase));
    typed(&mut trial, Asked::File, json!({ "name": "a.json" }));
    typed(&mut trial, Asked::Passphrase, json!("quatre mots bien choisis"));
    trial.tell(Event::Confirm);
    assert!(matches!(trial.seen.last(), Some(Effect::Unlock { .. })));
    for (why, at) in [(NotOpened::Locked, Asked::Passphrase), (NotOpened::NotKept, Asked::File)] {
        trial.tell(Event::Unlocked(Err(why)));
        assert_eq!((trial.visit.page(), trial.visit.not_opened()), (&Page::Opening, Some(why)));
        assert!(trial.visit.is_missing(at) && trial.visit.typed(Asked::Passphrase).is_some());
    }
    trial.tell(Event::Unlocked(Ok(true)));
    assert_eq!(*trial.visit.page(), Page::Overview);
    assert!(trial.visit.is_of_other_version() && !trial.visit.needs_keeping());
    assert!(trial.visit.typed(Asked::Passphrase).is_none());
}
