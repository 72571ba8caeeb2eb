use std::collections::BTreeMap;

use parcours_rules::journey::{Event, Journey};
use parcours_schema::Language;
use serde_json::{Value, json};

use super::{DEED, Posted, answers, event_of, page, told};
use crate::example::{at_review, at_start};
use crate::form_view::ViewOptions;
use crate::wiring::{Tag, faults, tags};

impl Posted for BTreeMap<String, String> {
    fn get(&self, name: &str) -> Option<&str> {
        BTreeMap::get(self, name).map(String::as_str)
    }
}

fn again(journey: &Journey) -> Journey {
    let engine = journey.engine();
    Journey::resume(engine.rules().clone(), journey.options().clone(), &journey.kept(), engine.context().clone())
}

fn drawn(journey: &Journey) -> (String, Vec<Tag>) {
    let html = page(again(journey), ViewOptions::default(), None);
    let tags = tags(&html);
    (html, tags)
}

/// What a browser posts of a page nobody touched.
fn posted(html: &str, tags: &[Tag]) -> BTreeMap<String, String> {
    let controls = tags.iter().filter(|tag| matches!(tag.name.as_str(), "input" | "select" | "textarea"));
    let posted = controls.filter_map(|tag| {
        let inside = || {
            let start = [" name=\"", tag.get("name")?, "\">"].concat();
            Some(html.split(&start).nth(1)?.split('<').next()?.to_owned())
        };
        let value = match tag.name.as_str() {
            "textarea" => inside().unwrap(),
            _ => tag.get("value").unwrap_or_default().to_owned(),
        };
        let tick = matches!(tag.get("type"), Some("radio" | "checkbox"));
        (!tick || tag.get("checked").is_some()).then(|| Some((tag.get("name")?.to_owned(), value)))?
    });
    posted.collect()
}

#[test]
fn every_control_has_a_name_and_nothing_waits_for_a_script() {
    for language in Language::ALL {
        for journey in [at_start(language).unwrap(), at_review(language).unwrap()] {
            let (html, tags) = drawn(&journey);
            assert_eq!(faults(&html), [""; 0]);
            assert!(tags.iter().all(|tag| tag.name != "form" && tag.name != "a"), "{html}");
            for tag in &tags {
                match tag.name.as_str() {
                    "input" | "select" | "textarea" => assert!(tag.get("name").is_some(), "{html}"),
                    "button" => assert_eq!(tag.get("type"), Some("submit"), "{html}"),
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn a_page_nobody_touched_changes_nothing() {
    let mut journey = at_review(Language::Fr).unwrap();
    for back in 0..2 {
        journey.update(Event::Back);
        let (html, tags) = drawn(&journey);
        assert_eq!(answers(&journey, &posted(&html, &tags)), [], "{back} {html}");
    }
}

#[test]
fn what_is_typed_and_ticked_is_read_back() {
    let mut journey = at_review(Language::En).unwrap();
    journey.update(Event::Back);
    journey.update(Event::Back);
    let (html, tags) = drawn(&journey);
    let mut posted = posted(&html, &tags);
    posted.insert("q-who-name".to_owned(), "Zoé <b>".to_owned());
    posted.insert("q-who-birth_date-year".to_owned(), "1990".to_owned());
    posted.insert("q-who-contact-choice".to_owned(), "q-who-contact-1".to_owned());
    let found: BTreeMap<String, Option<Value>> = answers(&journey, &posted).into_iter().collect();
    assert_eq!(found["/who/name"], Some(json!("Zoé <b>")));
    assert_eq!(found["/who/birth_date"], Some(json!({ "day": "12", "month": "05", "year": "1990" })));
    assert!(found["/who/contact"].is_some());
    assert_eq!(found.len(), 3);
}

#[test]
fn a_deed_is_read_as_it_was_written() {
    let (at, row) = ("/who/phones".to_owned(), 3);
    let events = [
        Event::Continue,
        Event::Back,
        Event::Send,
        Event::Restart,
        Event::Language(Language::En),
        Event::AddRow { at: at.clone() },
        Event::RemoveRow { at: at.clone(), row },
        Event::TurnRow { row: at.clone() },
        Event::RemoveFile { at: at.clone() },
        Event::Edit { at: at.clone() },
        Event::GoToProblem { at },
    ];
    for event in events {
        let said = told(&event).unwrap();
        assert_eq!(event_of(&said).as_ref().and_then(told).as_deref(), Some(said.as_str()));
    }
    assert!(told(&Event::Print).is_none());
    for nothing in ["", "print", "remove", "remove /who", "remove /who/x", "language xx", "shutdown now"] {
        assert!(event_of(nothing).is_none(), "{nothing}");
    }
}

#[test]
fn buttons_say_what_they_ask_for() {
    let mut journey = at_review(Language::Fr).unwrap();
    let deeds = |journey: &Journey| -> Vec<String> {
        let (_, tags) = drawn(journey);
        let buttons = tags.iter().filter(|tag| tag.get("name") == Some(DEED));
        buttons.filter_map(|tag| tag.get("value").map(str::to_owned)).collect()
    };
    let review = deeds(&journey);
    for deed in ["back", "language en", "edit /who/name"] {
        assert!(review.iter().any(|said| said == deed), "{deed}: {review:?}");
    }
    journey.update(Event::Back);
    journey.update(Event::Back);
    let rows = deeds(&journey);
    for deed in ["add /who/phones", "remove /who/phones/0"] {
        assert!(rows.iter().any(|said| said == deed), "{deed}: {rows:?}");
    }
}

#[test]
fn the_focus_goes_where_the_page_says() {
    let html = page(at_start(Language::Fr).unwrap(), ViewOptions::default(), Some("heading"));
    assert_eq!(tags(&html).iter().filter(|tag| tag.get("autofocus").is_some()).count(), 1, "{html}");
}
