//! What is signed is read by those who sign it, and nobody writes a signature but the dossier.

use parcours_schema::workflow::{Signing, Transition, TransitionKind, leads};
use parcours_schema::{Kind, Question};

use super::graph::spread;
use super::{Ground, is_given};
use crate::dossier::outline::Holds;
use crate::proof::{Findings, Rule};

pub(super) fn check(ground: &Ground<'_>, findings: &mut Findings) {
    let workflow = ground.workflow;
    let signers = || {
        let transitions = workflow.transitions.iter().enumerate();
        transitions.flat_map(|(number, transition)| {
            let roles = transition.signed_by.iter().enumerate();
            roles.map(move |(position, role)| (format!("/transitions/{number}/signed_by/{position}"), role))
        })
    };
    let Some(signing) = &workflow.signing else {
        if let Some((place, _)) = signers().next() {
            let what = "signatures are asked for, and the workflow does not say what is signed.";
            findings.error(Rule::Signing, place, what, "Add `signing`.");
        }
        return;
    };
    if signers().next().is_none() {
        let what = "no transition asks for a signature.";
        findings.warning(Rule::Signing, "/signing", what, "Add `signed_by` to the one that accepts, or remove this.");
    }
    group(ground, &signing.group, findings);
    changed_behind_a_signature(ground, signing, findings);
    for (number, path) in signing.content.iter().enumerate() {
        if leads(path, &signing.group) && signing.signs(&signing.group) {
            let what = "the signatures are part of what is signed: the next one would undo the one before.";
            findings.error(Rule::Signing, format!("/signing/content/{number}"), what, "Add their group to `except`.");
        }
    }
    for (number, path) in signing.except.iter().enumerate() {
        if !signing.content.iter().any(|content| leads(content, path)) {
            let what = format!("`{path}` is not in what is signed.");
            findings.warning(Rule::Signing, format!("/signing/except/{number}"), what, "Remove it.");
        }
    }
    let signed = ground.spots().into_iter().filter(|spot| is_given(spot) && signing.signs(&spot.path));
    let signed: Vec<_> = signed.collect();
    for (place, role) in signers() {
        if let Some(spot) = signed.iter().find(|spot| !ground.reads(role, spot)) {
            let what = format!("`{role}` signs `{}` and may not read it.", spot.path);
            findings.error(Rule::Signing, place, what, "Let the role read it, or leave it out of what is signed.");
        }
    }
}

/// What was accepted changes only on the way to a new acceptance (S-4.2, s. 102).
fn changed_behind_a_signature(ground: &Ground<'_>, signing: &Signing, findings: &mut Findings) {
    let workflow = ground.workflow;
    let number = |id: &str| workflow.states.iter().position(|state| state.id == id);
    let signed = |transition: &Transition| !transition.signed_by.is_empty();
    let accepted: Vec<usize> =
        workflow.transitions.iter().filter(|one| signed(one)).filter_map(|one| number(&one.to)).collect();
    let signs = |number: usize| {
        ground.spots().into_iter().any(|spot| is_given(spot) && spot.part == Some(number) && signing.signs(&spot.path))
    };
    for (part, definition) in workflow.parts.iter().enumerate().filter(|(part, _)| signs(*part)) {
        for (position, write) in definition.write.iter().enumerate() {
            let open = (0..workflow.states.len()).find(|state| {
                workflow.among(&write.states, &ground.state(*state).id)
                    && accepted.iter().any(|accepted| leads_unsigned(ground, *state, *accepted))
            });
            if let Some(state) = open {
                let state = &ground.state(state).id;
                let what = format!(
                    "`{}` may change in `{state}` what was signed, and nothing asks for new signatures.",
                    write.role
                );
                let fix = "Take the state out, list what may change under `except`, or have it signed again.";
                findings.error(Rule::Signing, format!("/parts/{part}/write/{position}/in"), what, fix);
            }
        }
    }
}

/// Whether a dossier can come from one state to another, or is there, without a signature on the way.
fn leads_unsigned(ground: &Ground<'_>, from: usize, to: usize) -> bool {
    let unsigned = |_: usize, transition: &Transition| {
        transition.signed_by.is_empty() && matches!(transition.kind, TransitionKind::Advance | TransitionKind::Return)
    };
    from == to || spread(ground.workflow, from, &unsigned)[to]
}

fn group(ground: &Ground<'_>, path: &str, findings: &mut Findings) {
    let Some(spot) = ground.spot(path) else { return };
    let Holds::Rows { key: Some(_), .. } = &spot.holds else {
        let what = format!("`{path}` has no rows with a key.");
        findings.error(Rule::Signing, "/signing/group", what, "Name a group that repeats and has a computed `key`.");
        return;
    };
    let mut written = None;
    spot.each(&mut |inner| {
        written = written.or(ground.part(inner).filter(|part| !part.write.is_empty()));
    });
    if let Some(part) = written {
        let what = format!("signatures are written by the dossier, and `{}` lets a role write there.", part.id);
        findings.error(Rule::Signing, "/signing/group", what, "Put the group in a part without `write`.");
    }
    let questions = ground.form.question(path).map(|question| question.kind.questions()).unwrap_or_default();
    let asks = |id: &str| questions.iter().find(|question| question.id == id);
    if asks("name").is_none() || asks("at").is_none() {
        let what = format!("`{path}` has no questions `name` and `at`: nobody would see who signed, and when.");
        findings.error(Rule::Signing, "/signing/group", what, "Add them; `role` and `hash` are filled too.");
    }
    if let Some(role) = asks("role") {
        roles(ground, role, findings);
    }
}

/// When the form offers roles to choose among, they are those of the workflow.
fn roles(ground: &Ground<'_>, question: &Question, findings: &mut Findings) {
    let Kind::Choice(one) = &question.kind else { return };
    let list = ground.form.lists.get(&one.list);
    let signers = ground.workflow.transitions.iter().flat_map(|transition| &transition.signed_by);
    for role in signers {
        if list.is_some_and(|list| list.get(role).is_none()) {
            let what = format!("`{role}` signs, and is not an option of `{}`.", question.path);
            findings.error(Rule::Signing, "/signing/group", what, "Add the option to the form.");
            return;
        }
    }
}
