//! Questions that repeat.

use std::sync::Arc;

use leptos::prelude::*;
use parcours_schema::Language;

use super::{RowAct, RowLook, Rows, row_group};
use crate::element::Element;
use crate::example::{Example, question, required, said, wrong};
use crate::field::{Field, FieldState, State};
use crate::row::Fold;
use crate::text_field::{TextLook, text_field};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "row_group", name: "two", view: |language| draw(language, 2, FieldState::default()) },
    Example { component: "row_group", name: "full", view: |language| draw(language, 3, FieldState::default()) },
    Example { component: "row_group", name: "none-wrong", view: none_wrong },
    Example { component: "row_group", name: "many", view: |language| draw(language, 7, FieldState::default()) },
];

/// Rows that are more than these fold, in the example.
const MANY: usize = 3;

fn draw(language: Language, rows: usize, state: FieldState) -> Element {
    let now = RwSignal::new(FieldState { rows, ..state });
    let look = RowLook {
        max: if rows > MANY { 12 } else { MANY },
        add: said(language, ["Ajouter un téléphone", "Add a phone"]),
        item: said(language, ["Téléphone {n}", "Phone {n}"]),
    };
    let act = Arc::new(move |act| match act {
        RowAct::Add => now.update(|now| now.rows += 1),
        RowAct::Remove(_) => now.update(|now| now.rows -= 1),
    });
    let open = RwSignal::new(0);
    let fold = move |row: usize, title: &str| {
        let title = title.to_owned();
        (rows > MANY).then(|| Fold {
            name: Box::new(move || [&title, "\u{a0}: 450 555-014", &row.to_string()].concat()),
            open: Arc::new(move || open.get() == row),
            turn: Box::new(move || open.set(if open.get_untracked() == row { usize::MAX } else { row })),
        })
    };
    let field = question(language, "phones", ["Téléphones", "Phones"], FieldState::default());
    let field = Field { state: State::new(move || now.get()), ..field };
    let inside = move |row: usize| {
        let mut id = String::from("phones-");
        id.push_str(&row.to_string());
        id.push_str("-number");
        let number = question(language, &id, ["Numéro de téléphone", "Phone number"], required());
        vec![text_field(&number, TextLook { keyboard: "tel", width: "medium", ..TextLook::default() }).into()]
    };
    row_group(&field, look, act, Rows { fold, inside })
}

fn none_wrong(language: Language) -> Element {
    let sentence = ["Ajoutez au moins un téléphone.", "Add at least one phone."];
    draw(language, 0, wrong(language, sentence))
}
