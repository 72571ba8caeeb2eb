//! Several lines.

use parcours_schema::Language;

use super::{LongTextLook, long_text_field};
use crate::element::Element;
use crate::example::{Example, answered, question, said, wrong};
use crate::field::{Field, FieldState};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "long_text_field", name: "filled", view: filled },
    Example { component: "long_text_field", name: "too-long", view: too_long },
];

fn draw(language: Language, state: FieldState, max: usize) -> Element {
    let field = question(language, "description", ["Description de la situation", "Description"], state);
    let hint = ["Des faits, des dates, les mots de la personne.", "Facts, dates, the person’s own words."];
    let field = Field { hint: Some(said(language, hint)), ..field };
    long_text_field(&field, LongTextLook { rows: 4, max, spelling: false })
}

fn filled(language: Language) -> Element {
    draw(language, answered("Rupture récente.\nDort peu."), 4_000)
}

fn too_long(language: Language) -> Element {
    let sentence = [
        "Description de la situation\u{a0}: gardez au plus 20 caractères. Retirez-en 6.",
        "Description: keep to 20 characters. Remove 6.",
    ];
    let state = FieldState { value: Some("Rupture récente.\nDort peu.".into()), ..wrong(language, sentence) };
    draw(language, state, 20)
}
