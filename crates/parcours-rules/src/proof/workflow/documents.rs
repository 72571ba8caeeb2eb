//! Documents show something to those who may have them; every section is in one step.

use super::{Ground, is_given};
use crate::proof::{Findings, Rule};

pub(super) fn check(ground: &Ground<'_>, findings: &mut Findings) {
    steps(ground, findings);
    for (number, document) in ground.workflow.documents.iter().enumerate() {
        let place = format!("/documents/{number}");
        super::documents_told::check(ground, document, &place, findings);
        for (position, role) in document.roles.iter().enumerate() {
            let blind =
                document.sections.iter().find(|section| ground.asks(section) && !ground.reads_of(role, section));
            if let Some(section) = blind {
                let what = format!("`{role}` may have `{}` and reads nothing of its section `{section}`.", document.id);
                let fix = "Remove the role or the section.";
                findings.error(Rule::Document, format!("{place}/roles/{position}"), what, fix);
            }
        }
    }
    for (number, transition) in ground.workflow.transitions.iter().enumerate() {
        for (position, id) in transition.documents.iter().enumerate() {
            let document = ground.workflow.documents.iter().find(|document| document.id == *id);
            let states = document.and_then(|document| document.states.as_ref());
            if states.is_some_and(|states| !ground.workflow.among(states, &transition.to)) {
                let what = format!("`{id}` cannot be had in `{}`, where this leads.", transition.to);
                let place = format!("/transitions/{number}/documents/{position}");
                findings.error(Rule::Document, place, what, "Add the state to the document's `in`.");
            }
        }
    }
}

fn steps(ground: &Ground<'_>, findings: &mut Findings) {
    let steps = &ground.workflow.steps;
    for (number, step) in steps.iter().enumerate() {
        for (position, section) in step.sections.iter().enumerate() {
            let earlier = steps.iter().take(number).any(|other| other.sections.contains(section));
            if earlier || step.sections.iter().take(position).any(|other| other == section) {
                let what = format!("the section `{section}` stands in a step already.");
                findings.error(
                    Rule::Step,
                    format!("/steps/{number}/sections/{position}"),
                    what,
                    "Leave it in one step.",
                );
            }
        }
        if !ground.workflow.states.iter().any(|state| state.step == step.id) {
            let what = format!("no state belongs to the step `{}`.", step.id);
            findings.error(Rule::Step, format!("/steps/{number}/id"), what, "Give it one, or remove it.");
        }
    }
    let spots = ground.spots();
    for (number, section) in ground.form.sections.iter().enumerate() {
        let asks = spots.iter().any(|spot| is_given(spot) && spot.section == Some(number));
        if asks && !steps.iter().any(|step| step.sections.contains(&section.id)) {
            let what = format!("the section `{}` is in no step: nobody would find it.", section.id);
            findings.error(Rule::Step, "/steps", what, "Add it to a step.");
        }
    }
}
