//! `parcours`: one command for those who write forms and those who run them. Each subcommand is a file of its name.
//!
//! Exit codes: 0 when all is well, 1 when something said on the output is to be corrected, 2 when the work could not be
//! done (a file that cannot be read, a broken definition), with the reason on standard error.

mod bundle;
mod check;
mod definition;
mod export;
mod generate;
mod lang;
mod new;
mod orient;
mod output;
mod paper;
mod prerender;
mod serve;
mod validate;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Forms checked the same way in the browser and on the server.
#[derive(Parser)]
#[command(name = "parcours", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::CheckArgs),
    Validate(validate::ValidateArgs),
    Orient(orient::OrientArgs),
    Bundle(bundle::BundleArgs),
    #[command(subcommand)]
    Export(export::ExportCommand),
    #[command(subcommand, hide = true)]
    Generate(generate::GenerateCommand),
    New(new::NewArgs),
    Paper(paper::PaperArgs),
    Prerender(prerender::PrerenderArgs),
    Serve(serve::ServeArgs),
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Check(args) => check::run(&args),
        Command::Validate(args) => validate::run(&args),
        Command::Orient(args) => orient::run(&args),
        Command::Bundle(args) => bundle::run(&args),
        Command::Export(command) => export::run(&command),
        Command::Generate(command) => generate::run(&command),
        Command::New(args) => new::run(&args),
        Command::Paper(args) => paper::run(&args),
        Command::Prerender(args) => prerender::run(&args),
        Command::Serve(args) => serve::run(args),
    }
}
