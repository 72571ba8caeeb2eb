//! The proof and the engine agree: what the proof calls unreachable is never shown, what it calls always true never
//! fails, and what it lets pass can be reached, on forms nobody would write.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use parcours_rules::proof::{Rule, check};
use parcours_rules::{Context, Native, Rules};
use parcours_schema::kinds::Compute;
use parcours_schema::{Answers, Form, Kind, template_of};
use parcours_tests::Random;
use serde_json::{Map, Value, json};

use crate::incremental::random_form;

const TODAY: (i32, u32, u32) = (2026, 11, 22);

/// Random answers that follow the form's kinds and bounds.
fn answers(form: &Form, random: &mut Random, fullness: usize) -> Value {
    let mut root = Map::new();
    for section in &form.sections {
        let more = object(&section.questions, random, fullness);
        let here = root.entry(section.container.clone()).or_insert_with(|| json!({}));
        here.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    }
    Value::Object(root)
}

fn object(questions: &[parcours_schema::Question], random: &mut Random, fullness: usize) -> Value {
    let mut object = Map::new();
    for question in questions {
        if random.below(fullness + 1) > 0 {
            let value = match &question.kind {
                Kind::Number(_) => json!(random.below(7)),
                Kind::YesNo(_) => json!(random.once_in(2)),
                Kind::Tri => json!(*random.pick(&["yes", "no", "unknown"])),
                Kind::Choice(_) => json!(*random.pick(&["a", "b", "c"])),
                Kind::Choices(_) => ["a", "b", "c"].into_iter().filter(|_| random.once_in(2)).collect(),
                Kind::Date(_) => {
                    json!(*random.pick(&[
                        "1980-01-31",
                        "2009-12-31",
                        "2010-01-01",
                        "2012-11-22",
                        "2012-11-23",
                        "2026-11-21"
                    ]))
                }
                Kind::Group(group) => match &group.repeat {
                    Some(repeat) => {
                        let rows = random.below(repeat.max + 1);
                        (0..rows).map(|_| self::object(&group.questions, random, fullness)).collect()
                    }
                    None => self::object(&group.questions, random, fullness),
                },
                Kind::Reference(reference) => {
                    let mut key = || json!(format!("k{}", random.below(4)));
                    if reference.many { Value::Array(vec![key(), key(), key()]) } else { key() }
                }
                Kind::Computed(Compute::Key) => json!(format!("k{}", random.below(4))),
                Kind::Computed(_) => continue,
                _ => json!(*random.pick(&["a", "x"])),
            };
            object.insert(question.id.clone(), value);
        }
    }
    Value::Object(object)
}

