//! Every deadline can run, and those who must act can.

use parcours_schema::Kind;
use parcours_schema::workflow::{Deadline, Since};

use super::Ground;
use crate::proof::{Findings, Index, Rule};

pub(super) fn check(ground: &Ground<'_>, findings: &mut Findings) {
    let index = Index::of(ground.form);
    for (number, deadline) in ground.workflow.deadlines.iter().enumerate() {
        let place = format!("/deadlines/{number}");
        let states: Vec<usize> = (0..ground.workflow.states.len())
            .filter(|state| ground.workflow.among(&deadline.states, &ground.state(*state).id))
            .collect();
        since(ground, &index, &place, deadline, &states, findings);
        for (position, role) in deadline.acts.iter().enumerate() {
            if !states.iter().any(|state| ground.acts(role, *state)) {
                let what = format!("`{role}` must act before `{}`, and can do nothing while it runs.", deadline.id);
                let fix = "Name a role that can, or other states.";
                findings.error(Rule::Deadline, format!("{place}/acts/{position}"), what, fix);
            }
        }
    }
}

fn since(
    ground: &Ground<'_>,
    index: &Index<'_>,
    place: &str,
    deadline: &Deadline,
    states: &[usize],
    findings: &mut Findings,
) {
    match &deadline.from {
        Since::Entered(id) => {
            let from = ground.workflow.states.iter().position(|state| state.id == *id);
            let runs = from.is_some_and(|from| states.iter().any(|state| ground.graph.leads(from, *state)));
            if !runs {
                let what = format!("`{id}` never comes before the states in which `{}` runs.", deadline.id);
                findings.error(Rule::Deadline, format!("{place}/from/entered"), what, "Correct `in` or `from`.");
            }
        }
        Since::Answer(path) => {
            let Some(entry) = index.get(path) else { return };
            if !matches!(entry.question.kind, Kind::Date(_)) || !entry.rows.is_empty() {
                let what = format!("`{path}` is not one date.");
                let fix = "Name a date question outside rows.";
                findings.error(Rule::Deadline, format!("{place}/from/answer"), what, fix);
            }
            let Some(spot) = ground.spot(path) else { return };
            for (position, role) in deadline.acts.iter().enumerate() {
                if !ground.reads(role, spot) {
                    let what = format!("`{role}` must act before `{}`, and may not read `{path}`.", deadline.id);
                    let fix = "Let the role read it, or name another.";
                    findings.error(Rule::Deadline, format!("{place}/acts/{position}"), what, fix);
                }
            }
        }
    }
}
