//! The form with what a workflow asks of its answers, written as checks: the solver reads the conditions of a form.

use parcours_schema::{Check, Condition, Form, Localized, Operator, Severity};
use serde_json::Value;

use super::Ground;
use crate::dossier::outline::STATE_PATH;
use crate::proof::solver::Goal;

/// The place of a condition among the checks of the wider form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked(usize);

pub(super) struct Wider {
    pub(super) form: Form,
    /// For each state: the dossier is in it.
    states: Vec<Asked>,
    /// For each transition: its condition holds.
    guards: Vec<Option<Asked>>,
    /// For each of the form's own checks: what it asks for holds, if it is asked for.
    kept: Vec<Asked>,
}

impl Wider {
    pub(super) fn of(ground: &Ground<'_>) -> Wider {
        let form = ground.form.clone();
        let mut wider = Wider { form, states: Vec::new(), guards: Vec::new(), kept: Vec::new() };
        for check in &ground.form.checks {
            let unless = check.when.iter().map(|when| Condition::Not(Box::new(when.clone())));
            let kept = wider.ask(Condition::Any(unless.chain([check.that.clone()]).collect()));
            wider.kept.push(kept);
        }
        let asks_state = ground.form.question(STATE_PATH).is_some();
        for state in &ground.workflow.states {
            let operator = Operator::Is(Value::String(state.id.clone()));
            let is = Condition::Answer { path: STATE_PATH.to_owned(), operator };
            let asked = wider.ask(if asks_state { is } else { Condition::All(Vec::new()) });
            wider.states.push(asked);
        }
        for transition in &ground.workflow.transitions {
            let asked = transition.when.clone().map(|when| wider.ask(when));
            wider.guards.push(asked);
        }
        wider
    }

    /// One more condition to ask about.
    pub(super) fn ask(&mut self, that: Condition) -> Asked {
        let (severity, at, say) = (Severity::Warning, Vec::new(), Localized::default());
        self.form.checks.push(Check { id: String::new(), severity, when: None, that, at, say });
        Asked(self.form.checks.len() - 1)
    }

    pub(super) fn goal(&self, asked: Asked) -> Option<Goal<'_>> {
        self.form.checks.get(asked.0).map(|check| Goal::Holds(&check.that, true, 0))
    }

    pub(super) fn state(&self, number: usize) -> Option<Goal<'_>> {
        self.goal(*self.states.get(number)?)
    }

    pub(super) fn guard(&self, transition: usize) -> Option<Goal<'_>> {
        self.goal((*self.guards.get(transition)?)?)
    }

    pub(super) fn kept(&self, check: usize) -> Option<Goal<'_>> {
        self.goal(*self.kept.get(check)?)
    }
}
