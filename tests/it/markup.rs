//! What the page says, without a browser: each example of each component compared with its snapshot, in both languages,
//! and every section of every form held to the rules of `parcours_ui::wiring`, empty and filled.
//!
//! Snapshots are in `tests/snapshots/<component>/<example>.<language>.html`, a tag a line. When one changes for a good
//! reason, `UPDATE_SNAPSHOTS=1 cargo test -p parcours-tests markup` rewrites them; read the difference before committing.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use leptos::prelude::*;
use parcours_rules::Rules;
use parcours_rules::journey::{Event, Journey, Page};
use parcours_schema::{Answers, Form, Kind, Language, template_of};
use parcours_ui::hand::Hand;
use parcours_ui::section_page::section_page;
use parcours_ui::{ViewOptions, example, form_view, wiring};
use serde_json::Value;

use crate::opening::{context, options};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn every_example_is_as_its_snapshot() {
    let folder = root().join("tests/snapshots");
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let (mut expected, mut changed) = (BTreeSet::new(), Vec::new());
    for example in example::all() {
        for language in Language::ALL {
            let name = format!("{}/{}.{}.html", example.component, example.name, language.code());
            let file = folder.join(&name);
            let markup = one_tag_a_line(&example.markup(language));
            assert!(expected.insert(file.clone()), "two examples are called {name}");
            if fs::read_to_string(&file).ok().as_ref() != Some(&markup) {
                if update {
                    fs::create_dir_all(file.parent().unwrap()).unwrap();
                    fs::write(&file, markup).unwrap();
                } else {
                    changed.push(name);
                }
            }
        }
    }
    for file in files(&folder).into_iter().filter(|file| !expected.contains(file)) {
        if update {
            fs::remove_file(&file).unwrap();
        } else {
            changed.push(format!("{} has no example any more", file.display()));
        }
    }
    assert!(
        changed.is_empty(),
        "the markup changed:\n  {}\nIf it should, run: UPDATE_SNAPSHOTS=1 cargo test -p parcours-tests markup",
        changed.join("\n  ")
    );
}

/// Readable differences: each tag begins a line.
fn one_tag_a_line(html: &str) -> String {
    let mut lines = String::new();
    for (index, piece) in html.split('<').enumerate() {
        if index > 0 && !piece.starts_with('/') {
            lines.push('\n');
        }
        if index > 0 {
            lines.push('<');
        }
        lines.push_str(piece);
    }
    lines.trim_start().to_owned() + "\n"
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let entries = entries.map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn every_section_of_every_form_is_wired() {
    let mut controls = 0;
    for folder in fs::read_dir(root().join("schemas/forms")).unwrap().map(|entry| entry.unwrap().path()) {
        let file = folder.join("form.json");
        let form = Arc::new(parcours_schema::disk::Disk::around(&file).load(&file).unwrap());
        for (name, given) in answers(&folder) {
            for language in Language::ALL {
                Owner::new().with(|| {
                    let hand = hand(filled(&form, &given, language));
                    for (index, section) in form.sections.iter().enumerate() {
                        let html = section_page(hand, index).to_html();
                        let faults = wiring::faults(&html);
                        assert!(faults.is_empty(), "{} of {name}, {}: {faults:#?}", section.id, language.code());
                        controls += wiring::tags(&html).iter().filter(|tag| tag.name == "input").count();
                    }
                    hand.journey.update(|journey| {
                        journey.update(Event::Open(Page::Review));
                    });
                    let html = form_view(hand.journey, hand.dispatch, ViewOptions::default()).to_html();
                    assert_eq!(wiring::faults(&html), [""; 0], "{name}, {}", language.code());
                });
            }
        }
    }
    assert!(controls > 2_000, "only {controls} controls were drawn");
}

/// No answers at all, then those of each case that gives them whole.
fn answers(folder: &Path) -> Vec<(String, Value)> {
    let mut sets = vec![("no answers".to_owned(), Value::Null)];
    for file in files(&folder.join("cases")) {
        let case: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        if let Some(given) = case.get("given") {
            sets.push((file.file_stem().unwrap().to_string_lossy().into_owned(), given.clone()));
        }
    }
    sets.truncate(12);
    sets
}

fn filled(form: &Arc<Form>, given: &Value, language: Language) -> Journey {
    let rules = Rules::compile(form.clone()).unwrap();
    let mut journey = Journey::new(rules, options(language), Answers::default(), context());
    type_in(&mut journey, form, given, "");
    journey
}

fn type_in(journey: &mut Journey, form: &Form, value: &Value, at: &str) {
    let question = form.question(&template_of(at)).filter(|question| !matches!(question.kind, Kind::Computed(_)));
    match (value, question.map(|question| question.kind.group().is_some())) {
        (Value::Object(map), Some(true) | None) => {
            for (key, inner) in map {
                type_in(journey, form, inner, &format!("{at}/{key}"));
            }
        }
        (Value::Array(rows), Some(true)) => {
            for (index, row) in rows.iter().enumerate() {
                journey.update(Event::AddRow { at: at.to_owned() });
                type_in(journey, form, row, &format!("{at}/{index}"));
            }
        }
        (value, Some(false)) => {
            journey.update(Event::Answer { at: at.to_owned(), value: Some(value.clone()) });
        }
        _ => {}
    }
}

fn hand(journey: Journey) -> Hand {
    let dispatch = UnsyncCallback::new(|_| {});
    Hand { journey: RwSignal::new_local(journey), dispatch, announced: RwSignal::new(String::new()), level: 2 }
}
