//! Stands in for the crate of this name, which leptos brings for its server functions. The kit has none, yet the classes
//! that crate exports to JavaScript stay in every module that is linked with it: 4 kB for each phone to load. Here is
//! what leptos needs of it to compile, and nothing happens: a stream ends at once. Nothing in the kit may use it.
//!
//! `[patch.crates-io]` in the workspace's manifest puts it there. When leptos makes its server functions optional, both
//! go away.

/// The modules of the crate it stands in for.
pub mod readable {
    pub use crate::{IntoStream, ReadableStream};
}

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::{JsCast, JsValue};

/// A stream of the browser.
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Takes one of the browser's.
    pub fn from_raw(raw: web_sys::ReadableStream) -> ReadableStream {
        ReadableStream(raw)
    }

    /// Gives nothing of what the stream would have held.
    pub fn from_stream<S>(_: S) -> ReadableStream
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        ReadableStream(JsValue::UNDEFINED.unchecked_into())
    }

    /// The browser's.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Ends at once.
    pub fn into_stream(self) -> IntoStream<'static> {
        IntoStream(PhantomData)
    }
}

/// A stream that has ended.
pub struct IntoStream<'reader>(PhantomData<&'reader ()>);

impl Stream for IntoStream<'_> {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
