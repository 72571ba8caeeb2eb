//! Reading a definition with its place in hand, so that every fault names file, path and fix.
//!
//! An [`Object`] is opened with the table of the keys it may have; whatever else stands in it is a fault. The same
//! tables describe the format to authors (`schemas/meta/`), so the two cannot differ.

use std::cell::RefCell;

use serde_json::{Map, Value};

use crate::fault::say;
use crate::{Fault, Localized, limits};

/// What a key of a definition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    Text,
    /// A lower-case identifier: `[a-z][a-z0-9_]*` (form ids may have hyphens).
    Id,
    /// The stored value of an option: `[a-z0-9][a-z0-9_-]*`.
    Value,
    /// A text, a number, true or false: what an answer is compared with.
    Scalar,
    /// An array of those.
    Scalars,
    /// A text in both languages.
    Localized,
    /// An array of texts in both languages.
    LocalizedList,
    /// `true` or `false`.
    Bool,
    /// A whole number, zero or more.
    Count,
    /// Any number.
    Number,
    /// Dotted path of a question.
    Path,
    /// A date expression (`today-1d`, `2020-01-01`).
    Date,
    /// A condition.
    Condition,
    /// An array of conditions.
    Conditions,
    /// `true` or a condition.
    Required,
    /// An array of texts.
    Texts,
    /// An array of question paths.
    Paths,
    /// Id of a list.
    ListId,
    /// The options of a list, in place.
    Options,
    /// An array of questions.
    Questions,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// An object with these keys.
    Object(&'static [Key]),
    /// An object with exactly one of these keys.
    One(&'static [Key]),
    /// An array of objects, each with exactly one of these keys.
    Parts(&'static [Key]),
    /// Lists of a bundle, by id.
    Lists,
    /// Sections of a form.
    Sections,
    /// Checks of a form.
    Checks,
    /// An array of ids.
    Ids,
    /// An array of ids, or the word `any`.
    IdsOrAny,
    /// An array of question paths, as long as a workflow needs.
    ManyPaths,
    /// An array of objects with these keys.
    Objects(&'static [Key]),
}

/// One key an object of a definition may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Whether the object is incomplete without it.
    pub required: bool,
}

impl Key {
    /// A key that must be there.
    pub const fn required(name: &'static str, shape: Shape) -> Key {
        Key { name, shape, required: true }
    }

    /// A key that may be left out.
    pub const fn optional(name: &'static str, shape: Shape) -> Key {
        Key { name, shape, required: false }
    }
}

/// The document being read, and what is wrong with it.
pub(crate) struct Faults<'a> {
    file: &'a str,
    root: &'a Value,
    list: RefCell<Vec<Fault>>,
}

impl<'a> Faults<'a> {
    pub(crate) fn new(file: &'a str, root: &'a Value) -> Faults<'a> {
        Faults { file, root, list: RefCell::default() }
    }

    fn add(&self, at: String, say: impl FnOnce() -> (String, String)) {
        let (what, fix) = say();
        self.list.borrow_mut().push(Fault { file: self.file.to_owned(), at, what, fix });
    }

    pub(crate) fn into_vec(self) -> Vec<Fault> {
        self.list.into_inner()
    }

    /// The pointer of a value, found by looking for that very value: nobody needs to know where they are until
    /// something is wrong there.
    fn place_of(&self, value: &Value) -> String {
        let mut pointer = String::new();
        find(self.root, value, &mut pointer);
        pointer
    }
}

/// Appends the way from one value to another inside it; false, and nothing appended, when it is not inside.
fn find(from: &Value, sought: &Value, pointer: &mut String) -> bool {
    if std::ptr::eq(from, sought) {
        return true;
    }
    let length = pointer.len();
    let mut inside = |step: &str, value: &Value| {
        pointer.push('/');
        pointer.push_str(step);
        let found = find(value, sought, pointer);
        if !found {
            pointer.truncate(length);
        }
        found
    };
    match from {
        Value::Object(map) => map.iter().any(|(key, value)| inside(&crate::escape(key), value)),
        Value::Array(items) => items.iter().enumerate().any(|(index, value)| inside(&index.to_string(), value)),
        _ => false,
    }
}

/// A value of the document.
#[derive(Clone, Copy)]
pub(crate) struct Item<'a> {
    pub(crate) value: &'a Value,
    pub(crate) faults: &'a Faults<'a>,
}

impl<'a> Item<'a> {
    pub(crate) fn fault(&self, say: impl FnOnce() -> (String, String)) {
        self.faults.add(self.faults.place_of(self.value), say);
    }

