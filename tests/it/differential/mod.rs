//! The exported JSON Schema says what the rules say: the same verdict on thousands of answers, from three readers that
//! share no code. What JSON Schema cannot say is left out by name (`export::unsaid`), never by looking away.

mod generator;
mod oracles;

use std::collections::BTreeMap;
use std::sync::Arc;

use parcours_rules::{Context, Native, Rules, export};
use parcours_schema::{Answers, Code, Form, NoLibrary, Severity, load_form, template_of};
use parcours_tests::Random;
use serde_json::{Map, Value};

use generator::{Generator, today};

/// Answers judged for each form.
const CASES: usize = 10_000;
/// For forms made of the same blocks as those two, and of questions of the same kinds.
const FEWER: usize = 2_500;

/// What the rules expect of a schema that says all it can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    Valid,
    Invalid,
    /// Only problems no schema can see.
    Unsaid,
}

struct Judged {
    given: Value,
    /// The answers in normal form, with what could not be understood, or is not known, put back.
    sent: Value,
    expected: Expected,
    codes: Vec<String>,
}

#[derive(Default)]
struct Counts {
    valid: usize,
    invalid: usize,
    unsaid: usize,
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.valid += other.valid;
        self.invalid += other.invalid;
        self.unsaid += other.unsaid;
    }

    /// A comparison of which one side hardly ever comes up proves nothing.
    fn assert_balanced(&self, name: &str, cases: usize) {
        let total = self.valid + self.invalid + self.unsaid;
        println!(
            "{name}: {} valid, {} invalid, {} not comparable, {total} in all",
            self.valid, self.invalid, self.unsaid
        );
        assert!(total >= cases, "{name}: only {total} answers");
        assert!(self.valid * 10 > total && self.invalid * 10 > total, "{name}: the verdicts are not balanced");
        assert!(self.unsaid * 4 < total, "{name}: too many answers are left out of the comparison");
    }
}

fn context() -> Context {
    Context { today: today(), platform: Arc::new(Native) }
}

fn judge(rules: &Arc<Rules>, unsaid: &export::Unsaid, given: Value) -> Judged {
    let answers = Answers::from_value(given.clone()).unwrap();
    let report = rules.check(&answers, &context());
    let mut sent = report.answers.clone().into_value();
    let errors: Vec<_> = report.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    let mut expected = Expected::Valid;
    for problem in &errors {
        if matches!(problem.code, Code::UnknownKey | Code::WrongType | Code::ComputedMismatch) {
            put_back(&mut sent, &given, &problem.at);
        }
        let path = template_of(&problem.at);
        let kind = rules.form().question(&path).map(|question| &question.kind);
        if !unsaid.covers(&path, &problem.code, kind) {
            expected = Expected::Invalid;
        } else if expected == Expected::Valid {
            expected = Expected::Unsaid;
        }
    }
    let codes = errors.iter().map(|problem| format!("{} {}", problem.at, problem.code.name())).collect();
    Judged { given, sent, expected, codes }
}

/// Puts what was given at a pointer into what is sent, with whatever is missing on the way.
fn put_back(sent: &mut Value, given: &Value, at: &str) {
    let mut here = sent;
    let mut there = given;
    for step in parcours_schema::tokens(at) {
        let Some(next) = (match there {
            Value::Object(map) => map.get(&step),
            Value::Array(items) => step.parse::<usize>().ok().and_then(|index| items.get(index)),
            _ => None,
        }) else {
            return;
        };
        there = next;
        let missing = || if next.is_object() { Value::Object(Map::new()) } else { next.clone() };
        here = match here {
            Value::Object(map) => map.entry(step).or_insert_with(missing),
            Value::Array(items) => match step.parse::<usize>().ok().and_then(|index| items.get_mut(index)) {
                Some(item) => item,
                None => return,
            },
            _ => return,
        };
    }
    *here = there.clone();
}

