//! A text with suggestions.

use std::sync::Arc;

use parcours_schema::{Choice, Language, List, Localized};

use super::{Suggestions, place_field};
use crate::element::Element;
use crate::example::{Example, answered, question, required};
use crate::field::FieldState;
use crate::text_field::TextLook;

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "place_field", name: "empty", view: |language| draw(language, required()) },
    Example { component: "place_field", name: "typed", view: |language| draw(language, answered("Beauharnois")) },
];

/// Three municipalities, one with a former name.
pub(crate) fn places() -> List {
    let place = |value: &str, name: &str, alias: &[&str]| Choice {
        value: value.to_owned(),
        label: Localized { fr: name.to_owned(), en: name.to_owned() },
        hint: None,
        aliases: alias.iter().map(|alias| (*alias).to_owned()).collect(),
        mrc: None,
        rls: None,
    };
    List {
        options: vec![
            place("beauharnois", "Beauharnois", &[]),
            place("saint-remi", "Saint-Rémi", &[]),
            place("valleyfield", "Salaberry-de-Valleyfield", &["Valleyfield"]),
        ],
    }
}

fn draw(language: Language, state: FieldState) -> Element {
    let field = question(language, "municipality", ["Municipalité", "Municipality"], state);
    let suggestions = Arc::new(Suggestions::new(&places(), language));
    let look = TextLook { width: "long", ..TextLook::default() };
    place_field(&field, look, suggestions, Arc::new(|_| {}))
}
