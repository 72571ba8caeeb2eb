//! Every form, whole, without a script: each page is drawn, posted as a browser would post it, read back and gone on from.
//! What comes out at the end is what was typed, whatever the kind of question.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use parcours_rules::Rules;
use parcours_rules::journey::{Event, Journey, Page};
use parcours_schema::{Answers, Form, Kind, Language, pointer_of};
use parcours_tests::{form_ids, root};
use parcours_ui::plain::{DEED, Posted, answers, event_of, page};
use parcours_ui::{ViewOptions, wiring};
use serde_json::{Value, json};

use crate::opening::{context, options};

struct Sent(BTreeMap<String, String>);

impl Posted for Sent {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

fn journey(form: &Arc<Form>, language: Language, kept: &Value) -> Journey {
    Journey::resume(Rules::compile(form.clone()).unwrap(), options(language), kept, context())
}

/// What a browser posts of a page nobody touched.
fn posted(html: &str) -> Sent {
    let mut sent = BTreeMap::new();
    let mut list = String::new();
    for tag in wiring::tags(html) {
        let name = tag.get("name").unwrap_or_default().to_owned();
        let value = unescaped(tag.get("value").unwrap_or_default());
        match tag.name.as_str() {
            "input" if unticked(&tag) => {}
            "input" if tag.get("type") == Some("file") => {}
            "input" => {
                sent.insert(name, value);
            }
            "textarea" => {
                let start = format!(" name=\"{name}\">");
                let inside = html.split(&start).nth(1).and_then(|rest| rest.split("</textarea>").next()).unwrap();
                // A browser leaves the first line break out, and posts the others as two characters.
                let inside = inside.strip_prefix('\n').unwrap_or(inside);
                sent.insert(name, unescaped(inside).replace('\n', "\r\n"));
            }
            "select" => {
                sent.insert(name.clone(), String::new());
                list = name;
            }
            "option" if tag.get("selected").is_some() => {
                sent.insert(list.clone(), value);
            }
            _ => {}
        }
    }
    Sent(sent)
}

/// A button or a box that is not ticked is not posted.
fn unticked(tag: &wiring::Tag) -> bool {
    matches!(tag.get("type"), Some("radio" | "checkbox")) && tag.get("checked").is_none()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The cases that give all answers of a form.
fn whole_cases(id: &str) -> Vec<(String, Value)> {
    let folder = root().join("schemas/forms").join(id).join("cases");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let cases = files.iter().filter_map(|file| {
        let case: Value = serde_json::from_str(&fs::read_to_string(file).ok()?).ok()?;
        let name = file.file_stem()?.to_string_lossy().into_owned();
        name.starts_with("complete").then(|| Some((name, case.get("given")?.clone())))?
    });
    cases.collect()
}

/// As many rows as `target` has, by the page's own buttons.
fn add_rows(journey: &mut Journey, target: &Journey, form: &Form, section: usize) {
    for (_, question) in
        form.questions().filter(|(index, question)| *index == section && question.kind.repeat().is_some())
    {
        let at = pointer_of(&question.path);
        while journey.engine().rows(&at) < target.engine().rows(&at) {
            let before = journey.engine().rows(&at);
            let html = page(journey_again(journey), ViewOptions::default(), None);
            let deed = format!("add {at}");
            if !wiring::tags(&html).iter().any(|tag| tag.get("name") == Some(DEED) && tag.get("value") == Some(&deed)) {
                break;
            }
            journey.update(event_of(&deed).unwrap());
            assert_eq!(journey.engine().rows(&at), before + 1, "{deed}");
        }
    }
}

fn journey_again(journey: &Journey) -> Journey {
    let engine = journey.engine();
    Journey::resume(engine.rules().clone(), journey.options().clone(), &journey.kept(), engine.context().clone())
}

#[test]
fn every_form_is_filled_page_after_page_without_a_script() {
    let mut walked = 0;
    for id in form_ids() {
        let form = Arc::new(parcours_tests::form(&id));
        if form.sections.iter().any(|section| section.is_of_dossier()) {
            continue;
        }
        for (name, given) in whole_cases(&id) {
            let all: Vec<usize> = (0..form.sections.len()).collect();
            let language = if walked % 2 == 0 { Language::Fr } else { Language::En };
            let at = |index: usize| json!({ "answers": given, "page": index.to_string(), "passed": all });
            let mut journey = journey_of(&form, language);
            for _ in 0..form.sections.len() + 1 {
                let Page::Section(section) = journey.page() else { break };
                let target = self::journey(&form, language, &at(section));
                let html = page(journey_again(&target), ViewOptions::default(), None);
                assert_eq!(wiring::faults(&html), [""; 0], "{id} {name}, section {section}");
                // What an answer makes necessary comes with the next turn.
                for _ in 0..6 {
                    add_rows(&mut journey, &target, &form, section);
                    let found = answers(&journey, &posted(&html));
                    if found.is_empty() {
                        break;
                    }
                    for (at, value) in found {
                        journey.update(Event::Answer { at, value });
                    }
                    take_files(&mut journey, &target, &form);
                    journey = journey_again(&journey);
                }
                journey.update(Event::Continue);
                assert_eq!(journey.summary(), [], "{id} {name}, section {section}");
                if form.sections.len() == section + 1 && !form.is_sent() {
                    break;
                }
                journey = journey_again(&journey);
                walked += 1;
            }
            if form.is_sent() {
                assert_eq!(journey.page(), Page::Review, "{id} {name}");
            }
            let target = self::journey(&form, language, &at(0));
            let told = |journey: &Journey| without_stamps(&form, journey.engine().report().answers);
            assert_eq!(told(&journey), told(&target), "{id} {name}");
        }
    }
    assert!(walked > 50, "only {walked} pages were walked");
}

fn journey_of(form: &Arc<Form>, language: Language) -> Journey {
    journey(form, language, &json!({}))
}

/// Files are not in what a page posts of itself: they are chosen.
fn take_files(journey: &mut Journey, target: &Journey, form: &Form) {
    for at in target.engine().report().visible {
        let question = form.question(&parcours_schema::template_of(&at));
        if question.is_some_and(|question| matches!(question.kind, Kind::Attachment(_))) {
            journey.update(Event::Answer { at: at.clone(), value: target.engine().raw(&at).cloned() });
        }
    }
}

/// Answers without the moments and the sums that the form makes itself.
fn without_stamps(form: &Form, mut answers: Answers) -> Value {
    for (_, question) in form.questions().filter(|(_, question)| matches!(question.kind, Kind::Computed(_))) {
        answers.remove(&pointer_of(&question.path));
    }
    answers.into_value()
}
