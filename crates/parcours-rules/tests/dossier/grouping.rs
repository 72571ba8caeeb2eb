//! A whole step on one page, for professionals (`ux.md` C-01).

use parcours_rules::journey::{self, Focus};
use parcours_rules::visit::{Asked, Event, Page};
use serde_json::json;

use crate::trial::Life;
use crate::visit::Trial;

/// An adviser who helps the person, with each step on one page.
fn helping() -> Trial {
    let mut trial = Trial::of(Life::new(), "adviser");
    trial.open(0);
    trial.tell(Event::Typed(Asked::With, Some("person".into())));
    trial.tell(Event::Typed(Asked::Agreed, Some(true.into())));
    trial.tell(Event::Confirm);
    trial.tell(Event::Back);
    trial.tell(Event::Group(true));
    trial
}

#[test]
fn c_01_a_step_is_answered_judged_and_saved_at_once() {
    let mut trial = helping();
    trial.open(1);
    assert_eq!((trial.visit.page(), trial.visit.together(1)), (&Page::Section(1), vec![0, 1]));
    trial.tell(Event::InSection(journey::Event::Continue));
    let wrong: Vec<String> = trial.sheet.summary().into_iter().filter_map(|entry| entry.target).collect();
    assert!(
        wrong.iter().any(|at| at.starts_with("/request/")) && wrong.iter().any(|at| at.starts_with("/person/")),
        "{wrong:?}"
    );
    for at in &wrong {
        trial.tell(Event::InSection(journey::Event::GoToProblem { at: at.clone() }));
        assert!(matches!(trial.focus(), Some(Focus::Question { at: there, .. }) if there == at), "{at}");
    }
    trial.answer("/request/requester", json!("self"));
    trial.answer("/request/reason", json!("Too many services"));
    trial.answer("/person/name", json!("Roy"));
    trial.answer("/person/born", json!("1990-01-02"));
    trial.tell(Event::InSection(journey::Event::Continue));
    assert_eq!(*trial.visit.page(), Page::Overview, "{:?}", trial.sheet.summary());
    assert_eq!(trial.life.answer("/request/reason"), Some(&json!("Too many services")));
    assert_eq!(trial.life.answer("/person/name"), Some(&json!("Roy")));
    assert_eq!(trial.life.dossier.history.len(), 1, "in one event");
}

#[test]
fn c_01_families_have_one_section_a_page_and_agreement_is_asked_first() {
    let mut trial = Trial::of(Life::new(), "person");
    trial.tell(Event::Group(true));
    assert!(!trial.visit.may_group() && !trial.visit.is_grouped());
    assert_eq!(trial.visit.together(0), [0]);

    let mut trial = Trial::of(Life::new(), "adviser");
    trial.tell(Event::Group(true));
    trial.open(0);
    assert_eq!(*trial.visit.page(), Page::Helping(0));
    assert_eq!(trial.visit.together(0), [0]);

    let mut trial = helping();
    trial.tell(Event::Group(false));
    assert_eq!(trial.visit.together(0), [0]);
}
