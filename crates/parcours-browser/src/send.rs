//! Sending: one POST of JSON, the same key for every try, nothing else leaves (`ux.md` P-08). What a reply means is
//! judged in `reply.rs`; whether it may be sent at all was decided by the journey.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use gloo::timers::callback::Timeout;
use js_sys::{Array, Date, Function, JSON, Promise, Reflect};
use parcours_rules::journey::{FailureKind, Outcome};
use parcours_schema::Submission;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Request, RequestInit, Response};

use crate::files::Files;
use crate::reply::{self, Reply};
use crate::{destination, window};

/// How long an answer is waited for; a heavier request has longer.
const PATIENCE: Duration = Duration::from_secs(30);
/// Bytes a second that even a slow connection carries.
const SLOW: usize = 20_000;
/// Pauses before trying again, in seconds: only when no connection was made or the server said 503.
const PAUSES: [u32; 2] = [1, 4];
/// Longest pause a server may ask for without the person being told.
const LONGEST_PAUSE: u32 = 10;
/// Largest request, in bytes; a backend's own limit is usually lower, and said by it.
const LARGEST_REQUEST: usize = 200 * 1024 * 1024;
/// What every request is: nothing kept, nothing followed, nothing told of where it came from.
const INIT: &str = r#"{"method":"POST","cache":"no-store","credentials":"same-origin","redirect":"error",
    "referrerPolicy":"no-referrer"}"#;

/// Where and how the host page wants the form sent.
#[derive(Clone, Default)]
pub struct Transport {
    /// The address; relative ones are resolved against the page.
    pub action: String,
    /// Other origins the host page allows.
    pub allowed: Vec<String>,
    /// Headers of the host page (a token against forgery, say), name and value.
    pub headers: Vec<(String, String)>,
    /// A function used instead of `fetch`.
    pub fetch: Option<Function>,
    /// A function that sends in its own way: called with the envelope and `{ key, signal }`, it gives back a promise of
    /// `{ reference }`, of `{ errors: [{ pointer, code, detail }] }`, or of a `Response`.
    pub send: Option<Function>,
}

/// The request on its way, so that it can be dropped with the form.
#[derive(Default)]
pub struct Line {
    current: RefCell<Option<AbortController>>,
    closed: Cell<bool>,
}

impl Line {
    /// Drops the request on its way, if there is one.
    pub fn cut(&self) {
        if let Some(controller) = self.current.borrow_mut().take() {
            controller.abort();
        }
    }

    /// Drops the request on its way, and makes no other: the form has left the page.
    pub fn close(&self) {
        self.closed.set(true);
        self.cut();
    }

    fn open(&self) -> Option<AbortController> {
        if self.closed.get() {
            return None;
        }
        let controller = AbortController::new().ok()?;
        *self.current.borrow_mut() = Some(controller.clone());
        Some(controller)
    }
}

/// The envelope as JSON text, with the content of its files; `None` when a file can no longer be read.
pub async fn envelope(mut submission: Submission, files: &Files) -> Option<String> {
    for entry in &mut submission.attachments {
        entry.content = Some(files.content(&entry.sha256).await?);
    }
    serde_json::to_string(&submission.to_value()).ok()
}

/// Sends, tries again where that is safe and useful, and says how it ended.
pub async fn send(transport: &Transport, id: &str, language: &str, body: &str, line: &Line) -> Outcome {
    if body.len() > LARGEST_REQUEST {
        return Outcome::failed(FailureKind::TooLarge);
    }
    if let Some(send) = &transport.send {
        return by_host(send, id, body, line).await;
    }
    let Some(address) = destination::check(&transport.action, &transport.allowed) else {
        return Outcome::failed(FailureKind::NotSet);
    };
    let mut pauses = PAUSES.into_iter();
    loop {
        if window().is_ok_and(|window| !window.navigator().on_line()) {
            return Outcome::failed(FailureKind::Offline);
        }
        let outcome = attempt(transport, &address, id, language, body, line).await;
        let pause = match &outcome {
            Outcome::Failed(failure) => match failure.kind {
                FailureKind::Network => pauses.next(),
                FailureKind::Busy { retry_after: None } => pauses.next(),
                FailureKind::Busy { retry_after: Some(asked) } if asked <= LONGEST_PAUSE => {
                    pauses.next().map(|pause| pause.max(asked))
                }
                _ => None,
            },
            _ => None,
        };
        match pause {
            Some(seconds) => sleep(Duration::from_secs(seconds.into())).await,
            None => return outcome,
        }
    }
}

