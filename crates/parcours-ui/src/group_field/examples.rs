//! Questions that stand together.

use parcours_schema::Language;

use super::group_field;
use crate::element::Element;
use crate::example::{Example, question, required};
use crate::field::FieldState;
use crate::text_field::{TextLook, text_field};

/// The states.
pub const EXAMPLES: &[Example] = &[Example { component: "group_field", name: "address", view: address }];

fn address(language: Language) -> Element {
    let text = |id, label, width, state| {
        text_field(&question(language, id, label, state), TextLook { width, ..TextLook::default() }).into()
    };
    let questions = vec![
        text("civic_no", ["Numéro", "Street number"], "short", required()),
        text("street", ["Rue", "Street"], "long", required()),
        text("apt", ["Appartement", "Apartment"], "short", FieldState::default()),
    ];
    group_field(&question(language, "address", ["Adresse", "Address"], FieldState::default()), questions)
}
