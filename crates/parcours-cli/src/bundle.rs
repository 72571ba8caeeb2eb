//! `parcours bundle`: the document a page asks for, in one request.

use std::process::ExitCode;

use clap::Args;

use crate::definition::{self, Definition};
use crate::output;

/// Writes a form as one document: blocks and lists put in, only what it uses.
///
/// Exit codes: 0, or 2 when the definition is broken.
#[derive(Args, Debug)]
pub struct BundleArgs {
    #[command(flatten)]
    definition: Definition,
}

/// Prints the document, compact.
pub fn run(args: &BundleArgs) -> ExitCode {
    match args.definition.bundle() {
        Ok(document) => {
            output::line(&document.to_string());
            ExitCode::SUCCESS
        }
        Err(faults) => output::refuse(&definition::lines(&faults)),
    }
}
