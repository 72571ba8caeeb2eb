//! States and what leads from one to another: everything is reached, everything has a way to an end, every transition
//! leads where its kind says.

use parcours_schema::workflow::{States, Transition, TransitionKind};
use parcours_schema::{Kind, Workflow};

use super::Ground;
use crate::dossier::outline::STATE_PATH;
use crate::proof::{Findings, Rule};

/// What leads where, whatever the answers are.
pub(super) struct Graph {
    /// From each state, the states that can come after it in the same episode, withdrawing aside.
    after: Vec<Vec<bool>>,
    /// The states a dossier can be in, reopened or not.
    reached: Vec<bool>,
}

impl Graph {
    pub(super) fn of(workflow: &Workflow) -> Graph {
        use TransitionKind::{Advance, Return};
        let count = workflow.states.len();
        let on = |_: usize, transition: &Transition| matches!(transition.kind, Advance | Return);
        let after = (0..count).map(|from| spread(workflow, from, &on)).collect();
        Graph { after, reached: here_and(0, spread(workflow, 0, &|_, _| true)) }
    }

    /// Whether a dossier can come from one state to another in one episode, without withdrawing; or is there already.
    pub(super) fn leads(&self, from: usize, to: usize) -> bool {
        from == to || self.after[from][to]
    }

    /// The states a dossier goes round in for ever once it is in this one, the first of them; told in words. None when
    /// there is a way out, or when another of them tells it.
    fn no_way_out(&self, workflow: &Workflow, state: usize) -> Option<String> {
        let round: Vec<usize> = (0..workflow.states.len()).filter(|other| self.leads(state, *other)).collect();
        let names: Vec<String> =
            round.iter().filter_map(|one| Some(format!("`{}`", workflow.states.get(*one)?.id))).collect();
        let out = round.iter().any(|one| workflow.states.get(*one).is_some_and(|state| state.end));
        let back = round.iter().all(|one| self.leads(*one, state));
        (!out && back && round.first() == Some(&state)).then(|| names.join(", "))
    }

    pub(super) fn reached(&self, state: usize) -> bool {
        self.reached[state]
    }
}

/// The states that those transitions lead to, one after another.
pub(super) fn spread(workflow: &Workflow, from: usize, takes: &dyn Fn(usize, &Transition) -> bool) -> Vec<bool> {
    let mut found = vec![false; workflow.states.len()];
    let mut way = vec![from];
    while let Some(here) = way.pop() {
        let Some(state) = workflow.states.get(here) else { continue };
        for (number, transition) in workflow.transitions.iter().enumerate() {
            if !takes(number, transition) || !workflow.among(&transition.from, &state.id) {
                continue;
            }
            let to = workflow.states.iter().position(|state| state.id == transition.to);
            if let Some(to) = to.filter(|to| !found[*to]) {
                found[to] = true;
                way.push(to);
            }
        }
    }
    found
}

fn here_and(here: usize, mut states: Vec<bool>) -> Vec<bool> {
    if let Some(state) = states.get_mut(here) {
        *state = true;
    }
    states
}

/// The states a dossier can have been in when a transition is taken for the first time.
pub(super) fn before(ground: &Ground<'_>, transition: usize) -> Vec<usize> {
    let workflow = ground.workflow;
    let others = |number: usize, _: &Transition| number != transition;
    let from = ground.from(&workflow.transitions[transition]);
    let reached = here_and(0, spread(workflow, 0, &others));
    let leads = |state: usize| {
        let after = here_and(state, spread(workflow, state, &others));
        from.iter().any(|from| after[*from])
    };
    (0..workflow.states.len()).filter(|state| reached[*state] && leads(*state)).collect()
}

pub(super) fn check(ground: &Ground<'_>, findings: &mut Findings) {
    options(ground, findings);
    for number in 0..ground.workflow.states.len() {
        state(ground, number, findings);
    }
    for (number, transition) in ground.workflow.transitions.iter().enumerate() {
        kind(ground, &format!("/transitions/{number}"), transition, findings);
    }
}

