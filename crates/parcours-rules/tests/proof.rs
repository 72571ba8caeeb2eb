//! The proof decides, quickly, and says so when it cannot.

#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use parcours_rules::proof::{Finding, Rule, check};
use parcours_schema::{Form, NoLibrary, load_form};
use serde_json::{Value, json};

fn question(id: &str, kind: &str, more: Value) -> Value {
    let mut question = json!({ "id": id, "kind": kind, "label": { "fr": format!("Question {id}"), "en": format!("Question no. {id}") } });
    question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    question
}

fn form(sections: Vec<(String, Vec<Value>)>) -> Form {
    let sections: Vec<Value> = sections
        .into_iter()
        .map(|(id, questions)| json!({ "id": id, "title": { "fr": "Titre", "en": "Title" }, "questions": questions }))
        .collect();
    let form = json!({ "id": "x", "version": "1.0.0", "revision": "1", "audience": "public", "legal_regime": "a-2.1",
        "sensitive": false, "title": { "fr": "Un", "en": "One" }, "sections": sections });
    load_form("x.json", &form.to_string(), &NoLibrary).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

fn one_section(questions: Vec<Value>) -> Form {
    form(vec![("s".to_owned(), questions)])
}

fn found(form: &Form) -> Vec<(Rule, String)> {
    check(form).into_iter().map(|finding| (finding.rule, finding.at)).collect()
}

fn quickly(form: &Form) -> Vec<Finding> {
    let start = Instant::now();
    let findings = check(form);
    let took = start.elapsed();
    // The budget is two seconds for the program as it ships; a test build is several times slower.
    let budget = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
    assert!(took < budget, "{} questions took {took:?}", form.questions().count());
    findings
}

fn options() -> Value {
    json!([{ "value": "a", "label": "A" }, { "value": "b", "label": "B" }, { "value": "c", "label": "C" }])
}

#[test]
fn two_thousand_questions_are_decided_quickly() {
    // Sections of twenty: each question depends on two others, some of other sections.
    let path = |number: usize| format!("s{}.q{}", number / 20, number % 20);
    let sections = (0..100).map(|section| {
        let questions = (0..20).map(|own| {
            let number = section * 20 + own;
            if number < 2 {
                return question(&format!("q{own}"), "choice", json!({ "options": options() }));
            }
            let when = json!({ "any": [
                { "answer": path(number / 2), "in": ["a", "b"] },
                { "all": [{ "answer": path(number - 1), "is": "c" }, { "not": { "answer": path(number / 3), "is": "b" } }] } ] });
            question(&format!("q{own}"), "choice", json!({ "options": options(), "when": when }))
        });
        (format!("s{section}"), questions.collect())
    });
    let findings = quickly(&form(sections.collect()));
    assert!(findings.is_empty(), "{}", findings[0]);
}

#[test]
fn a_chain_of_four_hundred_is_decided_quickly() {
    let chain = |impossible: bool| {
        let questions = (0..400).map(|number| {
            let value = if impossible && number == 399 { "c" } else { "a" };
            let when = json!({ "answer": format!("s.q{}", number.max(1) - 1), "is": "a" });
            let also = json!({ "all": [when, { "answer": "s.q0", "is": value }] });
            let more = if number == 0 { json!({}) } else { json!({ "when": if number > 1 { also } else { when } }) };
            let mut question = question(&format!("q{number}"), "choice", more);
            question["options"] = options();
            question
        });
        one_section(questions.collect())
    };
    let findings = quickly(&chain(false));
    assert!(findings.is_empty(), "{}", findings[0]);
    let findings = quickly(&chain(true));
    assert_eq!(findings[0].at, "/sections/0/questions/399/when");
    assert!([Rule::Unreachable, Rule::Undecided].contains(&findings[0].rule));
}

#[test]
fn what_it_cannot_decide_it_says() {
    // A puzzle (pigeons and holes) that no quick search solves: ten things, each one of nine, no two the same.
    let mut questions: Vec<Value> = Vec::new();
    let holes: Vec<Value> = (0..9).map(|hole| json!({ "value": format!("h{hole}"), "label": "x" })).collect();
    let mut conditions = Vec::new();
    for pigeon in 0..10 {
        questions.push(question(&format!("p{pigeon}"), "choice", json!({ "options": holes })));
        conditions.push(json!({ "answer": format!("s.p{pigeon}"), "answered": true }));
    }
    let mut apart = Vec::new();
    for one in 0..10 {
        for other in 0..one {
            for hole in 0..9 {
                let is = |pigeon: usize| json!({ "answer": format!("s.p{pigeon}"), "is": format!("h{hole}") });
                apart.push(json!({ "not": { "all": [is(one), is(other)] } }));
            }
        }
    }
    conditions.extend(apart.chunks(45).map(|some| json!({ "all": some })));
    questions.push(question("last", "text", json!({ "when": { "all": conditions } })));
    let findings = quickly(&one_section(questions));
    assert_eq!(findings[0].rule, Rule::Undecided, "{}", findings[0]);
    assert!(findings[0].what.contains("too many answers to try"));
}

#[test]
fn dates_and_ages_are_compared_as_intervals() {
    let shown = |when: Value| {
        let born = question("born", "date", json!({ "min": "today-125y", "max": "today-1d" }));
        found(&one_section(vec![born, question("q", "text", json!({ "when": when }))]))
    };
    let born = |operator: &str, value: Value| {
        let mut condition = json!({ "answer": "s.born" });
        condition[operator] = value;
        condition
    };
    let unreachable = vec![(Rule::Unreachable, "/sections/0/questions/1/when".to_owned())];
    let both = |a: Value, b: Value| shown(json!({ "all": [a, b] }));
    assert_eq!(shown(born("age_at_least", json!(124))), []);
    assert_eq!(shown(born("age_at_least", json!(126))), unreachable);
    assert_eq!(both(born("age_at_least", json!(14)), json!({ "not": born("age_at_least", json!(15)) })), []);
    assert_eq!(both(born("age_at_least", json!(15)), json!({ "not": born("age_at_least", json!(14)) })), unreachable);
    assert_eq!(both(born("after", json!("today-2d")), born("before", json!("today"))), []);
    assert_eq!(both(born("after", json!("today-1d")), born("before", json!("today"))), unreachable);
    assert_eq!(both(born("after", json!("today-18y")), born("age_at_least", json!(18))), unreachable);
    assert_eq!(both(born("after", json!("2020-01-01")), born("before", json!("2020-01-03"))), []);
    assert_eq!(both(born("after", json!("2020-01-01")), born("before", json!("2020-01-02"))), unreachable);
    // True on some days only, long from now: still possible.
    assert_eq!(both(born("before", json!("1990-01-01")), born("after", json!("today-20y"))), []);
}

#[test]
fn dates_are_compared_with_one_another() {
    let shown = |bounds: [Value; 4], order: &[(&str, &str)]| {
        let mut questions: Vec<Value> =
            ["a", "b", "c", "d"].into_iter().zip(bounds).map(|(id, bounds)| question(id, "date", bounds)).collect();
        let path = |id: &str| format!("s.{id}");
        let order: Vec<Value> =
            order.iter().map(|(one, other)| json!({ "answer": path(one), "later_than": path(other) })).collect();
        questions.push(question("q", "text", json!({ "when": { "all": order } })));
        found(&one_section(questions))
    };
    let free = || [json!({}), json!({}), json!({}), json!({})];
    let unreachable = vec![(Rule::Unreachable, "/sections/0/questions/4/when".to_owned())];
    assert_eq!(shown(free(), &[("a", "b")]), []);
    assert_eq!(shown(free(), &[("a", "b"), ("b", "c"), ("c", "d")]), []);
    assert_eq!(shown(free(), &[("a", "b"), ("b", "a")]), unreachable);
    assert_eq!(shown(free(), &[("a", "b"), ("b", "c"), ("c", "a")]), unreachable);
    assert_eq!(shown(free(), &[("a", "a")]), unreachable);
    let mut bounds = free();
    bounds[0] = json!({ "max": "today" });
    bounds[1] = json!({ "min": "today-2d" });
    assert_eq!(shown(bounds.clone(), &[("a", "b")]), []);
    assert_eq!(shown(bounds.clone(), &[("a", "c"), ("c", "b")]), []);
    assert_eq!(shown(bounds.clone(), &[("a", "c"), ("c", "d"), ("d", "b")]), unreachable);
    bounds[1] = json!({ "min": "today+3m" });
    assert_eq!(shown(bounds.clone(), &[("a", "b")]), unreachable);
    assert_eq!(shown(bounds, &[("b", "a"), ("d", "b")]), []);
}

#[test]
fn rows_are_told_apart_as_far_as_needed() {
    let shown = |when: Value, max: usize| {
        let repeat = json!({ "max": max, "add": "Add", "item": "Row" });
        let inner =
            [question("n", "number", json!({ "min": 0 })), question("c", "choice", json!({ "options": options() }))];
        let rows = question("rows", "group", json!({ "repeat": repeat, "questions": inner }));
        let findings = found(&one_section(vec![rows, question("q", "text", json!({ "when": when }))]));
        findings.first().map(|(rule, _)| *rule)
    };
    let some = |operator: &str, value: Value, path: &str| {
        let mut that = json!({ "answer": path });
        that[operator] = value;
        json!({ "some": "s.rows", "that": that })
    };
    let (a, b) = (some("is", json!("a"), "s.rows.c"), some("is", json!("b"), "s.rows.c"));
    assert_eq!(shown(json!({ "all": [a, b] }), 2), None);
    assert_eq!(shown(json!({ "all": [a, b] }), 1), Some(Rule::Unreachable));
    assert_eq!(shown(json!({ "all": [a, b, { "answer": "s.rows", "at_most": 1 }] }), 5), Some(Rule::Unreachable));
    assert_eq!(shown(json!({ "all": [{ "not": a }, { "answer": "s.rows", "at_least": 5 }] }), 5), None);
    assert_eq!(
        shown(json!({ "all": [{ "not": a }, b, { "answer": "s.rows", "at_least": 5 }] }), 4),
        Some(Rule::Unreachable)
    );
    let none = some("answered", json!(false), "s.rows.c");
    assert_eq!(shown(json!({ "all": [none, { "answer": "s.rows", "answered": false }] }), 3), Some(Rule::Unreachable));
}

#[test]
fn a_required_answer_and_its_excuse_may_look_at_each_other() {
    let nam = question("nam", "nam", json!({ "required": { "answer": "s.why", "answered": false } }));
    let why =
        question("why", "choice", json!({ "options": options(), "when": { "answer": "s.nam", "answered": false } }));
    assert_eq!(found(&one_section(vec![nam, why])), []);
}

#[test]
fn what_stands_inside_something_never_shown_is_told_once() {
    let never = json!({ "all": [{ "answer": "s.n", "at_least": 5 }, { "answer": "s.n", "at_most": 4 }] });
    let inner = question("inner", "text", json!({ "when": { "answer": "s.n", "at_least": 2 } }));
    let group = question("g", "group", json!({ "questions": [inner], "when": never }));
    let findings = found(&one_section(vec![question("n", "number", json!({})), group]));
    assert_eq!(findings, [(Rule::Unreachable, "/sections/0/questions/1/when".to_owned())]);
}
