//! Where a pointer stands: on which section's page, at which question, in which row.

use parcours_schema::{Form, Question, parent, pieces, pointer_of, template_of};

use crate::Engine;

/// The section of a pointer and the question it names, if it names one.
pub(super) fn question<'a>(form: &'a Form, pointer: &str) -> Option<(usize, &'a Question)> {
    let path = template_of(pointer);
    form.questions().find(|(_, question)| question.path == path)
}

/// The nearest shown question at a pointer or above it: a server may point inside a file or an address.
pub(super) fn nearest_shown(engine: &Engine, pointer: &str) -> Option<String> {
    let mut at = pointer;
    while !at.is_empty() {
        if engine.state(at).is_some_and(|state| state.visible) {
            return Some(at.to_owned());
        }
        at = parent(at);
    }
    None
}

/// The repeating group and the row a pointer names, when it names a row: `/consent/2`.
pub(super) fn row(engine: &Engine, pointer: &str) -> Option<(String, usize)> {
    let group = parent(pointer);
    let row = pointer.get(group.len() + 1..)?.parse().ok()?;
    (row < engine.rows(group)).then(|| (group.to_owned(), row))
}

/// The same pointer once row `removed` of the group is gone: none when it was inside that row.
pub(super) fn after_removal(pointer: &str, group: &str, removed: usize) -> Option<String> {
    let Some(rest) = pointer.strip_prefix(group).and_then(|rest| rest.strip_prefix("/")) else {
        return Some(pointer.to_owned());
    };
    let row = pieces(rest, b'/').next().unwrap_or_default();
    let inside = rest.get(row.len()..).unwrap_or_default();
    match row.parse::<usize>() {
        Ok(row) if row == removed => None,
        Ok(row) if row > removed => Some([group, "/", &(row - 1).to_string(), inside].concat()),
        _ => Some(pointer.to_owned()),
    }
}

/// Pointers of the computed stamps of a form (none stand in rows), by whether they mark the signature: a stamp whose
/// section holds an attestation is the time of sending, any other the time of opening.
pub(super) fn stamps(form: &Form, signing: bool) -> Vec<String> {
    use parcours_schema::{Kind, kinds::Compute};
    let sections = form.sections.iter().filter(|section| {
        let signed = section.questions.iter().any(|question| matches!(question.kind, Kind::Attestation(_)));
        signed == signing
    });
    let questions = sections.flat_map(|section| &section.questions);
    questions
        .filter(|question| matches!(question.kind, Kind::Computed(Compute::Stamp)))
        .map(|question| pointer_of(&question.path))
        .collect()
}
