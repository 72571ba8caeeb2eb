//! Definitions that are wrong in one way each, and what an author must be told: file, place, and the word that helps.
//! A case is a small change to `tests/broken/base.json`, which is sound.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use parcours_rules::proof;
use parcours_schema::{Fault, Library, Loaded, Source, load};
use serde_json::{Map, Value};

/// The files of a case, by name.
struct Files(BTreeMap<String, String>);

impl Library for Files {
    fn block(&self, id: &str) -> Option<Source> {
        self.source(&format!("blocks/{id}.json"))
    }

    fn list(&self, id: &str) -> Option<Source> {
        self.source(&format!("lists/{id}.json"))
    }

    fn crisis(&self, id: &str) -> Option<Source> {
        self.source(&format!("crisis/{id}.json"))
    }
}

impl Files {
    fn source(&self, file: &str) -> Option<Source> {
        Some(Source { file: file.to_owned(), text: self.0.get(file)?.clone() })
    }

    fn load(&self) -> Result<Loaded, Vec<Fault>> {
        load("form.json", &self.0["form.json"], self)
    }
}

fn folder() -> PathBuf {
    parcours_tests::root().join("tests/broken")
}

fn read(place: &str) -> Value {
    let text = fs::read_to_string(folder().join(place)).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{place}: {error}"))
}

/// The base with a case's changes.
fn files(case: &Value) -> Files {
    Files(changed(read("base.json"), case))
}

/// Documents by file name, with a case's changes, as texts.
pub fn changed(base: Value, case: &Value) -> BTreeMap<String, String> {
    let mut base = base.as_object().unwrap().clone();
    let each = |key: &str| case[key].as_object().cloned().unwrap_or_default();
    for (file, changes) in each("set") {
        for (at, value) in changes.as_object().unwrap() {
            put(base.get_mut(&file).unwrap(), at, value.clone());
        }
    }
    for (file, places) in each("remove") {
        for at in places.as_array().unwrap() {
            let (above, last) = at.as_str().unwrap().rsplit_once('/').unwrap();
            match base.get_mut(&file).unwrap().pointer_mut(above).unwrap() {
                Value::Object(map) => assert!(map.remove(last).is_some(), "nothing to remove at {at}"),
                Value::Array(items) => drop(items.remove(last.parse().unwrap())),
                _ => panic!("nothing to remove at {at}"),
            }
        }
    }
    let mut files: BTreeMap<String, String> =
        base.into_iter().map(|(file, document)| (file, document.to_string())).collect();
    for (file, text) in each("text") {
        match text.as_str() {
            Some(text) => drop(files.insert(file, text.to_owned())),
            None => drop(files.remove(&file)),
        }
    }
    files
}

fn put(document: &mut Value, at: &str, value: Value) {
    let (above, last) = at.rsplit_once('/').unwrap();
    match document.pointer_mut(above).unwrap_or_else(|| panic!("no {above}")) {
        Value::Array(items) => match last.parse::<usize>().unwrap() {
            index if index < items.len() => items[index] = value,
            index => {
                assert_eq!(index, items.len());
                items.push(value);
            }
        },
        Value::Object(map) => drop(map.insert(last.to_owned(), value)),
        _ => panic!("{above} holds nothing"),
    }
}

/// The cases of a folder under `tests/broken/`, by file name.
pub fn cases(kind: &str) -> Vec<(String, Value)> {
    let entries = fs::read_dir(folder().join(kind)).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names.into_iter().map(|name| (name.clone(), read(&format!("{kind}/{name}")))).collect()
}

/// A word of what a case expects.
pub fn expected<'a>(case: &'a Value, key: &str) -> &'a str {
    case["expect"][key].as_str().unwrap_or_else(|| panic!("the case expects no `{key}`: {case}"))
}

#[test]
fn the_base_is_sound() {
    let loaded = files(&Value::Object(Map::new())).load().unwrap_or_else(|faults| panic!("{}", faults[0]));
    let findings = proof::check(&loaded.form);
    assert!(findings.is_empty(), "{}", findings[0]);
}

#[test]
fn the_loader_says_what_is_wrong_and_where() {
    let cases = cases("load");
    assert!(cases.len() >= 50);
    let mut wrong = Vec::new();
    for (name, case) in cases {
        let Err(faults) = files(&case).load() else { panic!("{name}: it loads") };
        let told: Vec<String> = faults.iter().map(Fault::to_string).collect();
        let right = faults.iter().any(|fault| {
            fault.file == expected(&case, "file")
                && fault.at == expected(&case, "at")
                && fault.to_string().contains(expected(&case, "says"))
        });
        if !right {
            wrong.push(format!("{name}: expected {}, was told\n{}", case["expect"], told.join("\n")));
        }
        assert!(faults.len() <= 3, "{name}: one slip, {} faults\n{}", faults.len(), told.join("\n"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_proof_says_what_is_wrong_and_where() {
    let cases = cases("proof");
    let mut rules = BTreeSet::new();
    let mut wrong = Vec::new();
    for (name, case) in cases {
        let loaded = files(&case).load().unwrap_or_else(|faults| panic!("{name}: {}", faults[0]));
        let findings = proof::check(&loaded.form);
        let told: Vec<String> = findings.iter().map(ToString::to_string).collect();
        let right = findings.iter().any(|finding| {
            let (file, at) = loaded.places.find(&finding.at);
            file == expected(&case, "file")
                && at == expected(&case, "at")
                && finding.rule.name() == expected(&case, "rule")
                && finding.severity.name() == expected(&case, "severity")
                && finding.to_string().contains(expected(&case, "says"))
        });
        if !right {
            wrong.push(format!("{name}: expected {}, was told\n{}", case["expect"], told.join("\n")));
        }
        assert!(findings.len() <= 3, "{name}: one slip, {} findings\n{}", findings.len(), told.join("\n"));
        rules.insert(expected(&case, "rule").to_owned());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    // `undecided` is what a proof says when it gives up: see `proof.rs`.
    for rule in [
        "reference",
        "comparison",
        "circle",
        "name",
        "required",
        "bounds",
        "pattern",
        "options",
        "language",
        "label",
        "hint",
        "duplicate",
        "unreachable",
        "unsendable",
        "idle",
        "check",
    ] {
        assert!(rules.contains(rule), "no broken definition for the rule `{rule}`");
    }
}
