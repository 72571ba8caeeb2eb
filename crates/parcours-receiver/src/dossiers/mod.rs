//! Dossiers: opened, read, written to and listed by the roles of their workflow, each seeing their part only.
//!
//! The token says who asks, as what, and which dossiers they reach. A dossier out of reach and one that does not exist are
//! answered alike. What is judged, and what a role sees, is decided by `parcours_rules::dossier`, as in the page.
//! Every access is noted, without content: [`asker`].

mod arriving;
mod asker;
mod files;
mod kept;
mod listing;
mod newer;
mod reading;
mod turns;
mod writing;

pub(crate) use arriving::arrive;
pub(crate) use files::{get as get_file, put as put_file};
pub(crate) use kept::Shelf;
pub(crate) use listing::list;
pub(crate) use newer::Newer;
pub(crate) use reading::{accesses, one};
pub(crate) use turns::{Turns, judges};
pub(crate) use writing::{append, open, save};

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use chrono::SecondsFormat;
use parcours_rules::Native;
use parcours_rules::calendar::Moment;
use parcours_rules::dossier::{Circumstances, Event, replay};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::config::Receiver;
use crate::refusal::Refusal;
use kept::{Kept, View};
use turns::aside;

/// The dossier of an id: as it was last replayed when nobody added to it since, else replayed from its history.
async fn load(receiver: &Receiver, id: &str) -> Result<Arc<Kept>, Refusal> {
    let head = receiver.inner.storage.dossier_head(id).await?.ok_or(Refusal::NotFound)?;
    // A workflow that is no longer offered keeps its dossiers; they cannot be judged here.
    let process = receiver.inner.workflows.get(&head.workflow).ok_or(Refusal::NotFound)?.clone();
    let known = receiver.inner.shelf.get(id, head.events);
    if let Some(known) = known.filter(|known| known.dossier.opened_at == head.opened_at) {
        return Ok(known);
    }
    let events = receiver.inner.storage.dossier_events(id).await?;
    let id = id.to_owned();
    let replayed = aside(receiver, move || {
        let bytes = events.iter().map(String::len).sum();
        let mut history = Vec::with_capacity(events.len());
        for text in &events {
            let value: Value = serde_json::from_str(text).map_err(|_| Refusal::Failed)?;
            history.push(Event::from_value(&value).map_err(|_| Refusal::Failed)?);
        }
        let dossier = replay(&process, &id, &head.opened_at, history).map_err(|_| Refusal::Failed)?;
        Ok(Kept::new(process, dossier, bytes))
    });
    let replayed = replayed.await?;
    receiver.inner.shelf.put(&replayed);
    Ok(replayed)
}

/// What a role sees of a dossier.
async fn view(receiver: &Receiver, kept: &Arc<Kept>, role: &str) -> Result<Arc<View>, Refusal> {
    let (kept, role) = (kept.clone(), role.to_owned());
    aside(receiver, move || kept.view(&role)).await
}

fn answer(status: StatusCode, view: &View) -> Response<Body> {
    let content = view.content.clone();
    let mut response = (status, [(header::CONTENT_TYPE, "application/json")], content).into_response();
    if let Ok(tag) = HeaderValue::from_str(&view.tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn now(receiver: &Receiver) -> String {
    (receiver.inner.clock)().to_rfc3339_opts(SecondsFormat::Millis, true)
}

fn circumstances(receiver: &Receiver) -> Circumstances {
    let now = Moment::from_millis((receiver.inner.clock)().timestamp_millis());
    Circumstances::at(now, Arc::new(Native), sha256)
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
