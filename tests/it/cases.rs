//! Answers and what must be said of them: every file of `schemas/forms/*/cases/` is judged by the same rules as the
//! page and the server, and every condition of a form must be shown true and false by some case.
//!
//! What a shared block asks is told once, in `schemas/blocks/cases/`: each of those is judged in every form that has its
//! base (`complete`, `complete-youth-15`…) and all the questions it names, under one of its `regimes` when it names some.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parcours_rules::{Context, Engine, Native, Rules};
use parcours_schema::{Answers, Form, LegalRegime, Required, Severity, template_of};
use serde_json::{Map, Value};

const KEYS: &[&str] = &["$schema", "name", "today", "base", "given", "set", "remove", "expect", "regimes"];
const EXPECT_KEYS: &[&str] = &["only", "problems", "warnings", "absent", "visible", "hidden"];

struct Case {
    file: String,
    expect: Map<String, Value>,
    engine: Engine,
}

fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas")
}

fn forms() -> Vec<PathBuf> {
    let folders = fs::read_dir(schemas().join("forms")).unwrap();
    let mut forms: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    forms.sort();
    forms
}

fn load(folder: &Path) -> Arc<Form> {
    let file = folder.join("form.json");
    match parcours_schema::disk::Disk::around(&file).load(&file) {
        Ok(form) => Arc::new(form),
        Err(faults) => panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    }
}

fn read(path: &Path) -> Map<String, Value> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    match serde_json::from_str(&text) {
        Ok(Value::Object(map)) => map,
        Ok(_) => panic!("{}: not an object", path.display()),
        Err(error) => panic!("{}: {error}", path.display()),
    }
}

fn only_keys(map: &Map<String, Value>, known: &[&str], file: &str) {
    for key in map.keys() {
        assert!(known.contains(&key.as_str()), "{file}: the key `{key}` is not one of {known:?}");
    }
}

/// The answers of a case: its base's, then what it sets, then what it removes.
fn answers(folder: &Path, case: &Map<String, Value>, file: &str) -> Answers {
    let given = match (case.get("base").and_then(Value::as_str), case.get("given")) {
        (Some(base), None) => read(&folder.join(format!("{base}.json"))).remove("given"),
        (None, Some(given)) => Some(given.clone()),
        _ => None,
    };
    let given = given.unwrap_or_else(|| panic!("{file}: needs either `given` or a `base` that has it"));
    let mut answers = Answers::from_value(given).unwrap();
    for pointer in texts(case, "remove") {
        assert!(answers.remove(&pointer).is_some(), "{file}: nothing to remove at {pointer}");
    }
    for (pointer, value) in case.get("set").and_then(Value::as_object).into_iter().flatten() {
        // `Answers::set` edits questions; a whole row is put in its array here.
        let (above, last) = pointer.rsplit_once('/').unwrap();
        let done = match (last.parse::<usize>(), answers.get(above).cloned().unwrap_or(Value::Array(Vec::new()))) {
            (Ok(row), Value::Array(mut rows)) if row <= rows.len() => {
                match rows.get_mut(row) {
                    Some(old) => *old = value.clone(),
                    None => rows.push(value.clone()),
                }
                answers.set(above, Value::Array(rows))
            }
            _ => answers.set(pointer, value.clone()),
        };
        assert!(done, "{file}: cannot set {pointer}");
    }
    answers
}

