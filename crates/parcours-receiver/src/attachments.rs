//! The files of a submission: each answer that names a file has its bytes, and the bytes are what was said.
//!
//! Types are judged by the first bytes, never by name. Nothing is opened, converted or scanned for viruses here.

use crate::idempotency::hex;
use crate::refusal::{FileFault, Fix};
use crate::storage::File;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use parcours_schema::{Answers, AttachmentEntry, Form, Kind, kinds, template_of};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Longest file name kept, in characters.
const NAME_CHARACTERS: usize = 200;

/// How much a submission may bring along, over all its questions; a question's own limits come on top.
#[derive(Clone, Copy, Debug)]
pub struct AttachmentLimits {
    /// Most bytes of one file.
    pub max_bytes: u64,
    /// Most files of one submission.
    pub max_files: usize,
}

impl Default for AttachmentLimits {
    /// Ten files of ten mebibytes.
    fn default() -> AttachmentLimits {
        AttachmentLimits { max_bytes: 10 * 1024 * 1024, max_files: 10 }
    }
}

/// The files in the envelope's order, or everything that is wrong with them.
///
/// `answers` are in normal form: a file named by a hidden answer is unasked for.
pub(crate) fn check(
    form: &Form,
    answers: &Answers,
    entries: &[AttachmentEntry],
    limits: AttachmentLimits,
) -> Result<Vec<File>, Vec<Fix>> {
    let named = named_files(form, answers);
    let mut fixes = Vec::new();
    let mut fix = |at: &str, fault: FileFault| fixes.push(Fix::File { at: at.to_owned(), fault });

    for file in &named {
        if !entries.iter().any(|entry| file.names(entry)) {
            fix(&file.at, FileFault::Missing);
        }
    }
    if entries.len() > limits.max_files {
        fix("", FileFault::TooMany { max: limits.max_files });
        return Err(fixes);
    }
    let mut files = Vec::with_capacity(entries.len());
    for entry in entries {
        let Some(answer) = named.iter().find(|file| file.names(entry)) else {
            // Its own `at` is not repeated: it is the sender's text and may point nowhere.
            fix("", FileFault::Unasked);
            continue;
        };
        match open(entry, answer, limits.max_bytes) {
            Ok(file) => files.push(file),
            Err(fault) => fix(&answer.at, fault),
        }
    }
    if fixes.is_empty() { Ok(files) } else { Err(fixes) }
}

/// An answer that names a file.
struct Named<'a> {
    at: String,
    sha256: &'a str,
    question: &'a kinds::Attachment,
}

impl Named<'_> {
    fn names(&self, entry: &AttachmentEntry) -> bool {
        self.sha256.eq_ignore_ascii_case(&entry.sha256) && entry.at.as_ref().is_none_or(|at| *at == self.at)
    }
}

fn named_files<'a>(form: &'a Form, answers: &'a Answers) -> Vec<Named<'a>> {
    let questions: BTreeMap<&str, &kinds::Attachment> = form
        .questions()
        .filter_map(|(_, question)| match &question.kind {
            Kind::Attachment(attachment) => Some((question.path.as_str(), attachment)),
            _ => None,
        })
        .collect();
    let mut named = Vec::new();
    for (key, value) in answers.as_map() {
        collect(&questions, value, format!("/{key}"), &mut named);
    }
    named
}

/// Depth is bounded: answers nested deeper than the limit never get this far.
fn collect<'a>(
    questions: &BTreeMap<&str, &'a kinds::Attachment>,
    value: &'a Value,
    at: String,
    named: &mut Vec<Named<'a>>,
) {
    if let Some(&question) = questions.get(template_of(&at).as_str()).filter(|_| value.is_object()) {
        let sha256 = value.get("sha256").and_then(Value::as_str).unwrap_or_default();
        named.push(Named { at, sha256, question });
        return;
    }
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| collect(questions, value, format!("{at}/{key}"), named));
        }
        Value::Array(rows) => {
            rows.iter().enumerate().for_each(|(row, value)| collect(questions, value, format!("{at}/{row}"), named));
        }
        _ => {}
    }
}

fn open(entry: &AttachmentEntry, answer: &Named<'_>, max_bytes: u64) -> Result<File, FileFault> {
    let max = max_bytes.min(answer.question.max_bytes);
    if entry.size > max {
        return Err(FileFault::TooLarge { max });
    }
    let length = entry.name.chars().count();
    if length == 0 || length > NAME_CHARACTERS || entry.name.chars().any(char::is_control) {
        return Err(FileFault::Name);
    }
    let encoded = entry.content.as_ref().ok_or(FileFault::Missing)?;
    // Four characters are three bytes: a content that is too large is not decoded to find out.
    if encoded.len() as u64 / 4 * 3 > max + 3 {
        return Err(FileFault::TooLarge { max });
    }
    let content = STANDARD.decode(encoded).map_err(|_| FileFault::NotBase64)?;
    if content.len() as u64 != entry.size {
        return Err(FileFault::Size);
    }
    let sha256 = hex(&Sha256::digest(&content));
    if !sha256.eq_ignore_ascii_case(&entry.sha256) {
        return Err(FileFault::Hash);
    }
    let media_type = type_of(&content).ok_or(FileFault::UnknownType)?;
    if media_type != entry.media_type || !answer.question.types.iter().any(|taken| taken == media_type) {
        return Err(FileFault::Type);
    }
    Ok(File { name: entry.name.clone(), media_type: media_type.to_owned(), sha256, content })
}

/// The media type told by the first bytes, for the types forms take.
fn type_of(content: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 3] =
        [(b"%PDF-", "application/pdf"), (b"\xFF\xD8\xFF", "image/jpeg"), (b"\x89PNG\r\n\x1A\n", "image/png")];
    SIGNATURES.iter().find(|(start, _)| content.starts_with(start)).map(|(_, media_type)| *media_type)
}
