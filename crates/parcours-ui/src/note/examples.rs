//! Words between questions.

use parcours_schema::kinds::{Note, NotePart, NoteTone};
use parcours_schema::{Language, Localized};

use super::note;
use crate::element::Element;
use crate::example::{Example, said};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example { component: "note", name: "plain", view: |language| draw(language, NoteTone::Plain) },
    Example { component: "note", name: "important", view: |language| draw(language, NoteTone::Important) },
    Example { component: "note", name: "danger", view: |language| draw(language, NoteTone::Danger) },
];

fn draw(language: Language, tone: NoteTone) -> Element {
    let text = |[fr, en]: [&str; 2]| Localized { fr: fr.to_owned(), en: en.to_owned() };
    let body = vec![
        NotePart::Paragraph(text(["Restez avec la personne.", "Stay with the person."])),
        NotePart::Items(vec![text(["Parlez-lui calmement.", "Talk calmly."]), text(["Appelez.", "Call."])]),
        NotePart::Phone {
            label: text(["Info-Social, option 2", "Info-Social, option 2"]),
            number: text(["811", "811"]),
            tel: Some("811".to_owned()),
        },
        NotePart::Phone {
            label: text(["Numéro à confirmer", "Number to confirm"]),
            number: text(["450 371-4090", "450-371-4090"]),
            tel: None,
        },
        NotePart::Link { label: text(["Ressources", "Resources"]), href: "https://www.quebec.ca/".to_owned() },
    ];
    let title = said(language, ["Ne laissez pas la personne seule", "Do not leave the person alone"]);
    note("help".to_owned(), &title, &Note { tone, body }, 3, language, &|_| true)
}
