//! A problem said in one sentence: it names the field and says how to fix it (`ux.md` C-03). What to do
//! about it is in `advice.rs`, the words of each language in `words/`.

use parcours_schema::{Code, Form, Kind, Language, Problem, one_line};

use crate::advice::advice;
use crate::letters::{capitalised, uncapitalised};
use crate::place::{Place, place};
use crate::words;

/// What the sentences of both languages are made from.
pub(crate) struct Said<'a> {
    /// What is wrong.
    pub code: &'a Code,
    /// What the question holds, when the problem is at one.
    pub kind: Option<&'a Kind>,
    /// The question's hint, in the language.
    pub hint: Option<&'a str>,
    /// The label of the option named by the problem, or its value when the form has no such option.
    pub option: &'a str,
}

/// The sentence of a problem, the same beside the field and in the summary.
///
/// A required answer has the sentence the form gives for it, a check of the form its own, a server's problem the
/// server's; any other is made here, after the label of the question and the titles of its rows.
pub fn sentence(problem: &Problem, form: &Form, language: Language) -> String {
    let place = place(form, &problem.at, language);
    if let Some(whole) = own_sentence(problem, form, &place, language) {
        return whole;
    }
    let question = place.question;
    let option = match &problem.code {
        Code::ExclusiveOption { value } => {
            let list = question.and_then(|question| form.lists.get(question.kind.list()?));
            list.and_then(|list| list.get(value)).map_or(value.as_str(), |option| option.label.get(language))
        }
        _ => "",
    };
    let said = Said {
        code: &problem.code,
        kind: question.map(|question| &question.kind),
        hint: question.and_then(|question| question.hint.as_ref()).map(|hint| hint.get(language)),
        option,
    };
    let advice = advice(&said, language);
    let name = match &problem.code {
        // The form has no label there: the pointer is all there is to name.
        Code::UnknownKey => Some(one_line(&problem.at, 80)),
        // Nobody sees a row's key: the row itself is named.
        Code::RowKey | Code::RowKeyTwice if place.in_row => place.name(false),
        _ => place.name(true),
    };
    after(name.as_deref(), &advice, language)
}

/// The sentence written by the form's author, or by the server.
fn own_sentence(problem: &Problem, form: &Form, place: &Place<'_>, language: Language) -> Option<String> {
    match &problem.code {
        Code::Required => {
            let missing = place.question?.missing.as_ref()?.get(language);
            // Of several rows, which one.
            if place.in_row {
                return Some(after(place.name(false).as_deref(), &uncapitalised(missing), language));
            }
            Some(missing.to_owned())
        }
        Code::Check { id } => {
            form.checks.iter().find(|check| check.id == *id).map(|check| check.say.get(language).to_owned())
        }
        Code::Server { detail, .. } => Some(one_line(detail, 500)).filter(|detail| !detail.is_empty()),
        _ => None,
    }
}

/// A sentence after the name of its place: with a colon, unless the name is a question or has one already.
fn after(name: Option<&str>, advice: &str, language: Language) -> String {
    let Some(name) = name.map(label_end).filter(|name| !name.is_empty()) else { return capitalised(advice) };
    if name.ends_with(['?', '!', '…']) {
        return [name, " ", &capitalised(advice)].concat();
    }
    if name.contains(':') {
        // « Autre motif : précisez » has its colon already.
        return [name, ". ", &capitalised(advice)].concat();
    }
    [name, words(language).colon, advice].concat()
}

/// A label without the colon, the mark or the full stop it may end with; the stop of an abbreviation ("no.") stays.
fn label_end(label: &str) -> &str {
    let end =
        |text: &str, signs: &[char]| text.chars().next_back().filter(|sign| signs.contains(sign)).map(char::len_utf8);
    let mut label = label;
    while let Some(mark) = end(label, &[' ', '\u{a0}', ':', '*']) {
        label = &label[..label.len() - mark];
    }
    let last = label.chars().rev().take_while(|sign| !matches!(sign, ' ' | '\u{a0}')).count();
    if last > 5 { label.strip_suffix('.').unwrap_or(label) } else { label }
}
