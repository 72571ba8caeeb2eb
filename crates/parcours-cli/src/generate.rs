//! `parcours generate`: rewrites what is generated and committed. For the project's own developers, through
//! `cargo xtask schemas`; a test fails when a file is stale.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use parcours_rules::export;
use parcours_schema::{Language, meta};
use serde_json::Value;

use crate::definition::{self, Definition};
use crate::export::pretty;
use crate::output;

/// Rewrites generated files.
#[derive(Subcommand, Debug)]
pub enum GenerateCommand {
    /// The schemas of the definition formats and of each form's answers.
    Schemas(SchemasArgs),
    /// The words of the interface, a file for each language: a page with a form fetches its own.
    Words(WordsArgs),
}

/// Where the definitions are.
#[derive(Args, Debug)]
pub struct SchemasArgs {
    /// The folder of definitions.
    #[arg(default_value = "schemas")]
    folder: PathBuf,
}

/// Where the words go.
#[derive(Args, Debug)]
pub struct WordsArgs {
    /// The folder of the files.
    folder: PathBuf,
}

/// Writes the files, naming each.
pub fn run(command: &GenerateCommand) -> ExitCode {
    let texts = match command {
        GenerateCommand::Schemas(args) => files(&args.folder)
            .map(|files| files.into_iter().map(|(place, document)| (place, pretty(&document))).collect()),
        GenerateCommand::Words(args) => Ok(words(&args.folder)),
    };
    match texts.and_then(write) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => output::refuse(&sentence),
    }
}

fn write(texts: Vec<(PathBuf, String)>) -> Result<(), String> {
    for (place, text) in texts {
        place
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&place, text))
            .map_err(|error| format!("{} cannot be written: {error}.", place.display()))?;
        output::line(&place.display().to_string());
    }
    Ok(())
}

/// `words.fr.txt` and `words.en.txt`.
fn words(folder: &Path) -> Vec<(PathBuf, String)> {
    let file = |language: Language| folder.join(format!("words.{}.txt", language.code()));
    Language::ALL.into_iter().map(|language| (file(language), parcours_text::written(language))).collect()
}

/// Every generated file of a folder of definitions, with its content.
fn files(folder: &Path) -> Result<Vec<(PathBuf, Value)>, String> {
    let mut files: Vec<(PathBuf, Value)> =
        meta::files().into_iter().map(|(name, document)| (folder.join("meta").join(name), document)).collect();
    let forms = folder.join("forms");
    let entries = fs::read_dir(&forms).map_err(|error| format!("{} cannot be read: {error}.", forms.display()))?;
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path().join("form.json")).collect();
    found.retain(|form| form.is_file());
    found.sort();
    for form in found {
        let definition = Definition { form, library: None };
        let rules = definition.compile().map_err(|faults| definition::lines(&faults))?;
        let name = format!("{}.schema.json", rules.form().id);
        files.push((folder.join("export").join(name), export::json_schema(rules.form())));
    }
    Ok(files)
}
