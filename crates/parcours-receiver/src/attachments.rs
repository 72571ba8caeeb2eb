//! The files of a submission: each answer that names a file has its bytes, and the bytes are what was said.
//!
//! Types are judged by the first bytes, never by name. Nothing is opened, converted or scanned for viruses here.

use crate::idempotency::hex;
use crate::refusal::{FileFault, Fix};
use crate::storage::File;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use parcours_rules::journey::{ChosenFile, FileRefusal};
use parcours_schema::{Answers, AttachmentEntry, Form, Kind, kinds, template_of};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

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

/// The files, one for each entry and in their order, or everything that is wrong with them.
///
/// `answers` are in normal form: a file named by a hidden answer is unasked for. What is kept of a file's name is what
/// the normal form kept (no folder, no stray blanks).
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
pub(crate) struct Named<'a> {
    at: String,
    answer: &'a Value,
    question: &'a kinds::Attachment,
}

impl Named<'_> {
    /// Pointer of the answer.
    pub(crate) fn at(&self) -> &str {
        &self.at
    }

    /// SHA-256 of the file, hexadecimal.
    pub(crate) fn sha256(&self) -> &str {
        self.text("sha256")
    }

    /// The name the person's device gave it.
    pub(crate) fn name(&self) -> &str {
        self.text("name")
    }

    fn text(&self, key: &str) -> &str {
        self.answer.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    fn names(&self, entry: &AttachmentEntry) -> bool {
        let here = entry.at.as_ref().is_none_or(|at| *at == self.at);
        here && self.text("sha256").eq_ignore_ascii_case(&entry.sha256)
    }
}

/// The answers that name files, in no order.
pub(crate) fn named_files<'a>(form: &'a Form, answers: &'a Answers) -> Vec<Named<'a>> {
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
        named.push(Named { at, answer: value, question });
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
    let encoded = entry.content.as_ref().ok_or(FileFault::Missing)?;
    // Four characters are three bytes: a content that is too large is not decoded to find out.
    if encoded.len() as u64 / 4 * 3 > max + 3 {
        return Err(FileFault::TooLarge { max });
    }
    let content = STANDARD.decode(encoded).map_err(|_| FileFault::NotBase64)?;
    let size = content.len() as u64;
    if size != entry.size || answer.answer.get("size").and_then(Value::as_u64) != Some(size) {
        return Err(FileFault::Size);
    }
    let sha256 = hex(&Sha256::digest(&content));
    if !sha256.eq_ignore_ascii_case(&entry.sha256) {
        return Err(FileFault::Hash);
    }
    let media_type = type_of(&content).ok_or(FileFault::UnknownType)?;
    let said = entry.media_type.eq_ignore_ascii_case(media_type) && answer.text("type") == media_type;
    if !said || !answer.question.types.iter().any(|taken| taken == media_type) {
        return Err(FileFault::Type);
    }
    Ok(File { name: answer.text("name").to_owned(), media_type: media_type.to_owned(), sha256, content })
}

/// What a file chosen in a page without script is, or why it is not taken; judged as in the other page.
pub(crate) fn chosen(name: &str, content: &[u8], types: &[String], max_bytes: u64) -> Result<ChosenFile, FileRefusal> {
    let size = content.len() as u64;
    if size == 0 {
        return Err(FileRefusal::Empty);
    }
    if size > max_bytes {
        return Err(FileRefusal::TooLarge);
    }
    let media_type =
        type_of(content).filter(|found| types.iter().any(|taken| taken == found)).ok_or(FileRefusal::Type)?;
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    Ok(ChosenFile { name, media_type: media_type.to_owned(), size, sha256: hex(&Sha256::digest(content)) })
}

/// The media types that some question of a form takes.
pub(crate) fn taken_types(form: &Form) -> Vec<String> {
    let types = form.questions().filter_map(|(_, question)| match &question.kind {
        Kind::Attachment(attachment) => Some(attachment.types.clone()),
        _ => None,
    });
    types.flatten().collect()
}

/// The media type told by the first bytes, for the types forms take.
pub(crate) fn type_of(content: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 3] =
        [(b"%PDF-", "application/pdf"), (b"\xFF\xD8\xFF", "image/jpeg"), (b"\x89PNG\r\n\x1A\n", "image/png")];
    SIGNATURES.iter().find(|(start, _)| content.starts_with(start)).map(|(_, media_type)| *media_type)
}
