//! Answers two people changed differently: the place, both answers, who changed it, and when. One is chosen; nothing is erased
//! before.

pub mod examples;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use parcours_rules::calendar::{Moment, clock_of};
use parcours_rules::visit::{Dispute, Event, Visit};
use parcours_schema::tokens;
use parcours_text::{answer, fill, format, label_at};
use serde_json::Value;

use crate::buttons::primary;
use crate::choice_field::{Offer, radios};
use crate::element::{Element, el};
use crate::field::{Field, FieldState, State};
use crate::ids::join;
use crate::move_page::summary;
use crate::page_heading::page_heading;
use crate::visiting::Visiting;

/// The page.
pub fn conflict_page(visiting: Visiting) -> Element {
    let (said, level) = (visiting.words(), visiting.level());
    let disputes = visiting.once(|visit| visit.disputes().to_vec());
    let fields = disputes.into_iter().enumerate().map(|(number, dispute)| one(visiting, number, &dispute));
    visiting
        .page_form()
        .child(visiting.failure(Event::Confirm))
        .child(summary(visiting))
        .child(page_heading(said.conflict_title.to_owned(), level))
        .child(el("p").class("lead").child(said.conflict_intro))
        .children(fields)
        .child(el("div").class("actions").child(primary(said.keep)))
}

fn one(visiting: Visiting, number: usize, dispute: &Dispute) -> Element {
    let (said, language) = (visiting.words(), visiting.language());
    let who = match &dispute.by {
        Some(by) if !by.name.is_empty() => by.name.clone(),
        Some(by) => visiting.role(&by.role),
        None => said.someone.to_owned(),
    };
    let (label, mine, theirs) = visiting.once(|visit| {
        let at = numbered(visit, &dispute.conflict.at);
        let tell = |value: &Value| in_words(visiting, visit, &at, value);
        (label_at(visit.form(), &at, language), tell(&dispute.conflict.mine), tell(&dispute.conflict.theirs))
    });
    let when = dispute.at.as_deref().and_then(Moment::parse);
    let when = when.map(|when| fill(said.theirs_when, &format::instant(&clock_of(when), language)));
    let offer = |mine: bool, label: String, hint| Offer { value: Value::Bool(mine), label, hint };
    let theirs = fill(&fill(said.theirs, &who), &theirs);
    let offers = vec![offer(true, fill(said.mine, &mine), None), offer(false, theirs, when)];
    let state = State::new(move || {
        visiting.with(|visit| {
            let chosen = visit.disputes().get(number).and_then(|dispute| dispute.mine);
            FieldState {
                required: true,
                value: chosen.map(Value::Bool),
                error: (visit.tried() && chosen.is_none()).then(|| said.conflict_missing.to_owned()),
                ..FieldState::default()
            }
        })
    });
    let field = Field {
        id: join("dispute", &number.to_string()),
        label,
        number: None,
        hint: None,
        language,
        state,
        answer: Arc::new(move |value: Option<Value>| {
            let mine = value.as_ref().and_then(Value::as_bool).unwrap_or(false);
            visiting.tell(Event::Choose { dispute: number, mine });
        }),
    };
    radios(&field, offers, false)
}

/// The same place with rows by number, as sentences name them.
fn numbered(visit: &Visit, at: &str) -> String {
    let Some(dossier) = visit.dossier() else { return at.to_owned() };
    let mut plain = String::new();
    for step in tokens(at) {
        plain.push('/');
        match step.strip_prefix('@') {
            None => plain.push_str(&step),
            Some(key) => {
                let rows = dossier.answers.get(plain.trim_end_matches('/')).and_then(Value::as_array);
                let place = rows.and_then(|rows| rows.iter().position(|row| row.get("key").is_some_and(|k| k == key)));
                plain.push_str(&place.unwrap_or(0).to_string());
            }
        }
    }
    plain
}

fn in_words(visiting: Visiting, visit: &Visit, at: &str, value: &Value) -> String {
    let (said, language) = (visiting.words(), visiting.language());
    let question = visit.form().question(&parcours_schema::template_of(at));
    let lines = match (question, value) {
        (_, Value::Null) => Vec::new(),
        (Some(question), value) if question.kind.group().is_none() => answer(question, visit.form(), value, language),
        // A row: those of its answers that are texts.
        (_, Value::Object(row)) => row.values().filter_map(Value::as_str).map(str::to_owned).collect(),
        (_, value) => vec![value.as_str().map_or_else(|| value.to_string(), str::to_owned)],
    };
    if lines.is_empty() { said.no_answer.to_owned() } else { lines.join(" ") }
}
