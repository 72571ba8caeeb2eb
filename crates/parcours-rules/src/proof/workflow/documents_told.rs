//! What documents tell beside their sections: nothing private, and rows that refer to one another where they are told
//! together.

use parcours_schema::workflow::{Document, Shows};
use parcours_schema::{Form, Kind, Question};

use super::Ground;
use crate::proof::{Findings, Rule};

pub(super) fn check(ground: &Ground<'_>, document: &Document, place: &str, findings: &mut Findings) {
    for (at, path) in told(document, place) {
        let part =
            ground.workflow.parts.iter().filter(|part| part.leads(path).is_some()).max_by_key(|part| part.leads(path));
        if part.is_some_and(|part| part.private) {
            let what = format!("`{path}` is private: no document tells it.");
            findings.error(Rule::Document, at, what, "Remove it.");
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
            let mut groups: Vec<String> = Vec::new();
            for path in paths {
                let group = group_of(path);
                if !groups.iter().any(|known| known == group) {
                    groups.push(group.to_owned());
                }
            }
            linked(ground.form, &format!("{place}/summary/{number}/columns"), &groups, findings);
        }
    }
}

/// Every path a document tells beside its sections, with its place.
fn told<'a>(document: &'a Document, place: &str) -> Vec<(String, &'a str)> {
    let mut told = Vec::new();
    let mut add = |at: String, paths: &'a [String]| {
        let all = paths.iter().enumerate().map(|(number, path)| (format!("{at}/{number}"), path.as_str()));
        told.extend(all.collect::<Vec<_>>());
    };
    for (number, part) in document.summary.iter().enumerate() {
        let (key, paths) = part.shows.paths();
        add(format!("{place}/summary/{number}/{key}"), paths);
    }
    add(format!("{place}/linked"), &document.linked);
    if let Some(timeline) = &document.timeline {
        add(format!("{place}/timeline/starts"), &timeline.starts);
        add(format!("{place}/timeline/ends"), &timeline.ends);
        add(format!("{place}/timeline/dates"), &timeline.dates);
    }
    told
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

fn group_of(path: &str) -> &str {
    path.rsplit_once('.').map(|(group, _)| group).unwrap_or_default()
}
