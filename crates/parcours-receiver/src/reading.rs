//! What an advisor reads: the list, one submission, one file. Every route asks for a token first.

use crate::config::Receiver;
use crate::refusal::Refusal;
use crate::storage::{File, Summary};
use crate::{idempotency, language, problem};
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, Response, header};
use axum::response::IntoResponse;
use serde::Deserialize;
use serde_json::{Value, json};

/// Lines of the list when `limit` is not given, and at most.
const LINES: usize = 50;
const MOST_LINES: usize = 200;

/// What may be asked of the list.
#[derive(Deserialize)]
pub(crate) struct Paging {
    limit: Option<String>,
    before: Option<String>,
}

/// `GET /submissions?limit=&before=`: newest first, without answers. `next` is the `before` of the next page.
pub(crate) async fn list(
    State(receiver): State<Receiver>,
    headers: HeaderMap,
    paging: Result<Query<Paging>, axum::extract::rejection::QueryRejection>,
) -> Response<Body> {
    let paging = paging.map(|Query(paging)| paging).map_err(|_| Refusal::Query { name: "limit" });
    answer(&headers, list_page(&receiver, &headers, paging).await)
}

async fn list_page(
    receiver: &Receiver,
    headers: &HeaderMap,
    paging: Result<Paging, Refusal>,
) -> Result<Response<Body>, Refusal> {
    authorize(receiver, headers)?;
    let paging = paging?;
    let limit = lines_of(paging.limit.as_deref(), LINES, MOST_LINES)?;
    let before = id_before(paging.before.as_deref())?;
    // One line more than asked says whether there is a next page.
    let mut lines = receiver.inner.storage.list(limit + 1, before.as_deref()).await?;
    let more = lines.len() > limit;
    lines.truncate(limit);
    let next = lines.last().filter(|_| more).map(|line| line.id.clone());
    Ok(json(&json!({ "submissions": lines.iter().map(summary).collect::<Vec<_>>(), "next": next })))
}

/// How many lines a page has: `usual` when nothing is asked, from 1 to `most`.
pub(crate) fn lines_of(asked: Option<&str>, usual: usize, most: usize) -> Result<usize, Refusal> {
    let Some(text) = asked else { return Ok(usual) };
    text.parse().ok().filter(|lines| (1..=most).contains(lines)).ok_or(Refusal::Query { name: "limit" })
}

/// The id a page comes after.
pub(crate) fn id_before(asked: Option<&str>) -> Result<Option<String>, Refusal> {
    asked.map(|text| idempotency::id(text).ok_or(Refusal::Query { name: "before" })).transpose()
}

/// `GET /submissions/{id}`: the envelope in normal form; its files by their SHA-256.
pub(crate) async fn one(
    State(receiver): State<Receiver>,
    headers: HeaderMap,
    path: Result<Path<String>, axum::extract::rejection::PathRejection>,
) -> Response<Body> {
    let id = path.map(|Path(id)| id).unwrap_or_default();
    answer(&headers, one_submission(&receiver, &headers, &id).await)
}

async fn one_submission(receiver: &Receiver, headers: &HeaderMap, id: &str) -> Result<Response<Body>, Refusal> {
    authorize(receiver, headers)?;
    let id = idempotency::id(id).ok_or(Refusal::NotFound)?;
    let stored = receiver.inner.storage.stored(&id).await?.ok_or(Refusal::NotFound)?;
    let envelope: Value = serde_json::from_str(&stored.envelope).map_err(|_| Refusal::Failed)?;
    Ok(json(&json!({
        "id": id,
        "reference": stored.reference,
        "received_at": stored.received_at,
        "envelope": envelope,
    })))
}

/// `GET /submissions/{id}/attachments/{sha256}`: always a download, never shown in the portal's own origin.
pub(crate) async fn attachment(
    State(receiver): State<Receiver>,
    headers: HeaderMap,
    path: Result<Path<(String, String)>, axum::extract::rejection::PathRejection>,
) -> Response<Body> {
    let (id, sha256) = path.map(|Path(both)| both).unwrap_or_default();
    answer(&headers, one_attachment(&receiver, &headers, &id, &sha256).await)
}

async fn one_attachment(
    receiver: &Receiver,
    headers: &HeaderMap,
    id: &str,
    sha256: &str,
) -> Result<Response<Body>, Refusal> {
    authorize(receiver, headers)?;
    let id = idempotency::id(id).ok_or(Refusal::NotFound)?;
    let sha256 = sha256.to_ascii_lowercase();
    download(receiver.inner.storage.file(&id, &sha256).await?.ok_or(Refusal::NotFound)?)
}

/// A file, always as a download.
pub(crate) fn download(file: File) -> Result<Response<Body>, Refusal> {
    let mut response = Response::new(Body::from(file.content));
    let headers = response.headers_mut();
    let media_type = HeaderValue::from_str(&file.media_type).map_err(|_| Refusal::Failed)?;
    headers.insert(header::CONTENT_TYPE, media_type);
    let disposition = HeaderValue::from_str(&disposition(&file.name)).map_err(|_| Refusal::Failed)?;
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    Ok(response)
}

/// RFC 6266: the name in UTF-8, percent-encoded, whatever it holds. No plain `filename`: nothing to quote wrongly.
fn disposition(name: &str) -> String {
    let mut value = String::from("attachment; filename*=UTF-8''");
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => value.push(char::from(byte)),
            _ => value.push_str(&format!("%{byte:02X}")),
        }
    }
    value
}

fn authorize(receiver: &Receiver, headers: &HeaderMap) -> Result<(), Refusal> {
    receiver.inner.tokens.as_ref().ok_or(Refusal::ReadingClosed)?.check(headers)
}

fn summary(line: &Summary) -> Value {
    json!({
        "id": line.id,
        "reference": line.reference,
        "form": { "id": line.form_id, "version": line.form_version, "revision": line.form_revision },
        "language": line.language,
        "filled_by": { "kind": line.filled_by },
        "submitted_at": line.submitted_at,
        "received_at": line.received_at,
        "attachments": line.files,
    })
}

fn json(value: &Value) -> Response<Body> {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

/// The answer, or the refusal in the request's language.
pub(crate) fn answer(headers: &HeaderMap, outcome: Result<Response<Body>, Refusal>) -> Response<Body> {
    outcome.unwrap_or_else(|refusal| problem::response(&refusal, language::of_request(headers)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_cannot_leave_its_header() {
        assert_eq!(disposition("bilan.pdf"), "attachment; filename*=UTF-8''bilan.pdf");
        assert_eq!(disposition("é\"; x=\r\n"), "attachment; filename*=UTF-8''%C3%A9%22%3B%20x%3D%0D%0A");
    }
}
