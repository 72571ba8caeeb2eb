//! North American phone numbers, `NXX NXX XXXX` (`domain.md` 2.2): N from 2 to 9, neither NXX an N11 code. Kept as
//! E.164. An extension is a question of its own; service numbers such as 811 are nobody's own number.

use super::characters::{digit, digit_char, is_invisible, is_separator};

/// The service numbers people may give by mistake.
const SHORT_CODES: [&str; 7] = ["211", "311", "411", "511", "811", "911", "988"];

/// A ten-digit number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone(String);

/// Why a text is not a person's phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneError {
    /// Not ten digits, or digits no number has.
    Shape,
    /// A service number, such as 811.
    ShortCode,
}

impl Phone {
    /// Reads a number, with or without country code, whatever separates its digits.
    ///
    /// # Errors
    /// [`PhoneError`] when it is not a ten-digit number.
    ///
    /// ```
    /// use parcours_rules::formats::phone::{Phone, PhoneError};
    /// assert_eq!(Phone::parse("(450) 371-4090").unwrap().as_str(), "+14503714090");
    /// assert_eq!(Phone::parse("9-1-1"), Err(PhoneError::ShortCode));
    /// ```
    pub fn parse(text: &str) -> Result<Phone, PhoneError> {
        let mut digits = String::with_capacity(12);
        let text = text.trim_start_matches(|c| is_invisible(c) || is_separator(c) || c == '(');
        let (text, country) = match text.strip_prefix(['+', '\u{ff0b}']) {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        for c in text.chars() {
            match digit(c) {
                Some(value) => digits.push(digit_char(value.into())),
                None if is_separator(c) || matches!(c, '(' | ')' | '[' | ']' | '/' | '_' | ',') => {}
                None => return Err(PhoneError::Shape),
            }
            if digits.len() > 11 {
                return Err(PhoneError::Shape);
            }
        }
        if !country && SHORT_CODES.contains(&digits.as_str()) {
            return Err(PhoneError::ShortCode);
        }
        let local = match (digits.len(), digits.strip_prefix('1')) {
            (11, Some(local)) => local,
            (10, _) if !country => &digits,
            _ => return Err(PhoneError::Shape),
        };
        let code = |part: Option<&str>| {
            part.is_some_and(|part| part.starts_with(|c| matches!(c, '2'..='9')) && !part.ends_with("11"))
        };
        if !code(local.get(..3)) || !code(local.get(3..6)) {
            return Err(PhoneError::Shape);
        }
        let mut phone = String::with_capacity(12);
        phone.push_str("+1");
        phone.push_str(local);
        Ok(Phone(phone))
    }

    /// The normal form, `+14503714090` (E.164).
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, PhoneError> {
        Phone::parse(text).map(|phone| phone.as_str().to_owned())
    }

    #[test]
    fn reads_what_people_write() {
        for text in [
            "450 371-4090",
            "4503714090",
            "(450) 371-4090",
            "(450)371.4090",
            "1 450 371-4090",
            "1-450-371-4090",
            "+1 450 371 4090",
            "+14503714090",
            "4 5 0 3 7 1 4 0 9 0",
            "450\u{a0}371\u{2011}4090",
            "450/371-4090",
            " \u{202a}+1 (450) 371‑4090\u{202c} ",
            "٤٥٠ ٣٧١ ٤٠٩٠",
        ] {
            assert_eq!(read(text).as_deref(), Ok("+14503714090"), "{text}");
        }
        for text in
            ["1 866 277-3553", "450-699-5935", "1 800 567-1465", "450 699-2425", "450 371-9920", "1 888 933-9007"]
        {
            assert!(read(text).is_ok(), "{text}: printed in the directory of `domain.md` section 3");
        }
    }

    #[test]
    fn refuses_the_rest() {
        for text in [
            "",
            "371-4090",
            "450 371-409",
            "450 371-40901",
            "1-855-450-699-5935", // as one source prints it: fourteen digits
            "150 371-4090",
            "450 071-4090",
            "411 371-4090",
            "450 911-4090",
            "2 450 371-4090",
            "+450 371-4090",
            "+33 1 23 45 67 89",
            "450 371-4090 poste 12",
            "450 371-4090 x12",
            "+911",
            "téléphone",
        ] {
            assert_eq!(read(text), Err(PhoneError::Shape), "{text}");
        }
        for text in ["211", "311", "411", "511", "811", "911", "988", "9-1-1", " 8 1 1 "] {
            assert_eq!(read(text), Err(PhoneError::ShortCode), "{text}");
        }
    }
}
