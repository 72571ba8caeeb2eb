//! What the definitions say to people keeps to `ux.md` C-03 and section 5, as the interface's own words do: both
//! languages, their typography, and none of the words that blame.

use std::fs;
use std::path::Path;

use serde_json::Value;

const FORBIDDEN: [(&str, &[&str]); 2] = [
    ("fr", &["invalide", "invalides", "erreur", "svp", "veuillez", "oups", "interdit", "désolé", "cliquez"]),
    ("en", &["invalid", "error", "forbidden", "please", "sorry", "oops", "illegal", "click"]),
];

/// Calls `visit` with each text of both languages: its place, its language, the text.
fn texts(value: &Value, at: &str, visit: &mut dyn FnMut(&str, &str, &str)) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                match (key.as_str(), inner) {
                    ("fr" | "en", Value::String(text)) => visit(at, key, text),
                    _ => texts(inner, &format!("{at}/{key}"), visit),
                }
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| texts(item, &format!("{at}/{index}"), visit));
        }
        _ => {}
    }
}

fn fault(language: &str, text: &str) -> Option<String> {
    let characters: Vec<char> = text.chars().collect();
    for (index, c) in characters.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| characters[index]);
        let after = characters.get(index + 1);
        let wide = matches!(before, Some(' ' | '\u{a0}'));
        let why = match (c, language) {
            ('\'', _) => "straight apostrophe",
            ('"', _) => "straight quotation mark",
            ('!', _) => "exclamation",
            (' ', _) if before == Some(' ') => "two blanks",
            (';' | '?', _) if wide => "blank before ; or ?",
            (':', "fr") if before != Some('\u{a0}') => "no non-breaking blank before the colon",
            ('«', "fr") if after != Some(&'\u{a0}') => "no non-breaking blank after «",
            ('»', "fr") if before != Some('\u{a0}') => "no non-breaking blank before »",
            ('“' | '”', "fr") | ('«' | '»', "en") => "quotation marks of the other language",
            (':', "en") if wide => "blank before the colon",
            _ => continue,
        };
        return Some(why.to_owned());
    }
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let (_, forbidden) = FORBIDDEN.iter().find(|(of, _)| *of == language)?;
    forbidden.iter().find(|word| words.iter().any(|own| own == *word)).map(|word| format!("says “{word}”"))
}

fn walk(folder: &Path, faults: &mut Vec<String>, seen: &mut usize) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            // Cases hold answers, not words of ours.
            if !path.ends_with("cases") {
                walk(&path, faults, seen);
            }
            continue;
        }
        let document: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        texts(&document, "", &mut |at, language, text| {
            *seen += 1;
            faults.extend(fault(language, text).map(|why| format!("{}{at}/{language}: {why}: {text}", path.display())));
        });
    }
}

#[test]
fn definitions_are_written_as_the_interface_is() {
    let (mut faults, mut seen) = (Vec::new(), 0);
    for folder in ["forms", "blocks", "lists", "workflows"] {
        walk(&parcours_tests::root().join("schemas").join(folder), &mut faults, &mut seen);
    }
    assert!(seen > 2_000, "only {seen} texts were read");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
