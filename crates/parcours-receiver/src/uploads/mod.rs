//! Files sent ahead of the submission that names them, in pieces, so that a line that breaks costs a piece and not the whole: the
//! protocol tus 1.0, its core with creation, expiration and termination.
//!
//! Whoever knows an upload's address may go on with it or drop it; nobody can read it. It lives for a day, or until a
//! submission takes it ([`taking`]). All of them together have a limit in bytes: past it, files travel in the submission.
//! What they hold is judged then, like any attachment.

mod pieces;
pub(crate) mod taking;
mod told;

use crate::config::{Inner, Receiver};
use crate::idempotency::hex;
use crate::refusal::Refusal;
use crate::storage::Upload;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{OriginalUri, Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use chrono::{DateTime, Duration, SecondsFormat, Utc};
use std::sync::{Arc, Weak};
use told::{number, respond, version};

/// How long an upload lives.
const LIFE: Duration = Duration::hours(24);
/// Most uploads at once: rows without bytes take room too.
const MOST: usize = 10_000;
/// How often those whose day is over are dropped, when nobody begins one.
const SWEEP: std::time::Duration = std::time::Duration::from_secs(600);

type Address = Result<Path<String>, PathRejection>;

/// `OPTIONS /uploads`: what is spoken here.
pub(crate) async fn options(State(receiver): State<Receiver>) -> Response<Body> {
    let mut response = told::empty(StatusCode::NO_CONTENT);
    told::offer(response.headers_mut());
    told::set(response.headers_mut(), "tus-max-size", receiver.inner.attachments.max_bytes);
    response
}

/// `POST /uploads`: begins one; 201 with its address in `Location`.
pub(crate) async fn create(
    State(receiver): State<Receiver>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response<Body> {
    respond(&headers, begin(&receiver.inner, &headers, uri.path()).await)
}

async fn begin(inner: &Inner, headers: &HeaderMap, path: &str) -> Result<Response<Body>, Refusal> {
    version(headers)?;
    let size = number(headers, "upload-length")?;
    let max = inner.attachments.max_bytes;
    if size > max {
        return Err(Refusal::TooLarge { limit: usize::try_from(max).unwrap_or(usize::MAX) });
    }
    let now = (inner.clock)();
    inner.storage.drop_old_uploads(&text(now)).await?;
    let id = draw().ok_or(Refusal::Failed)?;
    let new = Upload { size, received: 0, expires_at: text(now + LIFE) };
    if !inner.storage.open_upload(&id, &new, inner.upload_bytes, MOST).await? {
        return Err(Refusal::UploadsFull);
    }
    let mut response = told::standing(StatusCode::CREATED, &new);
    let address = format!("{}/{id}", path.trim_end_matches('/'));
    let address = HeaderValue::from_str(&address).map_err(|_| Refusal::Failed)?;
    response.headers_mut().insert(header::LOCATION, address);
    Ok(response)
}

/// `HEAD /uploads/{id}`: how much of it is here.
pub(crate) async fn stands(State(receiver): State<Receiver>, headers: HeaderMap, path: Address) -> Response<Body> {
    let answer = async {
        version(&headers)?;
        let upload = find(&receiver.inner, &id(path)?).await?;
        let mut response = told::standing(StatusCode::OK, &upload);
        told::set(response.headers_mut(), "upload-length", upload.size);
        Ok(response)
    };
    respond(&headers, answer.await)
}

/// `PATCH /uploads/{id}`: the bytes that follow those that are here.
pub(crate) async fn add(State(receiver): State<Receiver>, path: Address, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let answer = async {
        version(&parts.headers)?;
        let id = id(path)?;
        let upload = find(&receiver.inner, &id).await?;
        let upload = pieces::add(&receiver.inner, &parts.headers, &id, upload, body).await?;
        Ok(told::standing(StatusCode::NO_CONTENT, &upload))
    };
    respond(&parts.headers, answer.await)
}

/// `DELETE /uploads/{id}`: it is not wanted any more.
pub(crate) async fn end(State(receiver): State<Receiver>, headers: HeaderMap, path: Address) -> Response<Body> {
    let answer = async {
        version(&headers)?;
        let gone = receiver.inner.storage.drop_upload(&id(path)?).await?;
        if gone { Ok(told::empty(StatusCode::NO_CONTENT)) } else { Err(Refusal::NotFound) }
    };
    respond(&headers, answer.await)
}

async fn find(inner: &Inner, id: &str) -> Result<Upload, Refusal> {
    inner.storage.upload(id, &text((inner.clock)())).await?.ok_or(Refusal::NotFound)
}

fn id(path: Address) -> Result<String, Refusal> {
    path.ok().map(|Path(id)| id).filter(|id| is_id(id)).ok_or(Refusal::NotFound)
}

/// 128 bits that nobody can guess; nothing when the system gives no randomness.
fn draw() -> Option<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(hex(&bytes))
}

fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// A time as the database compares it.
fn text(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Drops, from time to time, those whose day is over: nobody's file stays because nobody else came.
pub(crate) fn sweep(inner: &Arc<Inner>) {
    let inner: Weak<Inner> = Arc::downgrade(inner);
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(SWEEP).await;
            let Some(inner) = inner.upgrade() else { return };
            if let Err(error) = inner.storage.drop_old_uploads(&text((inner.clock)())).await {
                tracing::warn!(database = %error, "old uploads stay a while");
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_its_shape_and_differs_each_time() {
        let drawn: std::collections::BTreeSet<String> = (0..1000).filter_map(|_| draw()).collect();
        assert_eq!(drawn.len(), 1000);
        assert!(drawn.iter().all(|id| is_id(id)));
        for other in ["", "0123456789abcdef0123456789abcdeF", "../../0123456789abcdef0123456789", "0123"] {
            assert!(!is_id(other), "{other}");
        }
    }
}
