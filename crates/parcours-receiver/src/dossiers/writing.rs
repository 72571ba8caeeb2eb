//! Opening a dossier, and adding to its history.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use parcours_rules::dossier::{Deed, Dossier, Event, Process, ReadError, apply};
use parcours_schema::limits;
use serde_json::Value;

use super::asker::Asker;
use super::files;
use super::kept::{Kept, View};
use super::newer::Newer;
use super::turns::aside;
use super::{answer, circumstances, load, now, view};
use crate::config::Receiver;
use crate::reading::answer as respond;
use crate::refusal::Refusal;
use crate::storage::{Appended, NewEvent, StorageError};
use crate::submissions::{envelope, json_type};
use crate::{body, idempotency};

/// Values of one event's JSON.
const VALUES: usize = 200_000;
/// How often an event is judged anew because another receiver's came first; it waits one millisecond more each time.
const TRIES: u64 = 100;

/// `POST /dossiers` `{"id","workflow"}`: 201 with the new dossier; the same again: 200 with it as it is now.
pub(crate) async fn open(State(receiver): State<Receiver>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    respond(&parts.headers, open_one(&receiver, &parts.headers, body).await)
}

async fn open_one(receiver: &Receiver, headers: &HeaderMap, body: Body) -> Result<Response<Body>, Refusal> {
    let mut asker = Asker::of(receiver, headers, "open")?;
    let outcome = open_by(receiver, headers, &mut asker, body).await;
    asker.told(receiver, outcome).await
}

async fn open_by(
    receiver: &Receiver,
    headers: &HeaderMap,
    asker: &mut Asker,
    body: Body,
) -> Result<Response<Body>, Refusal> {
    let asked = json(receiver, headers, body).await?;
    let text = |key: &str| asked.get(key).and_then(Value::as_str);
    let id = text("id").and_then(idempotency::id).ok_or(envelope("/id", "must be a UUID"))?;
    asker.access.dossier.clone_from(&id);
    let process = text("workflow").and_then(|id| receiver.inner.workflows.get(id)).ok_or(Refusal::UnknownWorkflow)?;
    if !asker.bearer.reaches(&id) {
        return Err(Refusal::NotFound);
    }
    let role = &asker.bearer.role;
    let first = process.workflow().states.first();
    let assists = process.workflow().role(role).map(|role| role.assists.as_slice()).unwrap_or_default();
    let opens = |one: &String| one == role || assists.contains(one);
    if !first.is_some_and(|state| state.acts.iter().any(opens)) {
        return Err(Refusal::RoleRefused);
    }
    let opening = Dossier::open(process, &id, &asker.access.at);
    let workflow = &process.workflow().id;
    let new = receiver.inner.storage.open_dossier(&id, workflow, &opening.state, &asker.access).await?;
    let kept = load(receiver, &id).await?;
    if kept.process.workflow().id != *workflow {
        return Err(Refusal::IdTaken);
    }
    let view = view(receiver, &kept, role).await?;
    if !new {
        asker.done(receiver).await?;
    }
    Ok(answer(if new { StatusCode::CREATED } else { StatusCode::OK }, &view))
}

/// `PUT /dossiers/{id}` with `If-Match`: an event that saves answers; 200 with the dossier as it is then.
pub(crate) async fn save(
    State(receiver): State<Receiver>,
    path: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response<Body> {
    let id = path.map(|Path(id)| id).unwrap_or_default();
    let (parts, body) = request.into_parts();
    let outcome = write(&receiver, &parts.headers, &id, body, Condition::Needed).await;
    respond(&parts.headers, outcome)
}

/// `POST /dossiers/{id}/events`: any event, with or without `If-Match`; 201 with the dossier as it is then, 200 when the
/// event was there before.
pub(crate) async fn append(
    State(receiver): State<Receiver>,
    path: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response<Body> {
    let id = path.map(|Path(id)| id).unwrap_or_default();
    let (parts, body) = request.into_parts();
    let outcome = write(&receiver, &parts.headers, &id, body, Condition::Free).await;
    respond(&parts.headers, outcome)
}

/// Whether a request must say which content it changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Condition {
    Needed,
    Free,
}

async fn write(
    receiver: &Receiver,
    headers: &HeaderMap,
    id: &str,
    body: Body,
    condition: Condition,
) -> Result<Response<Body>, Refusal> {
    let mut asker = Asker::of(receiver, headers, "write")?;
    let outcome = write_by(receiver, headers, &mut asker, id, body, condition).await;
    asker.told(receiver, outcome).await
}

async fn write_by(
    receiver: &Receiver,
    headers: &HeaderMap,
    asker: &mut Asker,
    id: &str,
    body: Body,
    condition: Condition,
) -> Result<Response<Body>, Refusal> {
    let id = asker.reach(receiver, id)?;
    let value = json(receiver, headers, body).await?;
    let event =
        Event::from_value(&value).map_err(|ReadError { at, what }| Refusal::Envelope { at, what: what.to_string() })?;
    asker.access.action = match &event.does {
        // Only a name the workflows give: the notes hold nothing a sender wrote.
        Deed::Transition { id, .. } if known(receiver, id) => format!("transition:{id}"),
        other => other.name().to_owned(),
    };
    if condition == Condition::Needed && !matches!(event.does, Deed::Save { .. }) {
        return Err(envelope("/does", "must be save: post other events to /dossiers/{id}/events"));
    }
    let expected = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok()).map(str::trim);
    if expected.is_none() && condition == Condition::Needed {
        return Err(Refusal::ConditionMissing);
    }
    let expected = expected.filter(|expected| *expected != "*");
    let (new, view) = add(receiver, asker, &id, event, expected).await?;
    let created = new && condition == Condition::Free;
    let mut response = answer(if created { StatusCode::CREATED } else { StatusCode::OK }, &view);
    if !new {
        asker.done(receiver).await?;
        response.headers_mut().insert("idempotency-replayed", HeaderValue::from_static("true"));
    }
    Ok(response)
}

