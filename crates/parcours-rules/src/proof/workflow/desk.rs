//! A desk is a table of rows told apart for ever, under rows they refer to, of which its roles read enough to work.

use parcours_schema::workflow::{Desk, Look};
use parcours_schema::{Kind, Question};

use super::Ground;
use crate::proof::{Findings, Rule};

pub(super) fn check(ground: &Ground<'_>, findings: &mut Findings) {
    let Some(desk) = &ground.workflow.desk else { return };
    let asked = ground.form.sections.iter().flat_map(|section| &section.questions);
    let rows = asked.filter(|question| question.path == desk.rows).find(|question| question.kind.repeat().is_some());
    if rows.is_none_or(|rows| rows.kind.row_key().is_none()) {
        let what = format!("`{}` is no group in rows, with a lasting key, of a section.", desk.rows);
        let fix = "Name a group that repeats, and give its rows a `computed` question `{ \"key\": true }`.";
        findings.error(Rule::Desk, "/desk/rows", what, fix);
        return;
    }
    let groups = above(ground, desk, findings);
    columns(ground, desk, findings);
    filters(ground, desk, &groups, findings);
    roles(ground, desk, findings);
}

/// The groups whose rows the table shows, the lowest first.
fn above<'a>(ground: &Ground<'a>, desk: &'a Desk, findings: &mut Findings) -> Vec<&'a str> {
    let mut groups = vec![desk.rows.as_str()];
    for (number, path) in desk.under.iter().enumerate() {
        let lowest = groups.last().copied().unwrap_or_default();
        match ground.form.question(path).map(|question| &question.kind) {
            Some(Kind::Reference(reference)) if !reference.many && inside(path) == Some(lowest) => {
                groups.push(&reference.to);
            }
            _ => {
                let what = format!("`{path}` does not lead from one row of `{lowest}` to one above it.");
                let fix = "Name a `reference` of those rows, without `many`.";
                findings.error(Rule::Desk, format!("/desk/under/{number}"), what, fix);
                return groups;
            }
        }
    }
    groups
}

fn columns(ground: &Ground<'_>, desk: &Desk, findings: &mut Findings) {
    for (number, path) in desk.columns.iter().enumerate() {
        let question = ground.form.question(path);
        let shown = |question: &&Question| {
            !matches!(question.kind, Kind::Note(_) | Kind::Group(_) | Kind::Address(_) | Kind::Reference(_))
        };
        let place = format!("/desk/columns/{number}");
        if inside(path) != Some(desk.rows.as_str()) || question.filter(shown).is_none() {
            let what = format!("`{path}` is no answer of one row of `{}`.", desk.rows);
            findings.error(Rule::Desk, place, what, "Name a question of the rows that is no note, group or reference.");
        } else if number == 0 && !question.is_some_and(|question| matches!(question.kind, Kind::Text(_))) {
            let what = format!("`{path}` cannot name a row.");
            findings.error(Rule::Desk, place, what, "Begin with a text that people know the row by.");
        }
    }
    if let Some(status) = &desk.status {
        let choice = ground.form.question(status).is_some_and(|question| matches!(question.kind, Kind::Choice(_)));
        if !choice || !desk.columns.contains(status) {
            let what = format!("`{status}` is no choice among the columns.");
            findings.error(Rule::Desk, "/desk/status", what, "Name a column that is a `choice`.");
        }
    }
}

fn filters(ground: &Ground<'_>, desk: &Desk, groups: &[&str], findings: &mut Findings) {
    for (number, path) in desk.filters.iter().enumerate() {
        let fits = ground.form.question(path).is_some_and(|q| matches!(q.kind, Kind::Choice(_) | Kind::Text(_)));
        if !fits || !inside(path).is_some_and(|group| groups.contains(&group)) {
            let what = format!("rows cannot be picked out by `{path}`.");
            let fix = "Name a choice or a text of the rows, or of those above them.";
            findings.error(Rule::Desk, format!("/desk/filters/{number}"), what, fix);
        }
    }
}

fn roles(ground: &Ground<'_>, desk: &Desk, findings: &mut Findings) {
    let name = desk.columns.first();
    let needed: Vec<&String> = name.into_iter().chain(&desk.under).collect();
    for (number, id) in desk.roles.iter().enumerate() {
        let place = format!("/desk/roles/{number}");
        let blind = needed.iter().find(|path| !ground.spot(path).is_some_and(|spot| ground.reads(id, spot)));
        if let Some(path) = blind {
            let what = format!("`{id}` has the desk and does not read `{path}`.");
            findings.error(Rule::Desk, place, what, "Let the role read it, or take the desk from it.");
        } else if ground.workflow.role(id).is_some_and(|role| role.look == Look::Public) {
            let what = format!("`{id}` has the desk, and its pages ask one group of questions at a time.");
            findings.error(Rule::Desk, place, what, "Keep the desk for roles with the look `professional`.");
        }
    }
}

/// Path of the group a question stands in.
fn inside(path: &str) -> Option<&str> {
    path.rsplit_once('.').map(|(group, _)| group)
}
