//! The static proof of a workflow: that dossiers can live in it, that nobody is shut out or sees too much.
//!
//! - `names`: ids are unique, and everything named exists;
//! - `graph`: every state is reached and has a way to an end, every transition leads where its kind says;
//! - `parts`: every question is in one part; who writes reads; private stays private;
//! - `roles`: every role named has something to do there;
//! - `guards`, `stuck`: every transition can be taken, nobody is stuck for ever. Decided with the solver of the form's
//!   proof, which is asked through `wider`;
//! - `signing`, `deadlines`, `desk`, `documents` and what they tell, `words`: what their names say.
//!
//! Whether the form itself holds together is said by [`check`](super::check).

mod deadlines;
mod desk;
mod documents;
mod documents_told;
mod graph;
mod guards;
mod names;
mod parts;
mod roles;
mod signing;
mod stuck;
mod wider;
mod words;

use parcours_schema::workflow::{Part, State, Transition, leads};
use parcours_schema::{Form, Kind, Workflow};

use super::{Finding, Findings, Index, on_a_deep_stack};
use crate::dossier::outline::{Holds, STATE_PATH, Spot, outline};
use graph::Graph;

/// Everything to mend or to look at in a workflow, rule by rule. Places are JSON pointers into the workflow.
///
/// Only once everything it names exists is the rest looked at, and conditions only once states lead to one another:
/// before that it has no meaning.
///
/// ```
/// use parcours_rules::proof::{Rule, check_workflow};
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
/// #  "transitions":[{"id":"send","kind":"advance","from":["draft"],"to":"sent","by":["neighbour"],"label":"Send"}]}"#;
/// let form = load_form("form.json", form, &NoLibrary).unwrap();
/// let workflow = load_workflow("workflow.json", workflow).unwrap();
/// let findings = check_workflow(&workflow, &form);
/// assert_eq!((findings[0].rule, findings[0].at.as_str()), (Rule::Reference, "/transitions/0/by/0"));
/// ```
pub fn check_workflow(workflow: &Workflow, form: &Form) -> Vec<Finding> {
    let index = Index::of(form);
    let mut findings = Findings::default();
    names::check(workflow, &index, &mut findings);
    words::check(workflow, &mut findings);
    if findings.has_errors() {
        return findings.0;
    }
    let ground = Ground { workflow, form, outline: outline(form, workflow), graph: Graph::of(workflow) };
    graph::check(&ground, &mut findings);
    let leads_on = !findings.has_errors();
    parts::check(&ground, &mut findings);
    roles::check(&ground, &mut findings);
    signing::check(&ground, &mut findings);
    deadlines::check(&ground, &mut findings);
    documents::check(&ground, &mut findings);
    desk::check(&ground, &mut findings);
    if leads_on {
        on_a_deep_stack(&mut findings, |found| guards::check(&ground, found));
    }
    findings.0
}

/// A workflow and its form, with what all rules look at.
struct Ground<'a> {
    workflow: &'a Workflow,
    form: &'a Form,
    outline: Vec<Spot>,
    graph: Graph,
}

impl<'a> Ground<'a> {
    /// The numbers of the states a transition starts in.
    fn from(&self, transition: &Transition) -> Vec<usize> {
        let states = self.workflow.states.iter().enumerate();
        let starts = states.filter(|(_, state)| self.workflow.among(&transition.from, &state.id));
        starts.map(|(number, _)| number).collect()
    }

    fn state(&self, number: usize) -> &'a State {
        &self.workflow.states[number]
    }

    /// Every spot, outermost first.
    fn spots(&self) -> Vec<&Spot> {
        let mut spots = Vec::new();
        self.outline.iter().for_each(|root| root.each(&mut |spot| spots.push(spot)));
        spots
    }

    fn spot(&self, path: &str) -> Option<&Spot> {
        self.spots().into_iter().find(|spot| spot.path == path)
    }

    fn part(&self, spot: &Spot) -> Option<&'a Part> {
        self.workflow.parts.get(spot.part?)
    }

    /// Whether a role reads what stands at a spot.
    fn reads(&self, role: &str, spot: &Spot) -> bool {
        self.part(spot).is_some_and(|part| part.read.iter().any(|reader| reader == role))
    }

    /// Whether anything is asked in a section. One that only says something shows to a role what the answers that role
    /// reads lead to.
    fn asks(&self, section: &str) -> bool {
        self.form.sections.iter().any(|other| other.id == section && other.asks())
    }

    /// Whether a role reads something of a section.
    fn reads_of(&self, role: &str, section: &str) -> bool {
        let number = self.form.sections.iter().position(|other| other.id == section);
        let spots = self.spots().into_iter();
        spots.filter(|spot| is_given(spot) && spot.section == number).any(|spot| self.reads(role, spot))
    }

    /// Whether a role writes there in a state, in its own right or in the stead of a role it helps.
    fn writes(&self, role: &str, spot: &Spot, state: usize) -> bool {
        let helped = self.workflow.role(role).map(|role| role.assists.as_slice()).unwrap_or_default();
        let state = &self.state(state).id;
        self.part(spot).is_some_and(|part| {
            part.write.iter().any(|write| {
                let helps = helped.contains(&write.role) && self.reads(role, spot);
                (write.role == role || helps) && self.workflow.among(&write.states, state)
            })
        })
    }

    /// Whether anybody writes there in a state.
    fn somebody_writes(&self, spot: &Spot, state: usize) -> bool {
        let state = &self.state(state).id;
        self.part(spot).is_some_and(|part| part.write.iter().any(|write| self.workflow.among(&write.states, state)))
    }

    /// Whether a role can do anything in a state: write, sign, or take the dossier on.
    fn acts(&self, role: &str, state: usize) -> bool {
        let named = |list: &[String]| list.iter().any(|id| id == role);
        let id = &self.state(state).id;
        let moves = self.workflow.transitions.iter().any(|transition| {
            self.workflow.among(&transition.from, id) && (named(&transition.by) || named(&transition.signed_by))
        });
        moves || self.spots().into_iter().any(|spot| self.writes(role, spot, state))
    }
}

impl Ground<'_> {
    /// Whether the dossier or the page answers it, rather than a role.
    fn answers_itself(&self, path: &str) -> bool {
        let computed = self.form.question(path).is_some_and(|question| match &question.kind {
            Kind::Computed(compute) => compute.path().is_none(),
            _ => false,
        });
        let signing = self.workflow.signing.as_ref();
        computed || path == STATE_PATH || signing.is_some_and(|signing| leads(&signing.group, path))
    }

    /// Whether an answer can become another while the dossier is in a state: somebody writes it, or signs.
    fn changes(&self, path: &str, state: usize) -> bool {
        let signature = self.workflow.signing.as_ref().is_some_and(|signing| leads(&signing.group, path));
        signature || path_is_written(self, path, state)
    }
}

/// Whether somebody writes an answer, or the rows of a group, or what a computed value comes from, in a state.
fn path_is_written(ground: &Ground<'_>, path: &str, state: usize) -> bool {
    if let Some(Kind::Computed(compute)) = ground.form.question(path).map(|question| &question.kind)
        && let Some(source) = compute.path()
    {
        return path_is_written(ground, source, state);
    }
    ground.spot(path).is_some_and(|spot| ground.somebody_writes(spot, state))
}

/// Whether a spot is an answer or the rows of a group: what somebody gives, rather than what holds it.
fn is_given(spot: &Spot) -> bool {
    !matches!(spot.holds, Holds::Inside(_))
}
