//! « Nouvelle personne » (`ux.md` section 3 and T-08): asked once, then nothing of the person before is left.

use parcours_rules::journey;
use parcours_rules::visit::{Asked, Effect, Event, HostEvent, Page};
use serde_json::json;

use crate::trial::{Life, now};
use crate::visit::Trial;

const CANARY: &str = "Zanzibar-left-5512";

fn helping() -> Trial {
    let mut trial = Trial::of(Life::new(), "adviser");
    trial.open(0);
    trial.tell(Event::Typed(Asked::With, Some("person".into())));
    trial.tell(Event::Typed(Asked::Agreed, Some(true.into())));
    trial.tell(Event::Confirm);
    trial.answer("/request/reason", json!(CANARY));
    trial.tell(Event::SaveAndReturn);
    assert_eq!(trial.life.answer("/request/reason"), Some(&json!(CANARY)));
    assert_eq!(*trial.visit.page(), Page::Overview);
    trial
}

#[test]
fn t_08_it_is_asked_once_then_nothing_is_left() {
    let mut trial = helping();
    trial.tell(Event::NewPerson);
    assert_eq!(*trial.visit.page(), Page::Leaving);
    trial.tell(Event::Back);
    assert!(trial.visit.dossier().is_some(), "whoever changes their mind loses nothing");
    trial.tell(Event::NewPerson);
    trial.tell(Event::Confirm);
    assert_eq!(*trial.visit.page(), Page::Left);
    assert!(trial.visit.dossier().is_none() && trial.visit.helping().is_none());
    assert!(!trial.sheet.engine().answers().clone().into_value().to_string().contains(CANARY));
    assert!(trial.visit.typed(Asked::With).is_none());
    assert_eq!(trial.focus(), Some(&journey::Focus::Heading));
    assert!(trial.seen.iter().any(|effect| matches!(effect, Effect::Page(journey::Effect::Wipe))));
    assert!(trial.seen.iter().any(|effect| matches!(effect, Effect::Emit(HostEvent::Left))));

    // Nothing brings it back: neither a key, nor what the store says late.
    let late = trial.stored();
    for event in [Event::Back, Event::Open(Page::Overview), Event::Open(Page::Section(0)), Event::NewPerson] {
        trial.tell(event);
    }
    trial.tell(Event::Loaded(Ok(late), now()));
    assert_eq!(*trial.visit.page(), Page::Left);
    assert!(trial.visit.dossier().is_none());
}

#[test]
fn whoever_helps_nobody_is_not_offered_it() {
    let mut trial = Trial::of(Life::new(), "person");
    assert!(!trial.visit.helps_people());
    trial.tell(Event::NewPerson);
    assert_eq!(*trial.visit.page(), Page::Overview);
}
