//! A workflow and its form, compiled once.

use std::sync::Arc;

use parcours_schema::workflow::Transition;
use parcours_schema::{Answers, Fault, Form, Workflow, tokens};
use serde_json::Value;

use super::outline::{Holds, STATE_PATH, Spot, outline};
use super::place::{Target, find, get};
use crate::Rules;

/// A workflow and its form, ready to judge any number of dossiers.
///
/// ```
/// # use std::sync::Arc;
/// # use parcours_rules::dossier::{Dossier, Process};
/// # use parcours_rules::Rules;
/// # use parcours_schema::{NoLibrary, load_form, load_workflow};
/// # let form = r#"{"id":"ask","version":"1.0.0","revision":"1","audience":"public","legal_regime":"a-2.1",
/// #  "sensitive":false,"title":"Ask","sections":[{"id":"who","title":"Who",
/// #  "questions":[{"id":"name","kind":"text","required":true,"label":"Name"}]}]}"#;
/// # let workflow = r#"{"id":"ask","version":"1.0.0","form":"ask","title":"Ask",
/// #  "roles":[{"id":"person","title":"Person","look":"public"}],
/// #  "steps":[{"id":"one","title":"One","sections":["who"]}],
/// #  "parts":[{"id":"all","paths":["who"],"read":["person"],"write":[{"role":"person","in":["draft"]}]}],
/// #  "states":[{"id":"draft","step":"one","title":"Draft","acts":["person"]},
/// #   {"id":"sent","step":"one","title":"Sent","end":true}],
/// #  "transitions":[{"id":"send","kind":"advance","from":["draft"],"to":"sent","by":["person"],"label":"Send",
/// #   "complete":["who"]}]}"#;
/// let form = load_form("form.json", form, &NoLibrary).unwrap();
/// let workflow = load_workflow("workflow.json", workflow).unwrap();
/// let rules = Rules::compile(Arc::new(form)).unwrap();
/// let process = Process::compile(Arc::new(workflow), rules).unwrap();
/// let dossier = Dossier::open(&process, "d-1", "2026-11-22T13:30:00Z");
/// assert_eq!(dossier.state, "draft");
/// ```
pub struct Process {
    workflow: Arc<Workflow>,
    rules: Arc<Rules>,
    outline: Vec<Spot>,
    asks_state: bool,
}

impl Process {
    /// Compiles a workflow with the rules of its form.
    ///
    /// # Errors
    /// The form is another one, or the workflow names a role, a state, a section or a path that does not exist.
    pub fn compile(workflow: Arc<Workflow>, rules: Arc<Rules>) -> Result<Arc<Process>, Vec<Fault>> {
        let outline = outline(rules.form(), &workflow);
        let asks_state = rules.form().question(STATE_PATH).is_some();
        let process = Process { workflow, rules, outline, asks_state };
        let faults = process.unresolved();
        if faults.is_empty() { Ok(Arc::new(process)) } else { Err(faults) }
    }

    /// The workflow.
    pub fn workflow(&self) -> &Arc<Workflow> {
        &self.workflow
    }

    /// The rules of the form.
    pub fn rules(&self) -> &Arc<Rules> {
        &self.rules
    }

    /// The form.
    pub fn form(&self) -> &Arc<Form> {
        self.rules.form()
    }

    pub(super) fn outline(&self) -> &[Spot] {
        &self.outline
    }

    pub(super) fn form_asks_state(&self) -> bool {
        self.asks_state
    }

    /// Ids of the sections of the step a state belongs to.
    pub(super) fn sections_of(&self, state: &str) -> Vec<String> {
        let step = self.workflow.state(state).and_then(|state| self.workflow.step(&state.step));
        step.and_then(|step| self.workflow.steps.get(step)).map(|step| step.sections.clone()).unwrap_or_default()
    }

    /// Ids of the sections that ask for what stands at a pointer with row keys.
    pub(super) fn sections_at(&self, pointer: &str) -> Vec<String> {
        let mut found = Vec::new();
        let spot = match find(&self.outline, pointer) {
            Some((Target::Spot(spot) | Target::Row { group: spot, .. }, _)) => spot,
            None => return found,
        };
        let mut add = |spot: &Spot| {
            let section = spot.section.and_then(|number| self.form().sections.get(number));
            if let Some(section) = section.filter(|section| !found.contains(&section.id)) {
                found.push(section.id.clone());
            }
        };
        match spot.holds {
            Holds::Inside(_) => spot.each(&mut add),
            _ => add(spot),
        }
        found
    }

    /// The numbers of the form's sections with these ids.
    pub(super) fn section_numbers(&self, ids: &[String]) -> Vec<usize> {
        let number = |id: &String| self.form().sections.iter().position(|section| section.id == *id);
        ids.iter().filter_map(number).collect()
    }

    /// The transitions that start in a state.
    pub(super) fn transitions_from(&self, state: &str) -> Vec<&Transition> {
        let starts = |transition: &&Transition| self.workflow.among(&transition.from, state);
        self.workflow.transitions.iter().filter(starts).collect()
    }

    /// What stands at a pointer in which rows are named by their key: `/psi/needs/@k3f9/description`.
    pub fn answer_at<'a>(&self, answers: &'a Answers, pointer: &str) -> Option<&'a Value> {
        let steps: Vec<String> = tokens(pointer).collect();
        get(answers.as_map(), &self.outline, &steps)
    }

    /// What the workflow names and nobody defines. `parcours check` says more of it.
    fn unresolved(&self) -> Vec<Fault> {
        let (workflow, form) = (&self.workflow, self.form());
        let mut faults = Vec::new();
        if workflow.form != form.id {
            faults.push(self.fault("/form".to_owned(), format!("its form is `{}`, not `{}`.", workflow.form, form.id)));
        }
        for (at, reference) in super::references::of(workflow) {
            if !reference.resolves(workflow, form) {
                faults.push(self.fault(at, format!("there is no {} `{}`.", reference.kind(), reference.name())));
            }
        }
        faults
    }

    fn fault(&self, at: String, what: String) -> Fault {
        let file = format!("workflow {}", self.workflow.id);
        Fault { file, at, what, fix: "Run `parcours check`.".to_owned() }
    }
}
