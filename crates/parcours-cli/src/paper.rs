//! `parcours paper`: a form to print and fill by hand.

use std::process::ExitCode;

use clap::Args;
use parcours_schema::Language;
use parcours_ui::paper::paper;
use parcours_ui::plain::escaped;

use crate::definition::{self, Definition};
use crate::lang::Lang;
use crate::output;

/// Writes a form as a page to print and fill by hand: every question of every branch, boxes and lines, and for what depends on
/// another answer, on which.
///
/// Exit codes: 0, or 2 when the definition is broken.
#[derive(Args, Debug)]
pub struct PaperArgs {
    #[command(flatten)]
    definition: Definition,
    /// Language of the form.
    #[arg(long, value_enum, default_value = "fr")]
    lang: Lang,
    /// Where the form goes once it is filled: an address, a telephone; a line break begins another line.
    #[arg(long, value_name = "TEXT")]
    send_to: Option<String>,
    /// The folder of the kit on the site, which has `paper.css`.
    #[arg(long, value_name = "PATH", default_value = "/parcours")]
    kit: String,
}

/// Writes the page.
pub fn run(args: &PaperArgs) -> ExitCode {
    match args.definition.load() {
        Ok(loaded) => {
            let (form, language) = (&loaded.form, args.lang.into());
            let article = paper(form, language, args.send_to.as_deref());
            output::line(&page(form.title.get(language), language, args.kit.trim_end_matches('/'), &article));
            ExitCode::SUCCESS
        }
        Err(faults) => output::refuse(&definition::lines(&faults)),
    }
}

fn page(title: &str, language: Language, kit: &str, article: &str) -> String {
    let (tag, title, kit) = (language.tag(), escaped(title), escaped(kit));
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"{kit}/paper.css\">\n</head>\n<body>\n<main>{article}</main>\n</body>\n</html>"
    )
}
