//! Names of people: any letters, marks, apostrophes and hyphens; only digits are refused, and only where the form
//! says so (`domain.md` 4.1, `ux.md` C-06). A name is never split, capitalised or corrected.

use super::characters::digit;

/// Whether a digit stands in the name.
pub fn has_digit(name: &str) -> bool {
    name.chars().any(|c| digit(c).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_people_have() {
        for name in [
            "Côté",
            "D’Arcy",
            "O'Neil-Roy",
            "Nguyễn",
            "李小龙",
            "Björk",
            "Madonna",
            "ʻOkina",
            "Ne\u{301}ve",
            "Jean III",
        ] {
            assert!(!has_digit(name), "{name}");
        }
        for name in ["R2D2", "Anne 5", "Anne ٣"] {
            assert!(has_digit(name), "{name}");
        }
    }
}
