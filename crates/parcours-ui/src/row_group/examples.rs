//! Questions that repeat.

use leptos::prelude::*;
use parcours_schema::Language;

use super::{RowAct, RowLook, row_group};
use crate::element::Element;
use crate::example::{Example, question, required, said, wrong};
use crate::field::FieldState;
use crate::text_field::{TextLook, text_field};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "row_group", name: "two", view: |language| draw(language, 2, FieldState::default()) },
    Example { component: "row_group", name: "full", view: |language| draw(language, 3, FieldState::default()) },
    Example { component: "row_group", name: "none-wrong", view: none_wrong },
];

fn draw(language: Language, rows: usize, state: FieldState) -> Element {
    let count = RwSignal::new(rows);
    let look = RowLook {
        max: 3,
        add: said(language, ["Ajouter un téléphone", "Add a phone"]),
        item: said(language, ["Téléphone {n}", "Phone {n}"]),
    };
    let act = UnsyncCallback::new(move |act| match act {
        RowAct::Add => count.update(|count| *count += 1),
        RowAct::Remove(_) => count.update(|count| *count -= 1),
    });
    let field = question(language, "phones", ["Téléphones", "Phones"], state);
    row_group(&field, look, count.into(), act, move |row| {
        let mut id = String::from("phones-");
        id.push_str(&row.to_string());
        id.push_str("-number");
        let number = question(language, &id, ["Numéro de téléphone", "Phone number"], required());
        vec![text_field(&number, TextLook { keyboard: "tel", width: "medium", ..TextLook::default() }).into()]
    })
}

fn none_wrong(language: Language) -> Element {
    let sentence = ["Ajoutez au moins un téléphone.", "Add at least one phone."];
    draw(language, 0, wrong(language, sentence))
}
