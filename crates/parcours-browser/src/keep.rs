//! A file given to whoever is at the page, to keep where they like.

use gloo::timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::Unavailable;

/// Milliseconds after which the browser's copy is let go.
const FORGOTTEN_AFTER: u32 = 30_000;

/// Gives a text as a file of that name and type, the way the browser gives any download.
///
/// # Errors
/// The browser does not let a page give files.
pub fn keep(name: &str, media_type: &str, text: &str) -> Result<(), Unavailable> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options).map_err(|_| Unavailable)?;
    give(name, &blob)
}

/// Gives a file of that name, the way the browser gives any download.
///
/// # Errors
/// The browser does not let a page give files.
pub fn give(name: &str, file: &Blob) -> Result<(), Unavailable> {
    download(name, file).ok_or(Unavailable)
}

fn download(name: &str, file: &Blob) -> Option<()> {
    let document = crate::window().ok()?.document()?;
    let address = Url::create_object_url_with_blob(file).ok()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    // Never put in the page: the address stands in no markup.
    link.click();
    // Some browsers read it after the click has returned.
    let forget = move || drop(Url::revoke_object_url(&address));
    Timeout::new(FORGOTTEN_AFTER, forget).forget();
    Some(())
}
