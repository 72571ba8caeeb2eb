//! Opening a dossier, and adding to its history.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use parcours_rules::dossier::{Deed, Dossier, Event, Process, ReadError, apply};
use parcours_schema::limits;
use serde_json::Value;

use super::asker::Asker;
use super::{answer, circumstances, load, now, tag};
use crate::config::Receiver;
use crate::reading::answer as respond;
use crate::refusal::Refusal;
use crate::storage::{Appended, NewEvent};
use crate::submissions::{envelope, json_type};
use crate::{body, idempotency};

/// Values of one event's JSON.
const VALUES: usize = 200_000;
/// How often an event is judged anew because another came first.
const TRIES: usize = 40;

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
    let reached = load(receiver, &id).await?;
    if reached.process.workflow().id != *workflow {
        return Err(Refusal::IdTaken);
    }
    let seen = reached.seen(&asker.bearer)?;
    if !new {
        asker.done(receiver).await?;
    }
    Ok(answer(if new { StatusCode::CREATED } else { StatusCode::OK }, &seen))
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
    let (new, seen) = add(receiver, asker, &id, event, expected).await?;
    let created = new && condition == Condition::Free;
    let mut response = answer(if created { StatusCode::CREATED } else { StatusCode::OK }, &seen);
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

/// Judges an event and puts it in the history; false when it was there before.
async fn add(
    receiver: &Receiver,
    asker: &mut Asker,
    id: &str,
    mut event: Event,
    expected: Option<&str>,
) -> Result<(bool, Dossier), Refusal> {
    let Asker { bearer, access } = asker;
    // What the token and this server know is not for the page to say.
    event.by.role.clone_from(&bearer.role);
    event.by.name.clone_from(&bearer.name);
    for _ in 0..TRIES {
        let reached = load(receiver, id).await?;
        let seen = reached.seen(bearer)?;
        if let Some(known) = reached.dossier.event(&event.id) {
            event.at.clone_from(&known.at);
            return if **known == event { Ok((false, seen)) } else { Err(Refusal::IdTaken) };
        }
        if expected.is_some_and(|expected| expected != "*" && expected != tag(&seen.to_value().to_string())) {
            return Err(Refusal::Stale);
        }
        if !is_theirs(&reached.process, &event.does, &bearer.role) {
            return Err(Refusal::NotYours);
        }
        event.at = now(receiver);
        let next = apply(&reached.process, &reached.dossier, event.clone(), &circumstances(receiver))
            .map_err(Refusal::Dossier)?;
        let value = event.to_value();
        // What could not be read back would lock the dossier for good.
        Event::from_value(&value).map_err(|ReadError { at, what }| Refusal::Envelope { at, what })?;
        let text = value.to_string();
        let new = NewEvent { dossier: id, place: next.history.len(), id: &event.id, event: &text, state: &next.state };
        access.at.clone_from(&event.at);
        if receiver.inner.storage.append(&new, access).await? == Appended::Done {
            let seen = reached.process.seen_by(&next, &bearer.role).ok_or(Refusal::NotFound)?;
            return Ok((true, seen));
        }
    }
    Err(Refusal::Stale)
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
