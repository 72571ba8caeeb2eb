//! `POST /submissions`: an envelope comes in, is checked with the same rules as in the page, and is stored once.
//!
//! The order of the questions asked of a request matters: a submission that was received before gets its receipt
//! again without being judged again, because the calendar or the form may have moved on in the meantime.

use crate::calendar::judging_day;
use crate::config::{Inner, Receiver};
use crate::definitions::{Definition, Lookup};
use crate::logging::Logged;
use crate::refusal::{Fix, Refusal};
use crate::storage::{File, Kept, NewSubmission, Receipt};
use crate::uploads::taking;
use crate::{attachments, body, dossiers, idempotency, language, multipart, problem, reference};
use axum::body::Body;
use axum::extract::{OriginalUri, Request, State};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use chrono::{DateTime, SecondsFormat, Utc};
use parcours_rules::{Context, Native};
use parcours_schema::{Language, Severity, Submission, SubmissionError, limits};
use serde_json::{Value, json};
use std::sync::Arc;

/// Values in one envelope: the largest form has 10,000 questions, and rows repeat some of them.
const VALUES: usize = 200_000;
/// Orientation findings in one envelope, and characters of the id of each.
const FINDINGS: usize = 100;
const FINDING_CHARACTERS: usize = 100;

/// The handler.
pub(crate) async fn submit(
    State(receiver): State<Receiver>,
    OriginalUri(uri): OriginalUri,
    request: Request,
) -> Response<Body> {
    let mut known = Known { asked: language::asked(request.headers()), envelope: None, form: None };
    let mut response = match receive(&receiver.inner, request, &mut known).await {
        Ok(received) => created(uri.path(), &received),
        Err(refusal) => problem::response(&refusal, known.language()),
    };
    if known.form.is_some() {
        let mut logged = response.extensions().get::<Logged>().cloned().unwrap_or_default();
        logged.form = known.form;
        response.extensions_mut().insert(logged);
    }
    response
}

/// What is known of a request so far, for the answer and the log.
struct Known {
    /// The language `Accept-Language` asks for.
    asked: Option<Language>,
    /// The language of the envelope, once it is read.
    envelope: Option<Language>,
    /// Id of the form, once it is known to be one of ours.
    form: Option<String>,
}

impl Known {
    /// The page asks for its own language; a sender that asks for none wrote its envelope in one.
    fn language(&self) -> Language {
        self.asked.or(self.envelope).unwrap_or_default()
    }
}

struct Received {
    id: String,
    receipt: Receipt,
    before: bool,
}

async fn receive(inner: &Arc<Inner>, request: Request, known: &mut Known) -> Result<Received, Refusal> {
    let (parts, body) = request.into_parts();
    let bytes = if multipart::is(&parts.headers) {
        multipart::as_json(&parts.headers, body, inner.body_bytes).await?
    } else {
        json_type(&parts.headers)?;
        body::read(&parts.headers, body, inner.body_bytes).await?
    };
    let key = idempotency::key(&parts.headers)?;

    let Read { submission, uploads, fingerprint } = apart(move || read(&bytes)).await??;
    known.envelope = Some(submission.language);
    let id = idempotency::id(&submission.id).ok_or_else(|| envelope("/id", "must be a UUID"))?;
    if id != key {
        return Err(Refusal::KeyMismatch);
    }
    store(inner, submission, uploads, id, fingerprint, known).await
}

/// Checks and keeps a submission that this server made of a page without script; gives its reference.
pub(crate) async fn take(inner: &Arc<Inner>, submission: Submission, language: Language) -> Result<String, Refusal> {
    let mut known = Known { asked: Some(language), envelope: Some(language), form: None };
    let id = idempotency::id(&submission.id).ok_or_else(|| envelope("/id", "must be a UUID"))?;
    let fingerprint = idempotency::fingerprint(&submission.to_value());
    Ok(store(inner, submission, Vec::new(), id, fingerprint, &mut known).await?.receipt.reference)
}

