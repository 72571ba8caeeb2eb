//! Faults with their sentences: for authors, servers and commands.

/// What is wrong, and what to do about it.
pub(crate) fn words(say: impl FnOnce() -> (String, String)) -> (String, String) {
    say()
}
