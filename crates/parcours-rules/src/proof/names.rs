//! Ids and paths: unique, and able to live in one JSON object of answers.

use std::collections::{HashMap, HashSet};

use parcours_schema::kinds::Compute;
use parcours_schema::{Kind, Required};

use super::{Findings, Index, Rule};

pub(super) fn check(index: &Index<'_>, findings: &mut Findings) {
    unique_sections(index, findings);
    unique_paths(index, findings);
    no_value_inside_a_value(index, findings);
    required_where_it_can_be(index, findings);
    keys_of_rows(index, findings);
    let mut seen = HashSet::new();
    for (number, check) in index.form.checks.iter().enumerate() {
        if !seen.insert(&check.id) {
            let what = format!("two checks are named `{}`.", check.id);
            findings.error(Rule::Name, format!("/checks/{number}/id"), what, "Give each check its own id.");
        }
    }
}

fn unique_sections(index: &Index<'_>, findings: &mut Findings) {
    let mut seen = HashSet::new();
    for (number, section) in index.form.sections.iter().enumerate() {
        if !seen.insert(&section.id) {
            let what = format!("two sections are named `{}`.", section.id);
            findings.error(Rule::Name, format!("/sections/{number}/id"), what, "Give each section its own id.");
        }
    }
}

fn unique_paths(index: &Index<'_>, findings: &mut Findings) {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for entry in &index.entries {
        let path = entry.question.path.as_str();
        if entry.question.id.contains('-') {
            let what = format!("the id `{}` has a hyphen.", entry.question.id);
            findings.error(Rule::Name, format!("{}/id", entry.place), what, "Write `_` in the ids of questions.");
        }
        if let Some(first) = seen.insert(path, &entry.place) {
            let what = format!("the path `{path}` is also that of the question at {first}.");
            findings.error(Rule::Name, format!("{}/id", entry.place), what, "Give each question its own id.");
        }
    }
}

/// `a` cannot be a text and hold `a.b` at once: that happens when a question at the root has the id of a section.
fn no_value_inside_a_value(index: &Index<'_>, findings: &mut Findings) {
    let top = || {
        let entries = index.entries.iter().filter(|entry| entry.parent.is_none());
        entries.filter(|entry| !matches!(entry.question.kind, Kind::Note(_)))
    };
    let mut inside: HashMap<&str, &str> = HashMap::new();
    for entry in top() {
        if let Some((section, _)) = entry.question.path.split_once('.') {
            inside.entry(section).or_insert(&entry.question.path);
        }
    }
    for entry in top() {
        let path = entry.question.path.as_str();
        if let Some(other) = inside.get(path) {
            let what = format!(
                "`{path}` at the root stands where the answers of the section `{path}` stand, such as `{other}`."
            );
            let fix = "Rename it, or write `\"root\": true` on all questions of that section.";
            findings.error(Rule::Name, format!("{}/id", entry.place), what, fix);
        }
    }
}

/// A key names a row: it stands in one, alone of its kind, whatever is answered there.
fn keys_of_rows(index: &Index<'_>, findings: &mut Findings) {
    let mut seen = HashSet::new();
    for entry in &index.entries {
        if !matches!(entry.question.kind, Kind::Computed(Compute::Key)) {
            continue;
        }
        let path = &entry.question.path;
        let group = entry.parent.filter(|parent| index.entries[*parent].question.kind.repeat().is_some());
        let (what, fix) = match group {
            None => (format!("`{path}` names a row, and stands in none."), "Put it in a group that repeats."),
            Some(group) if !seen.insert(group) => {
                (format!("`{path}` is a second name for the same rows."), "Keep one key in each group.")
            }
            Some(_) if entry.question.when.is_some() => {
                (format!("`{path}` names a row only at times."), "Remove its `when`.")
            }
            Some(_) => continue,
        };
        findings.error(Rule::Name, format!("{}/compute", entry.place), what, fix);
    }
}

fn required_where_it_can_be(index: &Index<'_>, findings: &mut Findings) {
    for entry in index.entries.iter().filter(|entry| entry.question.required != Required::Never) {
        let kind = &entry.question.kind;
        let fix = match kind {
            Kind::Group(_) | Kind::Address(_) if kind.repeat().is_none() => {
                "Write `required` on the questions inside it."
            }
            Kind::Note(_) | Kind::Computed(_) => "Remove `required`.",
            _ => continue,
        };
        let what = format!("`{}` cannot be required: nobody answers it itself.", entry.question.path);
        findings.error(Rule::Required, format!("{}/required", entry.place), what, fix);
    }
    for entry in &index.entries {
        if entry.question.missing.is_some() && entry.question.required == Required::Never {
            let what = format!("`{}` has a sentence for a missing answer, but is never required.", entry.question.path);
            let fix = "Add `required`, or remove `missing`.";
            findings.warning(Rule::Required, format!("{}/missing", entry.place), what, fix);
        }
    }
}
