//! The portal's own pages, for `parcours serve`: files from folders, with the headers pages need.

use axum::body::Body;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Response, StatusCode, Uri, header};
use http_body_util::BodyExt;
use std::path::PathBuf;
use tower_http::services::ServeDir;

/// Folders of files, the first that has the file wins, and the content policy sent with them.
#[derive(Clone)]
pub(crate) struct StaticFiles {
    pub(crate) folders: Vec<PathBuf>,
    pub(crate) policy: HeaderValue,
}

impl StaticFiles {
    /// The text of the page at that address, as it stands on the disk.
    pub(crate) async fn text(&self, address: &Uri) -> Option<String> {
        let mut request = Request::new(());
        request.uri_mut().clone_from(address);
        let response = self.find(&request.into_parts().0).await?;
        let html =
            response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        let body = response.into_body().collect().await.ok().filter(|_| html)?;
        String::from_utf8(body.to_bytes().to_vec()).ok()
    }

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
