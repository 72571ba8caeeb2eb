//! What a component is told of its question as the journey goes on, and how it answers. One memo for each question:
//! what is typed in one place wakes nothing elsewhere, unless it changes something there.

use std::sync::Arc;

use parcours_rules::journey::{Event, Journey};
use parcours_schema::{Code, Kind, Language, Problem, Question, Severity};
use parcours_text::{fill, format, sentence, words};

use crate::field::{Field, FieldState, State};
use crate::hand::Hand;
use crate::ids::id_of;
use crate::say;
use crate::spot::Spot;

/// Whether the question at that pointer is shown.
pub(super) fn is_visible(hand: Hand, at: &str) -> bool {
    hand.with(|journey| journey.engine().state(at).is_some_and(|state| state.visible))
}

/// The question, ready for its component.
pub(super) fn field_of(hand: Hand, spot: &Spot, question: &Question) -> Field {
    let language = hand.language();
    let (at, group) = (spot.at.clone(), question.kind.group().is_some());
    let file = matches!(question.kind, Kind::Attachment(_));
    let state = State::new(move || hand.with(|journey| state_of(journey, &at, group, file)));
    let at = spot.at.clone();
    let answer = Arc::new(move |value| hand.tell(Event::Answer { at: at.clone(), value }));
    Field {
        id: id_of(&spot.at),
        label: question.label.get(language).to_owned(),
        number: spot.number.clone(),
        hint: question.hint.as_ref().map(|hint| hint.get(language).to_owned()).or_else(|| example(question, language)),
        language,
        state,
        answer,
    }
}

fn state_of(journey: &Journey, at: &str, group: bool, file: bool) -> FieldState {
    let engine = journey.engine();
    let Some(state) = engine.state(at) else { return FieldState::default() };
    let problems = journey.problems_at(at);
    let first = |severity| problems.iter().find(|problem| problem.severity == severity);
    let say = |problem: &&Problem| sentence(problem, journey.form(), journey.language());
    let error = first(Severity::Error);
    let refused = if file { journey.file_refusal(at) } else { None };
    FieldState {
        required: state.required,
        value: if group { None } else { engine.raw(at).cloned() },
        error: refused
            .map(|reason| say::refusal(reason, at, journey.form(), journey.language()))
            .or_else(|| error.map(say)),
        wrong_parts: match error.map(|problem| &problem.code) {
            Some(Code::DateMissing { parts }) => parts.clone(),
            _ => Vec::new(),
        },
        warning: first(Severity::Warning).map(say),
        rows: if group { engine.rows(at) } else { 0 },
        prefilled: journey.is_prefilled(at),
    }
}

/// The hint of a question whose author gave none, where people must know how to write the answer.
fn example(question: &Question, language: Language) -> Option<String> {
    let words = words(language);
    match &question.kind {
        Kind::Date(_) => Some(words.date_example.to_owned()),
        Kind::Month(_) => Some(words.month_example.to_owned()),
        Kind::Time => Some(words.time_example.to_owned()),
        Kind::Attachment(kind) => {
            let mut text = format::file_types(Some(&question.kind), language);
            text.push_str(", ");
            text.push_str(&format::bytes(kind.max_bytes, language));
            Some(fill(words.file_types, &text))
        }
        _ => None,
    }
}
