//! Answers kept together with what follows from them. Changing one answer looks again only at what depends on it.

use std::sync::Arc;

use parcours_schema::kinds::Compute;
use parcours_schema::{Answers, Code, Form, Kind, Problem, Required, Severity, limits};
use serde_json::{Map, Value};

use crate::agenda::{Agenda, JUDGE, SHOW};
use crate::kinds::{Reader, Reading, computed, nam};
use crate::plan::{Edge, NodeId, Part, Step};
use crate::rows::Rows;
use crate::{Context, Rules};

/// What is known of one question, or of one row's question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Whether it is shown.
    pub visible: bool,
    /// Whether an answer must be given.
    pub required: bool,
    /// Whether anything was answered, right or wrong; always false while hidden.
    pub given: bool,
    /// The answer in normal form, when it can be understood; how many rows, for a group in rows. None while hidden.
    pub value: Option<Value>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// What is wrong with the answer in itself, before other answers are looked at.
    read: Vec<Problem>,
}

pub(crate) type Instance = (NodeId, Rows);

/// Answers and what follows from them, kept up to date edit by edit.
pub struct Engine {
    rules: Arc<Rules>,
    context: Context,
    answers: Answers,
    /// By node, the rows that are there with what is known of them, in the order of the rows.
    states: Vec<Vec<(Rows, State)>>,
    looked_at: usize,
}

impl Engine {
    /// Starts from answers, raw or in normal form.
    pub fn new(rules: Arc<Rules>, answers: Answers, context: Context) -> Engine {
        let states = rules.nodes.iter().map(|_| Vec::new()).collect();
        let mut engine = Engine { rules, context, answers, states, looked_at: 0 };
        let mut tasks = Agenda::default();
        for id in 0..engine.rules.nodes.len() {
            engine.add_instances(id, 0, Rows::NONE, &mut tasks);
        }
        engine.settle(tasks);
        engine
    }

    /// The compiled form.
    pub fn rules(&self) -> &Arc<Rules> {
        &self.rules
    }

    /// The form.
    pub fn form(&self) -> &Form {
        self.rules.form()
    }

    /// Takes the same form with its texts in another language: nothing of it is judged anew. Another form is left alone.
    pub fn translate(&mut self, rules: Arc<Rules>) {
        if rules.nodes.len() == self.rules.nodes.len() {
            self.rules = rules;
        }
    }

    /// The circumstances in which answers are judged.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The answers as they were given.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The answer at a pointer as it was given.
    pub fn raw(&self, pointer: &str) -> Option<&Value> {
        self.answers.get(pointer).filter(|value| !value.is_null())
    }

    /// What is known of the question at a pointer; `None` when there is no such question or row.
    pub fn state(&self, pointer: &str) -> Option<&State> {
        let (id, rows) = self.rules.find(pointer)?;
        self.state_of((id, rows))
    }

    /// Whether a section is shown.
    pub fn section_visible(&self, section: usize) -> bool {
        self.rules.sections.get(section).is_some_and(|id| self.shown((*id, Rows::NONE)).is_some())
    }

    /// How many states were computed since the engine was made: the measure of how little an edit costs.
    pub fn looked_at(&self) -> usize {
        self.looked_at
    }

    /// Gives or takes away (`None`) the answer at a pointer; returns the pointers of the questions whose state changed,
    /// the edited one first. A pointer that names no question changes nothing.
    pub fn set(&mut self, pointer: &str, raw: Option<Value>) -> Vec<String> {
        let Some((id, rows)) = self.rules.find(pointer) else { return Vec::new() };
        if !self.row_exists(id, rows) {
            return Vec::new();
        }
        match raw {
            Some(raw) => {
                if !self.answers.set(pointer, raw) {
                    return Vec::new();
                }
            }
            None => {
                self.answers.remove(pointer);
            }
        }
        let mut tasks = Agenda::default();
        if self.rules.question(id).is_some_and(|question| question.kind.group().is_some()) {
            self.forget_inside(id, rows, &mut tasks);
        }
        self.add_task(SHOW, id, rows, &mut tasks);
        let mut pointers = vec![pointer.to_owned()];
        for (id, rows) in self.settle(tasks) {
            if self.rules.nodes[id].part == Part::Question {
                let pointer = self.rules.pointer(id, rows);
                if !pointers.contains(&pointer) {
                    pointers.push(pointer);
                }
            }
        }
        pointers
    }