async fn attempt(transport: &Transport, address: &str, id: &str, language: &str, body: &str, line: &Line) -> Outcome {
    let Some(controller) = line.open() else { return Outcome::failed(FailureKind::NotSet) };
    let Some(request) = request(transport, address, id, language, body, &controller) else {
        return Outcome::failed(FailureKind::NotSet);
    };
    let started = match (&transport.fetch, window()) {
        (Some(fetch), _) => fetch.call1(&JsValue::UNDEFINED, &request).map(|promise| Promise::resolve(&promise)),
        (None, Ok(window)) => Ok(window.fetch_with_request(&request)),
        (None, Err(_)) => return Outcome::failed(FailureKind::NotSet),
    };
    let Ok(promise) = started else { return Outcome::failed(FailureKind::NotSet) };
    let _timeout = patience(&controller, body.len());
    match JsFuture::from(promise).await.map(Response::unchecked_from_js) {
        Ok(response) => read(&response).await.unwrap_or_else(|| lost(&controller)),
        Err(_) => lost(&controller),
    }
}

fn request(
    transport: &Transport,
    address: &str,
    id: &str,
    language: &str,
    body: &str,
    controller: &AbortController,
) -> Option<Request> {
    let ours = [
        ("Content-Type", "application/json"),
        ("Accept", "application/json, application/problem+json"),
        ("Accept-Language", language),
        ("Idempotency-Key", id),
    ];
    let theirs = transport.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let theirs =
        theirs.filter(|(name, _)| !ours[..2].iter().chain(&ours[3..]).any(|(our, _)| our.eq_ignore_ascii_case(name)));
    let headers = Array::new();
    for (name, value) in theirs.chain(ours) {
        headers.push(&Array::of2(&name.into(), &value.into()));
    }
    // As data: one import of a parser already there, rather than one for each setting.
    let init = JSON::parse(INIT).ok()?;
    Reflect::set(&init, &"headers".into(), &headers).ok()?;
    Reflect::set(&init, &"body".into(), &body.into()).ok()?;
    Reflect::set(&init, &"signal".into(), &controller.signal()).ok()?;
    let init: RequestInit = init.unchecked_into();
    Request::new_with_str_and_init(address, &init).ok()
}

/// Aborts when nothing came in time, unless dropped before.
fn patience(controller: &AbortController, bytes: usize) -> Timeout {
    let controller = controller.clone();
    let milliseconds = PATIENCE.as_millis() as u32 + (bytes / SLOW * 1000) as u32;
    Timeout::new(milliseconds, move || controller.abort())
}

/// No answer: because we stopped waiting, or because none could come.
fn lost(controller: &AbortController) -> Outcome {
    Outcome::failed(if controller.signal().aborted() { FailureKind::Timeout } else { FailureKind::Network })
}

/// What a response means; `None` when its body never came.
async fn read(response: &Response) -> Option<Outcome> {
    let header = |name: &str| response.headers().get(name).ok().flatten().unwrap_or_default();
    let length = header("content-length").parse::<usize>().unwrap_or(0);
    let body = if length > reply::LARGEST {
        String::new()
    } else {
        JsFuture::from(response.text().ok()?).await.ok()?.as_string()?
    };
    Some(reply::outcome(&Reply {
        status: response.status(),
        content_type: &header("content-type"),
        retry_after: seconds(&header("retry-after")),
        body: &body,
    }))
}

/// `Retry-After`: seconds, or a date.
fn seconds(header: &str) -> Option<u32> {
    header.trim().parse().ok().or_else(|| {
        let wait = (Date::parse(header) - Date::now()) / 1000.0;
        (wait.is_finite() && !header.is_empty()).then(|| wait.max(0.0).ceil() as u32)
    })
}

/// The host page's own transport. Its promise may take as long as it needs: the host knows why.
async fn by_host(send: &Function, id: &str, body: &str, line: &Line) -> Outcome {
    let not_set = || Outcome::failed(FailureKind::NotSet);
    let (Some(controller), Ok(envelope)) = (line.open(), JSON::parse(body)) else { return not_set() };
    let context = js_sys::Object::new();
    let known = Reflect::set(&context, &"key".into(), &id.into());
    if known.and(Reflect::set(&context, &"signal".into(), &controller.signal())).is_err() {
        return not_set();
    }
    let Ok(given) = send.apply(&JsValue::UNDEFINED, &Array::of2(&envelope, &context)) else { return not_set() };
    let Ok(value) = JsFuture::from(Promise::resolve(&given)).await else { return lost(&controller) };
    if let Some(response) = value.dyn_ref::<Response>() {
        return read(response).await.unwrap_or_else(|| lost(&controller));
    }
    let text = JSON::stringify(&value).ok().and_then(|text| text.as_string()).unwrap_or_default();
    reply::of_host(&text)
}

async fn sleep(time: Duration) {
    let mut timeout = None;
    let promise = Promise::new(&mut |resolve, _| {
        timeout = Some(Timeout::new(time.as_millis() as u32, move || {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }));
    });
    let _ = JsFuture::from(promise).await;
}
