//! The few classes of characters the formats need: blanks, joiners people put in numbers, invisible characters, digits.
//! Short lists by hand rather than the standard tables, which weigh kilobytes in the browser.

pub use parcours_schema::is_invisible;

/// Whether the character is a blank of any width, a tab or a line break.
pub fn is_blank(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}'
        | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Whether the character is a hyphen, a dash or a minus sign.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}

/// Whether the character is an apostrophe, straight or curled, or what keyboards give in its stead.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{b4}' | '\u{2bb}'..='\u{2bd}' | '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{ff07}')
}

/// Whether the character only separates the parts of a number or of a code: blank, hyphen, dot, or nothing visible.
pub fn is_separator(c: char) -> bool {
    is_blank(c) || is_hyphen(c) || is_invisible(c) || matches!(c, '.' | '\u{b7}' | '\u{2022}')
}

/// The value of a decimal digit: ASCII, full width, or Arabic as some phones type them.
pub fn digit(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    Some((c as u32 - zero as u32) as u8)
}

/// The character of a digit's value; `0` for a value above nine.
pub(crate) fn digit_char(value: u32) -> char {
    char::from_digit(value, 10).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_do_not_overlap() {
        for c in '\0'..='\u{e01ff}' {
            let classes = [is_blank(c), is_invisible(c), is_hyphen(c), is_apostrophe(c), digit(c).is_some()];
            assert!(classes.iter().filter(|class| **class).count() <= 1, "{c:?}");
            assert!(!c.is_control() || is_blank(c) || is_invisible(c), "{c:?}");
            assert_eq!(c.is_whitespace(), is_blank(c), "{c:?}");
        }
    }

    #[test]
    fn digits_of_several_scripts() {
        assert_eq!("0٣۷９".chars().filter_map(digit).collect::<Vec<_>>(), [0, 3, 7, 9]);
        assert_eq!(digit('x'), None);
        assert_eq!(digit_char(7), '7');
    }
}
