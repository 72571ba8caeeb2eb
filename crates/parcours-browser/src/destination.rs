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
    let (whole, origin) = (url.href(), url.origin());
    let local = ["http://localhost", "http://127.0.0.1", "http://[::1]"]
        .iter()
        .any(|machine| origin.strip_prefix(machine).is_some_and(|port| port.is_empty() || port.starts_with(':')));
    let safe = origin.starts_with("https://") || local;
    let known = window.location().origin().is_ok_and(|own| own == origin) || allowed.contains(&origin);
    // A name and a password would stand between the scheme and the host.
    let anonymous = whole.strip_prefix(&origin).is_some_and(|rest| rest.starts_with('/'));
    (safe && known && anonymous).then_some(whole)
}
