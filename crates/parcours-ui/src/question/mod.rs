//! A question of the form as its component: which one draws each kind, and what it is told of the journey.

mod fold;
mod follow;

use std::sync::Arc;

use leptos::prelude::*;
use parcours_rules::journey::Event;
use parcours_schema::kinds::{ChoiceLook, YesNoLook};
use parcours_schema::{Kind, Language, Question, Subject};
use serde_json::Value;

pub(crate) use self::fold::fold;
use self::follow::{field_of, is_visible};
use crate::checkbox_field::{checkbox_field, statement_field};
use crate::choice_field::{MOST_RADIOS, Offer, radios, select};
use crate::choices_field::choices_field;
use crate::date_field::date_field;
use crate::element::{Child, Ear, Element, el};
use crate::field::Field;
use crate::file_field::{FileAct, file_field};
use crate::group_field::group_field;
use crate::hand::Hand;
use crate::ids::id_of;
use crate::long_text_field::{LongTextLook, long_text_field};
use crate::month_field::month_field;
use crate::named_rows::{mark_of_rows, named_rows};
use crate::note::note;
use crate::place_field::{Suggestions, place_field};
use crate::reference_field::{RowsToName, reference_field};
use crate::row_group::{RowAct, RowLook, Rows, row_group};
use crate::spot::Spot;
use crate::text_field::{TextLook, text_field};
use crate::tri_field::tri_field;
use crate::yes_no_field::yes_no_field;

/// The questions, each in the page only while it is shown.
pub fn questions(hand: Hand, spots: Vec<Spot>) -> Vec<Child> {
    let shown = spots.into_iter().map(|spot| {
        let at = spot.at.clone();
        Child::when(move || is_visible(hand, &at), move || one(hand, &spot))
    });
    shown.collect()
}

fn one(hand: Hand, spot: &Spot) -> Element {
    let Some(question) = spot.question() else { return el("div") };
    let language = hand.language();
    if let Kind::Note(body) = &question.kind {
        let (id, title, level) = (id_of(&spot.at), question.label.get(language), hand.level + 1);
        return note(id, title, body, level, language, &|condition| {
            hand.once(|journey| journey.engine().is_so(condition))
        });
    }
    let field = field_of(hand, spot, question);
    let element = drawn(hand, spot, question, &field);
    // All that changes in most questions is their own state: while it does not, nothing in them is looked at.
    match &question.kind {
        Kind::Group(_) | Kind::Address(_) | Kind::Reference(_) => element,
        Kind::Text(kind) if kind.suggest.is_some() => element,
        _ => element.gated(move || field.state.changed()),
    }
}

