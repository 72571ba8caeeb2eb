//! `parcours orient`: the doors that fit a file of answers, and why.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use chrono::{Local, NaiveDate};
use clap::Args;
use parcours_rules::doors::{Doors, OpenDoor};
use parcours_rules::{Context, Native};
use parcours_schema::kinds::NotePart;
use parcours_schema::{Answers, Language};
use serde_json::{Value, json};

use crate::definition::{self, Definition};
use crate::lang::Lang;
use crate::output;
use crate::validate::{Format, day, read_answers};

/// Says which doors fit some answers, the most pressing first: why, and whom to call.
///
/// The form names its rules (`"orientation"`). The kit suggests, people decide. Exit codes: 0, or 2 when the definition or
/// the file of answers is broken, or the form names no orientation.
#[derive(Args, Debug)]
pub struct OrientArgs {
    #[command(flatten)]
    definition: Definition,
    /// The answers: one JSON object, section by section. `-` reads standard input.
    #[arg(value_name = "ANSWERS")]
    answers: PathBuf,
    /// Language of what is said.
    #[arg(long, value_enum, default_value_t = Lang::Fr)]
    lang: Lang,
    /// The day from which ages and dates count; today here when absent.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<NaiveDate>,
    /// How doors are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Prints the doors.
pub fn run(args: &OrientArgs) -> ExitCode {
    match judge(args) {
        Ok((doors, answers, context)) => {
            print(args, &doors.open(&answers, &context));
            ExitCode::SUCCESS
        }
        Err(sentence) => output::refuse(&sentence),
    }
}

fn judge(args: &OrientArgs) -> Result<(Doors, Answers, Context), String> {
    let doors = args.definition.doors().map_err(|faults| definition::lines(&faults))?;
    let form = args.definition.form.display();
    let doors = doors.ok_or_else(|| format!("{form} names no orientation. Add `\"orientation\"` to it."))?;
    let today = args.today.unwrap_or_else(|| Local::now().date_naive());
    Ok((doors, read_answers(&args.answers)?, Context { today, platform: Arc::new(Native) }))
}

fn print(args: &OrientArgs, open: &[OpenDoor<'_>]) {
    let language: Language = args.lang.into();
    match args.format {
        Format::Json => {
            let doors: Vec<Value> = open.iter().map(|open| as_json(open, language)).collect();
            output::line(&json!({ "doors": doors }).to_string());
        }
        Format::Text => {
            for open in open {
                output::line(&format!("{} [{}]", open.door.title.get(language), open.rule.id));
                for reason in &open.because {
                    output::line(&format!("  ← {}", reason.get(language)));
                }
                for (label, number) in numbers(open, language) {
                    output::line(&format!("  {label}\u{a0}: {number}"));
                }
            }
        }
    }
}

fn as_json(open: &OpenDoor<'_>, language: Language) -> Value {
    let numbers = numbers(open, language);
    json!({
        "rule": open.rule.id,
        "door": open.door.id,
        "title": open.door.title.get(language),
        "because": open.because.iter().map(|reason| reason.get(language)).collect::<Vec<_>>(),
        "call": numbers.iter().map(|(name, number)| json!({ "name": name, "number": number })).collect::<Vec<_>>(),
    })
}

fn numbers<'d>(open: &OpenDoor<'d>, language: Language) -> Vec<(&'d str, &'d str)> {
    let phones = open.note.body.iter().filter_map(|part| match part {
        NotePart::Phone { label, number, .. } => Some((label.get(language), number.get(language))),
        _ => None,
    });
    phones.collect()
}
