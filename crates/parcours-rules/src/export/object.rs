//! The objects of the answers: which keys they may have, which must be there, and what follows from a condition.

use std::collections::{BTreeMap, BTreeSet};

use parcours_schema::kinds::Compute;
use parcours_schema::{Condition, Kind, Question, Required, limits};
use serde_json::{Map, Value, json};

use super::condition::{Bound, Conditions, Known};
use super::kind;
use super::said::{Said, all, any};

/// What a condition asks of the keys below an object.
#[derive(Default)]
struct Tree {
    schemas: Vec<Value>,
    required: bool,
    keys: BTreeMap<String, Tree>,
}

impl Tree {
    fn at(&mut self, steps: &[&str]) -> &mut Tree {
        steps.iter().fold(self, |tree, step| tree.keys.entry((*step).to_owned()).or_default())
    }

    /// Marks a place as one that must be there, with all on the way.
    fn require(&mut self, steps: &[&str]) {
        let mut tree = self;
        for step in steps {
            tree = tree.keys.entry((*step).to_owned()).or_default();
            tree.required = true;
        }
    }

    fn render(self) -> Value {
        let mut parts = self.schemas;
        if !self.keys.is_empty() {
            let required: Vec<&String> =
                self.keys.iter().filter(|(_, tree)| tree.required).map(|(key, _)| key).collect();
            let mut object = Map::new();
            if !required.is_empty() {
                object.insert("required".to_owned(), json!(required));
            }
            let properties: Map<String, Value> = self
                .keys
                .into_iter()
                .map(|(key, tree)| (key, tree.render()))
                .filter(|(_, schema)| *schema != Value::Bool(true))
                .collect();
            if !properties.is_empty() {
                object.insert("properties".to_owned(), Value::Object(properties));
            }
            parts.push(Value::Object(object));
        }
        match parts.len() {
            0 => Value::Bool(true),
            1 => parts.remove(0),
            _ => json!({ "allOf": parts }),
        }
    }
}

/// What follows from conditions, one entry for each condition.
#[derive(Default)]
struct Consequences {
    order: Vec<Value>,
    by_condition: BTreeMap<String, Tree>,
}

impl Consequences {
    fn when(&mut self, condition: &Said) -> Option<&mut Tree> {
        let condition = match condition {
            Said::Never => return None,
            said => said.clone().into_value(),
        };
        let name = condition.to_string();
        if !self.by_condition.contains_key(&name) {
            self.order.push(condition);
        }
        Some(self.by_condition.entry(name).or_default())
    }

    fn render(mut self) -> Vec<Value> {
        let mut rendered = Vec::new();
        for condition in std::mem::take(&mut self.order) {
            let Some(tree) = self.by_condition.remove(&condition.to_string()) else { continue };
            match (condition, tree.render()) {
                (_, Value::Bool(true)) => {}
                (Value::Bool(true), then) => rendered.push(then),
                (condition, then) => rendered.push(json!({ "if": condition, "then": then })),
            }
        }
        rendered
    }
}

/// A question of an object that is being written.
struct Asked<'q> {
    question: &'q Question,
    /// Whether it is shown whenever the object is.
    always: bool,
}

/// Writes the objects; remembers the questions of which not everything could be said.
pub(super) struct Objects<'a, 'f> {
    pub(super) conditions: Conditions<'a, 'f>,
    pub(super) unsaid: BTreeSet<String>,
    pub(super) unsaid_checks: BTreeSet<String>,
}