    /// How many rows a repeating group has.
    pub fn rows(&self, pointer: &str) -> usize {
        self.rules.find(pointer).map_or(0, |(id, rows)| self.row_count(id, rows))
    }

    /// Adds a row to a repeating group and returns its index; `None` when the group is full or is none. The row is empty,
    /// but for its lasting name where the group's rows have one: `key`, which the caller makes and no other row has.
    pub fn add_row(&mut self, pointer: &str, key: &str) -> Option<usize> {
        let (id, rows) = self.rules.find(pointer)?;
        let kind = &self.rules.question(id)?.kind;
        let max = kind.repeat()?.max.min(limits::ROWS);
        let count = self.row_count(id, rows);
        if count >= max || !self.row_exists(id, rows) {
            return None;
        }
        let mut row = Map::new();
        if let Some(question) = kind.row_key() {
            row.insert(question.id.clone(), Value::from(key));
        }
        let mut list = self.list(pointer);
        list.push(Value::Object(row));
        self.set(pointer, Some(Value::Array(list)));
        Some(count)
    }

    /// Takes a row away; those after it move up. False when there is no such row.
    pub fn remove_row(&mut self, pointer: &str, row: usize) -> bool {
        let mut list = self.list(pointer);
        if row >= list.len() {
            return false;
        }
        list.remove(row);
        let left = (!list.is_empty()).then_some(Value::Array(list));
        !self.set(pointer, left).is_empty()
    }

    fn list(&self, pointer: &str) -> Vec<Value> {
        self.answers.get(pointer).and_then(Value::as_array).cloned().unwrap_or_default()
    }

    // Instances

    /// The raw answer of an instance.
    pub(crate) fn raw_of(&self, (id, rows): Instance) -> Option<&Value> {
        let mut map = Some(self.answers.as_map());
        let mut value = None;
        for step in &self.rules.nodes[id].steps {
            value = match step {
                Step::Key(key) => map?.get(key),
                Step::Row(depth) => value.and_then(Value::as_array)?.get(rows.get(*depth) as usize),
            };
            map = value.and_then(Value::as_object);
        }
        value.filter(|value| !value.is_null())
    }

    pub(crate) fn state_of(&self, (id, rows): Instance) -> Option<&State> {
        let place = self.place_of((id, rows)).ok()?;
        self.states[id].get(place).map(|(_, state)| state)
    }

    fn place_of(&self, (id, rows): Instance) -> Result<usize, usize> {
        self.states[id].binary_search_by(|(at, _)| at.cmp(&rows))
    }

    /// How many rows are looked at: never more than [`limits::ROWS`].
    pub(crate) fn row_count(&self, id: NodeId, rows: Rows) -> usize {
        self.raw_of((id, rows)).and_then(Value::as_array).map_or(0, |rows| rows.len().min(limits::ROWS))
    }

    fn row_exists(&self, id: NodeId, rows: Rows) -> bool {
        let chain = &self.rules.nodes[id].chain;
        chain
            .iter()
            .enumerate()
            .all(|(depth, group)| (rows.get(depth) as usize) < self.row_count(*group, rows.first(depth)))
    }

    fn add_task(&self, phase: bool, id: NodeId, rows: Rows, tasks: &mut Agenda) {
        tasks.add((phase, self.rules.nodes[id].rank, id, rows));
    }

    /// Adds the showing of every instance of a node that shares the first `depth` rows.
    fn add_instances(&self, id: NodeId, depth: usize, rows: Rows, tasks: &mut Agenda) {
        self.each_instance(id, depth, rows, &mut |rows| self.add_task(SHOW, id, rows, tasks));
    }

    fn each_instance(&self, id: NodeId, depth: usize, rows: Rows, visit: &mut dyn FnMut(Rows)) {
        let Some(group) = self.rules.nodes[id].chain.get(depth) else { return visit(rows) };
        for row in 0..self.row_count(*group, rows.first(depth)) {
            self.each_instance(id, depth + 1, rows.with(depth, row as u8), visit);
        }
    }

