//! What a signature is under: the hash of the content as it stands.

use std::fmt::Write;

use parcours_schema::Answers;
use serde_json::Value;

use super::cut::Cut;
use super::fold::is_nothing;
use super::outline::Spot;
use super::state::Signature;
use super::{Dossier, Hash, Process};

impl Process {
    /// The hash of what is signed, as it stands: 64 hexadecimal digits. None when the workflow has nothing to sign.
    ///
    /// An answer taken away is as one never given, and it does not matter in what order keys are kept.
    pub fn content_hash(&self, dossier: &Dossier, hash: Hash) -> Option<String> {
        self.hash_of(&dossier.answers, hash)
    }

    /// The same of answers that may not be saved yet.
    pub(super) fn hash_of(&self, answers: &Answers, hash: Hash) -> Option<String> {
        let signing = self.workflow().signing.as_ref()?;
        let keeps = |spot: &Spot| signing.signs(&spot.path);
        let content = Cut { keeps: &keeps }.object(answers.as_map(), self.outline(), None);
        let mut text = String::new();
        write_value(&Value::Object(content), &mut text);
        let mut hex = String::with_capacity(64);
        for byte in hash(text.as_bytes()) {
            // Writing to a String never fails.
            let _ = write!(hex, "{byte:02x}");
        }
        Some(hex)
    }

    /// The signatures that count now: given in this episode, under the content as it stands.
    pub fn signatures_that_count<'a>(&self, dossier: &'a Dossier, hash: Hash) -> Vec<&'a Signature> {
        self.under(dossier, self.content_hash(dossier, hash).as_deref())
    }

    /// The signatures of this episode under content of that hash.
    pub(super) fn under<'a>(&self, dossier: &'a Dossier, content: Option<&str>) -> Vec<&'a Signature> {
        let counts =
            |signature: &&Signature| signature.episode == dossier.episode && Some(signature.hash.as_str()) == content;
        dossier.signatures.iter().filter(counts).collect()
    }

    /// Whether a role has something to sign in this state.
    pub fn may_sign(&self, dossier: &Dossier, role: &str) -> bool {
        let signs = |list: &[String]| list.iter().any(|id| id == role);
        self.workflow().signing.is_some()
            && self.transitions_from(&dossier.state).into_iter().any(|transition| signs(&transition.signed_by))
    }
}

/// A value written the only way it can be: keys in order, no blank, whole numbers without a point, nothing that says
/// nothing.
fn write_value(value: &Value, text: &mut String) {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<(&String, &Value)> = map.iter().filter(|(_, value)| !is_nothing(value)).collect();
            keys.sort_by_key(|(key, _)| *key);
            text.push('{');
            for (key, value) in keys {
                write_text(key, text);
                text.push(':');
                write_value(value, text);
                text.push(',');
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for item in items {
                write_value(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::String(string) => write_text(string, text),
        Value::Number(number) => match number.as_f64() {
            Some(whole) if whole.fract() == 0.0 && whole.abs() < 9e15 => {
                let _ = write!(text, "{}", whole as i64);
            }
            _ => {
                let _ = write!(text, "{number}");
            }
        },
        Value::Bool(_) | Value::Null => {
            let _ = write!(text, "{value}");
        }
    }
}

/// Between quotes, with its length: no text can end another early.
fn write_text(string: &str, text: &mut String) {
    let _ = write!(text, "{}\"{string}\"", string.len());
}
