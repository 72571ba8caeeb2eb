//! A whole small site for `parcours serve`: the receiver under `/api`, the portal's pages, and the demo's sign-in.

use crate::config::Receiver;
use crate::headers::{PAGE_POLICY, secure};
use crate::logging::log_request;
use crate::refusal::Refusal;
use crate::static_files::StaticFiles;
use crate::{demo, language, plain, preview, problem, submissions};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, Response, header};
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use std::future::{Future, IntoFuture};
use std::path::PathBuf;
use std::time::Duration;
use tokio::net::TcpListener;

/// How long requests under way may take once the process is asked to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// What `parcours serve` serves beside the receiver.
#[derive(Clone, Default)]
pub struct Site {
    /// Folders of pages, searched in order.
    pub folders: Vec<PathBuf>,
    /// `Content-Security-Policy` of the pages; [`PAGE_POLICY`] when absent.
    pub policy: Option<String>,
    /// Whether `POST /demo/sign-in` gives tokens to anyone, and `/demo/weather/` is there to leave to. For this machine only.
    pub demo: bool,
    /// The folder of definitions whose forms are shown while they are written. For this machine only.
    pub preview: Option<PathBuf>,
}

#[derive(Clone)]
struct Pages {
    receiver: Receiver,
    files: StaticFiles,
}

impl Site {
    /// The routes of the site.
    ///
    /// # Errors
    /// When the content policy cannot be a header.
    pub fn router(&self, receiver: &Receiver) -> Result<Router, String> {
        let policy = HeaderValue::from_str(self.policy.as_deref().unwrap_or(PAGE_POLICY))
            .map_err(|_| "The content policy holds characters a header cannot hold.".to_owned())?;
        let pages = Pages { receiver: receiver.clone(), files: StaticFiles { folders: self.folders.clone(), policy } };
        // The address the demo's pages post to, as a host portal would name it.
        let referrals = Router::new().route("/referrals", post(submissions::submit)).with_state(receiver.clone());
        let mut router = Router::new().nest("/api", receiver.routes().merge(referrals));
        if self.demo {
            let demo =
                Router::new().route("/demo/sign-in", post(demo::sign_in)).route("/demo/weather/", get(demo::weather));
            router = router.merge(demo.with_state(receiver.clone()));
        }
        if let Some(schemas) = &self.preview {
            router = router.merge(preview::routes(schemas));
        }
        Ok(router
            .fallback_service(Router::new().fallback(page).with_state(pages))
            .method_not_allowed_fallback(crate::method_not_allowed)
            .layer(from_fn(secure))
            .layer(from_fn(log_request)))
    }
}

/// A file of the portal, or a form as one document: `form.json` as the page needs it, `readable.json` for programs.
async fn page(State(pages): State<Pages>, request: Request) -> Response<Body> {
    let (request, body) = request.into_parts();
    if request.method == Method::POST {
        // A page of the portal with a form in it, sent without script.
        let request = Request::from_parts(request, body);
        let language = language::of_request(request.headers());
        let Some(html) = pages.files.text(request.uri()).await else {
            return problem::response(&Refusal::NotFound, language);
        };
        let answer = plain::portal_page(&pages.receiver.inner, &html, request).await;
        return answer.unwrap_or_else(|| problem::response(&Refusal::MethodNotAllowed, language));
    }
    if let Some(response) = pages.files.find(&request).await {
        return response;
    }
    let reading = matches!(request.method, Method::GET | Method::HEAD);
    let form = request.uri.path().strip_prefix("/schemas/forms/").and_then(|rest| rest.split_once('/'));
    if let Some((id, file)) = form.filter(|_| reading)
        && let Some(definition) = pages.receiver.inner.definitions.latest(id)
        && let Some(document) = definition.document(file)
    {
        return ([(header::CONTENT_TYPE, "application/json")], document).into_response();
    }
    problem::response(&Refusal::NotFound, language::of_request(&request.headers))
}

/// Answers requests until `stop` ends, then lets those under way finish, for ten seconds at most.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let (stopping, stopped) = tokio::sync::oneshot::channel();
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        stop.await;
        let _ = stopping.send(());
    });
    tokio::select! {
        outcome = server.into_future() => outcome,
        () = async {
            if stopped.await.is_err() {
                // The server ended by itself: its own branch says how.
                std::future::pending::<()>().await;
            }
            tokio::time::sleep(LAST_REQUESTS).await;
        } => Ok(()),
    }
}
