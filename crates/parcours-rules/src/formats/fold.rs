//! Texts made comparable, and texts made clean. Comparing forgets case, accents, hyphens and the like: it serves to
//! recognise a municipality or a name, never as the answer itself. Cleaning keeps what was written and drops only what
//! cannot be seen. Normal form C is not made here: it is asked of the platform.

use super::characters::{is_apostrophe, is_blank, is_hyphen, is_invisible};

// Plain letter of each accented one; a digit stands for two letters (see `pair`), `-` for none.
const FROM_00C0: &[u8; 64] = b"aaaaaa1ceeeeiiiidnooooo-ouuuuy43aaaaaa1ceeeeiiiidnooooo-ouuuuy4y";
const FROM_0100: &[u8; 128] = b"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii55jjkkkllllllll\
llnnnnnnnnnoooooo22rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
const FROM_1E00: &[u8; 256] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy-s--3-aaaaaaaaaaaaaaaaaaaaaaaa\
eeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy------";

/// The plain lower-case letters of a Latin letter, accents and ligatures undone; `None` for any other character.
///
/// ```
/// use parcours_rules::formats::fold::plain_letters;
/// assert_eq!(plain_letters('É'), Some(('e', None)));
/// assert_eq!(plain_letters('œ'), Some(('o', Some('e'))));
/// assert_eq!(plain_letters('3'), None);
/// ```
pub fn plain_letters(c: char) -> Option<(char, Option<char>)> {
    let code = c as usize;
    let letter = match c {
        'a'..='z' | 'A'..='Z' => return Some((c.to_ascii_lowercase(), None)),
        '\u{c0}'..='\u{ff}' => FROM_00C0.get(code - 0xc0),
        '\u{100}'..='\u{17f}' => FROM_0100.get(code - 0x100),
        '\u{1a0}' | '\u{1a1}' => Some(&b'o'),
        '\u{1af}' | '\u{1b0}' => Some(&b'u'),
        '\u{218}' | '\u{219}' => Some(&b's'),
        '\u{21a}' | '\u{21b}' => Some(&b't'),
        '\u{1e00}'..='\u{1eff}' => FROM_1E00.get(code - 0x1e00),
        _ => None,
    }?;
    Some(match letter {
        b'1' => ('a', Some('e')),
        b'2' => ('o', Some('e')),
        b'3' => ('s', Some('s')),
        b'4' => ('t', Some('h')),
        b'5' => ('i', Some('j')),
        b'-' => return None,
        plain => (*plain as char, None),
    })
}

/// Whether the character is a combining accent, which follows its letter in decomposed text.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The text as it is compared: lower case, without accents, hyphens, apostrophes, punctuation and blanks each one
/// space, `st` and `ste` read as `saint` and `sainte`. Letters of other scripts stay as they are.
///
/// ```
/// use parcours_rules::formats::fold::fold;
/// assert_eq!(fold(" St-Étienne de  Beauharnois"), "saint etienne de beauharnois");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 4);
    let mut word = 0; // where the current word starts
    for c in text.chars().chain([' ']) {
        let between = is_blank(c) || is_hyphen(c) || is_apostrophe(c) || (c.is_ascii_punctuation() && c != ':');
        if between {
            let whole = match folded.get(word..) {
                Some("st") => Some("saint"),
                Some("ste") => Some("sainte"),
                Some("sts") => Some("saints"),
                Some("stes") => Some("saintes"),
                _ => None,
            };
            if let Some(whole) = whole {
                folded.truncate(word);
                folded.push_str(whole);
            }
            if folded.len() > word {
                folded.push(' ');
                word = folded.len();
            }
        } else if let Some((first, second)) = plain_letters(c) {
            folded.push(first);
            folded.extend(second);
        } else if !is_combining(c) && !is_invisible(c) && !matches!(c, ':' | '\u{a789}') {
            // The colon of Kahnawà:ke lengthens a vowel: people leave it out.
            folded.push(c);
        }
    }
    while folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// Whether two texts name the same place, accents, case, hyphens and `Saint`/`St` apart.
