//! The portal's own pages, for `parcours serve`: files from folders, with the headers pages need.

use axum::body::Body;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Response, StatusCode, header};
use std::path::PathBuf;
use tower_http::services::ServeDir;

/// Folders of files, the first that has the file wins, and the content policy sent with them.
#[derive(Clone)]
pub(crate) struct StaticFiles {
    pub(crate) folders: Vec<PathBuf>,
    pub(crate) policy: HeaderValue,
}

impl StaticFiles {
    /// The file of that address (`index.html` of a folder), in brotli when a `.br` file stands beside it and the
    /// browser takes it; `None` when no folder has it.
    pub(crate) async fn find(&self, request: &Parts) -> Option<Response<Body>> {
        for folder in &self.folders {
            let mut copy = Request::new(Body::empty());
            copy.method_mut().clone_from(&request.method);
            copy.uri_mut().clone_from(&request.uri);
            copy.headers_mut().clone_from(&request.headers);
            let mut files = ServeDir::new(folder).precompressed_br();
            let Ok(response) = files.try_call(copy).await else { continue };
            if matches!(response.status(), StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED) {
                continue;
            }
            let mut response = response.map(Body::new);
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, self.policy.clone());
            return Some(response);
        }
        None
    }
}
