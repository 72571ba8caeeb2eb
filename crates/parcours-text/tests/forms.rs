//! The sentences people meet in the forms of this repository: what is wrong, said after the real labels.

#![allow(clippy::expect_used)]

use std::fs;
use std::path::Path;

use parcours_schema::kinds::Compute;
use parcours_schema::{Code, DatePart, Form, Kind, Language, Problem, Question};
use parcours_text::{label_at, sentence};

fn forms() -> Vec<Form> {
    let schemas = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../schemas"));
    let disk = parcours_schema::disk::Disk::new(schemas);
    let folders = fs::read_dir(schemas.join("forms")).expect("the forms");
    let files = folders.map(|folder| folder.expect("a folder").path().join("form.json")).filter(|file| file.exists());
    let forms: Vec<Form> = files.map(|file| disk.load(&file).expect("a form without faults")).collect();
    assert!(!forms.is_empty());
    forms
}

/// The pointer of a question, in the first row of every group.
fn pointer(question: &Question, above: &[&Question]) -> String {
    let mut pointer = String::new();
    let outer = above.first().unwrap_or(&question);
    for step in outer.path.split('.').take(outer.path.split('.').count() - 1) {
        pointer = format!("{pointer}/{step}");
    }
    for group in above {
        pointer = format!("{pointer}/{}", group.id);
        if group.kind.repeat().is_some() {
            pointer += "/0";
        }
    }
    format!("{pointer}/{}", question.id)
}

fn walk<'a>(questions: &'a [Question], above: &mut Vec<&'a Question>, visit: &mut dyn FnMut(&Question, &str)) {
    for question in questions {
        visit(question, &pointer(question, above));
        above.push(question);
        walk(question.kind.questions(), above, visit);
        above.pop();
    }
}

/// What can be wrong with an answer of that kind.
fn codes_of(kind: &Kind) -> Vec<Code> {
    let mut codes = vec![Code::Required, Code::WrongType];
    codes.extend(match kind {
        Kind::Text(text) => vec![Code::TooLong { max: text.max, got: text.max + 1 }, Code::DigitInName, Code::Pattern],
        Kind::LongText(text) => vec![Code::TooLong { max: text.max, got: text.max + 1200 }],
        Kind::Email => vec![Code::EmailShape],
        Kind::Phone => vec![Code::PhoneShape, Code::PhoneShortCode],
        Kind::PostalCode => vec![Code::PostalCodeShape, Code::PostalCodeOutsideQuebec],
        Kind::Nam(_) => vec![Code::NamShape, Code::NamDate, Code::NamName, Code::NamBirthDate, Code::NamSex],
        Kind::Date(_) => vec![Code::DateShape, Code::DateNotReal, Code::DateMissing { parts: vec![DatePart::Year] }],
        Kind::Month(_) => vec![Code::MonthShape],
        Kind::Time => vec![Code::TimeShape],
        Kind::Number(_) | Kind::Money(_) => vec![Code::NumberShape, Code::NumberTooSmall { min: 0.0 }],
        Kind::Choice(_) | Kind::Tri => vec![Code::NotAnOption],
        Kind::Choices(many) => {
            let alone = many.exclusive.iter().map(|value| Code::ExclusiveOption { value: value.clone() });
            alone.chain([Code::TooManyOptions { max: 2, got: 3 }]).collect()
        }
        Kind::Reference(_) => vec![Code::RowGone, Code::NotAnOption],
        Kind::Computed(Compute::Key) => vec![Code::RowKey, Code::RowKeyTwice],
        Kind::Attachment(file) => vec![Code::AttachmentType, Code::AttachmentTooLarge { max: file.max_bytes }],
        Kind::Group(_) => vec![Code::TooFewRows { min: 1 }, Code::TooManyRows { max: 5, got: 6 }],
        _ => Vec::new(),
    });
    codes
}

#[test]
fn every_question_is_found_and_every_sentence_is_well_made() {
    let mut faults = Vec::new();
    let mut said = 0;
    for form in forms() {
        for section in &form.sections {
            walk(&section.questions, &mut Vec::new(), &mut |question, at| {
                for language in Language::ALL {
                    assert!(!label_at(&form, at, language).is_empty(), "{at} is not found");
                    for code in codes_of(&question.kind) {
                        let text = sentence(&Problem::error(at, code.clone()), &form, language);
                        said += 1;
                        if let Some(why) = fault_of(&text, language) {
                            faults.push(format!("{at} {}: {why}: {text}", code.name()));
                        }
                    }
                }
            });
        }
    }
    assert!(said > 500, "only {said} sentences");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn fault_of(text: &str, language: Language) -> Option<&'static str> {
    let characters: Vec<char> = text.chars().collect();
    let french = language == Language::Fr;
    let colons = characters.windows(2).filter(|pair| pair[1] == ':').all(|pair| (pair[0] == '\u{a0}') == french);
    [
        (!text.ends_with(['.', '?']), "does not end as a sentence"),
        (text.starts_with(char::is_lowercase), "begins with a small letter"),
        (text.contains("  ") || text.contains(".."), "doubled"),
        (text.contains(". :") || text.contains("?:") || text.contains(".\u{a0}:"), "a colon after a stop"),
        (text.matches(": ").count() > 1, "two colons"),
        (text.contains('\''), "straight apostrophe"),
        (!colons, "the blank before a colon"),
        (text.split_whitespace().count() > 34, "too long"),
    ]
    .into_iter()
    .find(|(wrong, _)| *wrong)
    .map(|(_, why)| why)
}
