//! `attachment`: a file, described; its bytes travel beside the answers.

use crate::read::{Key, Object, Shape};

/// Settings of an `attachment` question. Its answer is `{"name","type","size","sha256"}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Media types taken, such as `application/pdf`.
    pub types: Vec<String>,
    /// Most bytes.
    pub max_bytes: u64,
}

pub(crate) const KEYS: &[Key] = &[Key::required("types", Shape::Texts), Key::required("max_bytes", Shape::Count)];

pub(crate) fn read(object: &Object<'_>) -> Option<Attachment> {
    Some(Attachment { types: object.texts("types"), max_bytes: object.count("max_bytes", 1 << 30)? })
}
