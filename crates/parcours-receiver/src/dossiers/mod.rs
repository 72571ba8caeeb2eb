//! Dossiers: opened, read, written to and listed by the roles of their workflow, each seeing their part only.
//!
//! The token says who asks, as what, and which dossiers they reach. A dossier out of reach and one that does not exist are
//! answered alike. What is judged, and what a role sees, is decided by `parcours_rules::dossier`, as in the page.
//! Every access is noted, without content: [`asker`].

mod asker;
mod listing;
mod reading;
mod writing;

pub(crate) use listing::list;
pub(crate) use reading::{accesses, one};
pub(crate) use writing::{append, open, save};

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use chrono::SecondsFormat;
use parcours_rules::Native;
use parcours_rules::calendar::Moment;
use parcours_rules::dossier::{Circumstances, Dossier, Event, Process, replay};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::config::Receiver;
use crate::idempotency;
use crate::refusal::Refusal;
use crate::tokens::Bearer;

/// A dossier somebody reaches, whole; only [`Reached::seen`] may leave.
struct Reached {
    process: Arc<Process>,
    dossier: Dossier,
}

impl Reached {
    /// The dossier as the asker's role sees it.
    fn seen(&self, bearer: &Bearer) -> Result<Dossier, Refusal> {
        self.process.seen_by(&self.dossier, &bearer.role).ok_or(Refusal::NotFound)
    }
}

/// The dossier of an id, replayed from its history.
async fn load(receiver: &Receiver, id: &str) -> Result<Reached, Refusal> {
    let stored = receiver.inner.storage.dossier(id).await?.ok_or(Refusal::NotFound)?;
    // A workflow that is no longer offered keeps its dossiers; they cannot be judged here.
    let process = receiver.inner.workflows.get(&stored.workflow).ok_or(Refusal::NotFound)?.clone();
    let mut history = Vec::with_capacity(stored.events.len());
    for text in &stored.events {
        let value: Value = serde_json::from_str(text).map_err(|_| Refusal::Failed)?;
        history.push(Event::from_value(&value).map_err(|_| Refusal::Failed)?);
    }
    let dossier = replay(&process, id, &stored.opened_at, history).map_err(|_| Refusal::Failed)?;
    Ok(Reached { process, dossier })
}

/// Says what this very content is called. Made of what the role sees: what happens elsewhere leaves no trace in it.
fn tag(content: &str) -> String {
    let digest = idempotency::hex(&Sha256::digest(content.as_bytes()));
    format!("\"{}\"", digest.get(..32).unwrap_or_default())
}

fn answer(status: StatusCode, dossier: &Dossier) -> Response<Body> {
    let content = dossier.to_value().to_string();
    let tag = tag(&content);
    let mut response = (status, [(header::CONTENT_TYPE, "application/json")], content).into_response();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
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
