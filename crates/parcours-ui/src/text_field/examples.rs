//! One line of text.

use parcours_schema::Language;

use super::{TextLook, text_field};
use crate::element::Element;
use crate::example::{Example, answered, question, required, said, wrong};
use crate::field::{Field, FieldState};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "text_field", name: "required", view: |language| name(language, required()) },
    Example { component: "text_field", name: "optional", view: |language| name(language, FieldState::default()) },
    Example { component: "text_field", name: "filled", view: |language| name(language, answered("Édouard")) },
    Example { component: "text_field", name: "wrong", view: name_wrong },
    Example { component: "text_field", name: "hint-and-error", view: number_wrong },
    Example { component: "text_field", name: "with-unit", view: with_unit },
    Example { component: "text_field", name: "markup-is-text", view: markup },
];

fn name(language: Language, state: FieldState) -> Element {
    let field = question(language, "first_name", ["Prénom usuel", "Usual first name"], state);
    text_field(&field, TextLook { width: "medium", ..TextLook::default() })
}

fn name_wrong(language: Language) -> Element {
    name(language, wrong(language, ["Inscrivez le prénom usuel.", "Enter the usual first name."]))
}

fn number_wrong(language: Language) -> Element {
    let sentence = [
        "Numéro d’assurance maladie\u{a0}: inscrivez 4 lettres et 8 chiffres, comme TREM 8555 0112.",
        "Health insurance no.: enter 4 letters and 8 digits, like TREM 8555 0112.",
    ];
    let state = FieldState { value: Some("TREM 85".into()), ..wrong(language, sentence) };
    let field = question(language, "nam", ["Numéro d’assurance maladie", "Health insurance no."], state);
    let hint = Some(said(language, ["Quatre lettres, huit chiffres.", "Four letters, eight digits."]));
    text_field(&Field { hint, ..field }, TextLook { width: "medium", ..TextLook::default() })
}

fn with_unit(language: Language) -> Element {
    let field = question(language, "weight", ["Poids", "Weight"], answered("70"));
    let look = TextLook { mode: Some("decimal"), width: "short", unit: Some("kg".to_owned()), ..TextLook::default() };
    text_field(&field, look)
}

/// Whatever a definition or a person writes stays words.
fn markup(language: Language) -> Element {
    let label =
        ["<img src=x onerror=alert(1)> & «\u{a0}guillemets\u{a0}»", "<script>alert('en')</script> & \"quotes\""];
    text_field(&question(language, "odd", label, answered("\"><svg onload=alert(1)>")), TextLook::default())
}