#[test]
fn nothing_unreachable_is_ever_shown_and_the_rest_is() {
    let (year, month, day) = TODAY;
    let context = Context { today: NaiveDate::from_ymd_opt(year, month, day).unwrap(), platform: Arc::new(Native) };
    let (mut forms, mut unreachable, mut reachable, mut unseen) = (0, 0, 0, Vec::new());
    for seed in 0..400 {
        let form = random_form::generate(&mut Random::new(seed));
        let Ok(rules) = Rules::compile(Arc::new(form)) else { continue };
        let form = rules.form();
        forms += 1;
        let findings = check(form);
        let errors: Vec<_> = findings.iter().filter(|finding| finding.rule == Rule::Comparison).collect();
        if !errors.is_empty() {
            continue;
        }
        let places: Vec<&str> =
            findings.iter().filter(|f| f.rule == Rule::Unreachable).map(|f| f.at.trim_end_matches("/when")).collect();
        let undecided = findings.iter().any(|finding| finding.rule == Rule::Undecided);
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut random = Random::new(seed);
        for round in 0..400 {
            let given = answers(form, &mut random, round % 5);
            let report = rules.check(&Answers::from_value(given).unwrap(), &context);
            seen.extend(report.visible.iter().map(|pointer| template_of(pointer)));
            seen.extend(report.computed.iter().map(|(pointer, _)| template_of(pointer)));
        }
        for (place, path) in placed(form) {
            let never = places
                .iter()
                .any(|told| place.strip_prefix(told).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')));
            match (never, seen.contains(&path)) {
                (true, true) => panic!("seed {seed}: {path} is shown, and the proof says it cannot be"),
                (true, false) => unreachable += 1,
                (false, true) => reachable += 1,
                (false, false) if undecided => {}
                (false, false) => unseen.push(format!("seed {seed}: {path}")),
            }
        }
    }
    println!(
        "{forms} forms: {reachable} questions shown, {unreachable} proved unreachable, {} never met",
        unseen.len()
    );
    assert!(unreachable >= 20, "only {unreachable} unreachable questions to judge the proof by");
    // Random answers miss the rarest corners; if the proof let unreachable questions pass, there would be far more.
    assert!(
        unseen.len() * 100 <= reachable,
        "{} questions were never shown, such as {:?}",
        unseen.len(),
        &unseen[..5.min(unseen.len())]
    );
}

/// Definitions changed at random, as a careless hand would: refused or taken, never the end of the program.
#[test]
fn no_definition_stops_the_proof() {
    let whole: Value = serde_json::from_str(include_str!("differential/kinds.json")).unwrap();
    let (mut refused, mut told, mut taken) = (0, 0, 0);
    for seed in 0..3_000 {
        let mut random = Random::new(seed);
        let mut document = whole.clone();
        for _ in 0..=random.below(3) {
            let mut pointers = pointers(&document);
            let at = random.pick(&pointers).clone();
            let value = if random.once_in(3) {
                let odd = [json!(null), json!(0), json!(-1), json!("base.name"), json!([]), json!({}), json!(true)];
                random.pick(&odd).clone()
            } else {
                // What stands under the same key elsewhere: it loads, and rarely makes sense.
                let key = at.rsplit('/').next().unwrap_or_default().to_owned();
                pointers.retain(|other| other.rsplit('/').next() == Some(&key));
                document.pointer(random.pick::<String>(&pointers)).cloned().unwrap_or_default()
            };
            if let Some(place) = document.pointer_mut(&at) {
                *place = value;
            }
        }
        let Ok(form) = parcours_schema::load_form("kinds.json", &document.to_string(), &parcours_schema::NoLibrary)
        else {
            refused += 1;
            continue;
        };
        let findings = check(&form);
        let compiled = Rules::compile(Arc::new(form.clone()));
        let sound = findings.iter().all(|finding| finding.severity != parcours_schema::Severity::Error);
        if sound {
            taken += 1;
            assert!(jsonschema::meta::is_valid(&parcours_rules::export::json_schema(&form)), "seed {seed}");
            // What the proof takes, the engine takes.
            let rules = compiled.unwrap_or_else(|faults| panic!("seed {seed}: {}", faults[0]));
            let context = Context { today: NaiveDate::default(), platform: Arc::new(Native) };
            rules.check(&Answers::default(), &context);
        } else {
            told += 1;
        }
    }
    println!("{refused} refused by the loader, {told} by the proof, {taken} taken");
    assert!(refused > 300 && told > 300 && taken > 300);
}

/// Pointers of all values of a document.
pub fn pointers(document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut way = vec![(String::new(), document)];
    while let Some((at, value)) = way.pop() {
        match value {
            Value::Object(map) => way.extend(map.iter().map(|(key, value)| (format!("{at}/{key}"), value))),
            Value::Array(items) => {
                way.extend(items.iter().enumerate().map(|(index, value)| (format!("{at}/{index}"), value)));
            }
            _ => {}
        }
        found.push(at);
    }
    found
}

/// Each question that can be seen in a report, with its place in the form.
fn placed(form: &Form) -> Vec<(String, String)> {
    fn walk(questions: &[parcours_schema::Question], above: &str, found: &mut Vec<(String, String)>) {
        for (index, question) in questions.iter().enumerate() {
            let place = format!("{above}/questions/{index}");
            if !matches!(question.kind, Kind::Computed(_) | Kind::Note(_)) {
                found.push((place.clone(), question.path.clone()));
            }
            walk(question.kind.questions(), &place, found);
        }
    }
    let mut found = Vec::new();
    for (index, section) in form.sections.iter().enumerate() {
        walk(&section.questions, &format!("/sections/{index}"), &mut found);
    }
    found
}
