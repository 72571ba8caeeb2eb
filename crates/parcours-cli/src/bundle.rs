//! `parcours bundle`: the document a page asks for, in one request.

use std::process::ExitCode;

use clap::Args;

use crate::definition::{self, Definition};
use crate::output;

/// Writes a form as one document, blocks and lists put in: what the element's `src` must give. A workflow and its form:
/// `{"workflow", "form"}`, what `<parcours-dossier>` asks for.
///
/// Exit codes: 0, or 2 when the definition is broken.
#[derive(Args, Debug)]
pub struct BundleArgs {
    #[command(flatten)]
    definition: Definition,
    /// The same as JSON to read: for programs that show answers without the kit.
    #[arg(long)]
    readable: bool,
}

/// Prints the document, compact.
pub fn run(args: &BundleArgs) -> ExitCode {
    let document = if args.readable { args.definition.readable() } else { args.definition.bundle() };
    match document {
        Ok(document) => {
            output::line(&document.to_string());
            ExitCode::SUCCESS
        }
        Err(faults) => output::refuse(&definition::lines(&faults)),
    }
}
