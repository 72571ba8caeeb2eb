//! Standard output, and the last words of a command. A reader that stops reading (`| head`) is no error.

use std::io::Write;
use std::process::ExitCode;

/// Prints a line.
pub fn line(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Prints a sentence on standard error, for work that could not be done: exit code 2.
pub fn refuse(sentence: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr().lock(), "{sentence}");
    ExitCode::from(2)
}
