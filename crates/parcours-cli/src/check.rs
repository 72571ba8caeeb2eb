//! `parcours check`: what is wrong with a definition, file by file, place by place. A workflow is told from a form by
//! its keys.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{Local, NaiveDate};
use clap::Args;
use parcours_rules::proof::{self, Finding};
use parcours_schema::{EasyTexts, Fault, Loaded, Severity, disk, load_crisis, load_easy, load_orientation};

use crate::definition::{self, Sort};
use crate::output;

/// Proves that a form, a workflow and its form, a crisis pack, or orientation rules hold together.
///
/// A form: references resolve, no condition runs in a circle, every question is shown by some answers, both languages are
/// written, bounds can be met, patterns are quick. A workflow: every state is reached and has a way to an end, no condition
/// blocks for ever, every role named can act, every answer is read and written by whom it must. A crisis pack: numbers that
/// dial what they print, verified at most 90 days ago. Orientation rules: every rule can hold, every door is reached, nobody
/// is left without one. The easy-to-read texts beside a form (`easy.json`): each is about a question, in short sentences; how
/// many questions have one is told. Each line says file, place, what is wrong, what to do.
///
/// Exit codes: 0 when nothing must be corrected (warnings are printed), 1 when something must, 2 when a file cannot be
/// read.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// The files, such as schemas/forms/cli-60508/form.json or schemas/workflows/service-plan/workflow.json.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Folder of `forms`, `blocks` and `lists`; by default the one that holds the `forms` or `workflows` folder a file
    /// stands in.
    #[arg(long, value_name = "DIR")]
    library: Option<PathBuf>,
    /// The day on which the numbers of a crisis pack are judged; today here when absent.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<NaiveDate>,
}

enum Outcome {
    Fine,
    ToCorrect,
    Unreadable,
}

/// Checks each file; the worst of them makes the exit code.
pub fn run(args: &CheckArgs) -> ExitCode {
    let mut code = 0;
    for file in &args.files {
        code = code.max(match check(file, args) {
            Outcome::Fine => 0,
            Outcome::ToCorrect => 1,
            Outcome::Unreadable => 2,
        });
    }
    ExitCode::from(code)
}

fn check(file: &Path, args: &CheckArgs) -> Outcome {
    let library = args.library.as_deref();
    let proved = match definition::sort(file) {
        Sort::Workflow => check_workflow(file, library),
        Sort::CrisisPack => check_crisis(file, library, args.today.unwrap_or_else(|| Local::now().date_naive())),
        Sort::Orientation => check_orientation(file, library),
        Sort::Form => check_form(file, library),
    };
    match proved {
        Ok(lines) => tell(file, &lines),
        Err(faults) if !file.is_file() => {
            output::refuse(&definition::lines(&faults));
            Outcome::Unreadable
        }
        Err(faults) => {
            output::line(&definition::lines(&faults));
            output::line(&format!("{}: {}.", file.display(), counted(faults.len(), 0)));
            Outcome::ToCorrect
        }
    }
}

/// A finding with the file and the place it is about.
struct Line {
    file: String,
    at: String,
    finding: Finding,
}

fn check_form(file: &Path, library: Option<&Path>) -> Result<Vec<Line>, Vec<Fault>> {
    let loaded = definition::load_from(file, library)?;
    let mut lines = proved(&loaded);
    lines.extend(easy(file, &loaded)?);
    Ok(lines)
}

/// What is wrong with the easy-to-read texts beside a form, if there are any; how far they go is said at once.
fn easy(form: &Path, loaded: &Loaded) -> Result<Vec<Line>, Vec<Fault>> {
    let path = EasyTexts::beside(form);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let name = path.display().to_string();
    let texts = load_easy(&name, &disk::read(&path).map_err(|fault| vec![fault])?)?;
    let (with, all) = proof::easy_coverage(&loaded.form, &texts);
    let read = match texts.read_by.len() {
        0 => "read over by nobody they are written for".to_owned(),
        times => format!("read over {times} times by people they are written for"),
    };
    output::line(&format!("{name}: {with} of {all} questions and notes have a text, {read}."));
    let findings = proof::check_easy(&loaded.form, &texts).into_iter();
    Ok(findings.map(|finding| Line { file: name.clone(), at: finding.at.clone(), finding }).collect())
}

/// What the proof finds in a form, in the files it was written in.
fn proved(loaded: &Loaded) -> Vec<Line> {
    let findings = proof::check(&loaded.form).into_iter();
    let placed = findings.map(|finding| {
        let (file, at) = loaded.places.find(&finding.at);
        Line { file, at, finding }
    });
    placed.collect()
}

fn check_workflow(file: &Path, library: Option<&Path>) -> Result<Vec<Line>, Vec<Fault>> {
    let workflow = disk::workflow(file)?;
    let form = definition::load_from(&definition::library(file, library).form(&workflow.form), library)?;
    let findings = proof::check_workflow(&workflow, &form.form).into_iter();
    Ok(findings.map(|finding| Line { file: file.display().to_string(), at: finding.at.clone(), finding }).collect())
}

fn check_crisis(file: &Path, library: Option<&Path>, today: NaiveDate) -> Result<Vec<Line>, Vec<Fault>> {
    let text = disk::read(file).map_err(|fault| vec![fault])?;
    let name = file.display().to_string();
    let pack = load_crisis(&name, &text, &definition::library(file, library))?;
    let findings = proof::check_crisis(&pack, today).into_iter();
    Ok(findings.map(|finding| Line { file: name.clone(), at: finding.at.clone(), finding }).collect())
}

/// What is wrong with the rules in each form that asks them: one that no answers make true is dead.
fn check_orientation(file: &Path, library: Option<&Path>) -> Result<Vec<Line>, Vec<Fault>> {
    let name = file.display().to_string();
    let text = disk::read(file).map_err(|fault| vec![fault])?;
    let orientation = load_orientation(&name, &text)?;
    let shared = definition::library(file, library);
    let mut lines: Vec<Line> = Vec::new();
    for form in orientation.asked.iter().flat_map(|asked| &asked.forms) {
        let path = shared.form(form);
        let loaded = definition::load_doors(&path, &shared)?;
        let named = loaded.filter(|loaded| loaded.form.orientation.as_ref() == Some(&orientation.id));
        let Some(loaded) = named else {
            let what =
                format!("the form does not name the orientation `{}`, which says it is asked there.", orientation.id);
            let fix = format!("Write `\"orientation\": \"{}\"` in it.", orientation.id);
            return Err(vec![Fault { file: path.display().to_string(), at: String::new(), what, fix }]);
        };
        // The rest is said of the form.
        for line in proved(&loaded).into_iter().filter(|line| Path::new(&line.file).file_name() == file.file_name()) {
            if !lines.iter().any(|known| known.at == line.at && known.finding.what == line.finding.what) {
                lines.push(line);
            }
        }
    }
    Ok(lines)
}

fn tell(file: &Path, lines: &[Line]) -> Outcome {
    let errors = lines.iter().filter(|line| line.finding.severity == Severity::Error).count();
    for Line { file, at, finding } in lines {
        let at = if at.is_empty() { "/" } else { at };
        let word = match finding.severity {
            Severity::Error => "",
            Severity::Warning => "warning: ",
        };
        output::line(&format!("{file} at {at}: {word}{} {} [{}]", finding.what, finding.fix, finding.rule.name()));
    }
    output::line(&format!("{}: {}.", file.display(), counted(errors, lines.len() - errors)));
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
