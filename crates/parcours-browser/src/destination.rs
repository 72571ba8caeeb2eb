//! Whether a form may be sent to an address (`ux.md` T-05, P-08): set by the host page only, HTTPS or the machine
//! itself, the page's own origin or one the host page allows.

use web_sys::Url;

/// The whole address when it is allowed. `allowed` are origins such as `https://api.example.ca`.
pub fn check(address: &str, allowed: &[String]) -> Option<String> {
    let window = crate::window().ok()?;
    // What a browser would silently repair is refused: such an address is a mistake or a trick.
    let suspect = |c: char| c.is_control() || c == '\\' || c == ' ';
    if address.is_empty() || address.contains(suspect) || address.starts_with("//") {
        return None;
    }
    let base = window.document()?.base_uri().ok()??;
    let url = Url::new_with_base(address, &base).ok()?;
    let host = url.hostname();
    let local = host == "localhost" || host.ends_with(".localhost") || host == "127.0.0.1" || host == "[::1]";
    let safe = url.protocol() == "https:" || (url.protocol() == "http:" && local);
    let known = window.location().origin().is_ok_and(|own| own == url.origin()) || allowed.contains(&url.origin());
    let anonymous = url.username().is_empty() && url.password().is_empty();
    (safe && known && anonymous).then(|| url.href())
}
