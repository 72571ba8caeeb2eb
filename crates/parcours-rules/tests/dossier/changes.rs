//! Changes lead from some answers to others; merging loses nothing. Judged by a model that knows answers only as a flat
//! list of pointers.

use std::collections::{BTreeMap, BTreeSet};

use parcours_rules::dossier::{Change, Process, changes, merge, put};
use parcours_schema::Answers;
use parcours_tests::Random;
use serde_json::{Value, json};

use crate::random::change;
use crate::trial::{Life, go, process};

/// Answers by pointer, rows by key; a row itself stands for its being there.
type Flat = BTreeMap<String, Value>;

fn flat(answers: &Answers) -> Flat {
    let mut list = Flat::new();
    flatten(&Value::Object(answers.as_map().clone()), "", &mut list);
    list
}

fn flatten(value: &Value, at: &str, list: &mut Flat) {
    match value {
        Value::Object(map) => {
            map.iter()
                .filter(|(key, _)| *key != "key")
                .for_each(|(key, value)| flatten(value, &format!("{at}/{key}"), list));
        }
        Value::Array(rows) if !at.ends_with("/phones") => {
            for row in rows {
                let at = format!("{at}/@{}", row["key"].as_str().unwrap());
                list.insert(at.clone(), Value::Bool(true));
                flatten(row, &at, list);
            }
        }
        Value::Null => {}
        value => drop(list.insert(at.to_owned(), value.clone())),
    }
}

fn edited(process: &Process, answers: &Answers, random: &mut Random, most: usize) -> Answers {
    let mut answers = answers.clone();
    for _ in 0..random.below(most + 1) {
        put(process, &mut answers, &[change(random)]);
    }
    answers
}

#[test]
fn changes_lead_from_one_to_the_other() {
    let process = process();
    for seed in 0..4_000 {
        let mut random = Random::new(seed);
        let before = edited(&process, &Answers::default(), &mut random, 20);
        let after = edited(&process, &before, &mut random, 8);
        let list = changes(&process, &before, &after);
        let mut led = before.clone();
        put(&process, &mut led, &list);
        assert_eq!(flat(&led), flat(&after), "seed {seed}: {list:?}");
        assert!(changes(&process, &after, &after).is_empty());
        assert_eq!(list.is_empty(), flat(&before) == flat(&after), "seed {seed}");
    }
}

/// What merging must come to, said without any recursion over the form.
fn expected(base: &Flat, mine: &Flat, theirs: &Flat) -> (Flat, BTreeSet<String>) {
    let rows_around = |at: &str| -> Vec<String> {
        at.match_indices("/@")
            .map(|(start, _)| {
                let end = at[start + 1..].find('/').map_or(at.len(), |end| start + 1 + end);
                at[..end].to_owned()
            })
            .collect()
    };
    let inside = |flat: &Flat, row: &str| -> Flat {
        let below = format!("{row}/");
        flat.iter()
            .filter(|(at, _)| *at == row || at.starts_with(&below))
            .map(|(a, b)| (a.clone(), b.clone()))
            .collect()
    };
    let mut result = theirs.clone();
    let mut conflicts = BTreeSet::new();
    let all: BTreeSet<&String> = base.keys().chain(mine.keys()).chain(theirs.keys()).collect();
    'each: for at in all {
        // The outermost row around that one side took away decides for all that is in it.
        for row in rows_around(at) {
            let (b, m, t) = (inside(base, &row), inside(mine, &row), inside(theirs, &row));
            match (b.is_empty(), m.is_empty(), t.is_empty()) {
                (false, true, false) => {
                    if b == t {
                        t.keys().for_each(|at| drop(result.remove(at)));
                    } else {
                        conflicts.insert(row);
                    }
                    continue 'each;
                }
                (false, false, true) => {
                    if b != m {
                        conflicts.insert(row);
                    }
                    continue 'each;
                }
                _ => {}
            }
        }
        let (b, m, t) = (base.get(at), mine.get(at), theirs.get(at));
        if m != b && t == b {
            match m {
                Some(value) => drop(result.insert(at.clone(), value.clone())),
                None => drop(result.remove(at)),
            }
        } else if m != b && t != b && m != t {
            conflicts.insert(at.clone());
        }
    }
    (result, conflicts)
}

