//! `parcours validate`: the judgement a receiving server makes of a file of answers.

use std::fs::File;
use std::io::{Read, stdin};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use chrono::{Local, NaiveDate};
use clap::{Args, ValueEnum};
use parcours_rules::{Context, Native, Report};
use parcours_schema::{Answers, AnswersError, Form, Language, Severity, limits};
use serde_json::{Value, json};

use crate::definition::{self, Definition};
use crate::lang::Lang;
use crate::output;

/// Judges a file of answers as the receiving server would.
///
/// Exit codes: 0 when nothing stops the form from being sent, 1 when something does, 2 when the definition or the file
/// of answers is broken (the reason is on standard error).
#[derive(Args, Debug)]
pub struct ValidateArgs {
    #[command(flatten)]
    definition: Definition,
    /// The answers: one JSON object, section by section. `-` reads standard input.
    #[arg(value_name = "ANSWERS")]
    answers: PathBuf,
    /// Language of the messages.
    #[arg(long, value_enum, default_value_t = Lang::Fr)]
    lang: Lang,
    /// The day from which ages and dates count; today here when absent.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<NaiveDate>,
    /// How problems are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// One problem a line.
    Text,
    /// {"problems":[{"at","code","severity","message"}]}
    Json,
}

/// Prints the problems.
pub fn run(args: &ValidateArgs) -> ExitCode {
    match judge(args) {
        Ok((form, report)) => {
            print(args, &form, &report);
            if report.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(sentence) => output::refuse(&sentence),
    }
}

fn judge(args: &ValidateArgs) -> Result<(Arc<Form>, Report), String> {
    let rules = args.definition.compile().map_err(|faults| definition::lines(&faults))?;
    let answers = read_answers(&args.answers)?;
    let today = args.today.unwrap_or_else(|| Local::now().date_naive());
    let report = rules.check(&answers, &Context { today, platform: Arc::new(Native) });
    Ok((rules.form().clone(), report))
}

/// The answers of a file; what is wrong with it is told without quoting it.
pub fn read_answers(path: &Path) -> Result<Answers, String> {
    let name = if is_stdin(path) { "standard input".to_owned() } else { path.display().to_string() };
    let mut bytes = Vec::new();
    let most = limits::FILE_BYTES as u64 + 1;
    let read = if is_stdin(path) {
        stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    read.map_err(|error| format!("{name} cannot be read: {error}. Correct the path, or the rights on the file."))?;
    if bytes.len() > limits::FILE_BYTES {
        return Err(format!("{name} is too large. Keep it to {} bytes.", limits::FILE_BYTES));
    }
    let text = String::from_utf8(bytes).map_err(|_| format!("{name} is not UTF-8 text. Save it as UTF-8."))?;
    Answers::from_json(&text).map_err(|error| {
        let fix = match error {
            AnswersError::NotJson { .. } => "Correct that line.",
            AnswersError::NotAnObject => "Write the answers section by section.",
            AnswersError::TooDeep => "No form nests its answers so deep.",
        };
        format!("{name}: {error}. {fix}")
    })
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn print(args: &ValidateArgs, form: &Form, report: &Report) {
    let language = args.lang.into();
    let problems = report.problems.iter().map(|problem| (problem, parcours_text::sentence(problem, form, language)));
    match args.format {
        Format::Json => {
            let problems: Vec<Value> = problems
                .map(|(problem, message)| {
                    json!({ "at": problem.at, "code": problem.code.name(), "severity": problem.severity.name(),
                        "message": message })
                })
                .collect();
            output::line(&json!({ "problems": problems }).to_string());
        }
        Format::Text => {
            for (problem, message) in problems {
                let at = if problem.at.is_empty() { "/" } else { &problem.at };
                output::line(&format!("{at}: {}: {message}", severity(problem.severity, language)));
            }
            if report.problems.is_empty() {
                output::line(match language {
                    Language::Fr => "Rien à corriger.",
                    Language::En => "Nothing to correct.",
                });
            }
        }
    }
}

fn severity(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Fr) => "erreur",
        (Severity::Error, Language::En) => "error",
        (Severity::Warning, Language::Fr) => "avertissement",
        (Severity::Warning, Language::En) => "warning",
    }
}

pub fn day(text: &str) -> Result<NaiveDate, String> {
    parcours_rules::formats::date::from_iso(text).ok_or_else(|| "write a date such as 2026-11-22".to_owned())
}