    /// The object, once its keys are known to be among `keys` and the required ones are there.
    pub(crate) fn object(self, keys: &'static [Key]) -> Option<Object<'a>> {
        self.object_with(keys, &[])
    }

    /// Like [`Item::object`], with the keys of two tables.
    pub(crate) fn object_with(self, keys: &'static [Key], more: &'static [Key]) -> Option<Object<'a>> {
        let Value::Object(map) = self.value else {
            self.fault(say!(format!("{} stands where an object is expected.", kind_of(self.value)), "Write `{ … }`."));
            return None;
        };
        let all = || keys.iter().chain(more);
        for key in map.keys() {
            if !all().any(|known| known.name == key) {
                let names: Vec<&str> = all().map(|known| known.name).collect();
                self.faults.add(
                    format!("{}/{}", self.faults.place_of(self.value), crate::escape(key)),
                    say!(format!("the key `{key}` is not known here."), suggestion(key, &names)),
                );
            }
        }
        let mut complete = true;
        for key in all().filter(|key| key.required && !map.contains_key(key.name)) {
            self.fault(say!(format!("the key `{}` is missing.", key.name), format!("Add `\"{}\"`.", key.name)));
            complete = false;
        }
        complete.then_some(Object { map, item: self })
    }

    pub(crate) fn text(&self) -> Option<&'a str> {
        let Value::String(text) = self.value else {
            self.fault(say!(
                format!("{} stands where a text is expected.", kind_of(self.value)),
                "Write a text in quotes."
            ));
            return None;
        };
        if text.chars().count() > limits::TEXT_CHARACTERS {
            self.fault(say!("the text is too long.", format!("Keep it under {} characters.", limits::TEXT_CHARACTERS)));
            return None;
        }
        Some(text)
    }

    /// `[a-z][a-z0-9_-]*`; hyphens are for the ids of forms, blocks, lists, checks, and of what a workflow names.
    pub(crate) fn id(&self) -> Option<String> {
        let text = self.text()?;
        let good = text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.len() <= 60
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-');
        if !good {
            self.fault(say!(
                format!("`{text}` cannot be an id."),
                "Use lower-case letters, digits and `_`, starting with a letter."
            ));
        }
        good.then(|| text.to_owned())
    }

    pub(crate) fn each<T>(&self, min: usize, max: usize, read: impl Fn(Item<'_>) -> Option<T>) -> Option<Vec<T>> {
        let Value::Array(items) = self.value else {
            self.fault(say!(format!("{} stands where an array is expected.", kind_of(self.value)), "Write `[ … ]`."));
            return None;
        };
        if items.len() < min || items.len() > max {
            self.fault(say!(
                format!("the array has {} items.", items.len()),
                format!("Keep between {min} and {max} of them.")
            ));
            return None;
        }
        let mut out = Vec::with_capacity(items.len());
        for value in items {
            out.extend(read(Item { value, faults: self.faults }));
        }
        Some(out)
    }
}

/// An object whose keys are known.
pub(crate) struct Object<'a> {
    map: &'a Map<String, Value>,
    pub(crate) item: Item<'a>,
}

impl<'a> Object<'a> {
    pub(crate) fn has(&self, key: &str) -> bool {
        self.map.contains_key(key)
    }

