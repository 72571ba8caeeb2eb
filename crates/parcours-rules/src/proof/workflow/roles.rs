//! Every role has something to do where it is named.

use parcours_schema::workflow::{Transition, TransitionKind};

use super::Ground;
use crate::proof::{Findings, Rule};

pub(super) fn check(ground: &Ground<'_>, findings: &mut Findings) {
    told_what_is_missing(ground, findings);
    let workflow = ground.workflow;
    let named = |list: &[String], id: &String| list.contains(id);
    for (number, role) in workflow.roles.iter().enumerate() {
        let place = format!("/roles/{number}");
        let reads = workflow.parts.iter().any(|part| named(&part.read, &role.id));
        let moves = workflow.transitions.iter().any(|transition| named(&transition.by, &role.id));
        if !reads && !moves {
            let what = format!("`{}` reads nothing and does nothing.", role.id);
            findings.error(
                Rule::Role,
                format!("{place}/id"),
                what,
                "Name the role in a part or a transition, or remove it.",
            );
        }
        for (position, helped) in role.assists.iter().enumerate() {
            help(ground, &format!("{place}/assists/{position}"), &role.id, helped, findings);
        }
    }
    for (number, state) in workflow.states.iter().enumerate() {
        let place = format!("/states/{number}");
        match (state.end, state.acts.is_empty()) {
            (false, true) => {
                let what = format!("nobody is to act in `{}`.", state.id);
                findings.error(Rule::Role, place, what, "Name in `acts` the roles from whom something is expected.");
                continue;
            }
            (true, false) => {
                let what = format!("`{}` is an end: nobody is to act there.", state.id);
                findings.error(Rule::Role, format!("{place}/acts"), what, "Remove `acts`.");
                continue;
            }
            _ => {}
        }
        let takes_on = |transition: &Transition| {
            !matches!(transition.kind, TransitionKind::Withdraw)
                && workflow.among(&transition.from, &state.id)
                && transition.by.iter().any(|role| state.acts.contains(role))
        };
        if !state.end && !workflow.transitions.iter().any(takes_on) {
            let what = format!("nobody expected to act in `{}` can take it on.", state.id);
            let fix = "Add to `acts` a role that can, or let one of them do a transition.";
            findings.warning(Rule::Role, format!("{place}/acts"), what, fix);
        }
        for (position, role) in state.acts.iter().enumerate() {
            if !ground.acts(role, number) {
                let what = format!("`{role}` is to act in `{}`, and can neither write, sign nor take it on.", state.id);
                let fix = "Let the role do something there, or remove it.";
                findings.error(Rule::Role, format!("{place}/acts/{position}"), what, fix);
            }
        }
    }
}

/// Whoever takes a dossier on can be told what is missing.
fn told_what_is_missing(ground: &Ground<'_>, findings: &mut Findings) {
    for (number, transition) in ground.workflow.transitions.iter().enumerate() {
        for (position, role) in transition.by.iter().enumerate() {
            let blind = transition.complete.iter().find(|section| !ground.reads_of(role, section));
            if let Some(section) = blind {
                let what = format!(
                    "`{role}` may take `{}` and reads nothing of `{section}`: what is missing there it would never know.",
                    transition.id
                );
                let fix = "Let the role read it, or leave the section out.";
                findings.warning(Rule::Role, format!("/transitions/{number}/by/{position}"), what, fix);
            }
        }
    }
}

/// There is something to help with.
fn help(ground: &Ground<'_>, place: &str, role: &str, helped: &str, findings: &mut Findings) {
    if role == helped {
        findings.error(Rule::Role, place, format!("`{role}` cannot help itself."), "Remove it.");
        return;
    }
    let something = ground.workflow.parts.iter().any(|part| {
        part.write.iter().any(|write| write.role == helped) && part.read.iter().any(|reader| reader == role)
    });
    if !something {
        let what = format!("`{role}` reads nothing that `{helped}` writes: there is nothing to help with.");
        findings.error(Rule::Role, place, what, "Let the role read what it helps with, or remove it.");
    }
}
