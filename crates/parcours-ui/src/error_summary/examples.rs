//! The error summary.

use std::sync::Arc;

use parcours_schema::Language;

use super::{Entry, error_summary};
use crate::element::Element;
use crate::example::{Example, said};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "error_summary", name: "one", view: |language| draw(language, 1) },
    Example { component: "error_summary", name: "three", view: |language| draw(language, 3) },
];

fn draw(language: Language, number: usize) -> Element {
    let entry = |target: Option<&str>, text| Entry { target: target.map(str::to_owned), text: said(language, text) };
    let mut entries = vec![
        entry(Some("/person/first_name"), ["Inscrivez le prénom usuel.", "Enter the usual first name."]),
        entry(
            Some("/person/phones/0/number"),
            [
                "Téléphone 1, numéro\u{a0}: inscrivez un numéro de téléphone à 10 chiffres, comme 418 555-0123.",
                "Phone 1, number: enter a 10-digit phone number, like 418-555-0123.",
            ],
        ),
        entry(None, ["Le service demande une précision.", "The service asks for a detail."]),
    ];
    entries.truncate(number);
    error_summary(entries, 3, language, Arc::new(|_| {}))
}
