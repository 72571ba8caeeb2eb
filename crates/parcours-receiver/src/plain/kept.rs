//! What a page carries to the next in a hidden field: the journey so far, when it began, the files taken. Whoever has the
//! page can change it, as they could change what they typed: nothing in it is believed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use parcours_schema::Language;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The name of the hidden field.
pub(super) const FIELD: &str = "~kept";

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    /// Id and version of the form.
    pub form: (String, String),
    pub language: String,
    /// When the form was opened, RFC 3339.
    pub opened: String,
    /// What the submission's id is made of: drawn once, so that a page sent twice is received once.
    pub ms: u64,
    pub random: String,
    /// When the review page was shown: the time of sending, the same however often it is sent.
    #[serde(default)]
    pub ready: Option<String>,
    /// [`parcours_rules::journey::Journey::kept`].
    pub journey: Value,
    #[serde(default)]
    pub files: Vec<KeptFile>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct KeptFile {
    pub sha256: String,
    /// Base64.
    pub content: String,
}

impl Kept {
    /// What a page posted; `None` when it is nothing of ours, or of another form or version.
    pub(super) fn read(text: &str, form: &(String, String)) -> Option<Kept> {
        serde_json::from_str(text).ok().filter(|kept: &Kept| kept.form == *form)
    }

    pub(super) fn language(&self) -> Language {
        Language::parse(&self.language).unwrap_or_default()
    }

    pub(super) fn random(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        let read = STANDARD.decode(&self.random).unwrap_or_default();
        for (byte, read) in bytes.iter_mut().zip(read) {
            *byte = read;
        }
        bytes
    }

    /// Whether the module must leave the page as it is: a browser gives no file back to a script, and a reference must not go.
    pub(super) fn stays(&self) -> bool {
        self.journey.is_null() || !self.files.is_empty()
    }

    pub(super) fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
