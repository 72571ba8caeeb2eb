//! The buttons of a page.

use parcours_schema::Language;

use super::{link, primary, secondary};
use crate::element::{Element, el};
use crate::example::{Example, said};

/// The states.
pub const EXAMPLES: &[Example] = &[Example { component: "buttons", name: "all", view: everything }];

fn everything(language: Language) -> Element {
    el("div")
        .class("actions")
        .child(primary(said(language, ["Continuer", "Continue"])))
        .child(secondary(said(language, ["Imprimer", "Print"]), || {}))
        .child(link("", said(language, ["Retour", "Back"]), || {}))
}