impl<'f> Objects<'_, 'f> {
    /// The whole answers.
    pub(super) fn root(&mut self) -> Map<String, Value> {
        let form = self.conditions.index.form;
        let mut consequences = Consequences::default();
        let mut keys: BTreeMap<String, Value> = BTreeMap::new();
        let mut required: BTreeSet<String> = BTreeSet::new();
        // Several sections may keep their answers in one object.
        let mut containers: BTreeMap<&str, Vec<Asked<'_>>> = BTreeMap::new();
        for section in &form.sections {
            let conditional = section.when.is_some();
            for question in section.questions.iter().filter(|question| holds_an_answer(question)) {
                let asked = Asked { question, always: !conditional && question.when.is_none() };
                if question.path != question.id {
                    containers.entry(&section.container).or_default().push(asked);
                    continue;
                }
                if asked.always && must_be_there(question) {
                    required.insert(question.id.clone());
                }
                keys.insert(question.id.clone(), self.asked(&asked));
            }
            self.consequences(&section.questions, &[], conditional, &mut consequences);
        }
        for (container, asked) in containers {
            let object = self.object(&asked);
            if object.get("required").is_some() {
                required.insert(container.to_owned());
            }
            keys.insert(container.to_owned(), object);
        }
        let mut rules = consequences.render();
        rules.extend(self.checks());
        let mut root = object_of(keys.into_iter().collect(), required.into_iter().collect());
        if !rules.is_empty() {
            root.insert("allOf".to_owned(), Value::Array(rules));
        }
        root
    }

    /// The object of some questions.
    fn object(&mut self, questions: &[Asked<'_>]) -> Value {
        let mut keys = Map::new();
        let mut required = Vec::new();
        for asked in questions {
            if asked.always && must_be_there(asked.question) {
                required.push(asked.question.id.clone());
            }
            keys.insert(asked.question.id.clone(), self.asked(asked));
        }
        Value::Object(object_of(keys, required))
    }

    fn asked(&mut self, asked: &Asked<'_>) -> Value {
        if asked.always { self.shown(asked.question) } else { structure(asked.question) }
    }

    /// The schema of a question that is shown.
    fn shown(&mut self, question: &Question) -> Value {
        let Some(group) = question.kind.group() else {
            return kind::schema(self.conditions.index.form, &question.kind);
        };
        let asked = |question| Asked { question, always: question.when.is_none() };
        let questions: Vec<Asked<'_>> =
            group.questions.iter().filter(|question| holds_an_answer(question)).map(asked).collect();
        let mut row = self.object(&questions);
        let Some(repeat) = &group.repeat else { return row };
        let Some(entry) = self.conditions.index.get(&question.path) else { return row };
        let mut frame = entry.rows.clone();
        frame.push(&entry.question.path);
        let mut consequences = Consequences::default();
        let inside: &'f [Question] = entry.question.kind.questions();
        self.consequences(inside, &frame, false, &mut consequences);
        let rules = consequences.render();
        if !rules.is_empty() {
            row["allOf"] = Value::Array(rules);
        }
        json!({ "type": "array", "minItems": repeat.min.max(1), "maxItems": repeat.max.min(limits::ROWS), "items": row })
    }

    /// What conditions ask of questions of one frame (the root, or a row), those of inner rows that read this frame
    /// included. `above`: what holds these questions has a condition of its own.
    fn consequences(&mut self, questions: &'f [Question], frame: &[&str], above: bool, out: &mut Consequences) {
        for question in questions.iter().filter(|question| holds_an_answer(question)) {
            let steps = self.conditions.steps(&question.path, frame);
            let none = Known::new();
            let shown = self.conditions.shown(&question.path, frame, &none, Bound::Surely);
            // What stands in a group, without a condition of its own, comes with the group.
            if (above || question.when.is_some()) && !self.is_told_outside(question, frame) {
                if shown != self.conditions.shown(&question.path, frame, &none, Bound::Perhaps) {
                    self.unsaid.insert(question.path.clone());
                }
                let schema = self.shown(question);
                if let Some(tree) = out.when(&shown) {
                    tree.at(&steps).schemas.push(schema);
                    if must_be_there(question) {
                        tree.require(&steps);
                    }
                }
            }
            if let Required::When(condition) = &question.required
                && !self.is_told_outside(question, frame)
            {
                let said = |bound| self.conditions.say(condition, frame, &none, bound);
                let (surely, perhaps) = (said(Bound::Surely), said(Bound::Perhaps));
                if surely != perhaps {
                    self.unsaid.insert(question.path.clone());
                }
                if let Some(tree) = out.when(&all([shown, surely])) {
                    tree.require(&steps);
                }
            }
            match question.kind.repeat() {
                None => self.consequences(question.kind.questions(), frame, false, out),
                Some(_) => {
                    let mut row: Vec<&str> = frame.to_vec();
                    row.push(&question.path);
                    self.told_from_outside(question.kind.questions(), &row, out);
                }
            }
        }
    }

    /// Whether a row's question is shown or required according to answers around the row.
    fn is_told_outside(&self, question: &Question, frame: &[&str]) -> bool {
        !frame.is_empty() && !self.conditions.outer_of(&self.reads(question, frame), frame).is_empty()
    }

    fn reads<'c>(&self, question: &'c Question, frame: &[&str]) -> Vec<&'c Condition>
    where
        'f: 'c,
    {
        let mut reads: Vec<&'c Condition> = self.conditions.whens(&question.path, frame);
        if let Required::When(condition) = &question.required {
            reads.push(condition);
        }
        reads
    }

    /// A row's questions that read the answers around it: said from there, case by case.
    fn told_from_outside(&mut self, questions: &'f [Question], row: &[&str], out: &mut Consequences) {
        let (frame, group) = (&row[..row.len() - 1], row[row.len() - 1]);
        for question in questions.iter().filter(|question| holds_an_answer(question)) {
            if self.is_told_outside(question, row) {
                let surely = self.row_cases(question, row, Bound::Surely);
                if surely != self.row_cases(question, row, Bound::Perhaps) {
                    self.unsaid.insert(question.path.clone());
                }
                let steps = self.conditions.steps(&question.path, row);
                let group_steps = self.conditions.steps(group, frame);
                for (case, shown, required) in surely {
                    let case = all([self.conditions.shown(group, frame, &Known::new(), Bound::Surely), case]);
                    let mut inside = Consequences::default();
                    if question.when.is_some() {
                        let schema = self.shown(question);
                        if let Some(tree) = inside.when(&shown) {
                            tree.at(&steps).schemas.push(schema);
                        }
                    }
                    if let Some(tree) = inside.when(&all([shown, required])) {
                        tree.require(&steps);
                    }
                    let rules = inside.render();
                    if !rules.is_empty()
                        && let Some(tree) = out.when(&case)
                    {
                        tree.at(&group_steps).schemas.push(json!({ "items": { "allOf": rules } }));
                    }
                }
            }
            if question.kind.repeat().is_none() {
                self.told_from_outside(question.kind.questions(), row, out);
            }
        }
    }

    /// Each case of the answers around a row, with whether the question is then shown and required.
    fn row_cases(&self, question: &Question, row: &[&str], bound: Bound) -> Vec<(Said, Said, Said)> {
        let cases = self.conditions.split(&self.reads(question, row), row, &Known::new(), bound);
        let say = |(case, known): (Said, Known)| {
            let shown = self.conditions.shown(&question.path, row, &known, bound);
            let required = match &question.required {
                Required::When(condition) => self.conditions.say(condition, row, &known, bound),
                _ if must_be_there(question) => Said::Always,
                _ => Said::Never,
            };
            (case, shown, required)
        };
        cases.into_iter().map(say).collect()
    }

    /// The checks that stop the form, as far as they can be said.
    fn checks(&mut self) -> Vec<Value> {
        let form = self.conditions.index.form;
        let mut rules = Vec::new();
        for check in form.checks.iter().filter(|check| check.severity == parcours_schema::Severity::Error) {
            let none = Known::new();
            let fails = |bound| {
                let when = check.when.iter().map(|when| self.conditions.say(when, &[], &none, bound));
                let that = Condition::Not(Box::new(check.that.clone()));
                let told = check.at.iter().map(|path| self.conditions.shown(path, &[], &none, bound));
                all(when.chain([self.conditions.say(&that, &[], &none, bound), any(told)]))
            };
            let (surely, perhaps) = (fails(Bound::Surely), fails(Bound::Perhaps));
            if surely != perhaps {
                self.unsaid_checks.insert(check.id.clone());
            }
            match surely.not() {
                Said::Always => {}
                said => rules.push(said.into_value()),
            }
        }
        rules
    }
}