    /// After a whole group was given anew: what was known inside is dropped, what is there now is to be shown, and
    /// whatever read the old rows is to be looked at again.
    fn forget_inside(&mut self, id: NodeId, rows: Rows, tasks: &mut Agenda) {
        let depth = self.rules.nodes[id].chain.len();
        let mut inside = self.rules.nodes[id].children.clone();
        while let Some(node) = inside.pop() {
            inside.extend(&self.rules.nodes[node].children);
            self.states[node].retain(|(at, _)| at.first(depth) != rows.first(depth));
            self.add_instances(node, depth, rows.first(depth), tasks);
            let rules = self.rules.clone();
            for (phase, edges) in [(SHOW, &rules.nodes[node].shows), (JUDGE, &rules.nodes[node].judges)] {
                for edge in edges {
                    let shared = edge.shared.min(depth);
                    self.each_instance(edge.node, shared, rows.first(shared), &mut |rows| {
                        self.add_task(phase, edge.node, rows, tasks);
                    });
                }
            }
        }
    }

    // Settling

    /// Does what is on the agenda, and returns what changed, some of it twice.
    fn settle(&mut self, mut tasks: Agenda) -> Vec<Instance> {
        let rules = self.rules.clone();
        let mut changed = Vec::new();
        while let Some((phase, _, id, rows)) = tasks.next() {
            self.looked_at += 1;
            let instance = (id, rows);
            if phase == JUDGE {
                let (required, problems) = self.judge(instance);
                if let Ok(place) = self.place_of(instance)
                    && let (_, state) = &mut self.states[id][place]
                    && (state.required != required || state.problems != problems)
                {
                    state.required = required;
                    state.problems = problems;
                    changed.push(instance);
                }
                continue;
            }
            let mut new = self.show(instance);
            let place = self.place_of(instance);
            let old = place.ok().map(|place| &self.states[id][place].1);
            let same = old.is_some_and(|old| {
                old.visible == new.visible && old.given == new.given && old.value == new.value && old.read == new.read
            });
            if same {
                continue;
            }
            if let Some(old) = old {
                new.required = old.required;
                new.problems.clone_from(&old.problems);
            }
            match place {
                Ok(place) => self.states[id][place].1 = new,
                Err(place) => self.states[id].insert(place, (rows, new)),
            }
            changed.push(instance);
            self.add_task(JUDGE, id, rows, &mut tasks);
            for (phase, edges) in [(SHOW, &rules.nodes[id].shows), (JUDGE, &rules.nodes[id].judges)] {
                for Edge { node, shared } in edges {
                    self.each_instance(*node, *shared, rows.first(*shared), &mut |rows| {
                        self.add_task(phase, *node, rows, &mut tasks);
                    });
                }
            }
        }
        changed
    }

    /// The answer of an instance that is shown, in normal form.
    pub(crate) fn value_of(&self, instance: Instance) -> Option<&Value> {
        self.shown(instance)?.value.as_ref()
    }

    /// The state of an instance that is shown; `None` when it is hidden or not there.
    fn shown(&self, instance: Instance) -> Option<&State> {
        self.state_of(instance).filter(|state| state.visible)
    }

    fn show(&self, (id, rows): Instance) -> State {
        let node = &self.rules.nodes[id];
        let holds = |condition: &Option<_>| condition.as_ref().is_none_or(|when| self.holds(when, &node.chain, rows));
        let visible = match node.part {
            Part::Section(index) => holds(&self.form().sections[index].when),
            Part::Check(_) => true,
            Part::Question => {
                let parent = node.parent.map(|parent| (parent, rows.first(self.rules.nodes[parent].chain.len())));
                parent.is_none_or(|parent| self.shown(parent).is_some())
                    && self.rules.question(id).is_some_and(|question| holds(&question.when))
            }
        };
        let mut state = State { visible, ..State::default() };
        if let (true, Some(question)) = (visible, self.rules.question(id)) {
            let raw = self.raw_of((id, rows));
            let reading = match &question.kind {
                Kind::Group(_) | Kind::Address(_) => self.read_group((id, rows), raw),
                Kind::Computed(compute) => self.compute(compute, (id, rows), raw),
                Kind::Note(_) => Reading::default(),
                Kind::Reference(reference) => {
                    raw.map_or_else(Reading::default, |raw| self.read_reference(reference, rows, raw))
                }
                _ => raw.map_or_else(Reading::default, |raw| self.reader().read(question, raw)),
            };
            state.given = reading.given;
            state.value = reading.value;
            let problem = |(code, severity)| Problem { at: self.rules.pointer(id, rows), code, severity };
            state.read = reading.problems.into_iter().map(problem).collect();
        }
        state
    }

