//! A dossier as the text of a file somebody keeps, whole: whoever opens it again has every role's part. What closes the file
//! is not here.

use parcours_schema::object;
use serde_json::Value;

use super::{Dossier, Process, replay};

/// Goes up when the layout changes; texts of every earlier version stay readable.
const VERSION: u64 = 1;

/// What was kept.
#[derive(Debug)]
pub struct Kept {
    /// The dossier, folded again from its history.
    pub dossier: Dossier,
    /// The files it came with: SHA-256, and content in base64.
    pub files: Vec<(String, String)>,
    /// Whether it was filled with other versions of the form or of the workflow: every answer is there, but questions may
    /// have changed.
    pub of_other_version: bool,
}

/// Why a text is no dossier that can be taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// It is something else, or only a part.
    NotADossier,
    /// A later version of the kit wrote it.
    Later,
    /// It belongs to another workflow.
    OtherWorkflow,
}

impl Dossier {
    /// The text to keep, with the files its answers name: SHA-256, and content in base64.
    pub fn to_kept(&self, files: Vec<(String, String)>) -> String {
        let files = files.into_iter().map(|(sha256, content)| (sha256, Value::String(content))).collect();
        let kept = [("version", VERSION.into()), ("dossier", self.to_value()), ("files", Value::Object(files))];
        object(kept).to_string()
    }

    /// Takes a kept text up: the history is folded again, whatever the text says it came to.
    ///
    /// # Errors
    /// [`NotKept`]: what is wrong with it.
    pub fn from_kept(process: &Process, text: &str) -> Result<Kept, NotKept> {
        let kept: Value = serde_json::from_str(text).map_err(|_| NotKept::NotADossier)?;
        match kept.get("version").and_then(Value::as_u64) {
            Some(VERSION) => {}
            Some(later) if later > VERSION => return Err(NotKept::Later),
            _ => return Err(NotKept::NotADossier),
        }
        let written = kept.get("dossier").and_then(|dossier| Dossier::from_value(dossier).ok());
        let written = written.ok_or(NotKept::NotADossier)?;
        if written.workflow != process.workflow().id {
            return Err(NotKept::OtherWorkflow);
        }
        let of_other_version =
            written.workflow_version != process.workflow().version || written.form_version != process.form().version;
        let files = kept.get("files").and_then(Value::as_object).into_iter().flatten();
        let files = files.filter_map(|(sha256, content)| Some((sha256.clone(), content.as_str()?.to_owned())));
        let files = files.collect();
        let dossier = replay(process, &written.id, &written.opened_at, written.history);
        dossier.map(|dossier| Kept { dossier, files, of_other_version }).map_err(|_| NotKept::NotADossier)
    }
}
