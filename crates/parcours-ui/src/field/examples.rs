//! What stands around a control, in its odd states: a long label, a hint and an error and a warning at once.

use parcours_schema::Language;

use crate::element::Element;
use crate::example::{Example, question, said, wrong};
use crate::field::{Field, FieldState};
use crate::text_field::{TextLook, text_field};

/// The states.
pub const EXAMPLES: &[Example] = &[Example { component: "field", name: "everything-at-once", view: everything }];

fn everything(language: Language) -> Element {
    let label = [
        "Nom complet de l’organisme ou de l’établissement qui maintient le lien avec la personne en attendant une réponse",
        "Full name of the organization or institution that stays in touch with the person while waiting for an answer",
    ];
    let sentence = ["Inscrivez le nom de l’organisme.", "Enter the name of the organization."];
    let state = FieldState {
        value: Some("Anticonstitutionnellementissimement".repeat(3).into()),
        warning: Some(said(language, ["Ce nom est très long.", "This name is very long."])),
        prefilled: true,
        ..wrong(language, sentence)
    };
    let hint = Some(said(language, ["Comme sur sa carte.", "As on its card."]));
    let field = Field { hint, ..question(language, "organisation", label, state) };
    text_field(&field, TextLook { width: "long", ..TextLook::default() })
}