#[test]
fn merging_loses_no_change() {
    let process = process();
    let (mut conflicts, mut merged_fields) = (0, 0);
    for seed in 0..12_000 {
        let mut random = Random::new(seed);
        let base = edited(&process, &Answers::default(), &mut random, 20);
        let mine = edited(&process, &base, &mut random, 10);
        let theirs = edited(&process, &base, &mut random, 10);
        let merged = merge(&process, &base, &mine, &theirs);
        let (result, differ) = expected(&flat(&base), &flat(&mine), &flat(&theirs));
        assert_eq!(flat(&merged.answers), result, "seed {seed}: {merged:?}");
        let told: BTreeSet<String> = merged.conflicts.iter().map(|conflict| conflict.at.clone()).collect();
        assert_eq!(told, differ, "seed {seed}");
        // What is left to save leads from theirs to the result.
        let mut led = theirs.clone();
        put(&process, &mut led, &merged.changes);
        assert_eq!(flat(&led), result, "seed {seed}");
        // Both of us see the same conflicts.
        let other = merge(&process, &base, &theirs, &mine);
        assert_eq!(other.conflicts.len(), merged.conflicts.len());
        conflicts += told.len();
        merged_fields += merged.changes.len();
    }
    println!("{merged_fields} changes merged, {conflicts} true conflicts");
    assert!(conflicts > 2_000 && merged_fields > 20_000);
}

#[test]
fn a_conflict_is_settled_either_way() {
    let process = process();
    for seed in 0..3_000 {
        let mut random = Random::new(seed);
        let base = edited(&process, &Answers::default(), &mut random, 20);
        let (mine, theirs) = (edited(&process, &base, &mut random, 10), edited(&process, &base, &mut random, 10));
        let merged = merge(&process, &base, &mine, &theirs);
        let mut answers = merged.answers.clone();
        let settled: Vec<Change> = merged.conflicts.iter().map(|conflict| conflict.take_mine()).collect();
        put(&process, &mut answers, &settled);
        for conflict in &merged.conflicts {
            let value = |answers: &Answers| process.answer_at(answers, &conflict.at).cloned();
            let (now, wanted) = (value(&answers), value(&mine));
            assert_eq!(now.map(sorted), wanted.map(sorted), "seed {seed}: {conflict:?}");
        }
        put(
            &process,
            &mut answers,
            &merged.conflicts.iter().map(|conflict| conflict.take_theirs()).collect::<Vec<_>>(),
        );
        for conflict in &merged.conflicts {
            let value = |answers: &Answers| process.answer_at(answers, &conflict.at).cloned().map(sorted);
            assert_eq!(value(&answers), value(&theirs), "seed {seed}: {conflict:?}");
        }
    }
}

/// Rows in the order of their keys: which side's come first does not matter here.
fn sorted(value: Value) -> Value {
    let mut answers = Answers::default();
    let phones = value.as_array().is_some_and(|rows| rows.iter().all(|row| row.get("key").is_none()));
    answers.set(if phones { "/x/phones" } else { "/x/row" }, value);
    json!(flat(&answers))
}

#[test]
fn rows_are_known_by_their_key_and_not_by_their_place() {
    let process = process();
    let with = |rows: Value| Answers::from_value(json!({ "needs": { "list": rows } })).unwrap();
    let base = with(json!([{ "key": "a", "description": "A" }, { "key": "b", "description": "B" }]));
    let mine = with(json!([{ "key": "b", "description": "B" }]));
    let theirs = with(json!([{ "key": "a", "description": "A" }, { "key": "b", "description": "B2" }, { "key": "c" }]));
    let merged = merge(&process, &base, &mine, &theirs);
    assert!(merged.conflicts.is_empty());
    assert_eq!(merged.answers, with(json!([{ "key": "b", "description": "B2" }, { "key": "c" }])));
    assert_eq!(changes(&process, &base, &mine), [Change::new("/needs/list/@a", Value::Null)]);
}

#[test]
fn a_row_without_a_key_is_not_passed_over() {
    let process = process();
    let with = |rows: Value| Answers::from_value(json!({ "needs": { "list": rows } })).unwrap();
    let list = changes(&process, &Answers::default(), &with(json!([{ "description": "A" }, { "description": "B" }])));
    let expected = [
        Change::new("/needs/list/@row-1", json!({ "description": "A" })),
        Change::new("/needs/list/@row-2", json!({ "description": "B" })),
    ];
    assert_eq!(list, expected);
}

#[test]
fn who_changed_it_last_is_known() {
    let mut life = Life::at("welcomed");
    life.save("person", &[("/needs/list/@a", json!({ "description": "A" })), ("/needs/life_project", json!("Home"))]);
    let by = |life: &Life, at: &str| life.dossier.last_change(at).map(|event| event.by.role.clone());
    assert_eq!(by(&life, "/needs/list/@a/description").as_deref(), Some("person"));
    assert_eq!(by(&life, "/needs/list/@b"), None);
    assert_eq!(by(&life, "/needs").as_deref(), Some("person"));
    life.must("adviser", go("link"));
    assert_eq!(by(&life, "/needs/list/@a").as_deref(), Some("person"));
}
