//! Easy-to-read texts are about questions that are asked, in sentences as short as `ux.md` section 5 asks of them. Whether they
//! are easy is for the people they are written for to say.

use parcours_schema::{EasyTexts, Form, Kind};

use super::words::{both_languages, languages, words};
use super::{Finding, Findings, Index, Rule};

const SENTENCE_WORDS: usize = 12;

/// What to mend or to look at in the easy-to-read texts of a form.
pub fn check_easy(form: &Form, easy: &EasyTexts) -> Vec<Finding> {
    let index = Index::of(form);
    let mut findings = Findings::default();
    if easy.form != form.id {
        let what = format!("these are the texts of `{}`, beside the form `{}`.", easy.form, form.id);
        findings.error(Rule::Easy, "/form", what, "Move the file, or correct the id.");
    }
    for (number, (path, text)) in easy.texts.iter().enumerate() {
        let at = format!("/texts/{number}");
        match index.get(path) {
            Some(entry) if says_something(&entry.question.kind) => {}
            Some(_) => {
                let what = format!("`{path}` is filled by the form: nobody reads it.");
                findings.error(Rule::Easy, format!("{at}/of"), what, "Remove the text.");
            }
            None => {
                let what = format!("no question is at `{path}`.");
                findings.error(Rule::Easy, format!("{at}/of"), what, "Correct the path, or remove the text.");
            }
        }
        if easy.texts[..number].iter().any(|(other, _)| other == path) {
            let what = format!("`{path}` has two texts.");
            findings.error(Rule::Easy, format!("{at}/of"), what, "Keep one of them.");
        }
        both_languages(text, &format!("{at}/text"), &mut findings);
        for (language, text) in languages(text) {
            short(language, text, &format!("{at}/text"), &mut findings);
        }
    }
    findings.0
}

/// How many of the questions and notes that people read have a text, and how many there are.
pub fn easy_coverage(form: &Form, easy: &EasyTexts) -> (usize, usize) {
    let index = Index::of(form);
    let read = index.entries.iter().filter(|entry| says_something(&entry.question.kind));
    let (mut with, mut all) = (0, 0);
    for entry in read {
        all += 1;
        with += usize::from(easy.texts.iter().any(|(path, _)| *path == entry.question.path));
    }
    (with, all)
}

fn says_something(kind: &Kind) -> bool {
    kind.asks() || matches!(kind, Kind::Note(_) | Kind::Group(_))
}

fn short(language: &str, text: &str, at: &str, findings: &mut Findings) {
    let longest = text.split(['.', '?', '!']).map(words).max().unwrap_or(0);
    if longest > SENTENCE_WORDS {
        let what = format!("a sentence of the {language} text has {longest} words.");
        findings.warning(Rule::Easy, at, what, format!("Keep to {SENTENCE_WORDS}; one idea a sentence."));
    }
    // What looks like an abbreviation is read letter by letter, or not understood.
    let capitals = |word: &&str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    if let Some(word) = text.split(|sign: char| !sign.is_alphanumeric()).find(capitals) {
        let what = format!("the {language} text has the abbreviation `{word}`.");
        findings.warning(Rule::Easy, at, what, "Write it out.");
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use parcours_schema::{NoLibrary, load_easy, load_form};

    use super::*;

    const FORM: &str = r#"{"id":"demo","version":"1.0.0","revision":"1","audience":"public","legal_regime":"a-2.1",
      "sensitive":false,"title":{"fr":"Essai","en":"Trial"},"sections":[{"id":"who","title":{"fr":"Qui","en":"Who"},
      "questions":[{"id":"name","kind":"text","label":{"fr":"Nom","en":"Name"}},
        {"id":"age","kind":"number","label":{"fr":"Âge","en":"Age"}},
        {"id":"seen","kind":"computed","compute":{"stamp":true},"label":{"fr":"Vu","en":"Seen"}}]}]}"#;

    fn found(texts: &str) -> Vec<(String, String)> {
        let form = load_form("form.json", FORM, &NoLibrary).unwrap();
        let easy = load_easy("easy.json", &format!(r#"{{"form":"demo","texts":[{texts}]}}"#)).unwrap();
        check_easy(&form, &easy).into_iter().map(|finding| (finding.at, finding.what)).collect()
    }

    fn one(of: &str, fr: &str, en: &str) -> String {
        format!(r#"{{"of":"{of}","text":{{"fr":"{fr}","en":"{en}"}}}}"#)
    }

    #[test]
    fn what_is_short_and_about_a_question_passes() {
        assert_eq!(found(&one("who.name", "Votre nom. Comme sur votre carte.", "Your name. As on your card.")), []);
    }

    #[test]
    fn a_path_that_is_nobodys_is_refused_and_so_is_a_second_text() {
        let twice =
            [one("who.name", "Un.", "One."), one("who.name", "Deux.", "Two."), one("who.nom", "A.", "B.")].join(",");
        let places: Vec<String> = found(&twice).into_iter().map(|(at, _)| at).collect();
        assert_eq!(places, ["/texts/1/of", "/texts/2/of"]);
        assert_eq!(found(&one("who.seen", "Un.", "One."))[0].1, "`who.seen` is filled by the form: nobody reads it.");
    }

    #[test]
    fn long_sentences_and_abbreviations_are_pointed_at_in_their_language() {
        let long = "un deux trois quatre cinq six sept huit neuf dix onze douze treize.";
        assert_eq!(found(&one("who.name", long, "One."))[0].1, "a sentence of the French text has 13 words.");
        assert_eq!(found(&one("who.name", "Un.", "Your NAM."))[0].1, "the English text has the abbreviation `NAM`.");
    }

    #[test]
    fn it_is_known_how_many_questions_have_a_text() {
        let form = load_form("form.json", FORM, &NoLibrary).unwrap();
        let texts = one("who.name", "Un.", "One.");
        let easy = load_easy("easy.json", &format!(r#"{{"form":"demo","texts":[{texts}]}}"#)).unwrap();
        assert_eq!(easy_coverage(&form, &easy), (1, 2));
    }
}
