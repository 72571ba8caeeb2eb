//! Closing and opening with the browser's own cryptography. Nothing of the passphrase is kept.

use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use super::{Envelope, ROUNDS, Unreadable};
use crate::random;

/// The text of a file that holds `content`, closed with a passphrase.
///
/// # Errors
/// [`Unreadable::NoCryptography`] in a page that was not loaded over HTTPS.
pub async fn close(workflow: &str, passphrase: &str, content: &str) -> Result<String, Unreadable> {
    let salt = random::bytes::<16>().map_err(|_| Unreadable::NoCryptography)?;
    let nonce = random::bytes::<12>().map_err(|_| Unreadable::NoCryptography)?;
    let mut envelope = Envelope {
        workflow: workflow.to_owned(),
        rounds: ROUNDS,
        salt: salt.to_vec(),
        nonce: nonce.to_vec(),
        content: Vec::new(),
    };
    let closed = turn(&envelope, passphrase, Turn::Close, content.as_bytes()).await;
    envelope.content = closed.ok_or(Unreadable::NoCryptography)?;
    Ok(envelope.to_text())
}

/// What a file holds, once opened with its passphrase.
///
/// # Errors
/// [`Unreadable`]: it says whether the file, its version, its workflow or the passphrase is another one.
pub async fn open(workflow: &str, passphrase: &str, file: &str) -> Result<String, Unreadable> {
    let envelope = Envelope::from_text(file)?;
    if envelope.workflow != workflow {
        return Err(Unreadable::OtherWorkflow);
    }
    subtle().ok_or(Unreadable::NoCryptography)?;
    let opened = turn(&envelope, passphrase, Turn::Open, &envelope.content).await.ok_or(Unreadable::Locked)?;
    String::from_utf8(opened).map_err(|_| Unreadable::Locked)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Close,
    Open,
}

/// Absent where the page was not loaded over HTTPS, whatever `web_sys` says of its type.
fn subtle() -> Option<SubtleCrypto> {
    let crypto = crate::window().ok()?.crypto().ok()?;
    Reflect::get(&crypto, &"subtle".into()).ok()?.dyn_into().ok()
}

async fn turn(envelope: &Envelope, passphrase: &str, turn: Turn, content: &[u8]) -> Option<Vec<u8>> {
    let subtle = subtle()?;
    let key = key(&subtle, envelope, passphrase).await?;
    let cipher = settings(&[
        ("name", "AES-GCM".into()),
        ("iv", Uint8Array::from(envelope.nonce.as_slice()).into()),
        ("additionalData", Uint8Array::from(envelope.in_clear().as_bytes()).into()),
    ])?;
    let content = Uint8Array::from(content);
    let promise = match turn {
        Turn::Close => subtle.encrypt_with_object_and_js_u8_array(&cipher, &key, &content),
        Turn::Open => subtle.decrypt_with_object_and_js_u8_array(&cipher, &key, &content),
    };
    let turned: ArrayBuffer = JsFuture::from(promise.ok()?).await.ok()?.dyn_into().ok()?;
    Some(Uint8Array::new(&turned).to_vec())
}

/// The same passphrase typed on two keyboards may differ in how accents are composed: they are composed first.
async fn key(subtle: &SubtleCrypto, envelope: &Envelope, passphrase: &str) -> Option<CryptoKey> {
    let composed: String = js_sys::JsString::from(passphrase).normalize("NFC").into();
    let typed: Object = Uint8Array::from(composed.as_bytes()).into();
    let usages = Array::of1(&"deriveKey".into());
    let imported = subtle.import_key_with_str("raw", &typed, "PBKDF2", false, &usages).ok()?;
    let imported: CryptoKey = JsFuture::from(imported).await.ok()?.dyn_into().ok()?;
    let making = settings(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("iterations", envelope.rounds.into()),
        ("salt", Uint8Array::from(envelope.salt.as_slice()).into()),
    ])?;
    let made = settings(&[("name", "AES-GCM".into()), ("length", 256.into())])?;
    let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
    let derived = subtle.derive_key_with_object_and_object(&making, &imported, &made, false, &usages).ok()?;
    JsFuture::from(derived).await.ok()?.dyn_into().ok()
}

fn settings(entries: &[(&str, JsValue)]) -> Option<Object> {
    let object = Object::new();
    for (name, value) in entries {
        Reflect::set(&object, &(*name).into(), value).ok()?;
    }
    Some(object)
}
