//! The browser's Back and Forward buttons during a visit.

use parcours_rules::journey::{self, HistoryChange, HistoryMode};
use parcours_rules::visit::{Asked, Effect, Event, Page, Saving, StoreFailure, Visit, VisitOptions};
use serde_json::json;

use crate::trial::{Life, now};
use crate::visit::Trial;

fn pushing(role: &str) -> Trial {
    let mut trial = Trial::of(Life::new(), role);
    let mut options = VisitOptions { ..trial.visit.options().clone() };
    options.journey.history = HistoryMode::Push;
    trial.visit = Visit::new(trial.visit.process().clone(), options, now());
    trial.seen.clear();
    trial.tell(Event::Reload);
    trial
}

/// The entries asked for, oldest first.
fn entries(trial: &Trial) -> Vec<HistoryChange> {
    let changes = trial.seen.iter().filter_map(|effect| match effect {
        Effect::Page(journey::Effect::History(change)) => Some(change.clone()),
        _ => None,
    });
    changes.collect()
}

fn push(step: &str) -> HistoryChange {
    HistoryChange::Push { step: step.to_owned() }
}

fn replace(step: &str) -> HistoryChange {
    HistoryChange::Replace { step: step.to_owned() }
}

fn pop(trial: &mut Trial, step: &str) {
    trial.tell(Event::Popped { step: step.to_owned() });
}

#[test]
fn back_from_a_section_saves_it_and_forward_finds_it_again() {
    let mut trial = pushing("person");
    trial.open(0);
    trial.answer("/request/reason", json!("Too many services"));
    pop(&mut trial, "overview");
    assert_eq!(*trial.visit.page(), Page::Overview);
    assert_eq!(trial.life.answer("/request/reason"), Some(&json!("Too many services")));
    pop(&mut trial, "0");
    assert_eq!(*trial.visit.page(), Page::Section(0));
    assert_eq!(entries(&trial), [replace("overview"), push("0"), replace("overview"), replace("0")]);
}

#[test]
fn back_loses_nothing_when_the_store_does_not_answer() {
    let mut trial = pushing("person");
    trial.open(0);
    trial.answer("/request/reason", json!("Too many services"));
    trial.trouble = Some(StoreFailure::Unreachable);
    pop(&mut trial, "overview");
    assert_eq!(*trial.visit.page(), Page::Section(0));
    assert!(matches!(trial.visit.saving(), Saving::Failed(_)));
    assert_eq!(trial.sheet.engine().raw("/request/reason"), Some(&json!("Too many services")));
}

#[test]
fn pages_that_ask_once_are_not_found_again() {
    let mut trial = pushing("adviser");
    trial.tell(Event::Popped { step: "helping-0".to_owned() });
    trial.open(0);
    trial.tell(Event::Typed(Asked::With, Some("person".into())));
    assert_eq!(*trial.visit.page(), Page::Helping(0));
    for step in ["helping-0", "move-submit", "nonsense", "99", "conflict", "left", "leaving"] {
        pop(&mut trial, step);
        assert!(matches!(trial.visit.page(), Page::Overview | Page::Helping(0)), "{step}");
    }
}

#[test]
fn t_08_nothing_is_found_again_once_the_dossier_was_forgotten() {
    let mut trial = pushing("adviser");
    trial.tell(Event::NewPerson);
    trial.tell(Event::Confirm);
    for step in ["overview", "0", "leaving", "document-plan"] {
        pop(&mut trial, step);
        assert_eq!(*trial.visit.page(), Page::Left, "{step}");
    }
    assert!(entries(&trial).iter().rev().take(4).all(|change| *change == replace("left")));
}

#[test]
fn no_entry_is_made_unless_asked() {
    let mut trial = Trial::of(Life::new(), "person");
    trial.open(0);
    pop(&mut trial, "overview");
    assert!(entries(&trial).is_empty());
}
