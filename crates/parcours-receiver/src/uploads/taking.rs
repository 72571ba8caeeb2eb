//! A submission that names uploads in the place of its files' content: they become its attachments, judged as if they had come in
//! it, and are taken once.
//!
//! A submission that was received before is recognised without them: they are gone by then.

use crate::config::Inner;
use crate::refusal::{FileFault, Fix, Refusal};
use crate::submissions::envelope;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use parcours_schema::{AttachmentEntry, Submission};
use serde_json::Value;

use super::{is_id, text};

/// How many submissions have their files brought at once: such a request is small, and its files are not.
pub(crate) const AT_ONCE: usize = 4;

/// The uploads that the entries name, in their order; an address whose end cannot be an id is an upload nobody has. The
/// member `upload` is taken out: what is left is an envelope like any other.
pub(crate) fn named(value: &mut Value) -> Result<Vec<Option<String>>, Refusal> {
    let entries = value.get_mut("attachments").and_then(Value::as_array_mut);
    let mut named = Vec::new();
    for (index, entry) in entries.into_iter().flatten().enumerate() {
        let Some(entry) = entry.as_object_mut() else { break };
        let upload = entry.remove("upload");
        let at = || format!("/attachments/{index}/upload");
        if upload.is_some() && entry.contains_key("content") {
            return Err(envelope(&at(), "cannot stand beside content"));
        }
        named.push(match upload {
            None => None,
            Some(Value::String(address)) => Some(address.rsplit('/').next().unwrap_or_default().to_owned()),
            Some(_) => return Err(envelope(&at(), "must be an address")),
        });
    }
    Ok(named)
}

/// Gives each entry the bytes of its upload; an entry whose upload is not whole, or no longer there, stays without.
pub(crate) async fn bring(
    inner: &Inner,
    submission: &mut Submission,
    named: &[Option<String>],
    id: &str,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    if submission.attachments.len() > inner.attachments.max_files {
        return Ok(());
    }
    let now = text(now);
    let mut bytes = 0;
    for (entry, upload) in uploads(&mut submission.attachments, named) {
        let Some(stands) = inner.storage.upload(upload, &now).await? else { continue };
        // As much as when they come in the envelope, in base64.
        bytes += stands.size / 3 * 4;
        if bytes > inner.body_bytes as u64 {
            return Err(Refusal::TooLarge { limit: inner.body_bytes });
        }
        let content = inner.storage.uploaded(upload, id, &now).await?;
        entry.content = content.map(|content| STANDARD.encode(content));
    }
    Ok(())
}

fn uploads<'a>(
    entries: &'a mut [AttachmentEntry],
    named: &'a [Option<String>],
) -> impl Iterator<Item = (&'a mut AttachmentEntry, &'a str)> {
    let both = entries.iter_mut().zip(named);
    both.filter_map(|(entry, upload)| Some((entry, upload.as_deref().filter(|id| is_id(id))?)))
}

/// Takes them for this submission, once and for all of its tries. One that another took meanwhile did not come.
pub(crate) async fn take(
    inner: &Inner,
    submission: &Submission,
    named: &[Option<String>],
    id: &str,
) -> Result<Vec<String>, Refusal> {
    let ids: Vec<String> = named.iter().flatten().cloned().collect();
    if ids.is_empty() || inner.storage.take_uploads(&ids, id).await? {
        return Ok(ids);
    }
    let missing = submission.attachments.iter().zip(named).filter(|(_, upload)| upload.is_some());
    let at = |entry: &AttachmentEntry| entry.at.clone().unwrap_or_default();
    Err(Refusal::Answers(missing.map(|(entry, _)| Fix::File { at: at(entry), fault: FileFault::Missing }).collect()))
}