/// Whether a workflow offered here has that transition.
fn known(receiver: &Receiver, transition: &str) -> bool {
    let mut transitions = receiver.inner.workflows.iter().flat_map(|process| &process.workflow().transitions);
    transitions.any(|known| known.id == transition)
}

/// Judges an event and puts it in the history; false when it was there before. `expected` is the tag of the content it was
/// made on, when the writer says.
async fn add(
    receiver: &Receiver,
    asker: &mut Asker,
    id: &str,
    mut event: Event,
    expected: Option<&str>,
) -> Result<(bool, Arc<View>), Refusal> {
    let Asker { bearer, access } = asker;
    // What the token and this server know is not for the page to say.
    event.by.role.clone_from(&bearer.role);
    event.by.name.clone_from(&bearer.name);
    let _turn = receiver.inner.turns.wait(id).await;
    for again in 0..TRIES {
        let kept = load(receiver, id).await?;
        event.at = now(receiver);
        let judged = judge(receiver, &kept, event.clone(), expected.map(str::to_owned)).await?;
        let Judged::New(new) = judged else { return Ok((false, view(receiver, &kept, &bearer.role).await?)) };
        files::all_there(receiver, id, &new.files).await?;
        let dossier = &new.kept.dossier;
        access.at.clone_from(&event.at);
        let place = dossier.history.len();
        let row = NewEvent { dossier: id, place, id: &event.id, event: &new.text, state: &dossier.state };
        if receiver.inner.storage.append(&row, access).await? == Appended::Done {
            receiver.inner.shelf.put(&new.kept);
            return Ok((true, new.view));
        }
        // Another receiver on the same database came first.
        tokio::time::sleep(Duration::from_millis(again)).await;
    }
    Err(Refusal::Storage(StorageError { kind: "contention", code: None }))
}

enum Judged {
    New(Box<New>),
    Before,
}

/// An event that may be, and the dossier with it.
struct New {
    text: String,
    kept: Arc<Kept>,
    view: Arc<View>,
    /// Files it names, and that no event before did.
    files: Vec<(String, String)>,
}

async fn judge(
    receiver: &Receiver,
    kept: &Arc<Kept>,
    mut event: Event,
    expected: Option<String>,
) -> Result<Judged, Refusal> {
    let (kept, circumstances) = (kept.clone(), circumstances(receiver));
    aside(receiver, move || {
        let role = event.by.role.clone();
        // A role without a part must not learn that the dossier is there.
        let view = kept.view(&role)?;
        if let Some(known) = kept.dossier.event(&event.id) {
            event.at.clone_from(&known.at);
            return if **known == event { Ok(Judged::Before) } else { Err(Refusal::IdTaken) };
        }
        if let Some(expected) = expected.filter(|expected| *expected != view.tag) {
            return Err(Refusal::Stale(Box::new(Newer::than(&expected, view))));
        }
        if !is_theirs(&kept.process, &event.does, &role) {
            return Err(Refusal::NotYours);
        }
        let value = event.to_value();
        // What could not be read back would lock the dossier for good.
        Event::from_value(&value).map_err(|ReadError { at, what }| Refusal::Envelope { at, what })?;
        let text = value.to_string();
        let next = apply(&kept.process, &kept.dossier, event, &circumstances).map_err(Refusal::Dossier)?;
        let files = files::newly_named(&kept.process, &kept.dossier, &next);
        let kept = Kept::new(kept.process.clone(), next, kept.bytes + text.len());
        let view = kept.view(&role)?;
        Ok(Judged::New(Box::new(New { text, kept, view, files })))
    })
    .await
}

/// Whether that is ever this role's to do, in whatever state. A transition of other roles and one that does not exist are
/// refused alike.
fn is_theirs(process: &Process, deed: &Deed, role: &String) -> bool {
    let transitions = &process.workflow().transitions;
    match deed {
        // Rights to each answer are judged with the rest.
        Deed::Save { .. } => true,
        Deed::Transition { id, .. } => {
            transitions.iter().any(|transition| transition.id == *id && transition.by.contains(role))
        }
        Deed::Sign { .. } => transitions.iter().any(|transition| transition.signed_by.contains(role)),
    }
}

/// The body's JSON, within the limits.
async fn json(receiver: &Receiver, headers: &HeaderMap, body: Body) -> Result<Value, Refusal> {
    json_type(headers)?;
    let bytes = body::read(headers, body, receiver.inner.body_bytes).await?;
    body::within(&bytes, limits::JSON_DEPTH, VALUES)?;
    serde_json::from_slice(&bytes).map_err(|error| Refusal::NotJson { line: error.line(), column: error.column() })
}