fn holds_an_answer(question: &Question) -> bool {
    !matches!(question.kind, Kind::Note(_))
}

/// Whether the key must be there once the question is shown: it is required, or holds something that is.
fn must_be_there(question: &Question) -> bool {
    match (&question.kind, question.kind.repeat()) {
        (Kind::Computed(compute), _) => *compute == Compute::Key,
        (Kind::Group(_) | Kind::Address(_), None) => {
            question.kind.questions().iter().any(|inner| inner.when.is_none() && must_be_there(inner))
        }
        _ => question.required == Required::Always,
    }
}

fn object_of(keys: Map<String, Value>, required: Vec<String>) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("type".to_owned(), json!("object"));
    object.insert("properties".to_owned(), Value::Object(keys));
    object.insert("additionalProperties".to_owned(), Value::Bool(false));
    if !required.is_empty() {
        object.insert("required".to_owned(), json!(required));
    }
    object
}

/// A question that may be hidden: its answer says nothing, but its keys are known even then.
fn structure(question: &Question) -> Value {
    let inner = question.kind.questions();
    if inner.is_empty() {
        return Value::Bool(true);
    }
    let keys: Map<String, Value> =
        inner.iter().filter(|inner| holds_an_answer(inner)).map(|inner| (inner.id.clone(), structure(inner))).collect();
    let object = json!({ "properties": keys, "additionalProperties": false });
    let mut either = object.clone();
    either["items"] = object;
    either
}
