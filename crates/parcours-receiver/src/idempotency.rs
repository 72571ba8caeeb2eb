//! The same submission sent twice is one submission: the key that says so, and the fingerprint that proves it.

use crate::refusal::Refusal;
use axum::http::HeaderMap;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The id in `Idempotency-Key`: a UUID, with or without the quotes of the header's structured form, in lower case.
pub(crate) fn key(headers: &HeaderMap) -> Result<String, Refusal> {
    let mut values = headers.get_all("idempotency-key").iter();
    let value = values.next().ok_or(Refusal::KeyMissing)?;
    if values.next().is_some() {
        return Err(Refusal::KeyNotAnId);
    }
    let text = value.to_str().map_err(|_| Refusal::KeyNotAnId)?.trim();
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    id(text).ok_or(Refusal::KeyNotAnId)
}

/// A UUID of any version in lower case: the page makes version 7, another sender may make version 4.
pub(crate) fn id(text: &str) -> Option<String> {
    let shape = text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    shape.then(|| text.to_ascii_lowercase())
}

/// SHA-256 of the parsed JSON in a canonical writing: a client that writes its keys in another order or with other
/// blanks when it tries again still sends the same thing. So does one whose files come another way: an attachment's own
/// hash says which file it is, whether its bytes come in the envelope, beside it or ahead of it.
pub(crate) fn fingerprint(envelope: &Value) -> String {
    let mut hash = Sha256::new();
    digest(envelope, Part::Envelope, &mut hash);
    hex(&hash.finalize())
}

/// What part of an envelope is written.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Envelope,
    Attachments,
    Attachment,
    Other,
}

impl Part {
    fn member(self, key: &str) -> Part {
        if self == Part::Envelope && key == "attachments" { Part::Attachments } else { Part::Other }
    }

    fn item(self) -> Part {
        if self == Part::Attachments { Part::Attachment } else { Part::Other }
    }

    /// Whether a member says how a file comes, and not which it is.
    fn leaves(self, key: &str) -> bool {
        self == Part::Attachment && (key == "content" || key == "upload")
    }
}

/// Keys are sorted here and not left to the map, whose order depends on a feature any crate of a build may turn on.
fn digest(value: &Value, part: Part, hash: &mut Sha256) {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().filter(|(key, _)| !part.leaves(key)).collect();
            entries.sort_by_key(|(key, _)| *key);
            hash.update(b"{");
            for (key, value) in entries {
                hash.update(Value::from(key.as_str()).to_string());
                hash.update(b":");
                digest(value, part.member(key), hash);
                hash.update(b",");
            }
            hash.update(b"}");
        }
        Value::Array(items) => {
            hash.update(b"[");
            for item in items {
                digest(item, part.item(), hash);
                hash.update(b",");
            }
            hash.update(b"]");
        }
        scalar => hash.update(scalar.to_string()),
    }
}

/// Bytes as lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    const ID: &str = "0190a3b4-5c6d-7e8f-9012-3456789abcde";

    #[test]
    fn a_key_is_read_plain_quoted_and_in_capitals() {
        for written in [ID.to_owned(), format!("\"{ID}\""), ID.to_uppercase()] {
            let mut headers = HeaderMap::new();
            headers.insert("idempotency-key", written.parse().unwrap());
            assert_eq!(key(&headers).ok().as_deref(), Some(ID), "{written}");
        }
    }

    #[test]
    fn anything_else_is_no_key() {
        for written in ["", "1", "0190a3b45c6d7e8f90123456789abcde", "0190a3b4-5c6d-7e8f-9012-3456789abcdg"] {
            let mut headers = HeaderMap::new();
            headers.insert("idempotency-key", written.parse().unwrap());
            assert!(key(&headers).is_err(), "{written}");
        }
        assert!(matches!(key(&HeaderMap::new()), Err(Refusal::KeyMissing)));
    }

    #[test]
    fn the_order_of_keys_does_not_change_the_fingerprint_and_anything_else_does() {
        let one: Value = serde_json::from_str(r#"{"a":1,"b":[1,2]}"#).unwrap();
        let same: Value = serde_json::from_str(r#" {"b" : [1,2], "a" : 1} "#).unwrap();
        assert_eq!(fingerprint(&one), fingerprint(&same));
        for other in [json!({"a":1,"b":[2,1]}), json!({"a":"1","b":[1,2]}), json!({"a":1,"b":[[1,2]]}), json!({"a":1})]
        {
            assert_ne!(fingerprint(&one), fingerprint(&other), "{other}");
        }
    }

    #[test]
    fn how_a_file_comes_does_not_change_the_fingerprint_and_which_it_is_does() {
        let with = |entry: Value| fingerprint(&json!({ "attachments": [entry] }));
        let none = with(json!({ "sha256": "aa" }));
        assert_eq!(with(json!({ "sha256": "aa", "content": "JVBERi0=" })), none);
        assert_eq!(with(json!({ "sha256": "aa", "upload": "/uploads/1" })), none);
        assert_ne!(with(json!({ "sha256": "ab" })), none);
        let elsewhere = |content: &str| fingerprint(&json!({ "answers": { "attachments": [{ "content": content }] } }));
        assert_ne!(elsewhere("a"), elsewhere("b"), "an answer of that name is an answer");
    }
}
