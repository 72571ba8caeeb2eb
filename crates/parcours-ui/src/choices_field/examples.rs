//! Any number of answers out of several.

use parcours_schema::Language;
use serde_json::json;

use super::choices_field;
use crate::choice_field::examples::offers;
use crate::element::Element;
use crate::example::{Example, answered, question, said, wrong};
use crate::field::{Field, FieldState};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "choices_field", name: "two-ticked", view: two_ticked },
    Example { component: "choices_field", name: "wrong", view: with_error },
];

fn draw(language: Language, state: FieldState) -> Element {
    let field = question(language, "places", ["Lieux possibles", "Possible places"], state);
    let hint = Some(said(language, ["Cochez tout ce qui convient.", "Tick all that apply."]));
    choices_field(&Field { hint, ..field }, offers(language))
}

fn two_ticked(language: Language) -> Element {
    draw(language, answered(json!(["home", "video"])))
}

fn with_error(language: Language) -> Element {
    draw(language, wrong(language, ["Choisissez au moins une réponse.", "Select at least one answer."]))
}
