//! Where the answer of each kind of question is written on paper: lines, or boxes to tick.

use parcours_schema::kinds::YesNoLook;
use parcours_schema::{Form, Kind, Language, Question};
use parcours_text::{fill, paper_words, words};

use crate::element::{Element, el};

/// Fewest lines for a text of several.
const LINES: usize = 4;

/// The place of a question that is no group.
pub(super) fn place(question: &Question, form: &Form, language: Language) -> Vec<Element> {
    let (words, said) = (words(language), paper_words(language));
    let hint = |text: String| el("p").class("hint").child(text);
    let offers = || {
        let list = question.kind.list().and_then(|list| form.lists.get(list));
        list.into_iter().flat_map(|list| &list.options).map(|option| {
            let told = option.hint.as_ref().map(|hint| [" (", hint.get(language), ")"].concat());
            boxed([option.label.get(language), &told.unwrap_or_default()].concat())
        })
    };
    match &question.kind {
        Kind::LongText(kind) => (0..kind.rows.max(LINES)).map(|_| line(None)).collect(),
        Kind::Date(_) => vec![parts(&[words.day, words.month, words.year])],
        Kind::Month(_) => vec![parts(&[words.month, words.year])],
        Kind::YesNo(YesNoLook::Checkbox) => vec![boxed(words.yes.to_owned())],
        Kind::YesNo(YesNoLook::Radios) => vec![boxed(words.yes.to_owned()), boxed(words.no.to_owned())],
        Kind::Tri => [words.yes, words.no, words.unknown].map(|answer| boxed(answer.to_owned())).into(),
        Kind::Attestation(kind) => vec![boxed(kind.statement.get(language).to_owned())],
        Kind::Choice(_) => [hint(said.one.to_owned())].into_iter().chain(offers()).collect(),
        Kind::Choices(kind) => {
            let how = kind.max.map_or_else(|| said.several.to_owned(), |most| fill(said.at_most, &most.to_string()));
            [hint(how)].into_iter().chain(offers()).collect()
        }
        Kind::Reference(_) => vec![hint(said.name_row.to_owned()), line(None)],
        Kind::Attachment(_) => vec![hint(said.join.to_owned()), boxed(said.joined.to_owned())],
        Kind::Number(kind) => vec![line(kind.unit.as_ref().map(|unit| unit.get(language)))],
        Kind::Money(_) => vec![line(Some("$"))],
        Kind::Text(_) | Kind::Email | Kind::Phone | Kind::PostalCode | Kind::Nam(_) | Kind::Time => vec![line(None)],
        Kind::Group(_) | Kind::Address(_) | Kind::Computed(_) | Kind::Note(_) => Vec::new(),
    }
}

/// A line to write on, and what is counted.
fn line(unit: Option<&str>) -> Element {
    let line = el("p").class("line");
    match unit {
        Some(unit) => line.child(el("span").class("unit").child(unit.to_owned())),
        None => line,
    }
}

fn boxed(text: String) -> Element {
    el("p").class("tick").child(text)
}

/// Short lines side by side, each under its name.
fn parts(names: &[&'static str]) -> Element {
    el("div").class("parts").children(names.iter().map(|name| el("p").class("line part").child(*name)))
}
