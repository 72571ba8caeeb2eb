//! A date.

use parcours_schema::{DatePart, Language};
use serde_json::json;

use super::date_field;
use crate::element::Element;
use crate::example::{Example, answered, question, required, said, wrong};
use crate::field::{Field, FieldState};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "date_field", name: "empty", view: |language| draw(language, required()) },
    Example { component: "date_field", name: "kept", view: |language| draw(language, answered("2007-03-27")) },
    Example { component: "date_field", name: "month-missing", view: month_missing },
];

fn draw(language: Language, state: FieldState) -> Element {
    let field = question(language, "birth_date", ["Date de naissance", "Date of birth"], state);
    let hint = Some(said(language, ["Par exemple\u{a0}: 27 3 2007", "For example: 27 3 2007"]));
    date_field(&Field { hint, ..field })
}

fn month_missing(language: Language) -> Element {
    let sentence = ["Date de naissance\u{a0}: ajoutez le mois.", "Date of birth: add the month."];
    draw(
        language,
        FieldState {
            value: Some(json!({ "day": "27", "month": "", "year": "2007" })),
            wrong_parts: vec![DatePart::Month],
            ..wrong(language, sentence)
        },
    )
}
