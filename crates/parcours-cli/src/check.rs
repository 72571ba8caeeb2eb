//! `parcours check`: what is wrong with a definition, file by file, place by place.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use parcours_rules::proof;
use parcours_schema::{Loaded, Severity};

use crate::{definition, output};

/// Proves that a form holds together.
///
/// References resolve, no condition runs in a circle, every question is shown by some answers, both languages are
/// written, bounds can be met, patterns are quick. Each line says file, place, what is wrong, what to do.
///
/// Exit codes: 0 when nothing must be corrected (warnings are printed), 1 when something must, 2 when a file cannot be
/// read.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// The forms' files, such as schemas/forms/cli-60508/form.json.
    #[arg(value_name = "FORM", required = true)]
    forms: Vec<PathBuf>,
    /// Folder of `blocks` and `lists`; by default the one that holds the `forms` folder a form stands in.
    #[arg(long, value_name = "DIR")]
    library: Option<PathBuf>,
}

enum Outcome {
    Fine,
    ToCorrect,
    Unreadable,
}

/// Checks each form; the worst of them makes the exit code.
pub fn run(args: &CheckArgs) -> ExitCode {
    let mut code = 0;
    for form in &args.forms {
        code = code.max(match check(form, args.library.as_deref()) {
            Outcome::Fine => 0,
            Outcome::ToCorrect => 1,
            Outcome::Unreadable => 2,
        });
    }
    ExitCode::from(code)
}

fn check(form: &Path, library: Option<&Path>) -> Outcome {
    match definition::load_from(form, library) {
        Ok(loaded) => prove(form, &loaded),
        Err(faults) if !form.is_file() => {
            output::refuse(&definition::lines(&faults));
            Outcome::Unreadable
        }
        Err(faults) => {
            output::line(&definition::lines(&faults));
            output::line(&format!("{}: {}.", form.display(), counted(faults.len(), 0)));
            Outcome::ToCorrect
        }
    }
}

fn prove(form: &Path, loaded: &Loaded) -> Outcome {
    let findings = proof::check(&loaded.form);
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    for finding in &findings {
        let (file, at) = loaded.places.find(&finding.at);
        let at = if at.is_empty() { "/" } else { &at };
        let word = match finding.severity {
            Severity::Error => "",
            Severity::Warning => "warning: ",
        };
        output::line(&format!("{file} at {at}: {word}{} {} [{}]", finding.what, finding.fix, finding.rule.name()));
    }
    output::line(&format!("{}: {}.", form.display(), counted(errors, findings.len() - errors)));
    if errors > 0 { Outcome::ToCorrect } else { Outcome::Fine }
}

fn counted(errors: usize, warnings: usize) -> String {
    let word = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    };
    match (errors, warnings) {
        (0, 0) => "nothing to correct".to_owned(),
        (errors, warnings) => format!("{}, {}", word(errors, "error"), word(warnings, "warning")),
    }
}