pub fn same_place(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

/// One line, cleaned: trimmed, every run of blanks one space, invisible characters dropped. NFC not made.
///
/// ```
/// use parcours_rules::formats::fold::clean_text;
/// assert_eq!(clean_text("  Anne\u{a0}\u{200b} Tremblay\n"), "Anne Tremblay");
/// ```
pub fn clean_text(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    push_clean(&mut clean, text);
    clean
}

/// Several lines, each cleaned as [`clean_text`] does; line breaks become `\n`, empty lines at both ends go, and no
/// more than one empty line stands between two others.
pub fn clean_lines(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut empty = false;
    let mut rest = text;
    loop {
        let end = rest.find(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']);
        let (line, after) = match end {
            None => (rest, None),
            Some(end) => {
                let (line, after) = rest.split_at(end);
                let skip = if after.starts_with("\r\n") { 2 } else { after.chars().next().map_or(1, char::len_utf8) };
                (line, after.get(skip..))
            }
        };
        let before = clean.len();
        if before > 0 {
            clean.push_str(if empty { "\n\n" } else { "\n" });
        }
        let start = clean.len();
        push_clean(&mut clean, line);
        empty = clean.len() == start;
        if empty {
            clean.truncate(before);
        }
        match after {
            Some(after) => rest = after,
            None => return clean,
        }
    }
}

fn push_clean(clean: &mut String, text: &str) {
    let start = clean.len();
    let mut blank = false;
    for c in text.chars() {
        if is_blank(c) {
            blank = true;
        } else if !is_invisible(c) {
            if blank && clean.len() > start {
                clean.push(' ');
            }
            blank = false;
            clean.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_people_vary() {
        for (text, folded) in [
            ("Montréal", "montreal"),
            ("MONTRE\u{301}AL", "montreal"),
            ("Ste Martine", "sainte martine"),
            ("STE-MARTINE", "sainte martine"),
            ("St.-Rémi", "saint remi"),
            ("L’Île-Perrot", "l ile perrot"),
            ("l'ile perrot", "l ile perrot"),
            ("Saint\u{a0}Lazare", "saint lazare"),
            ("Salaberry\u{2011}de\u{2011}Valleyfield", "salaberry de valleyfield"),
            ("Hemmingford (canton)", "hemmingford canton"),
            ("Kahnawà:ke", "kahnawake"),
            ("Œuvre d’Ægir, straße", "oeuvre d aegir strasse"),
            ("Peña Nuñez Åse Łódź", "pena nunez ase lodz"),
            ("Nguyễn Thị Hường", "nguyen thi huong"),
            ("stationner", "stationner"),
            ("st", "saint"),
            (" -- ", ""),
            ("", ""),
            ("Ελένη 李", "Ελένη 李"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
            assert_eq!(fold(folded), folded, "folding twice changes nothing");
        }
        assert!(same_place("st etienne de beauharnois", "Saint-Étienne-de-Beauharnois"));
        assert!(!same_place("Saint-Clet", "Sainte-Clotilde"));
    }

    #[test]
    fn every_letter_of_the_tables_is_a_letter() {
        for c in ('\u{c0}'..='\u{17f}').chain('\u{1e00}'..='\u{1eff}') {
            if let Some((first, second)) = plain_letters(c) {
                assert!(first.is_ascii_lowercase() && second.is_none_or(|c| c.is_ascii_lowercase()), "{c}");
            } else {
                assert!("×÷ẚẜẝẟỺỻỼỽỾỿ".contains(c), "{c}");
            }
        }
        assert_eq!(plain_letters('Ğ'), Some(('g', None)));
        assert_eq!(plain_letters('Ő'), Some(('o', None)));
        assert_eq!(plain_letters('ž'), Some(('z', None)));
        assert_eq!(plain_letters('ẞ'), Some(('s', Some('s'))));
    }

    #[test]
    fn cleans_one_line() {
        for (text, clean) in [
            ("  a  b ", "a b"),
            ("a\u{202e}b\u{2066}c", "abc"),
            ("a\0b", "ab"),
            ("a\tb\r\nc", "a b c"),
            ("\u{feff}\u{200b} \u{200d}", ""),
            ("\u{202f}12\u{202f}000", "12 000"),
            ("D’Arcy-O'Neil Nguyễn", "D’Arcy-O'Neil Nguyễn"),
        ] {
            assert_eq!(clean_text(text), clean);
            assert_eq!(clean_text(clean), clean);
        }
    }

    #[test]
    fn cleans_several_lines() {
        for (text, clean) in [
            ("\n\n a  b \r\nc\rd\n\n\n\ne\n \n", "a b\nc\nd\n\ne"),
            ("a\u{2028}b", "a\nb"),
            ("\u{202e}a\0", "a"),
            ("", ""),
            (" \n \n", ""),
        ] {
            assert_eq!(clean_lines(text), clean, "{text:?}");
            assert_eq!(clean_lines(clean), clean);
        }
    }
}
