//! What a person answered: one JSON object. Its `Debug` says nothing of its content (`ux.md` P-04).

use std::fmt;

use serde_json::{Map, Value};

use crate::{limits, parent, tokens};

/// Answers by section, groups in rows as arrays.
#[derive(Clone, Default, PartialEq)]
pub struct Answers(Map<String, Value>);

/// Why a text is not answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswersError {
    /// It is not JSON; line and column of the first mistake.
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// It is JSON, but not an object.
    NotAnObject,
    /// Objects and arrays are nested deeper than [`limits::JSON_DEPTH`].
    TooDeep,
}

impl fmt::Display for AnswersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AnswersError::NotJson { line, column } => write!(f, "this is not JSON (line {line}, column {column})"),
            AnswersError::NotAnObject => f.write_str("answers are one JSON object, `{ … }`"),
            AnswersError::TooDeep => write!(f, "the JSON is nested deeper than {} levels", limits::JSON_DEPTH),
        }
    }
}

impl std::error::Error for AnswersError {}

impl Answers {
    /// Reads answers from JSON text.
    ///
    /// # Errors
    /// [`AnswersError`] when the text is not one JSON object within the limits; its content is never quoted.
    pub fn from_json(text: &str) -> Result<Answers, AnswersError> {
        if nesting(text) > limits::JSON_DEPTH {
            return Err(AnswersError::TooDeep);
        }
        let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| AnswersError::NotJson { line: error.line(), column: error.column() })?;
        Answers::from_value(value)
    }

    /// Takes answers that are already JSON.
    ///
    /// # Errors
    /// [`AnswersError`] when it is not an object or is nested too deep.
    pub fn from_value(value: Value) -> Result<Answers, AnswersError> {
        if depth(&value) > limits::JSON_DEPTH {
            return Err(AnswersError::TooDeep);
        }
        match value {
            Value::Object(map) => Ok(Answers(map)),
            _ => Err(AnswersError::NotAnObject),
        }
    }

    /// The JSON object.
    pub fn as_map(&self) -> &Map<String, Value> {
        &self.0
    }

    /// The JSON object, to be changed in place. What is put there must stay within [`limits::JSON_DEPTH`].
    pub fn as_map_mut(&mut self) -> &mut Map<String, Value> {
        &mut self.0
    }

    /// The JSON object, given away.
    pub fn into_value(self) -> Value {
        Value::Object(self.0)
    }

    /// The value at a pointer; `None` where there is none.
    pub fn get(&self, pointer: &str) -> Option<&Value> {
        let mut steps = tokens(pointer);
        let mut value = self.0.get(&steps.next()?)?;
        for step in steps {
            value = match value {
                Value::Object(map) => map.get(&step)?,
                Value::Array(items) => items.get(step.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(value)
    }

    /// Puts a value at a pointer, making the objects and the next row on the way; false when the way is blocked by
    /// another kind of value, or skips a row, and then nothing changes but empty objects on the way.
    pub fn set(&mut self, pointer: &str, value: Value) -> bool {
        let steps: Vec<String> = tokens(pointer).collect();
        let Some((last, way)) = steps.split_last() else { return false };
        let mut map = &mut self.0;
        let mut way = way.iter().peekable();
        while let Some(step) = way.next() {
            let rows = way.peek().is_some_and(|next| next.bytes().all(|b| b.is_ascii_digit()));
            let here = map
                .entry(step.as_str())
                .or_insert_with(|| if rows { Value::Array(Vec::new()) } else { Value::Object(Map::new()) });
            let next = match here {
                Value::Object(_) => here,
                Value::Array(items) => {
                    let Some(index) = way.next().and_then(|row| row.parse::<usize>().ok()) else { return false };
                    if index > items.len() || index >= limits::ROWS {
                        return false;
                    }
                    if index == items.len() {
                        items.push(Value::Object(Map::new()));
                    }
                    match items.get_mut(index) {
                        Some(item) => item,
                        None => return false,
                    }
                }
                _ => return false,
            };
            let Value::Object(inner) = next else { return false };
            map = inner;
        }
        map.insert(last.clone(), value);
        true
    }

    /// Takes the value at a pointer away; rows after a removed row move up.
    pub fn remove(&mut self, pointer: &str) -> Option<Value> {
        let above = parent(pointer);
        let last = tokens(pointer.get(above.len()..)?).next()?;
        if above.is_empty() {
            return take(&mut self.0, &last);
        }
        let mut value: Option<&mut Value> = None;
        for step in tokens(above) {
            value = match value {
                None => self.0.get_mut(&step),
                Some(Value::Object(map)) => map.get_mut(&step),
                Some(Value::Array(items)) => items.get_mut(step.parse::<usize>().ok()?),
                Some(_) => None,
            };
            value.as_ref()?;
        }
        match value? {
            Value::Object(map) => take(map, &last),
            Value::Array(items) => {
                let index: usize = last.parse().ok()?;
                (index < items.len()).then(|| items.remove(index))
            }
            _ => None,
        }
    }
}

/// Takes a key out of an object. The object is made again without it: a tree that also knows how to shrink costs every
/// page some kilobytes, and objects of answers are small.
fn take(map: &mut Map<String, Value>, key: &str) -> Option<Value> {
    map.get(key)?;
    let mut taken = None;
    for (other, value) in std::mem::take(map) {
        if other == key {
            taken = Some(value);
        } else {
            map.insert(other, value);
        }
    }
    taken
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answers({} sections, content not shown)", self.0.len())
    }
}

/// How deep brackets stand inside one another in a text, those in quotes left out; for texts not read yet.
fn nesting(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut quoted, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// How many objects and arrays stand inside one another.
pub(crate) fn depth(value: &Value) -> usize {
    match value {
        Value::Object(map) => 1 + map.values().map(depth).max().unwrap_or(0),
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}
