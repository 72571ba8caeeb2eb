//! The headers of tus: what a request says, and what is said of an upload.

use crate::refusal::Refusal;
use crate::storage::Upload;
use crate::{language, problem};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use chrono::DateTime;

const VERSION: &str = "1.0.0";
const EXTENSIONS: &str = "creation,expiration,termination";

/// Whether the request speaks the version spoken here.
pub(super) fn version(headers: &HeaderMap) -> Result<(), Refusal> {
    let said = headers.get("tus-resumable").and_then(|value| value.to_str().ok());
    if said == Some(VERSION) { Ok(()) } else { Err(Refusal::TusVersion) }
}

/// A header that is a number of bytes.
pub(super) fn number(headers: &HeaderMap, name: &'static str) -> Result<u64, Refusal> {
    let mut values = headers.get_all(name).iter();
    let digits = values.next().and_then(|value| value.to_str().ok()).filter(|text| {
        // No sign, no blank: `parse` would take a plus.
        !text.is_empty() && text.len() < 19 && text.bytes().all(|byte| byte.is_ascii_digit())
    });
    let number = digits.and_then(|text| text.parse().ok()).filter(|_| values.next().is_none());
    number.ok_or(Refusal::Header { name })
}

/// The response, with what every response of tus says.
pub(super) fn respond(headers: &HeaderMap, outcome: Result<Response<Body>, Refusal>) -> Response<Body> {
    outcome.unwrap_or_else(|refusal| {
        let mut response = problem::response(&refusal, language::of_request(headers));
        set(response.headers_mut(), "tus-resumable", VERSION);
        if matches!(refusal, Refusal::TusVersion) {
            offer(response.headers_mut());
        }
        response
    })
}

/// What is spoken here.
pub(super) fn offer(headers: &mut HeaderMap) {
    set(headers, "tus-version", VERSION);
    set(headers, "tus-extension", EXTENSIONS);
}

/// A response that says no more.
pub(super) fn empty(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    set(response.headers_mut(), "tus-resumable", VERSION);
    response
}

/// How an upload stands.
pub(super) fn standing(status: StatusCode, upload: &Upload) -> Response<Body> {
    let mut response = empty(status);
    set(response.headers_mut(), "upload-offset", upload.received);
    if let Ok(time) = DateTime::parse_from_rfc3339(&upload.expires_at) {
        set(response.headers_mut(), "upload-expires", time.format("%a, %d %b %Y %H:%M:%S GMT"));
    }
    response
}

pub(super) fn set(headers: &mut HeaderMap, name: &'static str, value: impl std::fmt::Display) {
    if let Ok(value) = HeaderValue::from_str(&value.to_string()) {
        headers.insert(HeaderName::from_static(name), value);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_number_of_bytes_is_digits_and_nothing_else() {
        let read = |texts: &[&str]| {
            let mut headers = HeaderMap::new();
            for text in texts {
                headers.append("upload-length", text.parse().unwrap());
            }
            number(&headers, "upload-length").ok()
        };
        assert_eq!((read(&["0"]), read(&["1048576"])), (Some(0), Some(1_048_576)));
        for wrong in
            [&["+1"][..], &["-1"], &[""], &["1.5"], &["1e3"], &["0x10"], &["9999999999999999999"], &["1", "1"], &[]]
        {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
    }
}
