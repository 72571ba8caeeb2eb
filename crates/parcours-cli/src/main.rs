//! `parcours`: one command for those who write forms and those who run them. Each subcommand is a file of its name.

mod serve;

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
    Serve(serve::ServeArgs),
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Serve(args) => serve::run(args),
    }
}
