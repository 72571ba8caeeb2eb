//! What a whole set of answers comes to, in page order.

use std::sync::Arc;

use parcours_schema::{Answers, Kind, Problem, Severity, halves, limits};
use serde_json::{Map, Value};

use crate::engine::Engine;
use crate::plan::{NodeId, Part};
use crate::rows::Rows;
use crate::{Context, Rules};

/// The judgement of a set of answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Everything to correct or look at, in page order; keys that no question has come last.
    pub problems: Vec<Problem>,
    /// Pointers of the questions that are shown, in page order, notes left out.
    pub visible: Vec<String>,
    /// Pointers and values of the computed questions that are shown.
    pub computed: Vec<(String, Value)>,
    /// The answers in normal form, hidden and unknown ones left out. What cannot be understood stays as given.
    pub answers: Answers,
}

impl Report {
    /// Whether nothing stops the form from being sent.
    pub fn is_ok(&self) -> bool {
        self.problems.iter().all(|problem| problem.severity != Severity::Error)
    }
}

impl Rules {
    /// Judges answers, raw or in normal form, in one go.
    pub fn check(self: &Arc<Self>, answers: &Answers, context: &Context) -> Report {
        Engine::new(self.clone(), answers.clone(), context.clone()).report()
    }
}

impl Engine {
    /// What the answers come to now.
    pub fn report(&self) -> Report {
        let mut walk = Walk { engine: self, checks: self.problems_of_checks(), report: Report::default() };
        let mut normal = Map::new();
        for id in &self.rules().sections {
            walk.children(*id, Rows::NONE, &mut normal, None);
        }
        #[cfg_attr(not(feature = "native"), allow(unused_mut))]
        let mut report = walk.report;
        #[cfg(feature = "native")]
        self.unknown_keys(self.answers().as_map(), "", "", &mut report.problems);
        report.answers = Answers::from_value(Value::Object(normal)).unwrap_or_default();
        report
    }

    /// Everything to correct or look at, in page order.
    pub fn problems(&self) -> Vec<Problem> {
        self.report().problems
    }

    /// What is to be corrected or looked at in one section, in page order.
    pub fn section_problems(&self, section: usize) -> Vec<Problem> {
        let mut walk = Walk { engine: self, checks: self.problems_of_checks(), report: Report::default() };
        if let Some(id) = self.rules().sections.get(section) {
            walk.children(*id, Rows::NONE, &mut Map::new(), None);
        }
        walk.report.problems
    }

    fn problems_of_checks(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (id, node) in self.rules().nodes.iter().enumerate() {
            if let (Part::Check(_), Some(state)) = (node.part, self.state_of((id, Rows::NONE))) {
                problems.extend(state.problems.iter().cloned());
            }
        }
        problems
    }
}

struct Walk<'a> {
    engine: &'a Engine,
    checks: Vec<Problem>,
    report: Report,
}

impl Walk<'_> {
    /// Walks the questions of a section (`inner` none: their paths start at the root) or of a group's object.
    fn children(
        &mut self,
        id: NodeId,
        rows: Rows,
        root: &mut Map<String, Value>,
        mut inner: Option<&mut Map<String, Value>>,
    ) {
        let rules = self.engine.rules().clone();
        for child in &rules.nodes[id].children {
            let Some(question) = rules.question(*child) else { continue };
            let Some(value) = self.question(*child, rows) else { continue };
            match &mut inner {
                Some(map) => {
                    map.insert(question.id.clone(), value);
                }
                None => match halves(&question.path, b'.') {
                    Some((section, key)) => {
                        let section = root.entry(section).or_insert_with(|| Value::Object(Map::new()));
                        if let Value::Object(section) = section {
                            section.insert(key.to_owned(), value);
                        }
                    }
                    None => {
                        root.insert(question.path.clone(), value);
                    }
                },
            }
        }
    }

    /// Notes what is known of a question, and returns its answer in normal form.
    fn question(&mut self, id: NodeId, rows: Rows) -> Option<Value> {
        let rules = self.engine.rules().clone();
        let state = self.engine.state_of((id, rows)).filter(|state| state.visible)?;
        let question = rules.question(id)?;
        let at = rules.pointer(id, rows);
        self.report.problems.extend(state.problems.iter().cloned());
        self.report.problems.extend(self.checks.iter().filter(|problem| problem.at == at).cloned());
        match &question.kind {
            Kind::Note(_) => return None,
            Kind::Computed(_) => {
                self.report.computed.extend(state.value.clone().map(|value| (at, value)));
                return state.value.clone();
            }
            _ => self.report.visible.push(at),
        }
        let raw = self.engine.raw_of((id, rows));
        match &question.kind {
            Kind::Group(_) | Kind::Address(_) => self.group(id, rows, raw),
            _ if state.given => state.value.clone().or_else(|| raw.cloned()),
            _ => None,
        }
    }

    fn group(&mut self, id: NodeId, rows: Rows, raw: Option<&Value>) -> Option<Value> {
        let rules = self.engine.rules().clone();
        let repeats = rules.question(id)?.kind.repeat().is_some();
        if !repeats {
            let mut map = Map::new();
            self.children(id, rows, &mut Map::new(), Some(&mut map));
            return match raw {
                Some(raw) if !raw.is_object() => Some(raw.clone()),
                _ => (!map.is_empty()).then_some(Value::Object(map)),
            };
        }
        let given = match raw {
            None => return None,
            Some(Value::Array(rows)) if rows.is_empty() => return None,
            Some(Value::Array(rows)) => rows,
            Some(other) => return Some(other.clone()),
        };
        let depth = rules.nodes[id].chain.len();
        let mut list = Vec::with_capacity(given.len());
        for (index, row) in given.iter().enumerate() {
            if index >= limits::ROWS || !row.is_object() {
                // Too many rows, or no row at all: a problem says so, and nothing is lost.
                list.push(row.clone());
                continue;
            }
            let mut map = Map::new();
            self.children(id, rows.with(depth, index as u8), &mut Map::new(), Some(&mut map));
            list.push(Value::Object(map));
        }
        Some(Value::Array(list))
    }
}
