//! The veil over a page nobody touches (`ux.md` T-08), with the time as an argument.

use parcours_rules::calendar::Moment;
use parcours_rules::visit::{Effect, Event, Page, STILL_MS, Visit};
use parcours_tests::Random;
use serde_json::json;

use crate::trial::{Life, now};
use crate::visit::Trial;

fn at(ms: i64) -> Moment {
    now().now.plus_millis(ms)
}

fn watches(trial: &Trial) -> Option<i64> {
    trial.seen.iter().rev().find_map(|effect| match effect {
        Effect::Watch { after_ms } => Some(*after_ms),
        _ => None,
    })
}

fn covers(trial: &Trial) -> usize {
    trial.seen.iter().filter(|effect| matches!(effect, Effect::Cover)).count()
}

#[test]
fn t_08_three_minutes_without_a_touch_hide_the_page_and_delete_nothing() {
    let mut trial = Trial::of(Life::new(), "person");
    assert_eq!(watches(&trial), Some(STILL_MS));
    trial.open(0);
    trial.answer("/request/reason", json!("Too many services"));
    trial.tell(Event::Stirred(at(60_000)));
    trial.tell(Event::Clock(at(STILL_MS)));
    assert!(!trial.visit.is_veiled(), "somebody was there two minutes ago");
    assert_eq!(watches(&trial), Some(60_000));
    trial.tell(Event::Clock(at(STILL_MS + 60_000)));
    assert!(trial.visit.is_veiled());
    assert_eq!(covers(&trial), 1);
    assert_eq!(*trial.visit.page(), Page::Section(0));
    assert_eq!(trial.sheet.engine().raw("/request/reason"), Some(&json!("Too many services")));

    // A touch does not lift it: whoever is there says so.
    trial.tell(Event::Stirred(at(STILL_MS + 70_000)));
    assert!(trial.visit.is_veiled());
    trial.tell(Event::Lift);
    assert!(!trial.visit.is_veiled());
    assert!(trial.seen.iter().any(|effect| matches!(effect, Effect::Uncover)));
    assert_eq!(watches(&trial), Some(STILL_MS));
    trial.tell(Event::Clock(at(2 * STILL_MS + 70_000)));
    assert!(trial.visit.is_veiled(), "three minutes again, from the touch that lifted it");
}

#[test]
fn t_08_a_device_that_slept_wakes_up_veiled() {
    let mut trial = Trial::of(Life::new(), "person");
    trial.tell(Event::Stirred(at(STILL_MS - 1)));
    assert!(!trial.visit.is_veiled());
    trial.tell(Event::Stirred(at(3 * STILL_MS)));
    assert!(trial.visit.is_veiled());
}

#[test]
fn what_was_on_its_way_is_heard_under_the_veil() {
    let mut trial = Trial::of(Life::new(), "person");
    trial.open(0);
    trial.answer("/request/reason", json!("Too many services"));
    trial.tell(Event::Clock(at(STILL_MS)));
    trial.tell(Event::SaveAndReturn);
    assert!(trial.visit.is_veiled());
    assert_eq!(trial.life.answer("/request/reason"), Some(&json!("Too many services")));
}

#[test]
fn before_the_dossier_comes_there_is_nothing_to_hide() {
    let trial = Trial::of(Life::new(), "person");
    let mut visit = Visit::new(trial.visit.process().clone(), trial.visit.options().clone(), now());
    let mut sheet = visit.blank_journey();
    let effects = visit.update(Event::Clock(at(9 * STILL_MS)), &mut sheet);
    assert!(!visit.is_veiled());
    assert!(matches!(effects.as_slice(), [Effect::Watch { after_ms: STILL_MS }]));
}

/// However clocks and hands come, a page that shows something is never in view three minutes after the last touch the
/// clock could tell of, a veil goes only when it is lifted, and the time is asked for while nothing is veiled.
#[test]
fn t_08_no_page_is_left_in_view() {
    let (mut covered, mut kept) = (0, 0);
    for seed in 0..300 {
        let mut random = Random::new(seed);
        let mut trial = Trial::of(Life::new(), "person");
        let (mut time, mut touched, mut asked) = (0, 0, STILL_MS);
        for _ in 0..60 {
            time += i64::try_from(random.below(120_000)).unwrap();
            let (seen, before) = (trial.seen.len(), trial.visit.is_veiled());
            match random.below(3) {
                // The browser's timer: never before what was asked.
                0 => {
                    time = time.max(asked);
                    trial.tell(Event::Clock(at(time)));
                    assert!(trial.visit.is_veiled() || time - touched < STILL_MS, "{seed}");
                    assert!(!before || trial.visit.is_veiled(), "{seed}");
                }
                1 => {
                    trial.tell(Event::Stirred(at(time)));
                    assert_eq!(trial.visit.is_veiled(), before || time - touched >= STILL_MS, "{seed}");
                    touched = time;
                }
                _ if before => {
                    trial.tell(Event::Stirred(at(time)));
                    trial.tell(Event::Lift);
                    assert!(!trial.visit.is_veiled(), "{seed}");
                    trial.tell(Event::Stirred(at(time)));
                    touched = time;
                }
                _ => {}
            }
            if let Some(Effect::Watch { after_ms }) = trial.seen.get(seen..).and_then(<[Effect]>::last) {
                assert!((1..=STILL_MS).contains(after_ms), "{seed}");
                asked = time + after_ms;
            }
            assert!(trial.visit.is_veiled() || asked <= touched + STILL_MS, "{seed}: asked too late");
            if trial.visit.is_veiled() { covered += 1 } else { kept += 1 }
        }
    }
    assert!(covered > 1_000 && kept > 1_000, "{covered} {kept}");
}
