//! Keys given twice in one object. JSON readers keep the last one and say nothing, so an author who pastes a question
//! over another loses half of it unseen. Only for authors: what travels to a page was read here before.

use serde_json::Value;

/// The first key that stands twice in one object of a valid JSON text: pointer of its place, and the key.
pub(crate) fn key_given_twice(text: &str) -> Option<(String, String)> {
    let mut open: Vec<Level> = Vec::new();
    let mut rest = text;
    while let Some(sign) = rest.find(['{', '}', '[', ']', ',', '"']) {
        let (_, after) = rest.split_at(sign);
        let mut next = after.get(1..).unwrap_or_default();
        match after.as_bytes().first() {
            Some(b'{') => open.push(Level::Object { keys: Vec::new(), key_comes: true }),
            Some(b'[') => open.push(Level::Array { index: 0 }),
            Some(b'}' | b']') => {
                open.pop();
            }
            Some(b',') => match open.last_mut() {
                Some(Level::Object { key_comes, .. }) => *key_comes = true,
                Some(Level::Array { index }) => *index += 1,
                None => {}
            },
            _ => {
                let end = end_of_text(next)?;
                if let Some(Level::Object { keys, key_comes: key_comes @ true }) = open.last_mut() {
                    *key_comes = false;
                    let Ok(Value::String(key)) = serde_json::from_str(after.get(..end + 2)?) else { return None };
                    let known = keys.contains(&key);
                    keys.push(key.clone());
                    if known {
                        return Some((open.iter().map(Level::step).collect(), key));
                    }
                }
                next = next.get(end + 1..)?;
            }
        }
        rest = next;
    }
    None
}

/// An object or an array that is open, and where in it the reading is.
enum Level {
    Object { keys: Vec<String>, key_comes: bool },
    Array { index: usize },
}

impl Level {
    fn step(&self) -> String {
        match self {
            Level::Object { keys, .. } => keys.last().map(|key| format!("/{}", crate::escape(key))).unwrap_or_default(),
            Level::Array { index } => format!("/{index}"),
        }
    }
}

/// Where the quote that ends a text stands.
fn end_of_text(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
}

#[cfg(test)]
mod tests {
    use super::key_given_twice;

    #[test]
    fn finds_the_second_key() {
        let found = |text| key_given_twice(text).map(|(at, key)| format!("{at} {key}"));
        assert_eq!(found(r#"{"a":{"b":[1,{"c":1,"c":2}]}}"#).as_deref(), Some("/a/b/1/c c"));
        assert_eq!(found(r#"{"a":1,"b":"a","\u0061":2}"#).as_deref(), Some("/a a"));
        assert_eq!(found(r#"{"a":"x\",\"a\":","b":["a","a",{"a":1},{"a":1}],"c":"{[,\\"}"#), None);
        assert_eq!(found("[]"), None);
        assert_eq!(found("{}"), None);
        assert_eq!(found(r#"{"é/~":{"x":1},"é/~":2}"#).as_deref(), Some("/é~1~0 é/~"));
    }
}
