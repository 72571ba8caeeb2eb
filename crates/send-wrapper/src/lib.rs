//! Stands in for the crate of this name, in which leptos keeps values that belong to one thread. That crate asks the
//! standard library who the thread is, and with that comes everything of threads and a second allocator: 1.6 kB for each
//! telephone to load, in a module that has one thread. Here the question is not asked where there is nothing to answer;
//! elsewhere the answer is kept to: a value is never touched on another thread.
//!
//! `[patch.crates-io]` in the workspace's manifest puts it there.
//!
//! ```
//! let mut kept = send_wrapper::SendWrapper::new(vec![1]);
//! kept.push(2);
//! assert!(kept.valid());
//! assert_eq!(std::thread::scope(|scope| scope.spawn(|| kept.valid()).join().ok()), Some(false));
//! assert_eq!(kept.take(), [1, 2]);
//! ```
#![allow(unsafe_code, reason = "to say that a value may be sent on which is only ever looked at where it was made")]

use std::fmt;
use std::future::Future;
use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};
use std::pin::Pin;
use std::task::{Context, Poll};

/// Who a thread is.
#[cfg(not(all(target_family = "wasm", not(target_feature = "atomics"))))]
mod thread {
    pub use std::thread::ThreadId as Id;

    pub fn here() -> Id {
        std::thread::current().id()
    }
}

/// There is one thread.
#[cfg(all(target_family = "wasm", not(target_feature = "atomics")))]
mod thread {
    #[derive(Clone, Copy, PartialEq, Eq)]
    pub struct Id;

    pub fn here() -> Id {
        Id
    }
}

/// A value that may be passed between threads, and touched on its own only.
pub struct SendWrapper<T> {
    value: ManuallyDrop<T>,
    home: thread::Id,
}

// SAFETY: the value is reached on the thread it was made on only: every way to it goes through `check`.
unsafe impl<T> Send for SendWrapper<T> {}
// SAFETY: the same.
unsafe impl<T> Sync for SendWrapper<T> {}

impl<T> SendWrapper<T> {
    /// Keeps a value of this thread.
    pub fn new(value: T) -> SendWrapper<T> {
        SendWrapper { value: ManuallyDrop::new(value), home: thread::here() }
    }

    /// Whether this is the value's thread.
    pub fn valid(&self) -> bool {
        self.home == thread::here()
    }

    /// The value.
    ///
    /// # Panics
    /// On another thread than its own.
    pub fn take(self) -> T {
        self.check();
        let mut kept = ManuallyDrop::new(self);
        // SAFETY: `kept` is never dropped, nor looked at again.
        unsafe { ManuallyDrop::take(&mut kept.value) }
    }

    #[inline]
    fn check(&self) {
        assert!(self.valid(), "a value that belongs to another thread");
    }

    fn pinned(self: Pin<&mut Self>) -> Pin<&mut T> {
        self.check();
        // SAFETY: the value is not moved: it is pinned where its wrapper is.
        unsafe { self.map_unchecked_mut(|kept| &mut *kept.value) }
    }
}

impl<T> Deref for SendWrapper<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.check();
        &self.value
    }
}

impl<T> DerefMut for SendWrapper<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.check();
        &mut self.value
    }
}

impl<T> Drop for SendWrapper<T> {
    fn drop(&mut self) {
        // On another thread it stays, as long as nothing needs it gone: a leak is safe.
        if std::mem::needs_drop::<T>() && self.valid() {
            // SAFETY: it is dropped once, here.
            unsafe { ManuallyDrop::drop(&mut self.value) }
        }
    }
}

impl<T: Clone> Clone for SendWrapper<T> {
    fn clone(&self) -> SendWrapper<T> {
        SendWrapper::new(T::clone(self))
    }
}

impl<T: fmt::Debug> fmt::Debug for SendWrapper<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.valid() { self.value.fmt(f) } else { f.write_str("a value of another thread") }
    }
}

impl<F: Future> Future for SendWrapper<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        self.pinned().poll(context)
    }
}

#[cfg(feature = "futures")]
impl<S: futures_core::Stream> futures_core::Stream for SendWrapper<S> {
    type Item = S::Item;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        self.pinned().poll_next(context)
    }
}

#[cfg(test)]
mod tests {
    use super::SendWrapper;
    use std::rc::Rc;

    #[test]
    #[should_panic(expected = "another thread")]
    fn a_value_is_not_touched_elsewhere() {
        let kept = SendWrapper::new(Rc::new(1));
        let outcome = std::thread::scope(|scope| scope.spawn(|| **kept).join());
        std::panic::resume_unwind(outcome.err().unwrap_or_else(|| Box::new("it was")));
    }

    #[test]
    fn a_value_is_let_go_of_once_at_home_and_never_elsewhere() {
        let value = Rc::new(1);
        drop(SendWrapper::new(value.clone()));
        assert_eq!(Rc::strong_count(&value), 1);
        assert_eq!(SendWrapper::new(value.clone()).take(), value);
        assert_eq!(Rc::strong_count(&value), 1);
        let away = SendWrapper::new(value.clone());
        std::thread::scope(|scope| scope.spawn(move || drop(away)).join().is_ok());
        assert_eq!(Rc::strong_count(&value), 2);
    }
}
