//! `parcours prerender`: forms written into pages ahead of time, so that they stand there before the module, and without it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{NaiveDate, Utc};
use clap::Args;
use parcours_receiver::{Definition, Definitions, Embedding, fill_page, prerender};
use parcours_rules::calendar::{Moment, day_of};
use parcours_schema::disk::read;

use crate::definition::{self, library};
use crate::lang::Lang;
use crate::output;

/// Writes a form as it stands before anybody fills it: a shadow root to paste in `<parcours-form>`, plain HTML that works
/// without any script. Its pages are posted to a receiver (`parcours serve`), which answers with the next page.
///
/// Given pages of a portal (`.html`) instead of a form, fills in each `<parcours-form>` that has the attribute `plain`.
///
/// Exit codes: 0, or 2 when a definition or a page is broken.
#[derive(Args, Debug)]
pub struct PrerenderArgs {
    /// A form, such as schemas/forms/cli-60508/form.json, or pages.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Language of the form.
    #[arg(long, value_enum, default_value = "fr")]
    lang: Lang,
    /// Where the page is posted, `/plain/FORM` of a receiver; by default the address of the page itself.
    #[arg(long, value_name = "URL", default_value = "")]
    plain: String,
    /// The folder of the kit on the site.
    #[arg(long, value_name = "PATH", default_value = "/parcours")]
    kit: String,
    /// Folder of definitions, for pages.
    #[arg(long, value_name = "DIR", default_value = "schemas")]
    schemas: PathBuf,
    /// Write pages back where they were, rather than on the output.
    #[arg(long)]
    in_place: bool,
}

/// Writes what was asked for.
pub fn run(args: &PrerenderArgs) -> ExitCode {
    let today = day_of(Moment::from_millis(Utc::now().timestamp_millis()));
    let pages = args.files.iter().all(|file| file.extension().is_some_and(|end| end == "html"));
    let done = if pages { fill(args, today) } else { form(args, today) };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => output::refuse(&why),
    }
}

fn form(args: &PrerenderArgs, today: NaiveDate) -> Result<(), String> {
    let [file] = args.files.as_slice() else {
        return Err("One form at a time, or pages whose names end in .html.".to_owned());
    };
    let text = read(file).map_err(|fault| fault.to_string())?;
    let form = Definition::load(&file.display().to_string(), &text, &library(file, None))
        .map_err(|faults| definition::lines(&faults))?;
    let embedding = Embedding {
        language: args.lang.into(),
        plain: Some(args.plain.clone()),
        kit: args.kit.trim_end_matches('/').to_owned(),
        ..Embedding::default()
    };
    output::line(&prerender(&form, &embedding, today));
    Ok(())
}

fn fill(args: &PrerenderArgs, today: NaiveDate) -> Result<(), String> {
    let definitions = Definitions::read(&args.schemas)?;
    for file in &args.files {
        let html = fs::read_to_string(file).map_err(|error| format!("{} cannot be read: {error}.", file.display()))?;
        let (html, count) = fill_page(&html, &definitions, today)
            .map_err(|id| format!("{}: there is no form `{id}` in {}.", file.display(), args.schemas.display()))?;
        if count == 0 {
            return Err(nothing(file));
        }
        if args.in_place {
            fs::write(file, html).map_err(|error| format!("{} cannot be written: {error}.", file.display()))?;
        } else {
            output::line(&html);
        }
    }
    Ok(())
}

fn nothing(file: &Path) -> String {
    format!("{}: no <parcours-form> has the attribute `plain`. Write where its pages are posted.", file.display())
}
