//! A file to join.

use std::sync::Arc;

use parcours_schema::Language;
use serde_json::json;

use super::file_field;
use crate::element::Element;
use crate::example::{Example, answered, question, required, said, wrong};
use crate::field::{Field, FieldState};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "file_field", name: "empty", view: |language| draw(language, required()) },
    Example { component: "file_field", name: "chosen", view: chosen },
    Example { component: "file_field", name: "too-large", view: too_large },
];

fn draw(language: Language, state: FieldState) -> Element {
    let field = question(language, "file", ["Fichier", "File"], state);
    let hint = Some(said(language, ["PDF, JPG ou PNG, 10 Mo au plus.", "PDF, JPG or PNG, 10 MB at most."]));
    let types = "application/pdf,image/jpeg,image/png".to_owned();
    file_field(&Field { hint, ..field }, types, Arc::new(|_| {}))
}

fn chosen(language: Language) -> Element {
    let file = json!({ "name": "rapport-d-evaluation-fonctionnelle-2026-11-22-version-finale.pdf",
        "type": "application/pdf", "size": 1_258_291, "sha256": "" });
    draw(language, answered(file))
}

fn too_large(language: Language) -> Element {
    let sentence = [
        "Fichier\u{a0}: ce fichier est trop lourd. Choisissez un fichier de 10 Mo ou moins.",
        "File: this file is too large. Choose a file of 10 MB or less.",
    ];
    draw(language, wrong(language, sentence))
}
