//! The form for browsers without WebAssembly or without JavaScript: pages drawn here with the components of the other page,
//! each posting everything to the next. The journey is the same; only who holds it differs.
//!
//! Nothing is kept between two pages: what was typed travels in the page, and is judged again each time. A page is sent
//! with an element's `plain` address:
//!
//! - `GET` and `POST /plain/{form}?lang=` of the receiver, a page of its own;
//! - or the portal's own page, when `parcours serve` serves it: it is answered with the form in its place.

mod embedding;
mod kept;
pub(crate) mod posted;
mod shell;
mod turn;

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use axum::response::IntoResponse;
use parcours_schema::Language;

pub use self::embedding::Embedding;
pub use self::shell::{fill_page, prerender};
use crate::config::{Inner, Receiver};
use crate::definitions::Definition;
use crate::logging::Logged;
use crate::refusal::Refusal;
use crate::{language, problem};

/// A page of the receiver's own: for portals whose pages are on another server.
pub(crate) async fn own_page(
    State(receiver): State<Receiver>,
    Path(id): Path<String>,
    request: Request,
) -> Response<Body> {
    let asked = language::of_request(request.headers());
    let Some(definition) = receiver.inner.definitions.latest(&id) else {
        return problem::response(&Refusal::UnknownForm, asked);
    };
    let named = request.uri().query().and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("lang=")));
    let embedding = Embedding {
        language: named.and_then(Language::parse).unwrap_or(asked),
        plain: Some(String::new()),
        kit: ".".to_owned(),
        heading_level: 1,
        ..Embedding::default()
    };
    match answered(&receiver.inner, definition, &embedding, request).await {
        Ok(turned) => page(definition, shell::own_page(&turned, definition.form())),
        Err(refusal) => problem::response(&refusal, asked),
    }
}

/// The style sheet of those pages.
pub(crate) async fn style() -> Response<Body> {
    ([(header::CONTENT_TYPE, "text/css")], parcours_ui::style::STYLES.concat()).into_response()
}

/// The portal's page `html`, answering what was posted to it; `None` when no form of ours stands in it.
pub(crate) async fn portal_page(inner: &Arc<Inner>, html: &str, request: Request) -> Option<Response<Body>> {
    let asked = language::of_request(request.headers());
    let (id, embedding) = shell::found(html)?;
    let definition = inner.definitions.latest(&id).filter(|_| embedding.plain.is_some())?;
    Some(match answered(inner, definition, &embedding, request).await {
        Ok(turned) => page(definition, shell::portal_page(html, &turned)),
        Err(refusal) => problem::response(&refusal, asked),
    })
}

fn page(definition: &Definition, html: String) -> Response<Body> {
    let mut response = (StatusCode::OK, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response();
    let policy = HeaderValue::from_static(crate::headers::PAGE_POLICY);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    let mut logged = Logged::default();
    logged.form = Some(definition.form().id.clone());
    response.extensions_mut().insert(logged);
    response
}

async fn answered(
    inner: &Arc<Inner>,
    definition: &Definition,
    embedding: &Embedding,
    request: Request,
) -> Result<turn::Turned, Refusal> {
    let (parts, body) = request.into_parts();
    if parts.method != Method::POST || from_elsewhere(&parts.headers) {
        return turn::opened(inner, definition, embedding);
    }
    let posted = posted::read(&parts.headers, body, inner.body_bytes).await?;
    turn::turned(inner, definition, embedding, posted).await
}

/// Another site's page must not fill a form in somebody's name (`ux.md` T-06): what it posts is not looked at. A browser
/// that says nothing of where it comes from is an old one.
fn from_elsewhere(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site")
}
