//! The case of a first letter, for the Latin letters that begin words here. The standard tables weigh kilobytes in the
//! browser.

/// The text with a capital first letter.
pub(crate) fn capitalised(text: &str) -> String {
    with_first(text, upper)
}

/// The text with a small first letter, unless it begins with an abbreviation or a single letter.
pub(crate) fn uncapitalised(text: &str) -> String {
    let second = text.chars().nth(1);
    let word = second.is_some_and(|c| upper(c) != c || c == ' ');
    if word { with_first(text, lower) } else { text.to_owned() }
}

fn with_first(text: &str, change: fn(char) -> char) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut characters = text.chars();
    changed.extend(characters.next().map(change));
    changed.push_str(characters.as_str());
    changed
}

fn upper(c: char) -> char {
    match c {
        'œ' => 'Œ',
        'à'..='ö' | 'ø'..='þ' => char::from_u32(c as u32 - 0x20).unwrap_or(c),
        _ => c.to_ascii_uppercase(),
    }
}

fn lower(c: char) -> char {
    match c {
        'Œ' => 'œ',
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
        _ => c.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_letters() {
        assert_eq!(capitalised("écrivez"), "Écrivez");
        assert_eq!(capitalised("œuvre"), "Œuvre");
        assert_eq!(capitalised("« Aucun »"), "« Aucun »");
        assert_eq!(capitalised(""), "");
        assert_eq!(uncapitalised("Numéro"), "numéro");
        assert_eq!(uncapitalised("École"), "école");
        assert_eq!(uncapitalised("À qui"), "à qui");
        assert_eq!(uncapitalised("NAM"), "NAM");
        assert_eq!(uncapitalised("L’enfant"), "L’enfant");
        assert_eq!(uncapitalised("X"), "X");
    }
}