/// Checks a submission and keeps it, unless it was received before.
async fn store(
    inner: &Arc<Inner>,
    mut submission: Submission,
    uploads: Vec<Option<String>>,
    id: String,
    fingerprint: String,
    known: &mut Known,
) -> Result<Received, Refusal> {
    let offered = inner.definitions.find(&submission.form.id, &submission.form.version);
    if let Lookup::Found(definition) = &offered {
        known.form = Some(definition.form().id.clone());
    }
    if let Some(receipt) = inner.storage.receipt(&id).await? {
        return again(id, receipt, &fingerprint);
    }

    let definition = match offered {
        Lookup::Found(definition) if definition.form().is_sent() => definition.clone(),
        // A form that only shows the way has nothing to be kept.
        Lookup::Found(_) => return Err(Refusal::UnknownForm),
        Lookup::UnknownVersion => return Err(Refusal::UnknownVersion),
        Lookup::UnknownForm => return Err(Refusal::UnknownForm),
    };
    if definition.form().revision != submission.form.revision {
        return Err(envelope("/form/revision", "is not the revision of that version of the form"));
    }
    let (now, limits, language) = ((inner.clock)(), inner.attachments, known.language());
    let submitted = moment(&submission.submitted_at, "/submitted_at")?;
    moment(&submission.started_at, "/started_at")?;
    findings(&submission.orientation)?;

    let mut turn = None;
    if uploads.iter().any(Option::is_some) {
        turn = Some(inner.taking.acquire().await.map_err(|_| Refusal::Failed)?);
        taking::bring(inner, &mut submission, &uploads, &id, now).await?;
    }
    let (checked, files) = apart(move || check(&definition, submission, language, submitted, now, limits)).await??;
    let taken = taking::take(inner, &checked, &uploads, &id).await?;
    let new = NewSubmission { uploads: taken, ..new_submission(&id, fingerprint, &checked, files, now) };
    // Without randomness from the system no reference can be given, so nothing is stored.
    reference::draw().ok_or(Refusal::Failed)?;
    dossiers::arrive(inner, &checked, &id, &new.files, &new.received_at).await?;
    let kept = inner.storage.keep(&new, || reference::draw().unwrap_or_default()).await?;
    drop(turn);
    match kept {
        Kept::New(receipt) => Ok(Received { id, receipt, before: false }),
        Kept::Before(receipt) => again(id, receipt, &new.fingerprint),
    }
}

/// Runs what takes long (a large JSON, its hashes) apart from the threads that answer requests.
pub(crate) async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Refusal::Failed)
}

/// Whether the body is said to be JSON in UTF-8.
pub(crate) fn json_type(headers: &HeaderMap) -> Result<(), Refusal> {
    let value = body::content_type(headers);
    let (essence, parameters) = value.split_once(';').unwrap_or((value, ""));
    let charset = parameters.to_ascii_lowercase();
    let utf8 = !charset.contains("charset") || charset.contains("utf-8") || charset.contains("utf8");
    if essence.trim().eq_ignore_ascii_case("application/json") && utf8 { Ok(()) } else { Err(Refusal::NotJsonType) }
}

/// An envelope as it came.
struct Read {
    submission: Submission,
    /// The upload each attachment names, in their order.
    uploads: Vec<Option<String>>,
    fingerprint: String,
}

fn read(bytes: &[u8]) -> Result<Read, Refusal> {
    body::within(bytes, limits::JSON_DEPTH, VALUES)?;
    let mut value: Value = serde_json::from_slice(bytes)
        .map_err(|error| Refusal::NotJson { line: error.line(), column: error.column() })?;
    let fingerprint = idempotency::fingerprint(&value);
    let uploads = taking::named(&mut value)?;
    let submission =
        Submission::from_value(value).map_err(|SubmissionError { at, what }| Refusal::Envelope { at, what })?;
    Ok(Read { submission, uploads, fingerprint })
}

/// An envelope or an event that is none: where, and what is wrong there.
pub(crate) fn envelope(at: &str, what: &str) -> Refusal {
    Refusal::Envelope { at: at.to_owned(), what: what.to_owned() }
}

