//! The demo's sign-in, in place of a host portal's: anyone who gives a name gets a token for a
//! working day: an advisor's, or that of a role in a workflow. And the page its quick exit leads to.
//!
//! Only `parcours serve --demo` mounts it, on this machine alone, with a secret that dies with the process.

use crate::config::Receiver;
use crate::headers::PAGE_POLICY;
use crate::refusal::Refusal;
use crate::tokens::{ADVISOR, AUDITOR};
use crate::{body, language, problem};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, Response, header};
use axum::response::IntoResponse;
use chrono::{Duration, SecondsFormat};
use serde_json::{Value, json};

const HOURS: i64 = 8;
const NAME_CHARACTERS: usize = 100;
const BODY_BYTES: usize = 4096;

/// `GET /demo/weather/`: the page the demo's quick exit leads to, the same for everybody. The browser is told to forget what
/// this site stored (`ux.md` P-12).
pub(crate) async fn weather() -> Response<Body> {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, PAGE_POLICY),
        (HeaderName::from_static("clear-site-data"), "\"storage\""),
    ];
    (headers, include_str!("weather.html")).into_response()
}

/// `POST /demo/sign-in` `{"name":"…","role":"…"}` -> `{"token","token_type","role","expires_at"}`; `role` is `advisor` when
/// not given.
pub(crate) async fn sign_in(State(receiver): State<Receiver>, request: Request) -> Response<Body> {
    let language = language::of_request(request.headers());
    match token(&receiver, request).await {
        Ok(token) => ([(header::CONTENT_TYPE, "application/json")], token.to_string()).into_response(),
        Err(refusal) => problem::response(&refusal, language),
    }
}

async fn token(receiver: &Receiver, request: Request) -> Result<Value, Refusal> {
    let tokens = receiver.inner.tokens.as_ref().ok_or(Refusal::ReadingClosed)?;
    let (parts, body) = request.into_parts();
    let bytes = body::read(&parts.headers, body, BODY_BYTES).await?;
    let form: Value = serde_json::from_slice(&bytes)
        .map_err(|error| Refusal::NotJson { line: error.line(), column: error.column() })?;
    let name = form.get("name").and_then(Value::as_str).map(str::trim).unwrap_or_default();
    if name.is_empty() || name.chars().count() > NAME_CHARACTERS {
        return Err(Refusal::NameMissing);
    }
    let role = form.get("role").and_then(Value::as_str).unwrap_or(ADVISOR);
    let known = role == ADVISOR
        || role == AUDITOR
        || receiver.inner.workflows.iter().any(|process| process.workflow().role(role).is_some());
    if !known {
        return Err(Refusal::RoleRefused);
    }
    let expires = (receiver.inner.clock)() + Duration::hours(HOURS);
    let token = tokens.issue(role, name, expires.timestamp()).ok_or(Refusal::Failed)?;
    Ok(json!({
        "token": token,
        "token_type": "Bearer",
        "role": role,
        "expires_at": expires.to_rfc3339_opts(SecondsFormat::Secs, true),
    }))
}
