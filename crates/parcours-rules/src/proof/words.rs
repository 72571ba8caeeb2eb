//! Both languages are written, labels and hints are as short as `ux.md` C-02 asks. Style is for people; this finds slips.

use std::collections::HashMap;

use parcours_schema::kinds::NotePart;
use parcours_schema::{Kind, Localized};

use super::{Findings, Index, Rule};

pub(super) const LABEL_WORDS: usize = 12;
const HINT_WORDS: usize = 20;
/// Texts this long, the same in both languages, were hardly meant to be.
const SAME_WORDS: usize = 3;

pub(super) fn check(index: &Index<'_>, findings: &mut Findings) {
    for (text, place) in texts(index) {
        both_languages(text, &place, findings);
    }
    for entry in index.entries.iter().filter(|entry| !matches!(entry.question.kind, Kind::Note(_))) {
        let place = format!("{}/label", entry.place);
        for (language, text) in languages(&entry.question.label) {
            let words = words(text);
            if words > LABEL_WORDS {
                let what = format!("the {language} label has {words} words.");
                findings.warning(
                    Rule::Label,
                    &*place,
                    what,
                    format!("Keep to {LABEL_WORDS}; move the rest to a hint."),
                );
            }
        }
        if let Some(hint) = &entry.question.hint {
            self::hint(hint, &format!("{}/hint", entry.place), findings);
        }
    }
    for (id, list) in index.form.lists.iter() {
        let of_question = index.get(id).filter(|_| id.contains('.') || index.position(id).is_some());
        let options = match of_question {
            Some(entry) if entry.question.kind.list() == Some(id) => format!("{}/options", entry.place),
            _ => format!("/lists/{id}/options"),
        };
        for (number, option) in list.options.iter().enumerate() {
            if let Some(hint) = &option.hint {
                self::hint(hint, &format!("{options}/{number}/hint"), findings);
            }
        }
    }
    same_label_twice(index, findings);
}

fn texts<'f>(index: &Index<'f>) -> Vec<(&'f Localized, String)> {
    let form = index.form;
    let mut texts = vec![(&form.title, "/title".to_owned())];
    texts.extend(form.purpose.as_ref().map(|text| (text, "/purpose".to_owned())));
    for (number, section) in form.sections.iter().enumerate() {
        let place = format!("/sections/{number}");
        texts.push((&section.title, format!("{place}/title")));
        texts.extend(section.intro.as_ref().map(|text| (text, format!("{place}/intro"))));
        texts.extend(section.why.as_ref().map(|text| (text, format!("{place}/why"))));
        if let Some(advisor) = &section.advisor {
            let said = [("say", &advisor.say), ("plain", &advisor.plain), ("documents", &advisor.documents)];
            texts.extend(
                said.into_iter().filter_map(|(key, text)| Some((text.as_ref()?, format!("{place}/advisor/{key}")))),
            );
        }
    }
    for entry in &index.entries {
        let (question, place) = (entry.question, &entry.place);
        texts.push((&question.label, format!("{place}/label")));
        texts.extend(question.hint.as_ref().map(|text| (text, format!("{place}/hint"))));
        texts.extend(question.missing.as_ref().map(|text| (text, format!("{place}/missing"))));
        match &question.kind {
            Kind::Attestation(attestation) => texts.push((&attestation.statement, format!("{place}/statement"))),
            Kind::Note(note) => {
                for (number, part) in note.body.iter().enumerate() {
                    match part {
                        NotePart::Paragraph(text) => texts.push((text, format!("{place}/body/{number}/p"))),
                        NotePart::Items(items) => texts.extend(
                            items
                                .iter()
                                .enumerate()
                                .map(|(item, text)| (text, format!("{place}/body/{number}/list/{item}"))),
                        ),
                        // Who answers and where: names, often the same.
                        NotePart::Phone { .. } | NotePart::Link { .. } | NotePart::Place(_) => {}
                        // Made of labels, which are looked at where they stand.
                        NotePart::Because { .. } => {}
                    }
                }
            }
            _ => {}
        }
    }
    for (number, check) in form.checks.iter().enumerate() {
        texts.push((&check.say, format!("/checks/{number}/say")));
    }
    texts
}

pub(super) fn both_languages(text: &Localized, place: &str, findings: &mut Findings) {
    let letters = text.fr.chars().any(char::is_alphabetic);
    if text.fr == text.en && letters && words(&text.fr) > SAME_WORDS {
        findings.warning(
            Rule::Language,
            place,
            "the text is the same in French and in English.",
            "Write it in both languages.",
        );
    }
}

fn hint(hint: &Localized, place: &str, findings: &mut Findings) {
    for (language, text) in languages(hint) {
        if text.contains("://") || text.contains("www.") || text.contains("<a") {
            let what = format!("the {language} hint holds a link.");
            findings.error(Rule::Hint, place, what, "Put the link in a note: a hint is read aloud as plain words.");
        }
        let longest = text.split(['.', '?', '!']).map(words).max().unwrap_or(0);
        if longest > HINT_WORDS {
            let what = format!("a sentence of the {language} hint has {longest} words.");
            findings.warning(Rule::Hint, place, what, format!("Keep to {HINT_WORDS}."));
        }
    }
}

fn same_label_twice(index: &Index<'_>, findings: &mut Findings) {
    let mut seen: HashMap<(usize, Option<usize>, &str), &str> = HashMap::new();
    for entry in &index.entries {
        if !entry.question.kind.asks() {
            continue;
        }
        let key = (entry.section, entry.parent, entry.question.label.fr.as_str());
        if let Some(first) = seen.insert(key, &entry.place) {
            let what = format!("`{}` has the label of the question at {first}.", entry.question.path);
            let fix = "Say in the label what tells them apart.";
            findings.warning(Rule::Duplicate, format!("{}/label", entry.place), what, fix);
        }
    }
}

pub(super) fn languages(text: &Localized) -> [(&'static str, &str); 2] {
    [("French", &text.fr), ("English", &text.en)]
}

/// Words between blanks; signs that stand alone (`:`, `?` after a no-break space) are not words.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}