/// The states are the options of `dossier.state`.
fn options(ground: &Ground<'_>, findings: &mut Findings) {
    let Some(question) = ground.form.question(STATE_PATH) else {
        let what = format!("the form has no question `{STATE_PATH}`: none of its conditions can see the state.");
        findings.warning(Rule::State, "/states", what, "Add it, with the states as its options.");
        return;
    };
    let list = match &question.kind {
        Kind::Choice(one) => ground.form.lists.get(&one.list),
        other => {
            let what = format!("`{STATE_PATH}` is a {} question.", other.name());
            findings.error(Rule::State, "/states", what, "Make it a choice among the states.");
            return;
        }
    };
    let options: Vec<&str> = list.iter().flat_map(|list| &list.options).map(|option| option.value.as_str()).collect();
    for (number, state) in ground.workflow.states.iter().enumerate() {
        if !options.contains(&state.id.as_str()) {
            let what = format!("`{}` is not an option of `{STATE_PATH}`.", state.id);
            findings.error(Rule::State, format!("/states/{number}/id"), what, "Add the option to the form.");
        }
    }
    for option in options {
        if ground.workflow.state(option).is_none() {
            let what = format!("`{option}` is an option of `{STATE_PATH}`, and no state.");
            findings.error(Rule::State, "/states", what, "Define the state, or remove the option from the form.");
        }
    }
}

fn state(ground: &Ground<'_>, number: usize, findings: &mut Findings) {
    let state = ground.state(number);
    let place = format!("/states/{number}");
    if number == 0 && state.end {
        let what = format!("dossiers start in `{}`, which is an end.", state.id);
        findings.error(Rule::State, format!("{place}/end"), what, "Put the state in which a dossier starts first.");
    }
    if !ground.graph.reached(number) {
        let what = format!("no transition leads to `{}`.", state.id);
        findings.error(Rule::State, place, what, "Add one, or remove the state.");
        return;
    }
    if state.end {
        return;
    }
    // Withdrawing is always there: it is no way to bring the work to its end.
    if let Some(round) = ground.graph.no_way_out(ground.workflow, number) {
        let what = format!("nothing leads from {round} to an end, withdrawing aside.");
        findings.error(Rule::State, place.clone(), what, "Add a transition that leads on, or make a state an end.");
    }
    let withdraws = ground.workflow.transitions.iter().any(|transition| {
        transition.kind == TransitionKind::Withdraw && ground.workflow.among(&transition.from, &state.id)
    });
    if !withdraws {
        let what = format!("nobody can withdraw from `{}`.", state.id);
        let fix = "Add a transition of kind `withdraw` from \"any\".";
        findings.error(Rule::Withdrawal, place, what, fix);
    }
}

fn kind(ground: &Ground<'_>, place: &str, transition: &Transition, findings: &mut Findings) {
    let mut refuse = |at: &str, what: String, fix: &str| {
        findings.error(Rule::Transition, format!("{place}{at}"), what, fix);
    };
    let to = ground.workflow.states.iter().position(|state| state.id == transition.to);
    let to_end = to.is_some_and(|to| ground.state(to).end);
    let from = ground.from(transition);
    let reopens = transition.kind == TransitionKind::Reopen;
    if transition.from == States::Any && reopens {
        refuse(
            "/from",
            "only an end is reopened, and \"any\" is every state that is none.".to_owned(),
            "Name the ends.",
        );
    }
    if let States::These(list) = &transition.from {
        for (number, id) in list.iter().enumerate() {
            let end = ground.workflow.state(id).is_some_and(|state| state.end);
            let at = format!("/from/{number}");
            match (reopens, end) {
                (true, false) => {
                    refuse(&at, format!("`{id}` is not an end: nothing is to be reopened."), "Name an end.")
                }
                (false, true) => {
                    refuse(&at, format!("`{id}` is an end: only a reopening leads out of it."), "Use kind `reopen`.");
                }
                _ => {}
            }
        }
    }
    match transition.kind {
        TransitionKind::Withdraw if !to_end => {
            refuse(
                "/to",
                format!("a withdrawal ends a dossier, and `{}` is not an end.", transition.to),
                "Name an end.",
            );
        }
        TransitionKind::Reopen | TransitionKind::Return if to_end => {
            refuse("/to", format!("`{}` is an end.", transition.to), "Name a state in which something is done.");
        }
        TransitionKind::Return => {
            let back = to.is_some_and(|to| from.iter().any(|from| ground.graph.leads(to, *from)));
            if !back {
                let what = format!("`{}` never comes before: nothing is sent back to it.", transition.to);
                refuse("/to", what, "Name an earlier state, or use kind `advance`.");
            }
        }
        _ => {}
    }
    if !from.is_empty() && from.iter().all(|state| !ground.graph.reached(*state)) {
        refuse("/from", format!("`{}` is never taken: none of these states is reached.", transition.id), "Remove it.");
    }
}
