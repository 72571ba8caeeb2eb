//! The dossiers within somebody's reach, for a desk: where each stands, who acts, what is due. No answer.

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, Response, header};
use axum::response::IntoResponse;
use parcours_rules::calendar::Holidays;
use parcours_rules::dossier::{Due, Timing};
use serde::Deserialize;
use serde_json::{Value, json};

use super::asker::Asker;
use super::{circumstances, load, view};
use crate::config::Receiver;
use crate::reading::{answer as respond, id_before, lines_of};
use crate::refusal::Refusal;
use crate::storage::{Access, DossierLine};
use crate::tokens::Bearer;

/// Lines when `limit` is not given, and at most. Each is a history to replay.
const LINES: usize = 50;
const MOST_LINES: usize = 100;
/// Most dossiers that one request looks through for those its filters leave.
const MOST_LOOKED_AT: usize = 2_000;

/// What may be asked of the list.
#[derive(Deserialize)]
pub(crate) struct Asked {
    limit: Option<String>,
    before: Option<String>,
    state: Option<String>,
    /// Id of a role: dossiers in which it is theirs to act.
    acts: Option<String>,
    /// `due`, `soon` or `late`.
    timing: Option<String>,
}

/// `GET /dossiers?state=&acts=&timing=&limit=&before=`: the last opened first; a person's own, in their token's order.
/// Pages are full: `next` is the `before` of the next one, null on the last. Should the filters leave so little that a
/// request would look through thousands, `next` says where to go on and the page may be short.
pub(crate) async fn list(
    State(receiver): State<Receiver>,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response<Body> {
    let asked = asked.map(|Query(asked)| asked).map_err(|_| Refusal::Query { name: "limit" });
    respond(&headers, page(&receiver, &headers, asked).await)
}

async fn page(
    receiver: &Receiver,
    headers: &HeaderMap,
    asked: Result<Asked, Refusal>,
) -> Result<Response<Body>, Refusal> {
    let asker = Asker::of(receiver, headers, "list")?;
    let outcome = page_by(receiver, &asker, asked).await;
    asker.told(receiver, outcome).await
}

async fn page_by(receiver: &Receiver, asker: &Asker, asked: Result<Asked, Refusal>) -> Result<Response<Body>, Refusal> {
    let bearer = &asker.bearer;
    let asked = asked?;
    let limit = lines_of(asked.limit.as_deref(), LINES, MOST_LINES)?;
    let before = id_before(asked.before.as_deref())?;
    let timing = match asked.timing.as_deref() {
        None => None,
        Some(name) => {
            let all = [Timing::Due, Timing::Soon, Timing::Late];
            Some(all.into_iter().find(|one| one.name() == name).ok_or(Refusal::Query { name: "timing" })?)
        }
    };
    let mut found = Found { lines: Vec::new(), next: None };
    let (mut last, mut looked_at) = (before, 0);
    'looking: loop {
        let (stored, more) = stored(receiver, bearer, limit, last.as_deref()).await?;
        for line in stored {
            if asked.state.as_ref().is_none_or(|state| *state == line.state)
                && let Some(told) = one(receiver, bearer, &line, asked.acts.as_deref(), timing).await?
            {
                if found.lines.len() == limit {
                    // There is one more: the next page begins after the last that is told here.
                    found.next = found.lines.last().map(id_of);
                    break 'looking;
                }
                found.lines.push(told);
            }
            looked_at += 1;
            last = Some(line.id);
        }
        if !more {
            break;
        }
        if looked_at >= MOST_LOOKED_AT {
            found.next = last;
            break;
        }
    }
    note(receiver, asker, &found.lines).await?;
    let content = json!({ "dossiers": found.lines, "next": found.next });
    Ok(([(header::CONTENT_TYPE, "application/json")], content.to_string()).into_response())
}

/// What a page tells.
struct Found {
    lines: Vec<Value>,
    next: Option<String>,
}

/// Some of the dossiers within reach after that one, and whether there are more.
async fn stored(
    receiver: &Receiver,
    bearer: &Bearer,
    limit: usize,
    after: Option<&str>,
) -> Result<(Vec<DossierLine>, bool), Refusal> {
    let storage = &receiver.inner.storage;
    if let Some(ids) = bearer.counted() {
        let start = after.map_or(0, |after| ids.iter().position(|id| id == after).map_or(ids.len(), |at| at + 1));
        return Ok((storage.dossier_lines_of(ids.get(start..).unwrap_or_default()).await?, false));
    }
    let mut stored = storage.dossier_lines(limit + 1, after).await?;
    let more = stored.len() > limit;
    stored.truncate(limit);
    Ok((stored, more))
}

fn id_of(line: &Value) -> String {
    line.get("id").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Each dossier that is listed was read; a list of none was asked for all the same.
async fn note(receiver: &Receiver, asker: &Asker, lines: &[Value]) -> Result<(), Refusal> {
    let of = |line: &Value| Access { dossier: id_of(line), ..asker.access.clone() };
    match lines {
        [] => asker.done(receiver).await,
        lines => Ok(receiver.inner.storage.note(&lines.iter().map(of).collect::<Vec<_>>()).await?),
    }
}

/// A line, unless the filters leave it out or the role has no part in it.
async fn one(
    receiver: &Receiver,
    bearer: &Bearer,
    line: &DossierLine,
    acts: Option<&str>,
    timing: Option<Timing>,
) -> Result<Option<Value>, Refusal> {
    let loaded = match load(receiver, &line.id).await {
        Ok(kept) => view(receiver, &kept, &bearer.role).await.map(|view| (kept, view)),
        Err(refusal) => Err(refusal),
    };
    let (kept, view) = match loaded {
        Ok(loaded) => loaded,
        Err(Refusal::NotFound) => return Ok(None),
        Err(refusal) => return Err(refusal),
    };
    let (process, seen) = (&kept.process, &view.seen);
    let state = process.workflow().state(&seen.state);
    let acting = state.map(|state| state.acts.as_slice()).unwrap_or_default();
    // Counted on what the role sees: a date it may not read must not show through a deadline.
    let deadlines = process.deadlines(seen, circumstances(receiver).now, &Holidays::default());
    let left_out = acts.is_some_and(|role| !acting.iter().any(|id| id == role))
        || timing.is_some_and(|timing| !deadlines.iter().any(|due| due.timing == timing));
    Ok((!left_out).then(|| {
        json!({
            "id": line.id,
            "workflow": line.workflow,
            "state": seen.state,
            "episode": seen.episode,
            "opened_at": seen.opened_at,
            "changed_at": seen.history.last().map_or(&seen.opened_at, |event| &event.at),
            "acts": acting,
            "deadlines": deadlines.iter().map(deadline).collect::<Vec<_>>(),
        })
    }))
}

fn deadline(due: &Due<'_>) -> Value {
    json!({
        "id": due.deadline.id,
        "at": due.at.to_string(),
        "day": due.day.map(|day| day.to_string()),
        "timing": due.timing.name(),
    })
}
