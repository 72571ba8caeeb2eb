//! What a kept file looks like from outside: JSON text that says how it was closed. Pure: it opens nothing.

use std::fmt;

use parcours_schema::object;
use serde_json::Value;

use crate::base64::{base64, bytes};

const MARK: &str = "parcours-dossier";
/// Goes up when the way of closing changes; files of every earlier version stay readable.
const VERSION: u64 = 1;
/// Fewer rounds are no protection; more would keep a phone busy for minutes.
const ROUNDS: std::ops::RangeInclusive<u64> = 100_000..=5_000_000;
/// Largest file, in characters: ten attachments of the largest size, twice in base64.
const LARGEST: usize = 200 * 1024 * 1024;
const SALT: usize = 16;
const NONCE: usize = 12;

/// A closed dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Id of the workflow it belongs to.
    pub workflow: String,
    /// Rounds of the key's making.
    pub rounds: u32,
    /// Sixteen random bytes that went into the key.
    pub salt: Vec<u8>,
    /// Twelve random bytes, never used twice with one key.
    pub nonce: Vec<u8>,
    /// The closed content, with its seal.
    pub content: Vec<u8>,
}

/// Why a file cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is another kind of file, or part of one.
    NotKept,
    /// A later version of the kit closed it.
    Later,
    /// It belongs to another workflow.
    OtherWorkflow,
    /// The passphrase is not the one it was closed with, or the file was changed. The two look the same on purpose.
    Locked,
    /// The browser has no cryptography here: the page was not loaded over HTTPS.
    NoCryptography,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unreadable::NotKept => "this is not a dossier that this kit kept",
            Unreadable::Later => "a later version of the kit made this file",
            Unreadable::OtherWorkflow => "this file belongs to another workflow",
            Unreadable::Locked => "the passphrase is another one, or the file was changed",
            Unreadable::NoCryptography => "this page cannot open files: it was not loaded over HTTPS",
        })
    }
}

impl std::error::Error for Unreadable {}

impl Envelope {
    /// The file's text.
    pub fn to_text(&self) -> String {
        let file = object([
            ("parcours", MARK.into()),
            ("version", VERSION.into()),
            ("workflow", self.workflow.as_str().into()),
            ("cipher", "AES-256-GCM".into()),
            ("key", "PBKDF2-HMAC-SHA-256".into()),
            ("rounds", self.rounds.into()),
            ("salt", base64(&self.salt).into()),
            ("nonce", base64(&self.nonce).into()),
            ("content", base64(&self.content).into()),
        ]);
        file.to_string()
    }

    /// Reads a file's text.
    ///
    /// # Errors
    /// [`Unreadable::NotKept`] for anything else, [`Unreadable::Later`] for a version this kit does not know.
    pub fn from_text(text: &str) -> Result<Envelope, Unreadable> {
        let small = text.len() <= LARGEST;
        let file: Value = small.then(|| serde_json::from_str(text).ok()).flatten().ok_or(Unreadable::NotKept)?;
        let word = |key: &str| file.get(key).and_then(Value::as_str);
        let number = |key: &str| file.get(key).and_then(Value::as_u64);
        if word("parcours") != Some(MARK) {
            return Err(Unreadable::NotKept);
        }
        match number("version") {
            Some(VERSION) => {}
            Some(later) if later > VERSION => return Err(Unreadable::Later),
            _ => return Err(Unreadable::NotKept),
        }
        let coded = |key: &str| word(key).and_then(bytes);
        let read = || {
            let rounds = number("rounds").filter(|rounds| ROUNDS.contains(rounds))?;
            Some(Envelope {
                workflow: word("workflow")?.to_owned(),
                rounds: u32::try_from(rounds).ok()?,
                salt: coded("salt").filter(|salt| salt.len() == SALT)?,
                nonce: coded("nonce").filter(|nonce| nonce.len() == NONCE)?,
                content: coded("content").filter(|content| !content.is_empty())?,
            })
        };
        read().ok_or(Unreadable::NotKept)
    }

    /// What is authenticated along with the content: everything that stands in clear.
    pub fn in_clear(&self) -> String {
        let Envelope { workflow, rounds, .. } = self;
        format!("{MARK} {VERSION} {workflow} AES-256-GCM PBKDF2-HMAC-SHA-256 {rounds} {}", base64(&self.salt))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn envelope() -> Envelope {
        let workflow = "service-plan".to_owned();
        Envelope { workflow, rounds: 600_000, salt: vec![1; SALT], nonce: vec![2; NONCE], content: vec![0xff, 0, 7] }
    }

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let text = envelope().to_text();
        assert_eq!(Envelope::from_text(&text), Ok(envelope()));
        assert!(text.starts_with('{') && !text.contains('\n'));
    }

    /// The files of every version of the kit, kept here for ever: none may become unreadable.
    #[test]
    fn every_earlier_version_stays_readable() {
        let first = r#"{"cipher":"AES-256-GCM","content":"/wAH","key":"PBKDF2-HMAC-SHA-256","nonce":"AgICAgICAgICAgIC",
            "parcours":"parcours-dossier","rounds":600000,"salt":"AQEBAQEBAQEBAQEBAQEBAQ==","version":1,
            "workflow":"service-plan"}"#;
        assert_eq!(Envelope::from_text(first), Ok(envelope()));
        assert_eq!(
            envelope().in_clear(),
            "parcours-dossier 1 service-plan AES-256-GCM PBKDF2-HMAC-SHA-256 600000 AQEBAQEBAQEBAQEBAQEBAQ=="
        );
    }

    #[test]
    fn anything_else_is_told_apart() {
        for text in ["", "{", "[]", "null", "{}", "%PDF-1.7", r#"{"parcours":"other"}"#] {
            assert_eq!(Envelope::from_text(text), Err(Unreadable::NotKept), "{text}");
        }
        let text = envelope().to_text();
        assert_eq!(Envelope::from_text(&text.replace(r#""version":1"#, r#""version":2"#)), Err(Unreadable::Later));
        for (right, wrong) in [
            (r#""version":1"#, r#""version":0"#),
            ("600000", "12"),
            ("600000", "600000000"),
            (r#""nonce":"Ag"#, r#""nonce":"g"#),
            (r#""salt":"AQ"#, r#""salt":""#),
            (r#""content":"/wAH""#, r#""content":"""#),
            (r#""content":"/wAH""#, r#""content":"???""#),
            (r#""workflow":"service-plan""#, r#""workflow":7"#),
        ] {
            let changed = text.replace(right, wrong);
            assert_ne!(changed, text, "{right}");
            assert_eq!(Envelope::from_text(&changed), Err(Unreadable::NotKept), "{wrong}");
        }
        assert_eq!(Envelope::from_text(text.get(..60).unwrap()), Err(Unreadable::NotKept));
        assert_eq!(Envelope::from_text(&" ".repeat(LARGEST + 1)), Err(Unreadable::NotKept));
    }
}
