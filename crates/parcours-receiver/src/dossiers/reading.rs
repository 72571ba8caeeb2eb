//! One dossier, as the asker's role sees it; and who had access to it.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Response, StatusCode, header};
use axum::response::IntoResponse;
use serde_json::{Value, json};

use super::asker::Asker;
use super::{answer, load, view};
use crate::config::Receiver;
use crate::reading::answer as respond;
use crate::refusal::Refusal;
use crate::storage::Access;
use crate::tokens::AUDITOR;

/// `GET /dossiers/{id}`: the dossier; its `ETag` changes when what this role sees does.
pub(crate) async fn one(
    State(receiver): State<Receiver>,
    headers: HeaderMap,
    path: Result<Path<String>, PathRejection>,
) -> Response<Body> {
    let id = path.map(|Path(id)| id).unwrap_or_default();
    respond(&headers, read(&receiver, &headers, &id).await)
}

async fn read(receiver: &Receiver, headers: &HeaderMap, id: &str) -> Result<Response<Body>, Refusal> {
    let mut asker = Asker::of(receiver, headers, "read")?;
    let outcome = read_by(receiver, &mut asker, id).await;
    asker.told(receiver, outcome).await
}

async fn read_by(receiver: &Receiver, asker: &mut Asker, id: &str) -> Result<Response<Body>, Refusal> {
    let id = asker.reach(receiver, id)?;
    let kept = load(receiver, &id).await?;
    let view = view(receiver, &kept, &asker.bearer.role).await?;
    asker.done(receiver).await?;
    Ok(answer(StatusCode::OK, &view))
}

/// `GET /dossiers/{id}/accesses`: every access, the oldest first; for the role `auditor`.
pub(crate) async fn accesses(
    State(receiver): State<Receiver>,
    headers: HeaderMap,
    path: Result<Path<String>, PathRejection>,
) -> Response<Body> {
    let id = path.map(|Path(id)| id).unwrap_or_default();
    respond(&headers, read_accesses(&receiver, &headers, &id).await)
}

async fn read_accesses(receiver: &Receiver, headers: &HeaderMap, id: &str) -> Result<Response<Body>, Refusal> {
    let mut asker = Asker::of(receiver, headers, "accesses")?;
    let outcome = accesses_by(receiver, &mut asker, id).await;
    asker.told(receiver, outcome).await
}

async fn accesses_by(receiver: &Receiver, asker: &mut Asker, id: &str) -> Result<Response<Body>, Refusal> {
    let id = asker.reach(receiver, id)?;
    if asker.bearer.role != AUDITOR {
        return Err(Refusal::RoleRefused);
    }
    receiver.inner.storage.dossier_head(&id).await?.ok_or(Refusal::NotFound)?;
    asker.done(receiver).await?;
    let lines = receiver.inner.storage.accesses(&id).await?;
    let content = json!({ "accesses": lines.iter().map(line).collect::<Vec<_>>() });
    Ok(([(header::CONTENT_TYPE, "application/json")], content.to_string()).into_response())
}

fn line(access: &Access) -> Value {
    json!({
        "at": access.at,
        "subject": access.subject,
        "role": access.role,
        "action": access.action,
        "outcome": access.outcome,
    })
}
