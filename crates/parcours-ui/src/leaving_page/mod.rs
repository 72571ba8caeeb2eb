//! From one person to the next: whether to forget the dossier on the screen, then a page that says it is forgotten.

pub mod examples;
#[cfg(test)]
mod tests;

use parcours_rules::visit::{Event, Page, Visit};

use crate::buttons::{primary, secondary};
use crate::element::{Element, el};
use crate::page_heading::page_heading;
use crate::visiting::Visiting;

/// The page that asks.
pub fn leaving_page(visiting: Visiting) -> Element {
    let said = visiting.words();
    let in_file = visiting.once(Visit::keeps_file);
    visiting
        .page_form()
        .child(page_heading(said.leaving_title.to_owned(), visiting.level()))
        .child(el("p").class("lead").child(if in_file { said.leaving_text_file } else { said.leaving_text }))
        .child(el("div").class("actions").child(primary(said.leaving_go)))
}

/// The page that stands there afterwards.
pub fn left_page(visiting: Visiting) -> Element {
    let said = visiting.words();
    el("div")
        .child(page_heading(said.left_title.to_owned(), visiting.level()))
        .child(el("p").class("lead").child(said.left_text))
        .children(visiting.once(Visit::keeps_file).then(|| {
            let again = secondary(said.back_to_start, move || visiting.tell(Event::Open(Page::Opening)));
            el("div").class("actions").child(again)
        }))
}
