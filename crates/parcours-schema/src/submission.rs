//! The envelope in which answers travel: who, which form, when, and what is attached.

use std::fmt;

use serde_json::{Map, Value};

use crate::json::object as json_object;
use crate::{Answers, AnswersError, Language};

/// A form as it is named in an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormReference {
    /// The form's id.
    pub id: String,
    /// The definition's version.
    pub version: String,
    /// The revision printed on the paper form.
    pub revision: String,
}

/// Who typed the answers, for whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FilledBy {
    /// A professional who refers someone.
    #[default]
    Professional,
    /// The person concerned.
    Myself,
    /// Someone close to the person.
    Family,
    /// An advisor, with the person.
    Advisor,
}

impl FilledBy {
    const ALL: [FilledBy; 4] = [FilledBy::Professional, FilledBy::Myself, FilledBy::Family, FilledBy::Advisor];

    /// `professional`, `self`, `family` or `advisor`.
    pub fn name(self) -> &'static str {
        match self {
            FilledBy::Professional => "professional",
            FilledBy::Myself => "self",
            FilledBy::Family => "family",
            FilledBy::Advisor => "advisor",
        }
    }

    /// Whoever has that name.
    pub fn parse(name: &str) -> Option<FilledBy> {
        FilledBy::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A file that travels with the answers.
#[derive(Clone, PartialEq, Eq)]
pub struct AttachmentEntry {
    /// Name the person's file had.
    pub name: String,
    /// Media type, as declared.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Pointer of the question it answers, into the answers.
    pub at: Option<String>,
    /// The bytes in base64, when they travel in the envelope.
    pub content: Option<String>,
}

/// Answers on their way to a backend. Its `Debug` shows no answer.
#[derive(Clone, PartialEq)]
pub struct Submission {
    /// UUID, version 7; also the idempotency key, the same for every try.
    pub id: String,
    /// The form that was filled.
    pub form: FormReference,
    /// Language in which it was filled.
    pub language: Language,
    /// Who typed.
    pub filled_by: FilledBy,
    /// When the form was opened, RFC 3339.
    pub started_at: String,
    /// When it was sent, RFC 3339.
    pub submitted_at: String,
    /// The answers in normal form, hidden ones left out.
    pub answers: Answers,
    /// Ids of the orientation findings, in order.
    pub orientation: Vec<String>,
    /// The files.
    pub attachments: Vec<AttachmentEntry>,
}

/// Why a JSON document is not an envelope: a pointer into it, and what is wrong. Content is never quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionError {
    /// Pointer into the envelope.
    pub at: String,
    /// What is wrong, for a developer.
    pub what: String,
}

impl fmt::Display for SubmissionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", if self.at.is_empty() { "/" } else { &self.at }, self.what)
    }
}

impl std::error::Error for SubmissionError {}

const KEYS: &[&str] =
    &["id", "form", "language", "filled_by", "started_at", "submitted_at", "answers", "orientation", "attachments"];

impl Submission {
    /// The envelope as JSON.
    pub fn to_value(&self) -> Value {
        let form = json_object([
            ("id", self.form.id.clone().into()),
            ("version", self.form.version.clone().into()),
            ("revision", self.form.revision.clone().into()),
        ]);
        json_object([
            ("id", self.id.clone().into()),
            ("form", form),
            ("language", self.language.code().into()),
            ("filled_by", json_object([("kind", self.filled_by.name().into())])),
            ("started_at", self.started_at.clone().into()),
            ("submitted_at", self.submitted_at.clone().into()),
            ("answers", Value::Object(self.answers.as_map().clone())),
            ("orientation", Value::Array(self.orientation.iter().map(|id| id.as_str().into()).collect())),
            ("attachments", Value::Array(self.attachments.iter().map(AttachmentEntry::to_value).collect())),
        ])
    }

