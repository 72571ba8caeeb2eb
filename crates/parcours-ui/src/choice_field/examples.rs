//! One answer out of several.

use parcours_schema::Language;

use super::{Offer, radios, select};
use crate::element::Element;
use crate::example::{Example, answered, question, required, said, wrong};
use crate::field::FieldState;

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "choice_field", name: "radios", view: |language| radios_in(language, required()) },
    Example { component: "choice_field", name: "radios-wrong", view: radios_wrong },
    Example { component: "choice_field", name: "select", view: |language| select_in(language, answered("gmf")) },
    Example { component: "choice_field", name: "select-wrong", view: select_wrong },
];

const SENTENCE: [&str; 2] = ["Choisissez le lieu souhaité.", "Select the preferred place."];
const LABEL: [&str; 2] = ["Lieu souhaité", "Preferred place"];

/// Options, one of which has a hint and one a word that hardly breaks.
pub(crate) fn offers(language: Language) -> Vec<Offer> {
    let offer = |value: &str, label: [&str; 2], hint: Option<[&str; 2]>| Offer {
        value: value.into(),
        label: said(language, label),
        hint: hint.map(|hint| said(language, hint)),
    };
    vec![
        offer("home", ["Domicile", "Home"], None),
        offer("gmf", ["Groupe de médecine de famille (GMF)", "Family medicine group (GMF)"], None),
        offer("video", ["Vidéo", "Video"], Some(["Un lien vous sera envoyé.", "A link will be sent to you."])),
        offer(
            "far",
            ["Kangiqsualujjuaq–Saint-Ignace-de-Stanbridge", "Kangiqsualujjuaq–Saint-Ignace-de-Stanbridge"],
            None,
        ),
    ]
}

fn radios_in(language: Language, state: FieldState) -> Element {
    radios(&question(language, "place", LABEL, state), offers(language), false)
}

fn radios_wrong(language: Language) -> Element {
    radios_in(language, wrong(language, SENTENCE))
}

fn select_in(language: Language, state: FieldState) -> Element {
    select(&question(language, "place", LABEL, state), offers(language))
}

fn select_wrong(language: Language) -> Element {
    select_in(language, wrong(language, SENTENCE))
}
