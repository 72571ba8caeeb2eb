//! What a row is called where it can be chosen: its title, and the answer that tells it from the others.

use parcours_schema::{Form, Language, Question};
use serde_json::Value;

use crate::{answer, label_at, words};

/// Characters of the answer at most.
const LONGEST: usize = 80;

/// « Besoin 2 : trouver un répit les fins de semaine » for the row at `/psi/needs/1`. `shown` is the question that tells
/// rows apart, with its answer in normal form; the title alone when it has none.
pub fn row_label(form: &Form, at: &str, shown: Option<(&Question, &Value)>, language: Language) -> String {
    named(label_at(form, at, language), form, shown, language)
}

/// The same for a row whose title is known.
pub fn named(title: String, form: &Form, shown: Option<(&Question, &Value)>, language: Language) -> String {
    let mut label = title;
    let lines = shown.map(|(question, value)| answer(question, form, value, language)).unwrap_or_default();
    let told = lines.join(" ");
    if !told.is_empty() {
        label.push_str(words(language).colon);
        match told.char_indices().nth(LONGEST) {
            Some((end, _)) => {
                label.extend(told.get(..end));
                label.push('…');
            }
            None => label.push_str(&told),
        }
    }
    label
}
