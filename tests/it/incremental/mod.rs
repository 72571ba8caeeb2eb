//! Changing answers one at a time gives what judging them all at once gives, and both give what a reader of
//! `design.md` section 2 without any cleverness gives (`oracle.rs`).

mod oracle;
pub mod random_form;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use parcours_rules::{Context, Engine, Native, Rules};
use parcours_schema::{Answers, Code, Form, Kind, NoLibrary, Question, kinds::Compute};
use parcours_tests::Random;
use serde_json::{Value, json};

fn context() -> Context {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a real day");
    Context { today, platform: Arc::new(Native) }
}

fn compile(form: Form) -> Arc<Rules> {
    Rules::compile(Arc::new(form)).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

/// One random edit; returns what was done, to be printed when a test fails.
fn edit(engine: &mut Engine, random: &mut Random) -> String {
    let form = engine.rules().form().clone();
    let questions: Vec<&Question> = form.questions().map(|(_, question)| question).collect();
    let question = *random.pick(&questions);
    let Some(pointer) = some_pointer(engine, &form, question, random) else { return "nothing".to_owned() };
    if question.kind.repeat().is_some() {
        let rows = engine.rows(&pointer);
        return match random.below(5) {
            0..=2 => {
                let key = key(random);
                format!("add row {key} to {pointer}: {:?}", engine.add_row(&pointer, &key))
            }
            3 => format!("remove row of {pointer}: {}", engine.remove_row(&pointer, random.below(rows + 1))),
            _ => {
                let named = question.kind.row_key().is_some();
                let row = |random: &mut Random| {
                    if named && !random.once_in(4) { json!({ "key": key(random) }) } else { json!({}) }
                };
                let rows = random.once_in(2).then(|| json!([row(random), row(random), row(random)]));
                format!("set {pointer} to {rows:?}: {:?}", engine.set(&pointer, rows.clone()))
            }
        };
    }
    let raw = match (&question.kind, engine.referable(&pointer).1.as_slice()) {
        // A row that is there, half of the time.
        (Kind::Reference(reference), rows) if !rows.is_empty() && random.once_in(2) => {
            let key = json!(random.pick(rows).key);
            Some(if reference.many { json!([key]) } else { key })
        }
        _ => raw_answer(&form, question, random),
    };
    let said = format!("set {pointer} to {raw:?}");
    engine.set(&pointer, raw);
    said
}

/// One of a few keys: two rows may well be given the same.
fn key(random: &mut Random) -> String {
    format!("k{}", random.below(4))
}

/// The pointer of a question in a random row of each group around it; `None` when there is no row.
fn some_pointer(engine: &Engine, form: &Form, question: &Question, random: &mut Random) -> Option<String> {
    let mut pointer = String::new();
    let mut path = String::new();
    for step in question.path.split('.') {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(step);
        pointer = format!("{pointer}/{step}");
        let repeats = form.question(&path).is_some_and(|question| question.kind.repeat().is_some());
        if repeats && path != question.path {
            let rows = engine.rows(&pointer);
            if rows == 0 {
                return None;
            }
            pointer = format!("{pointer}/{}", random.below(rows));
        }
    }
    Some(pointer)
}

fn raw_answer(form: &Form, question: &Question, random: &mut Random) -> Option<Value> {
    if random.once_in(5) {
        return None;
    }
    if random.once_in(8) {
        let garbage = [json!(""), json!("zzz"), json!(12.5), json!([]), json!({}), json!(true), json!(["zzz"])];
        return Some(random.pick(&garbage).clone());
    }
    let option = |random: &mut Random| {
        let list = question.kind.list().and_then(|id| form.lists.get(id)).expect("a list");
        json!(random.pick(&list.options).value)
    };
    Some(match &question.kind {
        Kind::Choice(_) => option(random),
        Kind::Choices(_) => Value::Array((0..=random.below(3)).map(|_| option(random)).collect()),
        Kind::YesNo(_) | Kind::Attestation(_) => json!(random.once_in(2)),
        Kind::Tri => json!(*random.pick(&["yes", "no", "unknown"])),
        Kind::Number(_) | Kind::Money(_) => json!(random.below(12)),
        Kind::Date(_) => json!(*random.pick(&["1980-01-31", "2008-11-22", "2012-11-23", "2014-02-28", "2026-11-20"])),
        Kind::Nam(_) => json!(*random.pick(&["AAAA01010112", "aaaa 0101 0119", "TEST54122816"])),
        Kind::PostalCode => json!(*random.pick(&["J6T 1A1", "m5v2t6"])),
        Kind::Phone => json!(*random.pick(&["450 371-4090", "911"])),
        Kind::Computed(Compute::Constant(text)) => json!(text),
        Kind::Computed(Compute::Key) => json!(key(random)),
        Kind::Reference(reference) if reference.many => (0..=random.below(3)).map(|_| json!(key(random))).collect(),
        Kind::Reference(_) => json!(key(random)),
        _ => json!(*random.pick(&["a", "Tremblay", "x y"])),
    })
}

fn same_as_from_scratch(engine: &Engine, log: &[String]) {
    let scratch = Engine::new(engine.rules().clone(), engine.answers().clone(), engine.context().clone());
    let (kept, fresh) = (engine.report(), scratch.report());
    if kept != fresh {
        let difference = |a: &[String], b: &[String]| -> Vec<String> {
            let b: BTreeSet<&String> = b.iter().collect();
            a.iter().filter(|item| !b.contains(item)).cloned().collect()
        };
        let problems = |report: &parcours_rules::Report| -> Vec<String> {
            report.problems.iter().map(|problem| format!("{} {}", problem.at, problem.code.name())).collect()
        };
        panic!(
            "after {log:#?}\nonly kept: {:?} {:?}\nonly fresh: {:?} {:?}\ncomputed {:?} / {:?}",
            difference(&kept.visible, &fresh.visible),
            difference(&problems(&kept), &problems(&fresh)),
            difference(&fresh.visible, &kept.visible),
            difference(&problems(&fresh), &problems(&kept)),
            kept.computed,
            fresh.computed,
        );
    }
}

fn same_as_oracle(engine: &Engine, log: &[String]) {
    let expected = oracle::Oracle::new(engine.form(), engine.answers(), engine.context().today).read();
    let report = engine.report();
    let required: BTreeSet<String> = report
        .problems
        .iter()
        .filter(|problem| problem.code == Code::Required)
        .map(|problem| problem.at.clone())
        .collect();
    assert_eq!(report.visible, expected.visible, "visible questions after {log:#?}");
    assert_eq!(required, expected.required, "required answers missing after {log:#?}");
    assert_eq!(report.computed, expected.computed, "computed values after {log:#?}");
    let of_rows = report
        .problems
        .iter()
        .filter(|problem| matches!(problem.code, Code::RowKey | Code::RowKeyTwice | Code::RowGone));
    let rows: BTreeSet<String> = of_rows.map(|problem| format!("{} {}", problem.at, problem.code.name())).collect();
    assert_eq!(rows, expected.rows, "keys and references after {log:#?}");
}

#[test]
fn referral_edits_equal_judging_from_scratch() {
    let rules = compile(parcours_tests::form("cli-60508"));
    for seed in 0..2_500 {
        let mut random = Random::new(seed);
        let mut engine = Engine::new(rules.clone(), Answers::default(), context());
        let mut log = Vec::new();
        for _ in 0..12 {
            log.push(edit(&mut engine, &mut random));
        }
        same_as_from_scratch(&engine, &log);
    }
}

/// Months of work on a plan, in any order: rows come and go, and so do the references to them.
#[test]
fn service_plan_edits_equal_judging_from_scratch() {
    let rules = compile(parcours_tests::form("service-plan"));
    let file = parcours_tests::root().join("schemas/forms/service-plan/cases/plan.json");
    let case: Value = serde_json::from_str(&std::fs::read_to_string(file).expect("the case")).expect("JSON");
    let plan = Answers::from_value(case["given"].clone()).expect("answers");
    for seed in 0..700 {
        let mut random = Random::new(seed);
        let mut engine = Engine::new(rules.clone(), plan.clone(), context());
        let mut log = Vec::new();
        for _ in 0..12 {
            log.push(edit(&mut engine, &mut random));
        }
        same_as_from_scratch(&engine, &log);
    }
}

#[test]
fn generated_form_edits_equal_judging_from_scratch_and_the_oracle() {
    let mut forms = 0;
    let mut sequences = 0;
    // How often each trouble of keys and references was met: a test that never meets one proves nothing of it.
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0.. {
        let mut random = Random::new(seed);
        let Ok(rules) = Rules::compile(Arc::new(random_form::generate(&mut random))) else { continue };
        forms += 1;
        for _ in 0..20 {
            let mut engine = Engine::new(rules.clone(), Answers::default(), context());
            let mut log = Vec::new();
            for _ in 0..10 {
                log.push(edit(&mut engine, &mut random));
            }
            same_as_from_scratch(&engine, &log);
            same_as_oracle(&engine, &log);
            for problem in engine.problems() {
                *met.entry(problem.code.name()).or_default() += 1;
            }
            sequences += 1;
        }
        if sequences >= 8_000 {
            break;
        }
    }
    assert!(forms >= 300, "only {forms} of the generated forms hold together");
    for code in ["row_key", "row_key_twice", "row_gone"] {
        assert!(met.get(code).is_some_and(|times| *times > 100), "{code} is hardly met: {met:?}");
    }
}

#[test]
fn a_reference_follows_the_rows_it_names() {
    let form = parcours_schema::load_form("kinds.json", include_str!("../differential/kinds.json"), &NoLibrary);
    let mut engine = Engine::new(compile(form.expect("the form of every kind")), Answers::default(), context());
    let said = |engine: &Engine| -> Vec<String> {
        let problems = engine.problems().into_iter();
        problems.filter(|problem| problem.at.starts_with("/plan/first")).map(|problem| problem.code.name()).collect()
    };
    for key in ["a", "b", "c"] {
        engine.add_row("/plan/goals", key);
    }
    engine.set("/plan/first", Some(json!("b")));
    engine.set("/plan/kept", Some(json!(["c", "a", "c"])));
    assert_eq!(said(&engine), [""; 0]);
    assert_eq!(engine.state("/plan/kept").and_then(|state| state.value.clone()), Some(json!(["a", "c"])));
    engine.remove_row("/plan/goals", 0);
    assert_eq!(said(&engine), [""; 0], "the rows moved, the name did not");
    assert_eq!(engine.state("/plan/kept").and_then(|state| state.value.clone()), Some(json!(["c", "a"])));
    engine.set("/plan/goals/0/key", Some(json!("z")));
    assert_eq!(said(&engine), ["row_gone"]);
    engine.set("/plan/goals/1/key", Some(json!("b")));
    assert_eq!(said(&engine), [""; 0]);
    engine.set("/plan/goals", None);
    assert_eq!(said(&engine), ["row_gone"]);
    let looked = engine.looked_at();
    engine.add_row("/plan/goals", "b");
    assert_eq!(said(&engine), [""; 0]);
    assert!(engine.looked_at() - looked < 20, "a row is added without looking at the whole form");
}

#[test]
fn one_edit_looks_only_at_what_depends_on_it() {
    let rules = compile(parcours_tests::form("cli-60508"));
    let mut engine = Engine::new(rules, Answers::default(), context());
    let whole = engine.looked_at();
    engine.set("/situation/description", Some(json!("Depuis trois mois, elle dort peu.")));
    let edit = engine.looked_at() - whole;
    assert!(whole > 200, "the whole form is {whole} looks");
    assert!(edit <= 4, "an answer nothing depends on took {edit} looks");
}

#[test]
fn pointers_that_name_nothing_change_nothing() {
    let rules = compile(parcours_tests::form("cli-60508"));
    let mut engine = Engine::new(rules, Answers::default(), context());
    for pointer in [
        "",
        "/",
        "/person",
        "/nowhere",
        "/person/phones/0/number",
        "/person/phones/x/number",
        "person.nam",
        "/person/nam/0",
    ] {
        assert!(engine.set(pointer, Some(json!("x"))).is_empty(), "{pointer}");
        assert!(engine.add_row(pointer, "k").is_none(), "{pointer}");
        assert!(!engine.remove_row(pointer, 0), "{pointer}");
    }
    assert_eq!(engine.answers(), &Answers::default());
}