    fn reader(&self) -> Reader<'_> {
        Reader { form: self.form(), today: self.context.today, platform: &*self.context.platform }
    }

    fn read_group(&self, (id, _): Instance, raw: Option<&Value>) -> Reading {
        let mut reading = Reading::default();
        let wrong = (Code::WrongType, Severity::Error);
        match (self.rules.question(id).and_then(|question| question.kind.repeat()), raw) {
            (_, None) => {}
            (None, Some(Value::Object(_))) => {}
            (Some(repeat), Some(Value::Array(rows))) => {
                reading.given = !rows.is_empty();
                reading.value = reading.given.then(|| Value::from(rows.len()));
                if rows.iter().any(|row| !row.is_object()) {
                    reading.problems.push(wrong);
                }
                let max = repeat.max.min(limits::ROWS);
                if rows.len() > max {
                    reading.problems.push((Code::TooManyRows { max, got: rows.len() }, Severity::Error));
                } else if !rows.is_empty() && rows.len() < repeat.min {
                    reading.problems.push((Code::TooFewRows { min: repeat.min }, Severity::Error));
                }
            }
            _ => {
                reading.given = true;
                reading.problems.push(wrong);
            }
        }
        reading
    }

    fn compute(&self, compute: &Compute, (id, rows): Instance, raw: Option<&Value>) -> Reading {
        let chain = &self.rules.nodes[id].chain;
        let source = |path: &str| self.read_state(path, chain, rows)?.value.as_ref();
        let value = match compute {
            Compute::Constant(text) => Some(Value::String(text.clone())),
            Compute::Age(path) => source(path).and_then(|date| self.age(date)).map(Value::from),
            Compute::Count(path) => source(path).map(|value| match value {
                Value::Array(items) => Value::from(items.len()),
                other => other.clone(),
            }),
            Compute::Key => return computed::read_key(raw),
            Compute::Stamp => {
                return match (raw, self.rules.question(id)) {
                    (Some(raw), Some(question)) => self.reader().read(question, raw),
                    _ => Reading::default(),
                };
            }
        };
        // What was sent along must be what the answers give: a server never trusts a value it can compute.
        let differs = raw.is_some() && raw != value.as_ref();
        let problems = if differs { vec![(Code::ComputedMismatch, Severity::Error)] } else { Vec::new() };
        Reading { given: value.is_some(), value, problems }
    }

    fn judge(&self, (id, rows): Instance) -> (bool, Vec<Problem>) {
        let node = &self.rules.nodes[id];
        if let Part::Check(index) = node.part {
            return (false, self.judge_check(index));
        }
        let (Some(question), Some(state)) = (self.rules.question(id), self.shown((id, rows))) else {
            return (false, Vec::new());
        };
        let required = match &question.required {
            Required::Never => false,
            Required::Always => true,
            Required::When(condition) => self.holds(condition, &node.chain, rows),
        };
        let mut problems = state.read.clone();
        let at = || self.rules.pointer(id, rows);
        let askable = question.kind.asks();
        let fillable = question.kind.group().is_none() || question.kind.repeat().is_some();
        if required && !state.given && askable && fillable {
            problems.push(Problem::error(at(), Code::Required));
        }
        if let (Kind::Nam(matches), Some(Value::String(number))) = (&question.kind, &state.value) {
            let value = |path: &Option<String>| self.read_state(path.as_deref()?, &node.chain, rows)?.value.as_ref();
            let text = |path| value(path).and_then(Value::as_str);
            let estimated = value(&matches.estimated) == Some(&Value::Bool(true));
            let (last, first) = (text(&matches.last_name), text(&matches.first_name));
            let (birth, sex) = (text(&matches.birth_date), text(&matches.sex));
            let codes = nam::compare(number, last, first, birth, estimated, sex);
            problems.extend(codes.into_iter().map(|code| Problem::warning(at(), code)));
        }
        problems.extend(self.keys_given_twice((id, rows)));
        (required, problems)
    }

    fn judge_check(&self, index: usize) -> Vec<Problem> {
        let check = &self.form().checks[index];
        let judged = check.when.as_ref().is_none_or(|when| self.holds(when, &[], Rows::NONE));
        if !judged || self.holds(&check.that, &[], Rows::NONE) {
            return Vec::new();
        }
        let places = check.at.iter().filter_map(|path| {
            let id = self.rules.node_of(path)?;
            self.shown((id, Rows::NONE)).map(|_| self.rules.pointer(id, Rows::NONE))
        });
        let code = Code::Check { id: check.id.clone() };
        places.map(|at| Problem { at, code: code.clone(), severity: check.severity }).collect()
    }
}
