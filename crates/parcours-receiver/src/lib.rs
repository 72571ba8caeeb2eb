//! A receiver for portals that have no backend: it takes what a form sends, checks it with the rules the page used,
//! and keeps it until an advisor reads it.
//!
//! | request | answer |
//! |---|---|
//! | `POST /submissions` | 201 `{"reference","received_at"}`; JSON, or `multipart/form-data`: the envelope in a part `submission`, the files in `attachments[0]`…; the header `Idempotency-Key` is the envelope's `id` |
//! | `POST /uploads`, `HEAD`, `PATCH`, `DELETE /uploads/{id}` | files sent ahead in pieces (tus 1.0): an attachment names the address of its own in `upload`, in the place of `content`; `OPTIONS /uploads` says what is spoken |
//! | `GET`, `POST /plain/{form}?lang=` | the form as pages that need no script; the last one says the reference |
//! | `GET /submissions?limit=&before=` | `{"submissions":[…],"next"}`, newest first, without answers; needs a token |
//! | `GET /submissions/{id}` | `{"id","reference","received_at","envelope"}`; needs a token |
//! | `GET /submissions/{id}/attachments/{sha256}` | the file; needs a token |
//! | `POST /dossiers` | `{"id","workflow"}` -> 201 the dossier; the same again: 200 |
//! | `GET /dossiers?state=&acts=&timing=&limit=&before=` | `{"dossiers":[…],"next"}`, without answers |
//! | `GET /dossiers/{id}` | the dossier as the token's role sees it, with an `ETag` |
//! | `PUT /dossiers/{id}` | an event that saves, with `If-Match` -> 200 the dossier; 412 with it as it is now, and who changed what |
//! | `POST /dossiers/{id}/events` | an event (save, transition, signature) -> 201 the dossier; the same again: 200 |
//! | `PUT /dossiers/{id}/files/{sha256}` | the bytes of a file that a later event names -> 204 |
//! | `GET /dossiers/{id}/files/{sha256}` | the file, for roles that may read an answer that names it |
//! | `GET /dossiers/{id}/accesses` | `{"accesses":[…]}`: who had access, without content; role `auditor` |
//! | `GET /health` | 200 when the database answers |
//!
//! Every refusal is `application/problem+json` (RFC 9457) in French or English: the one `Accept-Language` likes best,
//! else the envelope's language once it is read, else French. In `errors`, `pointer` is a JSON pointer
//! into the **answers**, such as `#/person/address/postal_code`. A mistake of the envelope itself, which no person can
//! correct in the page, is told in `detail` with a pointer into the envelope.
//!
//! Inside another axum program:
//!
//! ```
//! use axum::{Router, routing::get};
//! use parcours_receiver::{Config, Definition, Definitions, Receiver, TokenSecret};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), String> {
//! # let folder = std::env::temp_dir().join(format!("parcours-doc-{}", std::process::id()));
//! # let database = folder.join("received.sqlite").display().to_string();
//! # let text = r#"{ "id": "demo", "version": "1.0.0", "revision": "2026", "audience": "public",
//! #   "legal_regime": "a-2.1", "sensitive": false, "title": { "fr": "Essai", "en": "Trial" },
//! #   "sections": [ { "id": "who", "title": { "fr": "Qui", "en": "Who" }, "questions": [
//! #     { "id": "name", "kind": "text", "label": { "fr": "Nom", "en": "Name" } } ] } ] }"#;
//! # let definition = Definition::load("demo.json", text, &parcours_schema::NoLibrary).map_err(|faults| faults[0].to_string())?;
//! # let mut definitions = Definitions::default();
//! # definitions.add(definition);
//! # let secret = "a secret of thirty-two bytes or more";
//! // `Definitions::read("schemas".as_ref())?` reads them from disk.
//! let mut config = Config::new(database, definitions);
//! config.token_secret = TokenSecret::new(secret);
//! let receiver = Receiver::open(config).await?;
//!
//! let portal: Router = Router::new()
//!     .route("/", get(|| async { "the portal's own pages" }))
//!     .nest("/referrals", receiver.router());
//! // axum::serve(listener, portal).await
//! # use tower::ServiceExt;
//! # let request = axum::http::Request::get("/referrals/health").body(axum::body::Body::empty()).map_err(|e| e.to_string())?;
//! # let response = portal.oneshot(request).await.map_err(|e| e.to_string())?;
//! # assert_eq!(response.status(), 200);
//! # receiver.close().await;
//! # std::fs::remove_dir_all(folder).map_err(|e| e.to_string())?;
//! # Ok(())
//! # }
//! ```
//!
//! What it does not do: accounts (tokens come from the host portal), sending mail, scanning files for viruses,
//! deleting. Put it behind the proxy that ends TLS and limits how many requests an address may make.