fn compare(name: &str, form: Form, seed: u64, cases: usize) -> Counts {
    let rules = Rules::compile(Arc::new(form)).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let schema = export::json_schema(rules.form());
    let unsaid = export::unsaid(rules.form());
    let mut generator =
        Generator { rules: rules.clone(), context: context(), random: Random::new(seed), keys: BTreeMap::new() };
    let mut judged: Vec<Judged> = Vec::with_capacity(cases);
    while judged.len() < cases {
        let plausible = generator.plausible();
        for _ in 0..16 {
            let mut given = plausible.clone();
            for _ in 0..generator.random.below(4) {
                given = generator.mutated(&given);
            }
            judged.push(judge(&rules, &unsaid, given));
        }
    }
    let documents: Vec<Value> = judged.iter().map(|judged| judged.sent.clone()).collect();
    let by_crate = oracles::of_the_crate(&schema, &documents);
    let (other, by_other) = oracles::of_another_language(&schema, &documents);
    assert_eq!(by_other.len(), documents.len(), "{other} did not answer for each document");

    let mut counts = Counts::default();
    let mut smallest: Option<(usize, String)> = None;
    for (index, judged) in judged.iter().enumerate() {
        let agrees = |verdict: bool| match judged.expected {
            Expected::Valid => verdict,
            Expected::Invalid => !verdict,
            Expected::Unsaid => true,
        };
        match judged.expected {
            Expected::Valid => counts.valid += 1,
            Expected::Invalid => counts.invalid += 1,
            Expected::Unsaid => counts.unsaid += 1,
        }
        if by_crate[index] != by_other[index] || !agrees(by_crate[index]) {
            let size = judged.sent.to_string().len();
            if smallest.as_ref().is_none_or(|(least, _)| size < *least) {
                let told = format!(
                    "{name}: the rules say {:?} {:?}, the crate says valid={}, {other} says valid={}\nsent:  {}\ngiven: {}",
                    judged.expected, judged.codes, by_crate[index], by_other[index], judged.sent, judged.given
                );
                smallest = Some((size, told));
            }
        }
    }
    if let Some((_, told)) = smallest {
        panic!("{told}");
    }
    counts
}

/// What is not in normal form is not what is sent: the schema refuses it as it stands.
#[test]
fn blanks_are_not_answers() {
    let form = load_form("kinds.json", include_str!("kinds.json"), &NoLibrary)
        .unwrap_or_else(|faults| panic!("{}", faults[0]));
    let schema = export::json_schema(&form);
    let sent = serde_json::json!({
        "base": { "name": "Tremblay", "phone": "+14503714090", "no_nam": "lost", "count": 2, "agree": true, "oath": true, "born": "2014-02-28",
            "needs": ["a"], "who": { "country": "other", "why_other": "x", "home": { "street": "x" } } },
        "rows": { "phones": [{ "number": "+14503714090", "kind": "work" }] }
    });
    let verdict = |document: &Value| {
        let by_crate = oracles::of_the_crate(&schema, std::slice::from_ref(document));
        assert_eq!(by_crate, oracles::of_another_language(&schema, std::slice::from_ref(document)).1);
        by_crate[0]
    };
    assert!(verdict(&sent));
    for (at, blank) in [
        ("/base/name", ""),
        ("/base/name", " \u{a0} "),
        ("/base/oath", "false"),
        ("/base/needs", "[]"),
        ("/base/phone", "null"),
        ("/base/phone", "450 371-4090"),
        ("/rows/phones", "[]"),
        ("/rows/phones/0", "{}"),
        ("/base/who", "{}"),
    ] {
        let mut other = sent.clone();
        let value = serde_json::from_str(blank).unwrap_or_else(|_| Value::from(blank));
        *other.pointer_mut(at).unwrap() = value;
        assert!(!verdict(&other), "{blank:?} at {at} is taken");
    }
}

#[test]
fn every_committed_form() {
    for id in parcours_tests::form_ids() {
        let cases = if ["cli-60508", "service-plan"].contains(&id.as_str()) { CASES } else { FEWER };
        compare(&id, parcours_tests::form(&id), 7, cases).assert_balanced(&id, cases);
    }
}

#[test]
fn a_form_of_every_kind() {
    let form = load_form("kinds.json", include_str!("kinds.json"), &NoLibrary)
        .unwrap_or_else(|faults| panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")));
    for kind in parcours_schema::kinds::NAMES {
        assert!(form.questions().any(|(_, question)| question.kind.name() == *kind), "no question of kind {kind}");
    }
    compare("kinds", form, 11, CASES).assert_balanced("kinds", CASES);
}

#[test]
fn generated_forms() {
    let mut counts = Counts::default();
    let mut forms = 0;
    for seed in 0.. {
        let form = crate::incremental::random_form::generate(&mut Random::new(seed));
        if Rules::compile(Arc::new(form.clone())).is_err() {
            continue;
        }
        counts.add(&compare(&format!("generated {seed}"), form, seed, CASES / 25));
        forms += 1;
        if forms == 25 {
            break;
        }
    }
    counts.assert_balanced("25 generated forms", CASES);
}