    fn child(&self, key: &str) -> Option<Item<'a>> {
        self.map.get(key).map(|value| Item { value, faults: self.item.faults })
    }

    pub(crate) fn with<T>(&self, key: &str, read: impl FnOnce(Item<'_>) -> Option<T>) -> Option<T> {
        read(self.child(key)?)
    }

    /// A fault at a place below this object; `below` is a pointer.
    pub(crate) fn fault_at(&self, below: &str, say: impl FnOnce() -> (String, String)) {
        self.item.faults.add(format!("{}{below}", self.item.faults.place_of(self.item.value)), say);
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = &String> {
        self.map.keys()
    }

    pub(crate) fn list<T>(
        &self,
        key: &'static str,
        min: usize,
        max: usize,
        read: impl Fn(Item<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.with(key, |item| item.each(min, max, read))
    }

    pub(crate) fn text(&self, key: &'static str) -> Option<String> {
        self.with(key, |item| {
            let text = item.text()?;
            if text.trim().is_empty() {
                item.fault(say!("the text is empty.", "Write something, or leave the key out."));
                return None;
            }
            Some(text.to_owned())
        })
    }

    pub(crate) fn texts(&self, key: &'static str) -> Vec<String> {
        self.list(key, 1, limits::OPTIONS, |item| item.text().map(str::to_owned)).unwrap_or_default()
    }

    pub(crate) fn id(&self, key: &'static str) -> Option<String> {
        self.with(key, |item| item.id())
    }

    pub(crate) fn value_text(&self, key: &'static str) -> Option<String> {
        self.with(key, |item| {
            let text = item.text()?;
            let good = text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
                && text.len() <= 80
                && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-');
            if !good {
                item.fault(say!(
                    format!("`{text}` cannot be an option's value."),
                    "Use lower-case letters without accents, digits, `_` and `-`."
                ));
            }
            good.then(|| text.to_owned())
        })
    }

    pub(crate) fn localized(&self, key: &'static str) -> Option<Localized> {
        self.with(key, read_localized)
    }

    pub(crate) fn flag(&self, key: &'static str) -> bool {
        self.with(key, |item| match item.value {
            Value::Bool(flag) => Some(*flag),
            other => {
                item.fault(say!(
                    format!("{} stands where true or false is expected.", kind_of(other)),
                    "Write true or false."
                ));
                None
            }
        })
        .unwrap_or(false)
    }

    pub(crate) fn count(&self, key: &'static str, max: u64) -> Option<u64> {
        self.with(key, |item| match item.value.as_u64() {
            Some(count) if count <= max => Some(count),
            _ => {
                item.fault(say!("this is not a whole number in bounds.", format!("Write a number from 0 to {max}.")));
                None
            }
        })
    }

    pub(crate) fn number(&self, key: &'static str) -> Option<f64> {
        self.with(key, |item| {
            let number = item.value.as_f64();
            if number.is_none() {
                item.fault(say!("this is not a number.", "Write a number without quotes."));
            }
            number
        })
    }

    /// The index of the word given, among `words`.
    pub(crate) fn one_of(&self, key: &'static str, words: &'static [&'static str]) -> Option<usize> {
        self.with(key, |item| {
            let text = item.text()?;
            let found = words.iter().position(|word| *word == text);
            if found.is_none() {
                item.fault(say!(format!("`{text}` is not known here."), suggestion(text, words)));
            }
            found
        })
    }

    pub(crate) fn path(&self, key: &'static str) -> Option<String> {
        self.with(key, read_path)
    }
}

pub(crate) const LOCALIZED_KEYS: &[Key] = &[Key::required("fr", Shape::Text), Key::required("en", Shape::Text)];

pub(crate) fn read_localized(item: Item<'_>) -> Option<Localized> {
    if item.value.is_string() {
        let same = item.text()?;
        if same.trim().is_empty() {
            item.fault(say!("the text is empty.", "Write it in French and in English."));
            return None;
        }
        return Some(Localized { fr: same.to_owned(), en: same.to_owned() });
    }
    let object = item.object(LOCALIZED_KEYS)?;
    Some(Localized { fr: object.text("fr")?, en: object.text("en")? })
}

/// A dotted path, checked for its shape only; whether a question has it is for the static proof.
pub(crate) fn read_path(item: Item<'_>) -> Option<String> {
    let text = item.text()?;
    let good = !text.is_empty()
        && text.split('.').all(|step| {
            step.starts_with(|c: char| c.is_ascii_lowercase())
                && step.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
        });
    if !good {
        item.fault(say!(
            format!("`{text}` is not a question's path."),
            "Write `section.question`, such as `person.nam`."
        ));
    }
    good.then(|| text.to_owned())
}

pub(crate) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// What to write instead: the nearest known word when one is near, all of them otherwise.
pub(crate) fn suggestion(given: &str, known: &[&str]) -> String {
    let nearest = known.iter().map(|word| (distance(given, word), word)).min();
    match nearest {
        Some((distance, word)) if distance <= 2 || (distance == 3 && given.len() > 6) => {
            format!("Correct it: did you mean `{word}`?")
        }
        _ => format!("Use one of: {}.", known.join(", ")),
    }
}

/// Letters to insert, remove, change or swap with a neighbour to get from one word to the other.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(40).collect(), b.chars().take(40).collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let change = usize::from(a[i - 1] != b[j - 1]);
                let mut best = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + change);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(rows[i - 2][j - 2] + 1);
                }
                best
            };
        }
    }
    rows[a.len()][b.len()]
}

impl<'a> Item<'a> {
    /// The object whatever its keys, for maps whose keys are the author's own ids. An empty one for anything else.
    pub(crate) fn open(self) -> Object<'a> {
        static EMPTY: std::sync::OnceLock<Map<String, Value>> = std::sync::OnceLock::new();
        let map = self.value.as_object().unwrap_or_else(|| EMPTY.get_or_init(Map::new));
        Object { map, item: self }
    }
}