mod attachments;
mod body;
mod calendar;
mod config;
mod definitions;
mod demo;
mod dossiers;
mod headers;
mod idempotency;
mod language;
mod logging;
mod multipart;
mod plain;
mod preview;
mod problem;
mod reading;
mod reference;
mod refusal;
mod site;
mod static_files;
mod storage;
mod submissions;
mod tokens;
mod uploads;
mod words;
mod workflows;

pub use attachments::AttachmentLimits;
pub use config::{Config, Receiver};
pub use definitions::{Definition, Definitions};
pub use headers::PAGE_POLICY;
pub use logging::log_to_stderr;
pub use plain::{Embedding, fill_page, prerender};
pub use site::{Site, serve};
pub use tokens::{ADVISOR, AUDIENCE, AUDITOR, SECRET_BYTES, TokenSecret};
pub use workflows::Workflows;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Response, header};
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use axum::routing::{get, head, post};
use refusal::Refusal;

impl Receiver {
    /// The receiver's routes with their log lines and security headers, to be nested where the host wants them.
    pub fn router(&self) -> Router {
        self.routes().layer(from_fn(headers::secure)).layer(from_fn(logging::log_request))
    }

    pub(crate) fn routes(&self) -> Router {
        Router::new()
            .route("/submissions", post(submissions::submit).get(reading::list))
            .route("/plain/{form}", get(plain::own_page).post(plain::own_page))
            .route("/plain/parcours.css", get(plain::style))
            .route("/submissions/{id}", get(reading::one))
            .route("/submissions/{id}/attachments/{sha256}", get(reading::attachment))
            .route("/uploads", post(uploads::create).options(uploads::options))
            .route("/uploads/{id}", head(uploads::stands).patch(uploads::add).delete(uploads::end))
            .route("/dossiers", post(dossiers::open).get(dossiers::list))
            .route("/dossiers/{id}", get(dossiers::one).put(dossiers::save))
            .route("/dossiers/{id}/events", post(dossiers::append))
            .route("/dossiers/{id}/files/{sha256}", get(dossiers::get_file).put(dossiers::put_file))
            .route("/dossiers/{id}/accesses", get(dossiers::accesses))
            .route("/health", get(health))
            .fallback(not_found)
            .method_not_allowed_fallback(method_not_allowed)
            .with_state(self.clone())
    }
}

async fn health(State(receiver): State<Receiver>, headers: HeaderMap) -> Response<Body> {
    match receiver.inner.storage.answers().await {
        Ok(()) => ([(header::CONTENT_TYPE, "application/json")], r#"{"status":"ok"}"#).into_response(),
        Err(error) => problem::response(&Refusal::Storage(error), language::of_request(&headers)),
    }
}

async fn not_found(headers: HeaderMap) -> Response<Body> {
    problem::response(&Refusal::NotFound, language::of_request(&headers))
}

pub(crate) async fn method_not_allowed(headers: HeaderMap) -> Response<Body> {
    problem::response(&Refusal::MethodNotAllowed, language::of_request(&headers))
}
