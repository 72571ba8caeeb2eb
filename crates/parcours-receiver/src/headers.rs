//! Response headers that keep what is sent from being guessed at, stored, framed or told to others.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Response, header};
use axum::middleware::Next;

/// For pages: everything from this origin only, WebAssembly allowed, nothing inline.
pub const PAGE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                               connect-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; \
                               frame-ancestors 'none'; base-uri 'none'";

/// For what is not a page: nothing at all may run or be loaded.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// A form needs none of the device's senses.
const NOTHING_ASKED: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()";

/// Adds the headers a response does not have yet.
pub(crate) async fn secure(request: Request, next: Next) -> Response<Body> {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let defaults: [(HeaderName, &'static str); 7] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::CONTENT_SECURITY_POLICY, DATA_POLICY),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), NOTHING_ASKED),
    ];
    for (name, value) in defaults {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}