fn moment(text: &str, at: &str) -> Result<DateTime<Utc>, Refusal> {
    DateTime::parse_from_rfc3339(text)
        .map(|moment| moment.to_utc())
        .map_err(|_| envelope(at, "must be a time such as 2026-11-22T13:30:00-05:00"))
}

/// Orientation findings are ids of rules, said by the page; free text has no place among them.
fn findings(ids: &[String]) -> Result<(), Refusal> {
    let plain = |id: &String| {
        id.len() <= FINDING_CHARACTERS && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.:".contains(&b))
    };
    if ids.len() <= FINDINGS && ids.iter().all(plain) {
        return Ok(());
    }
    Err(envelope("/orientation", "must be at most 100 ids of orientation rules"))
}

/// The submission in normal form, files apart, or everything that must be corrected.
fn check(
    definition: &Definition,
    mut submission: Submission,
    language: Language,
    submitted: DateTime<Utc>,
    now: DateTime<Utc>,
    limits: attachments::AttachmentLimits,
) -> Result<(Submission, Vec<File>), Refusal> {
    let form = definition.form();
    let context = Context { today: judging_day(submitted, now), platform: Arc::new(Native) };
    let report = definition.rules.check(&submission.answers, &context);
    let mut fixes: Vec<Fix> = report
        .problems
        .into_iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| {
            let sentence = parcours_text::sentence(&problem, form, language);
            Fix::Answer { problem, sentence }
        })
        .collect();
    let files = attachments::check(form, &report.answers, &submission.attachments, limits).unwrap_or_else(|found| {
        fixes.extend(found);
        Vec::new()
    });
    if !fixes.is_empty() {
        return Err(Refusal::Answers(fixes));
    }
    // What the page found is not taken at its word: whoever reads this decides with it.
    let open = definition.doors.iter().flat_map(|doors| doors.open(&report.answers, &context));
    submission.orientation = open.map(|open| open.rule.id.clone()).collect();
    submission.answers = report.answers;
    for (entry, file) in submission.attachments.iter_mut().zip(&files) {
        entry.content = None;
        entry.name.clone_from(&file.name);
        entry.media_type.clone_from(&file.media_type);
        entry.sha256.clone_from(&file.sha256);
    }
    Ok((submission, files))
}

fn new_submission(
    id: &str,
    fingerprint: String,
    submission: &Submission,
    files: Vec<File>,
    now: DateTime<Utc>,
) -> NewSubmission {
    NewSubmission {
        id: id.to_owned(),
        fingerprint,
        form_id: submission.form.id.clone(),
        form_version: submission.form.version.clone(),
        form_revision: submission.form.revision.clone(),
        language: submission.language.code().to_owned(),
        filled_by: submission.filled_by.name().to_owned(),
        submitted_at: submission.submitted_at.clone(),
        received_at: now.to_rfc3339_opts(SecondsFormat::Millis, true),
        envelope: submission.to_value().to_string(),
        files,
        uploads: Vec::new(),
    }
}

/// The receipt of a submission that was here before, if this is the same one.
fn again(id: String, receipt: Receipt, fingerprint: &str) -> Result<Received, Refusal> {
    if receipt.fingerprint == fingerprint {
        Ok(Received { id, receipt, before: true })
    } else {
        Err(Refusal::KeyReused)
    }
}

fn created(path: &str, received: &Received) -> Response<Body> {
    let receipt = json!({ "reference": received.receipt.reference, "received_at": received.receipt.received_at });
    // Beside the address posted to, whatever the host calls it and wherever it mounted the router.
    let above = path.rsplit_once('/').map_or("", |(above, _)| above);
    let mut response =
        (StatusCode::CREATED, [(header::CONTENT_TYPE, "application/json")], receipt.to_string()).into_response();
    if let Ok(location) = HeaderValue::from_str(&format!("{above}/submissions/{}", received.id)) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    if received.before {
        response.headers_mut().insert("idempotency-replayed", HeaderValue::from_static("true"));
    }
    response
}
