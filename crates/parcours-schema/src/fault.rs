//! What is wrong with a definition: the author's mistake, with file, place and fix. A person's mistake is a `Problem`.

use std::fmt;

/// What is wrong and what to do about it, written out only when there is a fault.
macro_rules! say {
    ($what:expr, $fix:expr) => {
        || (String::from($what), String::from($fix))
    };
}
pub(crate) use say;

/// One thing to mend in a definition file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file as it was named to the loader.
    pub file: String,
    /// JSON pointer of the place in that file; empty for the whole file.
    pub at: String,
    /// What is wrong, in one sentence.
    pub what: String,
    /// What to do about it, in one sentence.
    pub fix: String,
}

impl Fault {
    /// All of it on a line: file, place, what is wrong, what to do.
    pub fn line(&self) -> String {
        let at = if self.at.is_empty() { "/" } else { &self.at };
        [&self.file, " at ", at, ": ", &self.what, " ", &self.fix].concat()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line())
    }
}

impl std::error::Error for Fault {}
