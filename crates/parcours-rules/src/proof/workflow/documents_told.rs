//! What documents tell beside their sections: nothing private, and rows that refer to one another where they are told
//! together.

use parcours_schema::workflow::{Document, Shows, group_of, groups_of};
use parcours_schema::{Form, Kind, Question};

use super::Ground;
use crate::proof::{Findings, Rule};

pub(super) fn check(ground: &Ground<'_>, document: &Document, place: &str, findings: &mut Findings) {
    for (key, paths) in document.told() {
        for (number, path) in paths.iter().enumerate() {
            let part = ground.workflow.part_of(path).and_then(|part| ground.workflow.parts.get(part));
            if part.is_some_and(|part| part.private) {
                let what = format!("`{path}` is private: no document tells it.");
                findings.error(Rule::Document, format!("{place}/{key}/{number}"), what, "Remove it.");
            }
        }
    }
    linked(ground.form, &format!("{place}/linked"), &document.linked, findings);
    if let Some(path) = &document.gathered_by
        && document.linked.first().is_none_or(|group| group_of(path) != group)
    {
        let what = format!("`{path}` is not asked of the first linked rows, which it should gather.");
        findings.error(Rule::Document, format!("{place}/gathered_by"), what, "Name a question of that group.");
    }
    if document.timeline.is_some() && document.linked.is_empty() {
        let what = "the timeline has no linked rows to show.";
        findings.error(Rule::Document, format!("{place}/timeline"), what.to_owned(), "Add `linked`.");
    }
    for (number, part) in document.summary.iter().enumerate() {
        if let Shows::Columns(paths) = &part.shows {
            linked(ground.form, &format!("{place}/summary/{number}/columns"), &groups_of(paths), findings);
        }
    }
}

/// Each of these is a group in rows, whose rows refer to those of the one before.
fn linked(form: &Form, place: &str, groups: &[String], findings: &mut Findings) {
    let mut before: Option<&String> = None;
    for path in groups {
        let group = form.question(path).filter(|question| question.kind.repeat().is_some());
        let (what, fix) = match (group, before) {
            (None, _) => (format!("`{path}` is no group in rows."), "Name one."),
            (Some(group), Some(before)) if !refers(group, before) => {
                (format!("the rows of `{path}` do not refer to those of `{before}`."), "Add a `reference` to them.")
            }
            _ => {
                before = Some(path);
                continue;
            }
        };
        findings.error(Rule::Document, place, what, fix);
        return;
    }
}

fn refers(group: &Question, to: &str) -> bool {
    let reference = |question: &Question| matches!(&question.kind, Kind::Reference(reference) if reference.to == to);
    group.kind.questions().iter().any(reference)
}
