//! Everything to correct, first on the page (`ux.md` section 3): one entry for each question, each a link to it.

pub mod examples;
#[cfg(test)]
mod tests;

use parcours_schema::Language;

use crate::buttons::link;
use crate::element::{Ear, Element, el};
use crate::ids;
use crate::page_heading::level_tag;
use parcours_text::words;

/// One thing to correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The pointer of the question to go to; none when no question on the page answers for it.
    pub target: Option<String>,
    /// What to do, naming the question.
    pub text: String,
}

/// The summary. `go` takes the person to a question.
pub fn error_summary(entries: Vec<Entry>, level: u8, language: Language, go: Ear<String>) -> Element {
    let title = words(language).errors_to_fix(entries.len());
    let items = entries.into_iter().map(|Entry { target, text }| {
        el("li").child(match target {
            Some(at) => link(&ids::id_of(&at), text, {
                let go = go.clone();
                move || go(at.clone())
            }),
            None => el("span").child(text),
        })
    });
    el("div")
        .class("summary")
        .attr("part", "summary")
        .attr("id", ids::SUMMARY)
        .attr("tabindex", "-1")
        .attr("role", "group")
        .attr("aria-labelledby", "summary-title")
        .child(el(level_tag(level)).attr("id", "summary-title").child(title))
        .child(el("ul").children(items))
}
