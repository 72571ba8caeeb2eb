//! Rows to choose from.

use leptos::prelude::*;
use parcours_schema::Language;
use serde_json::json;

use super::{RowsToName, reference_field};
use crate::choice_field::Offer;
use crate::element::{Element, el};
use crate::example::{Example, answered, question, required, said, wrong};
use crate::field::FieldState;

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "reference_field", name: "one", view: |language| one(language, 2, required()) },
    Example { component: "reference_field", name: "nothing-to-choose", view: |language| one(language, 0, required()) },
    Example { component: "reference_field", name: "several", view: several },
    Example { component: "reference_field", name: "many", view: many },
    Example { component: "reference_field", name: "follows-its-rows", view: follows },
];

fn offers(language: Language, rows: usize) -> Vec<Offer> {
    let labels = [
        ["Besoin 1\u{a0}: un répit la fin de semaine", "Need 1: respite on weekends"],
        ["Besoin 2\u{a0}: un transport adapté", "Need 2: adapted transport"],
        ["Besoin 3", "Need 3"],
    ];
    let offers = labels.into_iter().zip(["a1", "a2", "a3"]).take(rows);
    offers.map(|(label, key)| Offer { value: json!(key), label: said(language, label), hint: None }).collect()
}

fn one(language: Language, rows: usize, state: FieldState) -> Element {
    let field = question(language, "need", ["Besoin visé", "Need addressed"], state);
    let rows = RowsToName { many: false, mark: move || rows.to_string(), offers: move || offers(language, rows) };
    reference_field(&field, rows)
}

/// More rows than can stand in sight.
fn many(language: Language) -> Element {
    let field = question(language, "one_of_many", ["Objectif visé", "Objective"], required());
    let offers = move || {
        let label = |row: usize| said(language, ["Objectif ", "Objective "]) + &row.to_string();
        (1..=9).map(|row| Offer { value: json!(row.to_string()), label: label(row), hint: None }).collect()
    };
    reference_field(&field, RowsToName { many: false, mark: String::new, offers })
}

fn several(language: Language) -> Element {
    let sentence = ["Un élément choisi n’existe plus.", "An item chosen is no longer there."];
    let state = FieldState { value: answered(json!(["a1", "zz"])).value, ..wrong(language, sentence) };
    let field = question(language, "needs", ["Besoins visés", "Needs addressed"], state);
    let offers = move || {
        let mut offers = offers(language, 2);
        let label = parcours_text::words(language).gone.to_owned();
        offers.push(Offer { value: json!("zz"), label, hint: None });
        offers
    };
    reference_field(&field, RowsToName { many: true, mark: String::new, offers })
}

/// A row is added by the button above: the choice has one more.
fn follows(language: Language) -> Element {
    let rows = RwSignal::new(1);
    let field = question(language, "followed", ["Besoin visé", "Need addressed"], FieldState::default());
    let add = el("button")
        .class("button secondary")
        .attr("type", "button")
        .child(said(language, ["Ajouter un besoin", "Add a need"]))
        .press(move || rows.update(|rows| *rows += 1));
    let choice = RowsToName {
        many: false,
        mark: move || rows.get().to_string(),
        offers: move || offers(language, rows.get_untracked()),
    };
    el("div").child(add).child(reference_field(&field, choice))
}