    /// Reads an envelope.
    ///
    /// # Errors
    /// The first key that is missing, unknown or of the wrong kind. Answers themselves are not judged here.
    pub fn from_value(value: Value) -> Result<Submission, SubmissionError> {
        let Value::Object(mut map) = value else { return Err(error("", "an envelope is a JSON object")) };
        only_keys(&map, KEYS, "")?;
        let form = object(&map, "form")?;
        only_keys(form, &["id", "version", "revision"], "/form")?;
        let form = FormReference {
            id: text(form, "id", "/form")?,
            version: text(form, "version", "/form")?,
            revision: text(form, "revision", "/form")?,
        };
        let who = object(&map, "filled_by")?;
        only_keys(who, &["kind"], "/filled_by")?;
        let who = text(who, "kind", "/filled_by")?;
        let filled_by = FilledBy::parse(&who);
        let language =
            Language::ALL.into_iter().find(|l| map.get("language").and_then(Value::as_str) == Some(l.code()));
        let orientation =
            array(&map, "orientation")?.iter().map(|id| id.as_str().map(str::to_owned)).collect::<Option<_>>();
        let attachments = array(&map, "attachments")?;
        if attachments.len() > 100 {
            return Err(error("/attachments", "there are more than 100 files"));
        }
        let attachments = attachments
            .iter()
            .enumerate()
            .map(|(index, entry)| AttachmentEntry::from_value(entry, &format!("/attachments/{index}")))
            .collect::<Result<_, _>>()?;
        Ok(Submission {
            id: text(&map, "id", "")?,
            form,
            language: language.ok_or_else(|| error("/language", "must be \"fr\" or \"en\""))?,
            filled_by: filled_by
                .ok_or_else(|| error("/filled_by/kind", "must be professional, self, family or advisor"))?,
            started_at: text(&map, "started_at", "")?,
            submitted_at: text(&map, "submitted_at", "")?,
            orientation: orientation.ok_or_else(|| error("/orientation", "must be an array of texts"))?,
            attachments,
            answers: Answers::from_value(map.remove("answers").unwrap_or_default()).map_err(
                |problem| match problem {
                    AnswersError::TooDeep => error("/answers", "is nested too deep"),
                    _ => error("/answers", "must be an object"),
                },
            )?,
        })
    }
}

impl fmt::Debug for Submission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Submission({}, form {} {}, content not shown)", self.id, self.form.id, self.form.version)
    }
}

impl AttachmentEntry {
    fn to_value(&self) -> Value {
        let mut value = json_object([
            ("name", self.name.as_str().into()),
            ("type", self.media_type.as_str().into()),
            ("size", self.size.into()),
            ("sha256", self.sha256.as_str().into()),
        ]);
        for (key, text) in [("at", &self.at), ("content", &self.content)] {
            if let (Some(text), Some(map)) = (text, value.as_object_mut()) {
                map.insert(key.to_owned(), Value::String(text.clone()));
            }
        }
        value
    }

    fn from_value(value: &Value, at: &str) -> Result<AttachmentEntry, SubmissionError> {
        let map = value.as_object().ok_or_else(|| error(at, "must be an object"))?;
        only_keys(map, &["name", "type", "size", "sha256", "at", "content"], at)?;
        let optional = |key: &str| map.get(key).map(|_| text(map, key, at)).transpose();
        Ok(AttachmentEntry {
            name: text(map, "name", at)?,
            media_type: text(map, "type", at)?,
            size: map
                .get("size")
                .and_then(Value::as_u64)
                .ok_or_else(|| error(&format!("{at}/size"), "must be a number of bytes"))?,
            sha256: text(map, "sha256", at)?,
            at: optional("at")?,
            content: optional("content")?,
        })
    }
}

fn error(at: &str, what: &str) -> SubmissionError {
    SubmissionError { at: at.to_owned(), what: what.to_owned() }
}

fn only_keys(map: &Map<String, Value>, known: &[&str], at: &str) -> Result<(), SubmissionError> {
    match map.keys().find(|key| !known.contains(&key.as_str())) {
        // The key itself is not quoted: a stray key may be an answer.
        Some(_) => Err(error(at, &format!("has an unknown key; known are {}", known.join(", ")))),
        None => Ok(()),
    }
}

fn object<'a>(map: &'a Map<String, Value>, key: &str) -> Result<&'a Map<String, Value>, SubmissionError> {
    map.get(key).and_then(Value::as_object).ok_or_else(|| error(&format!("/{key}"), "must be an object"))
}

fn array<'a>(map: &'a Map<String, Value>, key: &str) -> Result<&'a Vec<Value>, SubmissionError> {
    map.get(key).and_then(Value::as_array).ok_or_else(|| error(&format!("/{key}"), "must be an array"))
}

fn text(map: &Map<String, Value>, key: &str, at: &str) -> Result<String, SubmissionError> {
    let text = map.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    text.map(str::to_owned).ok_or_else(|| error(&format!("{at}/{key}"), "must be a text"))
}
