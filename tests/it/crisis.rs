//! Whom people are told to call: from each municipality, in each language, the numbers of the crisis pack and no other.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use parcours_rules::proof::{Rule, check_crisis};
use parcours_rules::{Context, Engine, Native, Rules};
use parcours_schema::disk::{self, Disk};
use parcours_schema::kinds::NotePart;
use parcours_schema::{Answers, CrisisPack, Fault, Form, Kind, Library, Severity, Source, load_crisis};
use serde_json::{Value, json};

use crate::broken;

fn root() -> PathBuf {
    parcours_tests::root()
}

fn pack() -> CrisisPack {
    let file = root().join("schemas/crisis/monteregie-ouest.json");
    load_crisis("pack", &disk::read(&file).unwrap(), &Disk::around(&file)).unwrap()
}

fn form(id: &str) -> Arc<Form> {
    let file = root().join("schemas/forms").join(id).join("form.json");
    Arc::new(Disk::around(&file).load(&file).unwrap())
}

fn engine(form: Arc<Form>, answers: Value) -> Engine {
    let context = Context { today: "2026-11-25".parse().unwrap(), platform: Arc::new(Native) };
    Engine::new(Rules::compile(form).unwrap(), Answers::from_value(answers).unwrap(), context)
}

/// The phones of the notes now shown whose path begins so: number in French and in English, and what it dials.
fn phones(engine: &Engine, path: &str) -> Vec<(String, String, Option<String>)> {
    let mut found = Vec::new();
    for (_, question) in engine.form().questions().filter(|(_, question)| question.path.starts_with(path)) {
        let at = parcours_schema::pointer_of(&question.path);
        if let (Kind::Note(note), true) = (&question.kind, engine.state(&at).is_some_and(|state| state.visible)) {
            for part in &note.body {
                if let NotePart::Phone { number, tel, .. } = part {
                    found.push((number.fr.clone(), number.en.clone(), tel.clone()));
                }
            }
        }
    }
    found
}

#[test]
fn each_municipality_has_its_numbers() {
    let referral = form("cli-60508");
    let mut tried = 0;
    for entry in fs::read_dir(root().join("schemas/crisis/cases")).unwrap() {
        let file = entry.unwrap().path();
        let case: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let mut answers = json!({ "risk": { "suicide": "ideas" } });
        if let Some(name) = case["municipality"].as_str() {
            answers["person"] = json!({ "address": { "municipality": name } });
        }
        let engine = engine(referral.clone(), answers);
        let told = phones(&engine, "help_now.call");
        let numbers: Vec<&str> = case["numbers"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert_eq!(told.iter().map(|(fr, ..)| fr.as_str()).collect::<Vec<_>>(), numbers, "{}", file.display());
        assert_eq!(told.iter().map(|(_, en, _)| en.as_str()).collect::<Vec<_>>(), numbers, "{}", file.display());
        assert!(told.iter().all(|(_, _, tel)| tel.is_some()), "{}", file.display());
        // The pack says the same by itself, and the municipality is no error for the person.
        let state = engine.state("/person/address/municipality");
        let known = state.and_then(|state| state.value.as_ref()).and_then(Value::as_str);
        assert_eq!(pack().lines(known).iter().map(|service| service.number.fr.as_str()).collect::<Vec<_>>(), numbers);
        assert!(
            engine
                .report()
                .problems
                .iter()
                .all(|problem| { problem.at != "/person/address/municipality" || case["municipality"].is_null() })
        );
        tried += 1;
    }
    assert!(tried >= 12, "{tried} cases");
}

#[test]
fn every_municipality_of_the_list_is_placed() {
    assert_eq!(pack().unplaced, Vec::<String>::new());
    let placed: usize = pack().territories.iter().map(|territory| territory.labels.len()).sum();
    assert_eq!(placed, 67);
}

#[test]
fn numbers_grow_old() {
    let on = |day: &str| check_crisis(&pack(), day.parse().unwrap());
    let old = |day: &str| {
        let stale = |finding: &parcours_rules::proof::Finding| finding.at.ends_with("/verified_on");
        on(day).into_iter().filter(stale).map(|finding| (finding.rule, finding.severity)).collect::<BTreeSet<_>>()
    };
    assert_eq!(old("2026-11-25").len(), 0);
    assert_eq!(old("2027-02-20").len(), 0, "90 days after November 22");
    assert_eq!(old("2027-02-21"), BTreeSet::from([(Rule::Verified, Severity::Warning)]), "91 days");
    assert_eq!(old("2026-11-24"), BTreeSet::from([(Rule::Verified, Severity::Error)]), "before some were verified");
    // The toll-free number has fourteen digits: kept, said each time, shown to nobody.
    let kept = on("2026-11-25");
    assert_eq!(kept.len(), 1);
    assert!(kept[0].what.contains("1-855-450-699-5935"), "{}", kept[0]);
}

#[test]
fn no_number_is_written_anywhere_else() {
    let pack = pack();
    let dialled: BTreeSet<&str> = pack.services.iter().filter_map(|service| service.tel.as_deref()).collect();
    let unsure: Vec<&str> = pack.services.iter().filter(|s| !s.verified).map(|s| s.number.fr.as_str()).collect();
    assert_eq!(unsure, ["1-855-450-699-5935"]);
    let mut pages = 0;
    for (file, text) in crate::tidy::committed_files() {
        if !file.starts_with("www/") {
            continue;
        }
        for tel in text.split("href=\"tel:").skip(1).filter_map(|rest| rest.split('"').next()) {
            // The relay for teletypewriters leads to 811.
            assert!(tel == "711" || dialled.contains(tel), "{file}: {tel} is in no crisis pack");
            pages += 1;
        }
        assert!(unsure.iter().all(|number| !text.contains(number)), "{file} shows a number nobody verified");
    }
    assert!(pages > 50, "{pages} numbers on the pages");
    for entry in fs::read_dir(root().join("schemas/forms")).unwrap().flatten() {
        let id = entry.file_name().into_string().unwrap();
        let text = parcours_schema::pack(&form(&id), None).to_string();
        assert!(unsure.iter().all(|number| !text.contains(number)), "{id} shows a number nobody verified");
    }
}

/// The pack and the list of the committed files, with a case's changes.
struct Files(std::collections::BTreeMap<String, String>);

impl Library for Files {
    fn block(&self, _: &str) -> Option<Source> {
        None
    }

    fn list(&self, id: &str) -> Option<Source> {
        let file = format!("lists/{id}.json");
        Some(Source { text: self.0.get(&file)?.clone(), file })
    }
}

#[test]
fn a_broken_pack_says_where_and_what_to_do() {
    let read = |file: &str| -> Value {
        serde_json::from_str(&fs::read_to_string(root().join("schemas").join(file)).unwrap()).unwrap()
    };
    let base = json!({ "crisis.json": read("crisis/monteregie-ouest.json"),
        "lists/municipalities.json": read("lists/municipalities.json") });
    let mut wrong = Vec::new();
    for (name, case) in broken::cases("crisis") {
        let files = Files(broken::changed(base.clone(), &case));
        let faults = load_crisis("crisis.json", &files.0["crisis.json"], &files).err().unwrap_or_default();
        let expect = |key: &str| case["expect"][key].as_str().unwrap();
        let right = |fault: &Fault| {
            fault.file == expect("file") && fault.at == expect("at") && fault.to_string().contains(expect("says"))
        };
        if !faults.iter().any(right) || faults.len() > 3 {
            let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
            wrong.push(format!("{name}: expected {}, was told\n{}", case["expect"], told.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
