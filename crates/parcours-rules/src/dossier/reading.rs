//! JSON documents read by hand, key by key: what is wrong is said with its place, and no content is ever quoted.

use std::fmt;

use serde_json::{Map, Value};

/// Why a JSON document is not what it should be: a pointer into it, and what is wrong, for a developer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// Pointer into the document.
    pub at: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", if self.at.is_empty() { "/" } else { &self.at }, self.what)
    }
}

impl std::error::Error for ReadError {}

pub(super) type Read<T> = Result<T, ReadError>;

pub(super) fn error<T>(at: &str, what: impl Into<String>) -> Read<T> {
    Err(ReadError { at: at.to_owned(), what: what.into() })
}

/// An object whose keys are known, and its place.
#[derive(Clone, Copy)]
pub(super) struct Object<'a> {
    map: &'a Map<String, Value>,
    at: &'a str,
}

impl<'a> Object<'a> {
    pub(super) fn of(value: &'a Value, at: &'a str, known: &[&str]) -> Read<Object<'a>> {
        let Value::Object(map) = value else { return error(at, "must be an object") };
        if map.keys().any(|key| !known.contains(&key.as_str())) {
            // The key itself is not quoted: a stray key may be an answer.
            return error(at, format!("has an unknown key; known are {}", known.join(", ")));
        }
        Ok(Object { map, at })
    }

    pub(super) fn place(&self, key: &str) -> String {
        format!("{}/{key}", self.at)
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    /// A text that says something.
    pub(super) fn text(&self, key: &str, longest: usize) -> Read<String> {
        match self.optional_text(key, longest)? {
            Some(text) if !text.is_empty() => Ok(text),
            _ => error(&self.place(key), "must be a text"),
        }
    }

    pub(super) fn optional_text(&self, key: &str, longest: usize) -> Read<Option<String>> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::String(text)) if text.chars().count() <= longest => Ok(Some(text.clone())),
            Some(Value::String(_)) => error(&self.place(key), format!("is longer than {longest} characters")),
            Some(_) => error(&self.place(key), "must be a text"),
        }
    }

    pub(super) fn flag(&self, key: &str) -> Read<bool> {
        match self.get(key) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => error(&self.place(key), "must be true or false"),
        }
    }

    pub(super) fn count(&self, key: &str) -> Read<u32> {
        match self.get(key).and_then(Value::as_u64).and_then(|count| u32::try_from(count).ok()) {
            Some(count) => Ok(count),
            None => error(&self.place(key), "must be a whole number"),
        }
    }

    /// What `read` makes of each item; none when the key is not there.
    pub(super) fn list<T>(&self, key: &str, most: usize, read: impl Fn(&'a Value, &str) -> Read<T>) -> Read<Vec<T>> {
        let at = self.place(key);
        match self.get(key) {
            None => Ok(Vec::new()),
            Some(Value::Array(items)) if items.len() > most => error(&at, format!("has more than {most} items")),
            Some(Value::Array(items)) => {
                items.iter().enumerate().map(|(number, item)| read(item, &format!("{at}/{number}"))).collect()
            }
            Some(_) => error(&at, "must be an array"),
        }
    }
}
