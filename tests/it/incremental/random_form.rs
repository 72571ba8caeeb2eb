//! Forms nobody would write: groups in groups, and conditions on anything from anywhere.

use std::ops::Range;

use parcours_schema::{Form, NoLibrary, load_form};
use parcours_tests::Random;
use serde_json::{Map, Value, json};

/// A question made so far: path, kind, and the repeating groups around it.
struct Made {
    path: String,
    kind: &'static str,
    groups: Vec<String>,
    /// Whether its rows have a key.
    keyed: bool,
}

struct Author<'a> {
    random: &'a mut Random,
    made: Vec<Made>,
}

/// A random form. It loads; whether its conditions run in circles is for the compiler to say.
pub fn generate(random: &mut Random) -> Form {
    let mut author = Author { random, made: Vec::new() };
    let sections: Vec<Value> = (0..1 + author.random.below(3)).map(|index| author.section(index)).collect();
    let form = json!({
        "id": "random", "version": "1.0.0", "revision": "1", "audience": "public", "legal_regime": "a-2.1",
        "sensitive": false, "title": "Random", "sections": sections,
    });
    load_form("random.json", &form.to_string(), &NoLibrary).unwrap_or_else(|faults| panic!("{}\n{form:#}", faults[0]))
}

impl Author<'_> {
    fn section(&mut self, index: usize) -> Value {
        let id = format!("s{index}");
        let mut section = json!({ "id": id, "title": "Section" });
        // Now and then a section keeps its answers with those of the first.
        let shared = index > 0 && self.random.once_in(3);
        let (container, first) = if shared { ("s0", 10 * index) } else { (id.as_str(), 0) };
        if shared {
            section["in"] = json!(container);
        }
        if self.random.once_in(3) {
            self.put(&mut section, "when", &[]);
        }
        let count = 2 + self.random.below(6);
        section["questions"] = self.questions(container, first..first + count, &mut Vec::new());
        section
    }

    fn questions(&mut self, above: &str, ids: Range<usize>, groups: &mut Vec<String>) -> Value {
        ids.map(|index| self.question(above, index, groups)).collect()
    }

    fn question(&mut self, above: &str, index: usize, groups: &mut Vec<String>) -> Value {
        let kinds = [
            "text",
            "number",
            "yes_no",
            "tri",
            "choice",
            "choice",
            "choices",
            "date",
            "group",
            "rows",
            "rows",
            "computed",
            "box",
            "reference",
            "references",
        ];
        let mut kind = *self.random.pick(&kinds);
        let depth = above.split('.').count() - 1;
        if depth >= 2 && (kind == "group" || kind == "rows") {
            kind = "text";
        }
        let named = self.rows_to_name(groups);
        if kind.starts_with("reference") && named.is_none() {
            kind = "text";
        }
        let id = format!("q{index}");
        let path = format!("{above}.{id}");
        let mut question = json!({ "id": id, "label": "Question" });
        if self.random.once_in(2) {
            self.put(&mut question, "when", groups);
        }
        if kind != "group" && kind != "computed" {
            match self.random.below(4) {
                0 => question["required"] = json!(true),
                1 => self.put(&mut question, "required", groups),
                _ => {}
            }
        }
        let options =
            json!([{ "value": "a", "label": "A" }, { "value": "b", "label": "B" }, { "value": "c", "label": "C" }]);
        question["kind"] = json!(match kind {
            "rows" => "group",
            "box" => "yes_no",
            "references" => "reference",
            other => other,
        });
        let few = 1 + self.random.below(3);
        match kind {
            "choice" | "choices" => question["options"] = options,
            "box" => question["as"] = json!("checkbox"),
            "computed" => {
                question["compute"] = self.compute(groups);
            }
            "reference" | "references" => {
                let (to, show) = named.unwrap_or_default();
                (question["to"], question["show"]) = (json!(to), json!(show));
                question["many"] = json!(kind == "references");
            }
            "group" => question["questions"] = self.questions(&path, 0..few, groups),
            "rows" => {
                question["repeat"] = json!({ "max": 4, "add": "Add", "item": "Row {n}" });
                // Known before its own questions are made: a row may ask about its sisters.
                let keyed = !self.random.once_in(3);
                self.made.push(Made { path: path.clone(), kind, groups: groups.clone(), keyed });
                groups.push(path.clone());
                let mut questions = self.questions(&path, 0..few, groups);
                groups.pop();
                if let Some(questions) = questions.as_array_mut().filter(|_| keyed) {
                    let key = json!({ "id": "key", "kind": "computed", "label": "Key", "compute": { "key": true } });
                    questions.insert(self.random.below(questions.len() + 1), key);
                }
                question["questions"] = questions;
            }
            _ => {}
        }
        if kind != "rows" {
            self.made.push(Made { path, kind, groups: groups.clone(), keyed: false });
        }
        question
    }

    /// A group whose rows a reference can name from inside these groups, and what tells its rows apart.
    fn rows_to_name(&mut self, groups: &[String]) -> Option<(String, String)> {
        let known = self.made.iter().filter(|made| made.keyed && reachable(made, groups));
        let pairs = known.filter_map(|made| {
            let inside = [made.groups.as_slice(), std::slice::from_ref(&made.path)].concat();
            let tells = |other: &&Made| other.groups == inside && ["text", "choice", "date"].contains(&other.kind);
            Some((made.path.clone(), self.made.iter().find(tells)?.path.clone()))
        });
        let pairs: Vec<(String, String)> = pairs.collect();
        (!pairs.is_empty()).then(|| self.random.pick(&pairs).clone())
    }

    fn compute(&mut self, groups: &[String]) -> Value {
        let near: Vec<&Made> = self.made.iter().filter(|made| reachable(made, groups)).collect();
        let of = |kinds: &[&str]| near.iter().find(|made| kinds.contains(&made.kind)).map(|made| made.path.clone());
        match (of(&["date"]), of(&["rows", "choices"])) {
            (Some(path), _) if self.random.once_in(2) => json!({ "age": path }),
            (_, Some(path)) => json!({ "count": path }),
            (Some(path), None) => json!({ "age": path }),
            (None, None) => json!({ "constant": "v1" }),
        }
    }

    fn put(&mut self, holder: &mut Value, key: &str, groups: &[String]) {
        if let Some(condition) = self.condition(groups, 0) {
            holder[key] = condition;
        }
    }

    /// A condition on something already made; `None` when there is nothing to ask about.
    fn condition(&mut self, groups: &[String], depth: usize) -> Option<Value> {
        if depth < 3 && self.random.once_in(3) {
            let key = *self.random.pick(&["all", "any", "not"]);
            let first = self.condition(groups, depth + 1)?;
            if key == "not" {
                return Some(json!({ "not": first }));
            }
            let second = self.condition(groups, depth + 1)?;
            return Some(Value::Object(Map::from_iter([(key.to_owned(), json!([first, second]))])));
        }
        if let Some(own) = groups.last().filter(|_| self.random.once_in(3)) {
            let that = self.condition_inside(groups)?;
            return Some(json!({ "some": own, "that": that }));
        }
        let count = self.made.len();
        let start = self.random.below(count);
        for index in (start..count).chain(0..start) {
            let (path, kind) = (self.made[index].path.clone(), self.made[index].kind);
            if reachable(&self.made[index], groups) {
                if kind == "rows" && self.random.once_in(2) {
                    let mut inside = self.made[index].groups.clone();
                    inside.push(path.clone());
                    let that = self.condition_inside(&inside)?;
                    return Some(json!({ "some": path, "that": that }));
                }
                return self.comparison(&path, kind, groups);
            }
        }
        None
    }

    fn condition_inside(&mut self, groups: &[String]) -> Option<Value> {
        let inside: Vec<usize> = (0..self.made.len()).filter(|index| self.made[*index].groups == groups).collect();
        if inside.is_empty() {
            return None;
        }
        let index = *self.random.pick(&inside);
        let (path, kind) = (self.made[index].path.clone(), self.made[index].kind);
        self.comparison(&path, kind, groups)
    }

    fn comparison(&mut self, path: &str, kind: &str, groups: &[String]) -> Option<Value> {
        if kind == "group" {
            return None;
        }
        let mut comparison = json!({ "answer": path });
        let dates = self.made.iter().filter(|made| made.kind == "date" && made.path != path && reachable(made, groups));
        let dates: Vec<String> = dates.map(|made| made.path.clone()).collect();
        if kind == "date" && !dates.is_empty() && self.random.once_in(2) {
            let operator = *self.random.pick(&["earlier_than", "later_than"]);
            comparison[operator] = json!(self.random.pick(&dates));
            return Some(comparison);
        }
        let (operator, value) = match (kind, self.random.below(3)) {
            (_, 0) => ("answered", json!(self.random.once_in(2))),
            ("choice", 1) => ("is", json!(*self.random.pick(&["a", "b"]))),
            ("choice", _) => ("in", json!(["a", "c"])),
            ("choices", 1) => ("includes", json!("b")),
            ("reference", _) => ("answered", json!(self.random.once_in(2))),
            ("choices" | "rows" | "number" | "references", 2) => ("at_most", json!(1 + self.random.below(4))),
            ("choices" | "rows" | "number" | "references", _) => ("at_least", json!(1 + self.random.below(4))),
            ("yes_no" | "box", _) => ("is", json!(self.random.once_in(2))),
            ("tri", _) => ("is", json!("yes")),
            ("date", 1) => ("before", json!("2010-01-01")),
            ("date", _) => ("age_at_least", json!(14)),
            ("computed", _) => ("at_least", json!(2)),
            _ => ("is", json!("a")),
        };
        comparison[operator] = value;
        Some(comparison)
    }
}

/// Whether a question can be read from inside these groups.
fn reachable(made: &Made, groups: &[String]) -> bool {
    groups.starts_with(&made.groups)
}