fn texts(map: &Map<String, Value>, key: &str) -> Vec<String> {
    let list = map.get(key).and_then(Value::as_array).into_iter().flatten();
    list.map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// The cases of a form: its own, and those of the blocks that are about its questions.
fn cases(folder: &Path, form: &Arc<Form>) -> Vec<Case> {
    let rules = Rules::compile(form.clone()).unwrap();
    let own = files(&folder.join("cases"));
    let shared = files(&shared()).into_iter().filter(|path| !own.is_empty() && is_about(&read(path), &own, form));
    let shared: Vec<PathBuf> = shared.collect();
    let folder = folder.join("cases");
    own.iter().chain(&shared).map(|path| open(path, &folder, &rules)).collect()
}

fn shared() -> PathBuf {
    schemas().join("blocks/cases")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// Whether a shared case can be judged in this form.
fn is_about(case: &Map<String, Value>, own: &[PathBuf], form: &Form) -> bool {
    let base = case.get("base").and_then(Value::as_str).unwrap_or_default();
    let regimes = texts(case, "regimes");
    let mut named: Vec<String> = texts(case, "remove");
    named.extend(case.get("set").and_then(Value::as_object).into_iter().flat_map(Map::keys).cloned());
    let expect = case.get("expect").and_then(Value::as_object).cloned().unwrap_or_default();
    let said = ["problems", "warnings", "absent", "visible", "hidden"].iter().flat_map(|key| texts(&expect, key));
    named.extend(said.map(|text| text.split(' ').next().unwrap_or_default().to_owned()));
    own.iter().any(|path| path.file_stem().is_some_and(|name| name == base))
        && (regimes.is_empty() || regimes.iter().any(|law| law == regime(form)))
        && named.iter().all(|pointer| is_asked(form, &template_of(pointer)))
}

fn regime(form: &Form) -> &'static str {
    match form.legal_regime {
        LegalRegime::R221 => "r-22.1",
        LegalRegime::A21 => "a-2.1",
        LegalRegime::P391 => "p-39.1",
    }
}

/// Whether that is a question of the form, or where the answers of a section are kept.
fn is_asked(form: &Form, path: &str) -> bool {
    form.question(path).is_some() || form.sections.iter().any(|section| section.container == path)
}

fn open(path: &Path, folder: &Path, rules: &Arc<Rules>) -> Case {
    let form = &rules.form().id;
    let file =
        if path.starts_with(shared()) { format!("{} in {form}", path.display()) } else { path.display().to_string() };
    let case = read(path);
    only_keys(&case, KEYS, &file);
    let expect = case.get("expect").and_then(Value::as_object).cloned().unwrap_or_default();
    only_keys(&expect, EXPECT_KEYS, &file);
    assert!(!expect.is_empty(), "{file}: expects nothing");
    assert!(case.get("name").is_some_and(Value::is_string), "{file}: has no name");
    let today = case.get("today").and_then(Value::as_str).unwrap().parse().unwrap();
    let context = Context { today, platform: Arc::new(Native) };
    let engine = Engine::new(rules.clone(), answers(folder, &case, &file), context);
    Case { file, expect, engine }
}

impl Case {
    fn problems(&self, severity: Severity) -> BTreeSet<String> {
        let report = self.engine.report();
        let of = report.problems.iter().filter(|problem| problem.severity == severity);
        of.map(|problem| format!("{} {}", problem.at, problem.code.name())).collect()
    }

    /// What the case says and the rules do not.
    fn failures(&self) -> Vec<String> {
        let mut failures = Vec::new();
        let mut fail = |what: String| failures.push(format!("{}: {what}", self.file));
        let exact = self.expect.get("only").and_then(Value::as_bool).unwrap_or(false);
        let (errors, warnings) = (self.problems(Severity::Error), self.problems(Severity::Warning));
        for (key, found) in [("problems", &errors), ("warnings", &warnings)] {
            let wanted: BTreeSet<String> = texts(&self.expect, key).into_iter().collect();
            wanted.difference(found).for_each(|missing| fail(format!("{key}: `{missing}` is not said")));
            if exact {
                found.difference(&wanted).for_each(|extra| fail(format!("{key}: `{extra}` is said")));
            }
        }
        for absent in texts(&self.expect, "absent") {
            if errors.contains(&absent) || warnings.contains(&absent) {
                fail(format!("`{absent}` is said"));
            }
        }
        for (key, wanted) in [("visible", true), ("hidden", false)] {
            for pointer in texts(&self.expect, key) {
                // A pointer that names no question would be hidden for ever, and prove nothing.
                if self.engine.form().question(&template_of(&pointer)).is_none() {
                    fail(format!("{pointer} names no question"));
                } else if self.engine.state(&pointer).is_some_and(|state| state.visible) != wanted {
                    fail(format!("{pointer} should be {key}"));
                }
            }
        }
        failures
    }
}

#[test]
fn every_case_says_what_the_rules_say() {
    let mut failures = Vec::new();
    for folder in forms() {
        let form = load(&folder);
        failures.extend(cases(&folder, &form).iter().flat_map(Case::failures));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// A shared case that is judged in no form proves nothing.
#[test]
fn every_shared_case_is_judged_in_some_form() {
    let judged: Vec<Vec<Case>> = forms().iter().map(|folder| cases(folder, &load(folder))).collect();
    let names = judged.iter().flatten().map(|case| case.file.clone()).collect::<Vec<_>>();
    let unjudged: Vec<PathBuf> = files(&shared())
        .into_iter()
        .filter(|path| !names.iter().any(|name| name.starts_with(&path.display().to_string())))
        .collect();
    assert!(unjudged.is_empty(), "{unjudged:?}");
}

#[test]
fn the_referral_has_its_sixty_cases() {
    let folder = schemas().join("forms/cli-60508");
    let count = cases(&folder, &load(&folder)).len();
    assert!(count >= 60, "{count} cases");
}

/// A condition no case turns both ways is a condition nobody has looked at.
#[test]
fn every_condition_is_turned_both_ways() {
    let mut untried = Vec::new();
    for folder in forms() {
        let form = load(&folder);
        let cases = cases(&folder, &form);
        if cases.is_empty() {
            continue;
        }
        let mut asserted: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for case in &cases {
            for key in ["visible", "hidden"] {
                let paths = texts(&case.expect, key).into_iter().map(|pointer| template_of(&pointer));
                asserted.entry(key).or_default().extend(paths);
            }
            for key in ["problems", "warnings"] {
                asserted.entry("said").or_default().extend(texts(&case.expect, key).iter().map(|text| {
                    let (pointer, code) = text.split_once(' ').unwrap();
                    format!("{} {code}", template_of(pointer))
                }));
            }
        }
        let has = |key: &str, what: &str| asserted.get(key).is_some_and(|set| set.contains(what));
        for (_, question) in form.questions() {
            let path = question.path.as_str();
            if question.when.is_some() {
                for key in ["visible", "hidden"].into_iter().filter(|key| !has(key, path)) {
                    untried.push(format!("{}: {path} is never said to be {key}", form.id));
                }
            }
            if let Required::When(_) = question.required {
                let optional = |case: &Case| {
                    let pointer = format!("/{}", path.replace('.', "/"));
                    let rows = [pointer.clone(), with_rows(path, 0), with_rows(path, 2)];
                    rows.iter().filter_map(|at| case.engine.state(at)).any(|state| state.visible && !state.required)
                };
                if !has("said", &format!("{path} required")) {
                    untried.push(format!("{}: {path} is never said to be required", form.id));
                }
                if !cases.iter().any(optional) {
                    untried.push(format!("{}: {path} is required in every case that shows it", form.id));
                }
            }
        }
        for check in &form.checks {
            let code = format!("{} check:{}", check.at[0], check.id);
            if !has("said", &code) {
                untried.push(format!("{}: no case expects `{code}`", form.id));
            }
        }
    }
    assert!(untried.is_empty(), "\n{}", untried.join("\n"));
}

/// Pointer of a question whose first group is the one in rows.
fn with_rows(path: &str, row: usize) -> String {
    let mut steps: Vec<&str> = path.split('.').collect();
    let index = row.to_string();
    let last = steps.pop().unwrap_or_default();
    format!("/{}/{index}/{last}", steps.join("/"))
}
