//! The texts of a workflow, in both languages, and buttons short enough to be read at a glance.

use parcours_schema::{Localized, Workflow};

use crate::proof::words::{LABEL_WORDS, both_languages, languages, words};
use crate::proof::{Findings, Rule};

pub(super) fn check(workflow: &Workflow, findings: &mut Findings) {
    let mut texts: Vec<(&Localized, String)> = vec![(&workflow.title, "/title".to_owned())];
    texts.extend(workflow.purpose.as_ref().map(|text| (text, "/purpose".to_owned())));
    titles("roles", workflow.roles.iter().map(|role| &role.title), &mut texts);
    titles("steps", workflow.steps.iter().map(|step| &step.title), &mut texts);
    titles("states", workflow.states.iter().map(|state| &state.title), &mut texts);
    titles("deadlines", workflow.deadlines.iter().map(|deadline| &deadline.title), &mut texts);
    titles("documents", workflow.documents.iter().map(|document| &document.title), &mut texts);
    if let Some(desk) = &workflow.desk {
        texts.extend([(&desk.title, "/desk/title".to_owned()), (&desk.edit, "/desk/edit".to_owned())]);
    }
    for (number, state) in workflow.states.iter().enumerate() {
        texts.extend(state.next.as_ref().map(|text| (text, format!("/states/{number}/next"))));
    }
    for (number, transition) in workflow.transitions.iter().enumerate() {
        let place = format!("/transitions/{number}");
        texts.extend(transition.why.as_ref().map(|text| (text, format!("{place}/why"))));
        let place = format!("{place}/label");
        for (language, text) in languages(&transition.label) {
            let words = words(text);
            if words > LABEL_WORDS {
                let what = format!("the {language} words of the button are {words}.");
                findings.warning(Rule::Label, &*place, what, format!("Keep to {LABEL_WORDS}."));
            }
        }
        texts.push((&transition.label, place));
    }
    for (text, place) in texts {
        both_languages(text, &place, findings);
    }
}

fn titles<'w>(key: &str, list: impl Iterator<Item = &'w Localized>, texts: &mut Vec<(&'w Localized, String)>) {
    for (number, title) in list.enumerate() {
        texts.push((title, format!("/{key}/{number}/title")));
    }
}
