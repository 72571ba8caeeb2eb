//! A form while it is being written, for its author: read again from the disk at each look, shown beside its answers, or
//! what is wrong with it. Nothing that is sent from here is kept.
//!
//! Only `parcours serve --preview` mounts it, on this machine alone.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::body::Body;
use axum::extract::{Path as Asked, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use parcours_rules::proof;
use parcours_schema::disk::{self, Disk};
use parcours_schema::{Fault, Severity, load, pack};

use crate::headers::PAGE_POLICY;

const PAGE: &str = include_str!("preview.html");
const SCRIPT: &str = include_str!("preview.js");
const STYLE: &str = include_str!("preview.css");

/// The routes: `/preview/{form}/` and what it loads.
pub(crate) fn routes(schemas: &Path) -> Router {
    Router::new()
        .route("/preview/preview.js", get(|| async { file("text/javascript", SCRIPT.to_owned()) }))
        .route("/preview/preview.css", get(|| async { file("text/css", STYLE.to_owned()) }))
        .route("/preview/{form}/", get(page))
        .route("/preview/{form}/form.json", get(form))
        .with_state(schemas.to_owned())
}

fn file(media_type: &'static str, text: String) -> Response<Body> {
    let mut response = ([(header::CONTENT_TYPE, media_type)], text).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
    response
}

async fn page() -> Response<Body> {
    file("text/html; charset=utf-8", PAGE.to_owned())
}

/// The form as a page needs it, or 422 and what is wrong, one fault a line.
async fn form(State(schemas): State<PathBuf>, Asked(id): Asked<String>) -> Response<Body> {
    let read = tokio::task::spawn_blocking(move || read(&schemas, &id)).await;
    match read {
        Ok(Ok(document)) => file("application/json", document),
        Ok(Err(faults)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, file("text/plain; charset=utf-8", faults)).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn read(schemas: &Path, id: &str) -> Result<String, String> {
    let lines = |faults: Vec<Fault>| faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n");
    // An id names a folder of the folder of forms and nothing else.
    if !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
        return Err("There is no such form.".to_owned());
    }
    let library = Disk::new(schemas);
    let path = library.form(id);
    let text = disk::read(&path).map_err(|fault| lines(vec![fault]))?;
    let loaded = load(&path.display().to_string(), &text, &library).map_err(lines)?;
    let wrong = proof::check(&loaded.form).into_iter().filter(|finding| finding.severity == Severity::Error);
    let wrong: Vec<Fault> = wrong
        .map(|finding| {
            let (file, at) = loaded.places.find(&finding.at);
            Fault { file, at, what: finding.what, fix: finding.fix }
        })
        .collect();
    if wrong.is_empty() { Ok(pack(&loaded.form, None).to_string()) } else { Err(lines(wrong)) }
}
