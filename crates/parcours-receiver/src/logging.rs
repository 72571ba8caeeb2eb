//! What the log says of a request: method, route as declared, status, duration, form, and the code of a refusal.
//!
//! Never an answer, an address with an id in it, a header, a name, or the text of a database error. A test sends
//! marked content of every kind and searches the whole log, at the finest level, for the marks.

use crate::refusal::Refusal;
use axum::body::Body;
use axum::extract::{MatchedPath, Request};
use axum::http::{Method, Response};
use axum::middleware::Next;
use std::time::Instant;
use tracing::Level;

/// What a handler lets the log know, carried beside its response.
#[derive(Clone, Default)]
pub(crate) struct Logged {
    /// Id of a form this receiver offers (never one that a request merely names).
    pub(crate) form: Option<String>,
    refusal: Option<&'static str>,
    database: Option<String>,
}

impl Logged {
    pub(crate) fn refusal(refusal: &Refusal) -> Logged {
        let database = match refusal {
            Refusal::Storage(error) => Some(error.to_string()),
            _ => None,
        };
        Logged { form: None, refusal: Some(refusal.code()), database }
    }
}

/// Logs each request once it is answered.
pub(crate) async fn log_request(request: Request, next: Next) -> Response<Body> {
    let start = Instant::now();
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    let logged = response.extensions().get::<Logged>().cloned().unwrap_or_default();
    let status = response.status().as_u16();
    let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (form, refusal) = (logged.form.as_deref().unwrap_or("-"), logged.refusal.unwrap_or("-"));
    match logged.database {
        Some(database) => tracing::error!(method, route, status, ms, form, refusal, database, "request"),
        None => tracing::info!(method, route, status, ms, form, refusal, "request"),
    }
    response
}

/// A method is a word the sender chooses; only the usual ones are repeated.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// Writes the log to standard error, one line an event, and keeps the words of a panic out of it.
///
/// `PARCOURS_LOG` may say `error`, `warn`, `info` (the default), `debug`, `trace` or `off`.
pub fn log_to_stderr() {
    quiet_panics();
    let wanted = std::env::var("PARCOURS_LOG").unwrap_or_default();
    if wanted.eq_ignore_ascii_case("off") {
        return;
    }
    let level = wanted.parse().unwrap_or(Level::INFO);
    // A subscriber that is there already stays: the host chose it.
    let _ = tracing::subscriber::set_global_default(
        tracing_subscriber::fmt().with_max_level(level).with_ansi(false).with_writer(std::io::stderr).finish(),
    );
}

/// A panic says where it happened and not what it held, which could be an answer.
fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line()));
        tracing::error!(place = place.unwrap_or_default(), "panic");
    }));
}
