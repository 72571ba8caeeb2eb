//! One box.

use parcours_schema::Language;

use super::{checkbox_field, statement_field};
use crate::element::Element;
use crate::example::{Example, answered, question, said, wrong};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "checkbox_field", name: "optional", view: optional },
    Example { component: "checkbox_field", name: "statement-wrong", view: statement_wrong },
];

fn optional(language: Language) -> Element {
    let label = ["Date approximative", "Date is estimated"];
    checkbox_field(&question(language, "estimated", label, answered(true)))
}

fn statement_wrong(language: Language) -> Element {
    let sentence = [
        "Confirmez que les renseignements sont exacts et complets.",
        "Confirm that the information is true and complete.",
    ];
    let field = question(language, "attestation", ["Déclaration", "Declaration"], wrong(language, sentence));
    let statement = [
        "Les renseignements de cette demande sont exacts et complets au meilleur de ma connaissance.",
        "The information in this request is true and complete to the best of my knowledge.",
    ];
    statement_field(&field, said(language, statement))
}
