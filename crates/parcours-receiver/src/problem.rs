//! Refusals as `application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail`, and for answers `errors`,
//! each with a JSON pointer **into the answers** (`#/person/address/postal_code`), a code and a sentence.
//!
//! What a dossier became meanwhile (412) comes in `dossier`, as the role may read it, under the response's `ETag`; `changes`
//! says of each event since the writer read it when, by whom, and the answers it changed.
//!
//! `instance` is left out: it would be an address with a submission's id in it.

use crate::logging::Logged;
use crate::refusal::{Fix, Refusal};
use crate::words;
use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use parcours_rules::dossier::{self, Block};
use parcours_schema::Language;
use serde_json::{Value, json};

/// Seconds a sender should wait before it tries again when the database is out of reach.
const RETRY_AFTER: &str = "10";

/// The response that says why, in that language.
pub(crate) fn response(refusal: &Refusal, language: Language) -> Response<Body> {
    let status = refusal.status();
    let text = words::of(refusal, language);
    let mut problem = json!({
        "type": format!("urn:parcours:problem:{}", refusal.code()),
        "title": text.title,
        "status": status.as_u16(),
        "detail": text.detail,
    });
    if let (Refusal::Answers(fixes), Some(members)) = (refusal, problem.as_object_mut()) {
        members.insert("errors".to_owned(), fixes.iter().map(|fix| error(fix, language)).collect());
    }
    if let (Refusal::Dossier(refusal), Some(members)) = (refusal, problem.as_object_mut()) {
        let told =
            |pointer: &String| json!({ "pointer": fragment(pointer), "code": refusal.name(), "detail": text.detail });
        members.insert("errors".to_owned(), refusal.pointers().iter().map(told).collect());
        members.insert("blocked_by".to_owned(), blocks(refusal));
    }
    let mut content = problem.to_string();
    if let Refusal::Stale(newer) = refusal {
        content = with_member(&content, "changes", &newer.changes().to_string());
        content = with_member(&content, "dossier", newer.content());
    }
    let mut response = Response::new(Body::from(content));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    match refusal {
        Refusal::Stale(newer) => {
            if let Ok(tag) = HeaderValue::from_str(newer.tag()) {
                headers.insert(header::ETAG, tag);
            }
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        Refusal::Storage(_) => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER));
        }
        Refusal::TokenMissing => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        Refusal::TokenRefused => {
            let value = HeaderValue::from_static("Bearer error=\"invalid_token\"");
            headers.insert(header::WWW_AUTHENTICATE, value);
        }
        Refusal::RoleRefused => {
            let value = HeaderValue::from_static("Bearer error=\"insufficient_scope\"");
            headers.insert(header::WWW_AUTHENTICATE, value);
        }
        _ => {}
    }
    response.extensions_mut().insert(Logged::refusal(refusal));
    response
}

/// The text of a JSON object with one more member, of which the text is known: a long history is not read again for it.
pub(crate) fn with_member(object: &str, name: &str, json: &str) -> String {
    let open = object.strip_suffix('}').unwrap_or(object);
    let comma = if open.ends_with('{') { "" } else { "," };
    format!("{open}{comma}\"{name}\":{json}}}")
}

/// What must be done first: sections by number in the form, a guard, the roles whose signature is missing.
fn blocks(refusal: &dossier::Refusal) -> Value {
    let dossier::Refusal::Blocked { by } = refusal else { return Value::Array(Vec::new()) };
    let block = |block: &Block| match block {
        Block::Section { section, .. } => json!({ "section": section }),
        Block::Guard { why } => {
            json!({ "guard": why.as_ref().map(|why| json!({ "fr": why.fr, "en": why.en })) })
        }
        Block::Signatures { roles } => json!({ "signatures": roles }),
    };
    by.iter().map(block).collect()
}

fn error(fix: &Fix, language: Language) -> Value {
    let (at, code, detail) = match fix {
        Fix::Answer { problem, sentence } => (&problem.at, problem.code.name(), sentence.clone()),
        Fix::File { at, fault } => (at, fault.name().to_owned(), words::of_file(*fault, language)),
    };
    json!({ "pointer": fragment(at), "code": code, "detail": detail })
}

/// A JSON pointer as a URI fragment (RFC 6901 section 6): whatever a fragment may not hold is percent-encoded.
fn fragment(pointer: &str) -> String {
    let mut fragment = String::from("#");
    for byte in pointer.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'_' | b'-' | b'.' | b'~' => {
                fragment.push(char::from(byte));
            }
            _ => fragment.push_str(&format!("%{byte:02X}")),
        }
    }
    fragment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_becomes_a_fragment() {
        assert_eq!(fragment("/person/phones/0/number"), "#/person/phones/0/number");
        assert_eq!(fragment("/a b/é"), "#/a%20b/%C3%A9");
        assert_eq!(fragment(""), "#");
    }
}
