//! Journeys through a small made-up form, brought to the states the page examples show.

use std::sync::Arc;

use leptos::prelude::*;
use parcours_rules::formats::date::from_iso;
use parcours_rules::journey::{Event, HistoryMode, Journey, JourneyOptions, Outcome, Stamp, StampFor};
use parcours_rules::{Context, Platform, Rules};
use parcours_schema::{Answers, FilledBy, Language, NoLibrary, load_form};
use serde_json::json;

use crate::element::{Element, el};
use crate::form_view::{ViewOptions, form_view};

const FORM: &str = include_str!("form.json");

/// Answers are taken as they come: the made-up form has no pattern.
pub(super) struct Plain;

impl Platform for Plain {
    fn matches(&self, _: &str, _: &str) -> bool {
        true
    }

    fn nfc(&self, text: &str) -> String {
        text.to_owned()
    }
}

/// A journey at the first page, nothing answered. None when the made-up form is broken, which a test would tell.
pub fn at_start(language: Language) -> Option<Journey> {
    let form = load_form("form.json", FORM, &NoLibrary).ok()?;
    let rules = Rules::compile(Arc::new(form)).ok()?;
    let options = JourneyOptions {
        language,
        filled_by: FilledBy::Professional,
        history: HistoryMode::Replace,
        started_at: "2026-11-22T09:00:00-05:00".to_owned(),
        seed: "s".to_owned(),
    };
    let context = Context { today: from_iso("2026-11-22")?, platform: Arc::new(Plain) };
    Some(Journey::new(rules, options, Answers::default(), context))
}

/// A journey on the review page, everything required answered.
pub fn at_review(language: Language) -> Option<Journey> {
    let mut journey = at_start(language)?;
    journey.update(Event::AddRow { at: "/who/phones".to_owned() });
    for (at, value) in [
        ("/who/name", json!("Édouard Tremblay")),
        ("/who/birth_date", json!("1985-05-12")),
        ("/who/contact", json!("phone")),
        ("/who/phones/0/number", json!("450 555-0142")),
        ("/who/phones/0/message_ok", json!("no")),
    ] {
        journey.update(Event::Answer { at: at.to_owned(), value: Some(value) });
    }
    journey.update(Event::Continue);
    journey.update(Event::Answer {
        at: "/what/description".to_owned(),
        value: Some("Rupture récente.\nDort peu.".into()),
    });
    // The only row there is, by its lasting name.
    journey.update(Event::Answer { at: "/what/call_first".to_owned(), value: Some("s1".into()) });
    journey.update(Event::Answer { at: "/what/true_and_complete".to_owned(), value: Some(true.into()) });
    journey.update(Event::Continue);
    Some(journey)
}

/// A journey whose form was received.
pub fn received(language: Language) -> Option<Journey> {
    let mut journey = at_review(language)?;
    journey.update(Event::Send);
    let stamp = Stamp { now: "2026-11-22T09:30:00-05:00".to_owned(), now_ms: 1_795_357_800_000, random: [7; 10] };
    journey.update(Event::Stamped(StampFor::Sending, stamp));
    journey.update(Event::Sent(Outcome::Received { reference: "PRC-7K2M-94XQ".to_owned() }));
    Some(journey)
}

/// The whole form of a journey, as an example: it hears what one does.
pub fn drawn(journey: Option<Journey>) -> Element {
    let Some(journey) = journey else { return el("p") };
    let journey = RwSignal::new_local(journey);
    let dispatch = UnsyncCallback::new(move |event| {
        journey.update(|journey| {
            journey.update(event);
        })
    });
    form_view(journey, dispatch, ViewOptions::default())
}
