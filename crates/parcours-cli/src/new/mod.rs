//! `parcours new`: the first version of a programme, sound as it stands: a form, its workflow, and a case of each.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::output;

const FORM: &str = include_str!("form.json");
const FORM_CASE: &str = include_str!("form-case.json");
const WORKFLOW: &str = include_str!("workflow.json");
const WORKFLOW_CASE: &str = include_str!("workflow-case.json");

/// Writes the first version of a programme: a form and its workflow, to be changed.
///
/// What is written holds together: `parcours check` has nothing to say of it. Nothing is ever written over. Exit codes: 0, or
/// 2 when the id cannot be one, a file is there already, or a file cannot be written.
#[derive(Args, Debug)]
pub struct NewArgs {
    /// Id of the programme: lower-case letters, digits and hyphens, such as `respite-care`.
    #[arg(value_name = "ID")]
    id: String,
    /// Folder of definitions.
    #[arg(long, value_name = "DIR", default_value = "schemas")]
    folder: PathBuf,
}

/// Writes the files and says what to do next.
pub fn run(args: &NewArgs) -> ExitCode {
    match write(args) {
        Ok(files) => {
            for file in files {
                output::line(&file.display().to_string());
            }
            output::line(&format!("Next: parcours serve --forms {} --preview", args.folder.display()));
            ExitCode::SUCCESS
        }
        Err(sentence) => output::refuse(&sentence),
    }
}

fn write(args: &NewArgs) -> Result<Vec<PathBuf>, String> {
    let id = args.id.as_str();
    let plain = id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !plain || id.len() > 60 || !id.starts_with(|first: char| first.is_ascii_lowercase()) {
        return Err(format!(
            "`{id}` cannot be an id. Use lower-case letters, digits and hyphens, starting with a letter."
        ));
    }
    let (form, workflow) = (args.folder.join("forms").join(id), args.folder.join("workflows").join(id));
    let files = [
        (form.join("form.json"), FORM),
        (form.join("cases/complete.json"), FORM_CASE),
        (workflow.join("workflow.json"), WORKFLOW),
        (workflow.join("cases/received.json"), WORKFLOW_CASE),
    ];
    if let Some((there, _)) = files.iter().find(|(file, _)| file.exists()) {
        return Err(format!("{} is there already. Choose another id, or remove it.", there.display()));
    }
    for (file, text) in &files {
        put(file, &text.replace("PROGRAMME", id))?;
    }
    Ok(files.into_iter().map(|(file, _)| file).collect())
}

fn put(file: &Path, text: &str) -> Result<(), String> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(file, text))
        .map_err(|error| format!("{} cannot be written: {error}. Correct the rights on the folder.", file.display()))
}
