//! What a host page may answer in advance, and what nobody may answer for the person (`ux.md` T-06).

use parcours_schema::{Answers, Form, Kind, Question, escape, pointer_of};
use serde_json::Value;

/// Sections that say what the person agreed to, and where their dossier stands.
const SECTIONS: &[&str] = &["acceptance", "consent", "declaration", "dossier", "signature", "signatures"];

/// Questions, by id, about agreement and about what is safe when the person is contacted.
const QUESTIONS: &[&str] = &[
    "address_confidential",
    "can_consent",
    "consent_exception",
    "cv_safe_contact",
    "message_ok",
    "ok_to_contact_directly",
    "person_agrees",
    "person_informed",
    "safe_hours",
    "signature",
    "tell_nothing_to",
    "text_ok",
];

/// The answers that are allowed, one by one: pointer and value, rows in order. Anything the form does not ask, and
/// anything it must ask the person, is left out.
pub(super) fn allowed(form: &Form, answers: &Answers) -> Vec<(String, Value)> {
    let mut kept = Vec::new();
    for section in form.sections.iter().filter(|section| !SECTIONS.contains(&section.id.as_str())) {
        for question in &section.questions {
            keep(question, &pointer_of(&question.path), answers, &mut kept);
        }
    }
    kept
}

fn keep(question: &Question, at: &str, answers: &Answers, kept: &mut Vec<(String, Value)>) {
    let Some(value) = answers.get(at).filter(|value| !value.is_null()) else { return };
    if QUESTIONS.contains(&question.id.as_str()) {
        return;
    }
    let inside = |row: &str, kept: &mut Vec<(String, Value)>| {
        for question in question.kind.questions() {
            keep(question, &[row, "/", &escape(&question.id)].concat(), answers, kept);
        }
    };
    match (&question.kind, value) {
        // A reference would name rows by keys that the host cannot know.
        (Kind::Attestation(_) | Kind::Attachment(_) | Kind::Computed(_) | Kind::Note(_) | Kind::Reference(_), _) => {}
        (Kind::Group(group), Value::Array(rows)) => {
            let max = group.repeat.as_ref().map_or(0, |repeat| repeat.max);
            (0..rows.len().min(max)).for_each(|row| inside(&[at, "/", &row.to_string()].concat(), kept));
        }
        (Kind::Group(_) | Kind::Address(_), Value::Object(_)) => inside(at, kept),
        (Kind::Group(_) | Kind::Address(_), _) => {}
        (_, value) => kept.push((at.to_owned(), value.clone())),
    }
}