fn drawn(hand: Hand, spot: &Spot, question: &Question, field: &Field) -> Element {
    let language = hand.language();
    match &question.kind {
        Kind::LongText(kind) => {
            let look = LongTextLook { rows: kind.rows, max: kind.max, spelling: !spot.form().sensitive };
            long_text_field(field, look)
        }
        Kind::Text(kind) => match kind.suggest.as_ref().and_then(|list| spot.form().lists.get(list)) {
            Some(list) => {
                let announce: Ear<String> = Arc::new(move |said| hand.announced.set(said));
                let suggestions = Arc::new(Suggestions::new(list, language));
                place_field(field, text_look(spot, question, language), suggestions, announce)
            }
            None => text_field(field, text_look(spot, question, language)),
        },
        Kind::Date(_) => date_field(field),
        Kind::Month(_) => month_field(field),
        Kind::YesNo(YesNoLook::Radios) => yes_no_field(field),
        Kind::YesNo(YesNoLook::Checkbox) => checkbox_field(field),
        Kind::Attestation(kind) => statement_field(field, kind.statement.get(language).to_owned()),
        Kind::Tri => tri_field(field),
        Kind::Choice(kind) => {
            let offers = offers(spot, question, language);
            match kind.look {
                Some(ChoiceLook::Select) => select(field, offers),
                None if offers.len() > MOST_RADIOS => select(field, offers),
                _ => radios(field, offers, false),
            }
        }
        Kind::Choices(_) => choices_field(field, offers(spot, question, language)),
        Kind::Reference(kind) => {
            let (at, here) = (spot.at.clone(), spot.at.clone());
            let rows = RowsToName {
                many: kind.many,
                mark: move || hand.with(|journey| mark_of_rows(journey, &at)),
                offers: move || hand.once(|journey| named_rows(journey, &here)),
            };
            reference_field(field, rows)
        }
        Kind::Attachment(kind) => {
            let at = spot.at.clone();
            let act = Arc::new(move |act| {
                let at = at.clone();
                hand.tell(match act {
                    FileAct::Chosen => Event::ChooseFile { at },
                    FileAct::Removed => Event::RemoveFile { at },
                });
            });
            let mut accept = String::new();
            for media_type in &kind.types {
                accept.push_str(media_type);
                accept.push(',');
            }
            accept.pop();
            file_field(field, accept, act)
        }
        Kind::Group(group) | Kind::Address(group) => match &group.repeat {
            None => group_field(field, questions(hand, spot.inner(None))),
            Some(repeat) => {
                let look = RowLook {
                    max: repeat.max,
                    add: repeat.add.get(language).to_owned(),
                    item: repeat.item.get(language).to_owned(),
                };
                rows(hand, spot, field, look)
            }
        },
        Kind::Computed(_) | Kind::Note(_) => el("div"),
        Kind::Email | Kind::Phone | Kind::PostalCode | Kind::Nam(_) | Kind::Time | Kind::Number(_) | Kind::Money(_) => {
            text_field(field, text_look(spot, question, language))
        }
    }
}

fn rows(hand: Hand, spot: &Spot, field: &Field, look: RowLook) -> Element {
    let at = spot.at.clone();
    let act = Arc::new(move |act| {
        let at = at.clone();
        hand.tell(match act {
            RowAct::Add => Event::AddRow { at },
            RowAct::Remove(row) => Event::RemoveRow { at, row },
        });
    });
    let spot = spot.clone();
    let group = spot.clone();
    let rows = Rows {
        fold: move |row, title: &str| fold(hand, &group, row, title),
        inside: move |row| questions(hand, spot.inner(Some(row))),
    };
    row_group(field, look, act, rows)
}

pub(crate) fn offers(spot: &Spot, question: &Question, language: Language) -> Vec<Offer> {
    let list = question.kind.list().and_then(|id| spot.form().lists.get(id));
    let offers = list.into_iter().flat_map(|list| &list.options).map(|option| Offer {
        value: Value::String(option.value.clone()),
        label: option.label.get(language).to_owned(),
        hint: option.hint.as_ref().map(|hint| hint.get(language).to_owned()),
    });
    offers.collect()
}

/// Keyboard, width and memory of a one-line question.
fn text_look(spot: &Spot, question: &Question, language: Language) -> TextLook {
    let own = spot.section().is_some_and(|section| section.subject == Subject::Myself);
    let autocomplete = question.autocomplete.clone().filter(|_| own);
    let look = TextLook { autocomplete, width: "medium", ..TextLook::default() };
    match &question.kind {
        Kind::Email => TextLook { keyboard: "email", width: "long", ..look },
        Kind::Phone => TextLook { keyboard: "tel", ..look },
        Kind::PostalCode => TextLook { width: "short", ..look },
        Kind::Time => TextLook { width: "short", ..look },
        Kind::Number(number) => TextLook {
            mode: Some(if number.decimals == 0 { "numeric" } else { "decimal" }),
            width: "short",
            unit: number.unit.as_ref().map(|unit| unit.get(language).to_owned()),
            ..look
        },
        Kind::Money(_) => TextLook { mode: Some("decimal"), width: "short", unit: Some("$".to_owned()), ..look },
        Kind::Text(text) => TextLook {
            spelling: !spot.form().sensitive && look.autocomplete.is_none() && !text.no_digits,
            width: match text.max {
                _ if text.pattern.is_some() => "short",
                0..=15 => "short",
                16..=30 => "medium",
                _ => "long",
            },
            ..look
        },
        _ => look,
    }
}
