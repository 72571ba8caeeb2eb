//! What was typed in a section, without what is hidden there (`ux.md` P-09): an answer given before another hid its
//! question is neither judged nor saved. It stays on the page, and comes back if the question does.

use parcours_schema::{Answers, Question, pointer_of};
use serde_json::Value;

use super::Visit;
use crate::Engine;
use crate::dossier::Change;
use crate::journey::Journey;

impl Visit {
    /// The answers of the opened section as they are to be saved.
    pub(super) fn mine(&self, sheet: &Journey) -> Answers {
        let engine = sheet.engine();
        let mut hidden = Vec::new();
        let opened = self.opened.map(|section| self.together(section)).unwrap_or_default();
        let sections = opened.iter().filter_map(|section| self.form().sections.get(*section));
        for question in sections.flat_map(|section| &section.questions) {
            collect(engine, question, &pointer_of(&question.path), &mut hidden);
        }
        let mut mine = engine.answers().clone();
        if hidden.is_empty() {
            return mine;
        }
        // What was hidden all along and is as it was stays: what hides it may be an answer this role does not read.
        let before = Engine::new(engine.rules().clone(), self.base.clone(), engine.context().clone());
        for at in hidden {
            let untouched = !is_shown(&before, &at) && self.base.get(&at) == mine.get(&at);
            if !untouched && self.is_mine(&Change::new(without_numbers(&at), Value::Null)) {
                mine.remove(&at);
            }
        }
        mine
    }
}

fn is_shown(engine: &Engine, at: &str) -> bool {
    engine.state(at).is_some_and(|state| state.visible)
}

/// Pointers of the answers that are there and not shown. A hidden group is one.
fn collect(engine: &Engine, question: &Question, at: &str, hidden: &mut Vec<String>) {
    if engine.raw(at).is_none() {
        return;
    }
    if !is_shown(engine, at) {
        hidden.push(at.to_owned());
        return;
    }
    let inside = |above: &str, hidden: &mut Vec<String>| {
        for question in question.kind.questions() {
            let name = question.path.rsplit('.').next().unwrap_or_default();
            collect(engine, question, &format!("{above}/{name}"), hidden);
        }
    };
    match engine.raw(at) {
        Some(Value::Array(rows)) if question.kind.repeat().is_some() => {
            (0..rows.len()).for_each(|row| inside(&format!("{at}/{row}"), hidden));
        }
        Some(Value::Object(_)) => inside(at, hidden),
        _ => {}
    }
}

/// Rights are to places of the form, whatever the row.
fn without_numbers(at: &str) -> String {
    pointer_of(&parcours_schema::template_of(at))
}
