//! What the rules need from outside: today's date, ECMAScript patterns, Unicode normal form. The browser has the last
//! two built in, so they are asked of it rather than carried along; a server gets them from `Native`.

#[cfg(feature = "native")]
pub mod native;

use std::sync::Arc;

use chrono::NaiveDate;

/// What the place where the rules run offers.
pub trait Platform: Send + Sync {
    /// Whether the whole of an ECMAScript pattern (flag `u`) is found in the text; false when the pattern is broken.
    fn matches(&self, pattern: &str, text: &str) -> bool;
    /// The text in Unicode normal form C.
    fn nfc(&self, text: &str) -> String;
}

/// The circumstances in which answers are judged.
#[derive(Clone)]
pub struct Context {
    /// The day it is, where the person is (America/Toronto); ages and date bounds count from it.
    pub today: NaiveDate,
    /// Where the rules run.
    pub platform: Arc<dyn Platform>,
}
