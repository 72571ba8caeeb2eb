//! The wording and typography of both catalogues (`ux.md` C-02, C-03 and section 5), read from the source itself so
//! that a word added tomorrow is held to the same rules.

#![allow(clippy::expect_used)]

struct Text {
    file: &'static str,
    line: usize,
    text: String,
}

/// Every string literal of a source file, with `\u{…}` and `\"` resolved. Comments are left out.
fn literals(file: &'static str, source: &str) -> Vec<Text> {
    let mut found = Vec::new();
    for (index, line) in source.lines().enumerate() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        let mut characters = line.chars().peekable();
        while let Some(c) = characters.next() {
            if c == '\'' {
                // a character literal: '"' would look like a text
                if characters.peek() == Some(&'"') {
                    characters.next();
                }
                continue;
            }
            if c != '"' {
                continue;
            }
            let mut text = String::new();
            while let Some(c) = characters.next() {
                match c {
                    '"' => break,
                    '\\' if characters.peek() == Some(&'u') => {
                        let escape: String = characters.by_ref().take_while(|c| *c != '}').collect();
                        let code = u32::from_str_radix(escape.trim_start_matches("u{"), 16).expect("an escape");
                        text.push(char::from_u32(code).expect("a character"));
                    }
                    '\\' => text.extend(characters.next()),
                    c => text.push(c),
                }
            }
            found.push(Text { file, line: index + 1, text });
        }
    }
    assert!(found.len() > 10, "{file} was not read");
    found
}

fn french() -> Vec<Text> {
    let mut all = literals("words/fr.rs", include_str!("../src/words/fr.rs"));
    all.extend(literals("dossier/fr.rs", include_str!("../src/dossier/fr.rs")));
    all.extend(literals("document/fr.rs", include_str!("../src/document/fr.rs")));
    all
}

fn english() -> Vec<Text> {
    let mut all = literals("words/en.rs", include_str!("../src/words/en.rs"));
    all.extend(literals("dossier/en.rs", include_str!("../src/dossier/en.rs")));
    all.extend(literals("document/en.rs", include_str!("../src/document/en.rs")));
    all
}

fn faults(texts: &[Text], wrong: impl Fn(&str) -> Option<String>) {
    let faults: Vec<String> = texts
        .iter()
        .filter_map(|text| wrong(&text.text).map(|why| format!("{}:{}: {why}: {:?}", text.file, text.line, text.text)))
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

fn forbidden(text: &str, list: &[&str]) -> Option<String> {
    let folded: Vec<String> = words_of(text).collect();
    let joined = format!(" {} ", folded.join(" "));
    list.iter().find(|word| joined.contains(&format!(" {word} "))).map(|word| format!("says « {word} »"))
}

#[test]
fn no_forbidden_word() {
    faults(&french(), |text| {
        forbidden(
            text,
            &[
                "invalide",
                "invalides",
                "erreur survenue",
                "svp",
                "s il vous plaît",
                "veuillez",
                "oups",
                "interdit",
                "interdite",
                "désolé",
                "cliquez",
            ],
        )
    });
    faults(&english(), |text| {
        forbidden(text, &["invalid", "forbidden", "please", "sorry", "oops", "illegal", "click"])
    });
}

#[test]
fn french_typography() {
    faults(&french(), |text| {
        let characters: Vec<char> = text.chars().collect();
        for (index, c) in characters.iter().enumerate() {
            let before = index.checked_sub(1).map(|index| characters[index]);
            let after = characters.get(index + 1).copied();
            let why = match c {
                '\'' => "straight apostrophe",
                '"' => "straight quotation mark",
                ';' | '!' | '?' if matches!(before, Some(' ' | '\u{a0}')) => "blank before ; ! ?",
                '!' => "exclamation",
                ':' if before != Some('\u{a0}') => "no non-breaking blank before the colon",
                '«' if after != Some('\u{a0}') => "no non-breaking blank after «",
                '»' if before != Some('\u{a0}') => "no non-breaking blank before »",
                '%' | '$' if before != Some('\u{a0}') => "no non-breaking blank before the unit",
                '.' if before == Some('.') => "three dots instead of …",
                ' ' if before == Some(' ') => "two blanks",
                '“' | '”' => "English quotation mark",
                _ => continue,
            };
            return Some(why.to_owned());
        }
        None
    });
}

#[test]
fn english_typography() {
    faults(&english(), |text| {
        let characters: Vec<char> = text.chars().collect();
        for (index, c) in characters.iter().enumerate() {
            let before = index.checked_sub(1).map(|index| characters[index]);
            let why = match c {
                '\'' => "straight apostrophe",
                '"' => "straight quotation mark",
                ':' | ';' | '!' | '?' if matches!(before, Some(' ' | '\u{a0}')) => "blank before punctuation",
                '!' => "exclamation",
                '«' | '»' => "French quotation mark",
                '.' if before == Some('.') => "three dots instead of …",
                ' ' if before == Some(' ') => "two blanks",
                _ => continue,
            };
            return Some(why.to_owned());
        }
        None
    });
}

#[test]
fn sentences_are_short() {
    let long = |text: &str| {
        let longest = text.split(['.', '?', '…']).map(|sentence| words_of(sentence).count()).max().unwrap_or(0);
        (longest > 20).then(|| format!("a sentence of {longest} words"))
    };
    faults(&french(), long);
    faults(&english(), long);
}

#[test]
fn both_languages_have_the_same_marks() {
    let mut fr = literals("words/fr.rs", include_str!("../src/words/fr.rs"));
    fr.extend(literals("dossier/fr.rs", include_str!("../src/dossier/fr.rs")));
    let mut en = literals("words/en.rs", include_str!("../src/words/en.rs"));
    en.extend(literals("dossier/en.rs", include_str!("../src/dossier/en.rs")));
    assert_eq!(fr.len(), en.len());
    let marks = |text: &str| -> Vec<String> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(mark, _)| mark.to_owned()).collect()
    };
    for (fr, en) in fr.iter().zip(&en) {
        assert_eq!(marks(&fr.text), marks(&en.text), "{} / {}", fr.text, en.text);
        assert!(!fr.text.is_empty() && !en.text.is_empty());
        // A language is named in its own words; an action is one in both.
        let same = ["English", "Français", "Action"].contains(&fr.text.as_str());
        assert!(fr.text != en.text || same, "not translated: {}", fr.text);
    }
}

#[test]
fn keys_stand_in_the_same_order() {
    let keys = |source: &str| -> Vec<String> {
        let lines = source.lines().filter(|line| line.starts_with("    ") && line.contains(": "));
        lines.filter_map(|line| line.trim().split_once(':')).map(|(key, _)| key.to_owned()).collect()
    };
    assert_eq!(keys(include_str!("../src/words/fr.rs")), keys(include_str!("../src/words/en.rs")));
    assert_eq!(keys(include_str!("../src/dossier/fr.rs")), keys(include_str!("../src/dossier/en.rs")));
}
