//! `parcours export`: a form in the words of other tools.

use std::process::ExitCode;

use clap::Subcommand;
use parcours_rules::export;
use serde_json::Value;

use crate::definition::{self, Definition};
use crate::output;

/// Writes a form in the format of other tools.
#[derive(Subcommand, Debug)]
pub enum ExportCommand {
    /// JSON Schema 2020-12 of the answers a form sends.
    ///
    /// Its description lists what JSON Schema cannot say. Exit codes: 0, or 2 when the definition is broken.
    JsonSchema(Definition),
}

/// Prints the document, indented.
pub fn run(command: &ExportCommand) -> ExitCode {
    let ExportCommand::JsonSchema(definition) = command;
    match definition.compile() {
        Ok(rules) => {
            output::line(pretty(&export::json_schema(rules.form())).trim_end());
            ExitCode::SUCCESS
        }
        Err(faults) => output::refuse(&definition::lines(&faults)),
    }
}

/// The text of a generated file: indented, with a last line break.
pub fn pretty(document: &Value) -> String {
    format!("{document:#}\n")
}
