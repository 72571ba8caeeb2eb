//! One look at a whole tree, from its first part to its last: what is computed for one part serves the others.

use std::sync::atomic::{AtomicU32, Ordering};

/// How many looks began and ended: odd while one is going on.
static COUNT: AtomicU32 = AtomicU32::new(0);

/// A look that goes on until it is dropped.
pub(crate) struct Look;

impl Look {
    pub(super) fn start() -> Look {
        COUNT.fetch_add(1, Ordering::Relaxed);
        Look
    }

    /// The number of the look that is going on, if one is: never zero.
    pub(crate) fn now() -> Option<u32> {
        Some(COUNT.load(Ordering::Relaxed)).filter(|count| count % 2 == 1)
    }
}

impl Drop for Look {
    fn drop(&mut self) {
        COUNT.fetch_add(1, Ordering::Relaxed);
    }
}
