//! Canadian postal codes, `A9A 9A9` (`domain.md` 2.2): letters D F I O Q U never, W and Z not first. Whether the code
//! is in service is not known here.

use super::characters::is_separator;

/// A postal code that has the right shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostalCode(String);

impl PostalCode {
    /// Reads a code, case, blanks, hyphens and dots apart; `None` when it is not one.
    ///
    /// ```
    /// use parcours_rules::formats::postal_code::PostalCode;
    /// assert_eq!(PostalCode::parse("j6t1a1").unwrap().as_str(), "J6T 1A1");
    /// ```
    pub fn parse(text: &str) -> Option<PostalCode> {
        let mut code = String::with_capacity(7);
        let mut place = 0;
        for c in text.chars().filter(|c| !is_separator(*c)) {
            let c = c.to_ascii_uppercase();
            let good = match place {
                0 => is_letter(c) && !matches!(c, 'W' | 'Z'),
                2 | 4 => is_letter(c),
                1 | 3 | 5 => c.is_ascii_digit(),
                _ => false,
            };
            if !good {
                return None;
            }
            if place == 3 {
                code.push(' ');
            }
            code.push(c);
            place += 1;
        }
        (place == 6).then_some(PostalCode(code))
    }

    /// The normal form, `J6T 1A1`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the first letter is one of Québec's: G, H or J.
    pub fn is_in_quebec(&self) -> bool {
        self.0.starts_with(['G', 'H', 'J'])
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_uppercase() && !matches!(c, 'D' | 'F' | 'I' | 'O' | 'Q' | 'U')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]

    use super::*;

    #[test]
    fn reads_what_people_write() {
        for text in ["J6T 1A1", "j6t1a1", " J6T-1A1 ", "J6T\u{a0}1A1", "J 6 T 1 A 1", "J6T.1A1", "\u{200b}j6t 1a1"] {
            assert_eq!(PostalCode::parse(text).as_ref().map(PostalCode::as_str), Some("J6T 1A1"), "{text}");
        }
        for text in ["K1W 1Z1", "V6Z 2W9", "T2R 1S1", "X0A 0H0"] {
            let code = PostalCode::parse(text).expect(text);
            assert_eq!(code.as_str(), text, "S to W stand in real codes, W and Z not first");
            assert!(!code.is_in_quebec());
        }
        for text in ["G1R 5V7", "H2X 1Y4", "J6T 1A1"] {
            assert!(PostalCode::parse(text).is_some_and(|code| code.is_in_quebec()), "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        for text in [
            "", "J6T", "J6T 1A", "J6T 1A11", "6JT 1A1", "D6T 1A1", "J6T 1O1", "W1A 1A1", "Z1A 1A1", "J6T 1AI",
            "J6T/1A1", "É6T 1A1", "90210",
        ] {
            assert_eq!(PostalCode::parse(text), None, "{text}");
        }
        for letter in "DFIOQU".chars() {
            assert_eq!(PostalCode::parse(&format!("H2{letter} 1A1")), None);
            assert_eq!(PostalCode::parse(&format!("{letter}2X 1A1")), None);
        }
    }
}
