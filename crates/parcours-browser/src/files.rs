//! Files people choose: described (name, type by content, size, SHA-256), kept in memory, given back as base64 at
//! sending. They are kept by their SHA-256, so rows may move without losing them.

use std::cell::RefCell;

use js_sys::{ArrayBuffer, Uint8Array};
use parcours_rules::journey::{ChosenFile, FileRefusal};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DocumentFragment, File, HtmlInputElement};

use crate::base64::base64;
use crate::media_type::{self, FIRST_BYTES};

/// The files of one form.
#[derive(Default)]
pub struct Files(RefCell<Vec<(String, Blob)>>);

impl Files {
    /// Keeps a file for sending.
    pub fn keep(&self, sha256: String, file: Blob) {
        let mut kept = self.0.borrow_mut();
        if kept.iter().all(|(other, _)| *other != sha256) {
            kept.push((sha256, file));
        }
    }

    /// The file of that SHA-256, when it is here.
    pub fn get(&self, sha256: &str) -> Option<Blob> {
        self.0.borrow().iter().find(|(other, _)| other == sha256).map(|(_, file)| file.clone())
    }

    /// The SHA-256 of every file.
    pub fn hashes(&self) -> Vec<String> {
        self.0.borrow().iter().map(|(sha256, _)| sha256.clone()).collect()
    }

    /// Forgets every file.
    pub fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    /// The content of a file in base64; `None` when it cannot be read (any more).
    pub async fn content(&self, sha256: &str) -> Option<String> {
        Some(base64(&bytes(&self.get(sha256)?).await?))
    }
}

/// The file chosen in the input of that id.
pub fn chosen(root: &DocumentFragment, id: &str) -> Option<File> {
    let element = root.get_element_by_id(id)?;
    let input = match element.dyn_into::<HtmlInputElement>() {
        Ok(input) => input,
        Err(other) => other.query_selector("input[type=file]").ok()??.dyn_into().ok()?,
    };
    input.files()?.get(0)
}

/// What a file is, or why it is not taken.
pub async fn describe(file: &File, types: &[String], max_bytes: u64) -> Result<ChosenFile, FileRefusal> {
    let size = file.size() as u64;
    if size == 0 {
        return Err(FileRefusal::Empty);
    }
    if size > max_bytes {
        return Err(FileRefusal::TooLarge);
    }
    let content = bytes(file).await.ok_or(FileRefusal::Unreadable)?;
    let media_type = media_type::of(content.get(..FIRST_BYTES.min(content.len())).unwrap_or_default());
    let media_type = media_type.filter(|found| types.iter().any(|taken| taken == found)).ok_or(FileRefusal::Type)?;
    let sha256 = sha256(&content).await.ok_or(FileRefusal::Unreadable)?;
    Ok(ChosenFile { name: file.name(), media_type: media_type.to_owned(), size, sha256 })
}

/// A file made of these bytes.
pub fn made_of(content: &[u8]) -> Option<Blob> {
    Blob::new_with_u8_array_sequence(&js_sys::Array::of1(&Uint8Array::from(content))).ok()
}

/// The text of a file; `None` when it cannot be read, or is no UTF-8.
pub async fn text(file: &Blob) -> Option<String> {
    String::from_utf8(bytes(file).await?).ok()
}

async fn bytes(file: &Blob) -> Option<Vec<u8>> {
    let buffer: ArrayBuffer = JsFuture::from(file.array_buffer()).await.ok()?.dyn_into().ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// SHA-256 in lower-case hexadecimal. `None` outside a secure context.
pub async fn sha256(content: &[u8]) -> Option<String> {
    let subtle = crate::window().ok()?.crypto().ok()?.subtle();
    let digest = subtle.digest_with_str_and_js_u8_array("SHA-256", &Uint8Array::from(content)).ok()?;
    let digest: ArrayBuffer = JsFuture::from(digest).await.ok()?.dyn_into().ok()?;
    let digit = |number: u8| char::from(b"0123456789abcdef"[usize::from(number & 15)]);
    Some(Uint8Array::new(&digest).to_vec().iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect())
}
