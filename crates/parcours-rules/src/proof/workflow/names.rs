//! Ids are unique, and everything a workflow names exists.

use std::collections::HashMap;

use parcours_schema::workflow::States;
use parcours_schema::{Form, Kind, Workflow};

use crate::dossier::references;
use crate::proof::references::check_condition;
use crate::proof::{Findings, Index, Rule};

pub(super) fn check(workflow: &Workflow, index: &Index<'_>, findings: &mut Findings) {
    unique(workflow, findings);
    if workflow.form != index.form.id {
        let what = format!("the workflow is for the form `{}`, and this is `{}`.", workflow.form, index.form.id);
        findings.error(Rule::Reference, "/form", what, "Correct the name.");
    }
    for (at, reference) in references::of(workflow) {
        if !reference.resolves(workflow, index.form) && !at.contains("/when") {
            let what = format!("there is no {} `{}`.", reference.kind(), reference.name());
            findings.error(Rule::Reference, at, what, nearest(reference, workflow, index.form));
        }
    }
    if let Some(receives) = workflow.receives.as_ref().filter(|receives| workflow.role(&receives.role).is_none()) {
        let what = format!("there is no role `{}`.", receives.role);
        findings.error(Rule::Reference, "/receives/role", what, "Correct the name.");
    }
    let counted = workflow.retention.as_ref().and_then(|retention| retention.birth_date.as_ref());
    let is_date = |path: &&String| matches!(index.form.question(path).map(|one| &one.kind), Some(Kind::Date(_)));
    if let Some(path) = counted.filter(|path| !is_date(path)) {
        let what = format!("`{path}` is no date of the form.");
        findings.error(Rule::Reference, "/retention/birth_date", what, "Name the question of the birth date.");
    }
    for (number, transition) in workflow.transitions.iter().enumerate() {
        if let Some(when) = &transition.when {
            check_condition(index, when, &format!("/transitions/{number}/when"), findings);
        }
        for (key, list) in
            [("by", &transition.by), ("complete", &transition.complete), ("signed_by", &transition.signed_by)]
        {
            twice(list, &format!("/transitions/{number}/{key}"), findings);
        }
        if let States::These(list) = &transition.from {
            twice(list, &format!("/transitions/{number}/from"), findings);
        }
    }
}

/// What to write instead: a name that is near, or the ones there are.
fn nearest(reference: references::Reference<'_>, workflow: &Workflow, form: &Form) -> String {
    use references::Reference;
    let ids = |list: &mut dyn Iterator<Item = &String>| {
        let known: Vec<&str> = list.map(String::as_str).take(30).collect();
        if known.is_empty() {
            "Define it, or remove the name.".to_owned()
        } else {
            format!("Use one of: {}.", known.join(", "))
        }
    };
    match reference {
        Reference::Role(_) => ids(&mut workflow.roles.iter().map(|role| &role.id)),
        Reference::State(_) => ids(&mut workflow.states.iter().map(|state| &state.id)),
        Reference::Step(_) => ids(&mut workflow.steps.iter().map(|step| &step.id)),
        Reference::Section(_) => ids(&mut form.sections.iter().map(|section| &section.id)),
        Reference::Document(_) => ids(&mut workflow.documents.iter().map(|document| &document.id)),
        Reference::Question(_) | Reference::Path(_) => "Write the path of a question of the form.".to_owned(),
    }
}

fn unique(workflow: &Workflow, findings: &mut Findings) {
    let lists: [(&str, &str, Vec<&str>); 7] = [
        ("roles", "roles", workflow.roles.iter().map(|role| role.id.as_str()).collect()),
        ("steps", "steps", workflow.steps.iter().map(|step| step.id.as_str()).collect()),
        ("parts", "parts", workflow.parts.iter().map(|part| part.id.as_str()).collect()),
        ("states", "states", workflow.states.iter().map(|state| state.id.as_str()).collect()),
        ("transitions", "transitions", workflow.transitions.iter().map(|one| one.id.as_str()).collect()),
        ("deadlines", "deadlines", workflow.deadlines.iter().map(|one| one.id.as_str()).collect()),
        ("documents", "documents", workflow.documents.iter().map(|one| one.id.as_str()).collect()),
    ];
    for (key, name, ids) in lists {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for (number, id) in ids.into_iter().enumerate() {
            if seen.insert(id, number).is_some() {
                let what = format!("two {name} are named `{id}`.");
                findings.error(Rule::Name, format!("/{key}/{number}/id"), what, "Give each its own id.");
            }
        }
    }
}

fn twice(list: &[String], at: &str, findings: &mut Findings) {
    for (number, id) in list.iter().enumerate() {
        if list.iter().take(number).any(|other| other == id) {
            let what = format!("`{id}` stands twice in this list.");
            findings.warning(Rule::Name, format!("{at}/{number}"), what, "Remove one of them.");
        }
    }
}
