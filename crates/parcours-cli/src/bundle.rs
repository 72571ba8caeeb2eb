//! `parcours bundle`: the document a page asks for, in one request.

use std::process::ExitCode;

use clap::Args;

use crate::definition::{self, Definition};
use crate::lang::Lang;
use crate::output;

/// Writes a form as one document, blocks and lists put in: what the element's `src` must give. A workflow and its form:
/// `{"workflow", "form"}`, what `<parcours-dossier>` asks for.
///
/// With `--lang`, a form in one language: a third less for a page to load. The page asks for the other when somebody
/// changes the language, where `src` has `{lang}`.
///
/// Exit codes: 0, or 2 when the definition is broken.
#[derive(Args, Debug)]
pub struct BundleArgs {
    #[command(flatten)]
    definition: Definition,
    /// The same as JSON to read: for programs that show answers without the kit.
    #[arg(long)]
    readable: bool,
    /// The easy-to-read texts that stand beside the form (`easy.json`), by path: what the attribute `easy-read` names.
    #[arg(long, requires = "lang", conflicts_with = "readable")]
    easy: bool,
    /// The texts of this language only.
    #[arg(long, value_enum, conflicts_with = "readable")]
    lang: Option<Lang>,
}

/// Prints the document, compact.
pub fn run(args: &BundleArgs) -> ExitCode {
    let document = match args.lang.map(Into::into) {
        Some(language) if args.easy => args.definition.easy(language),
        _ if args.readable => args.definition.readable(),
        only => args.definition.bundle(only),
    };
    match document {
        Ok(document) => {
            output::line(&document.to_string());
            ExitCode::SUCCESS
        }
        Err(faults) => output::refuse(&definition::lines(&faults)),
    }
}
