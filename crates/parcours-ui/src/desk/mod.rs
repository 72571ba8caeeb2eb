//! The desk: the rows of a group as a table, each under the rows it refers to, one answer of each changed in place.
//!
//! A plain table: the Tab key goes from control to control as anywhere, and every control says its row (`ux.md` A-02,
//! On a narrow screen each row is a card; the roles are written down so that it stays a table to a screen reader.

pub mod examples;
mod filters;
mod row_page;
mod table;
#[cfg(test)]
mod tests;

use leptos::prelude::*;
use parcours_rules::visit::{AtDesk, Board, Event, Page, Visit};
use parcours_schema::pointer_of;
use parcours_text::{fill, row_label};

pub use self::row_page::row_page;
use crate::buttons::link;
use crate::element::{Element, el};
use crate::page_heading::page_heading;
use crate::visiting::Visiting;

/// The page of the table.
pub fn desk(visiting: Visiting) -> Element {
    let language = visiting.language();
    let Some(desk) = visiting.once(|visit| visit.desk().cloned()) else { return el("div") };
    // One look at all rows for each change, whatever the number of cells that follow it.
    let board = Memo::new(move |_| board_of(visiting));
    el("div")
        .class("desk")
        .attr("part", "desk")
        .child(visiting.failure(Event::AtDesk(AtDesk::Save)))
        .child(page_heading(desk.title.get(language).to_owned(), visiting.level()))
        .child(filters::filters(visiting, &desk))
        .child(table::table(visiting, desk, board))
}

/// The way to the desk, for the roles that have one.
pub(crate) fn way(visiting: Visiting) -> Option<Element> {
    if !visiting.once(Visit::desk_is_open) {
        return None;
    }
    let title = visiting.once(|visit| visit.desk().map(|desk| desk.title.get(visiting.language()).to_owned()))?;
    let way = link("desk", title, move || visiting.tell(Event::Open(Page::Desk))).attr("id", "desk");
    Some(el("p").class("desk-way").child(way))
}

/// The table as it stands, followed.
fn board_of(visiting: Visiting) -> Board {
    visiting.with(|visit| visiting.hand.with(|journey| visit.board(journey)))
}

/// « Lignes affichées : 12 sur 120 ».
pub(crate) fn how_many(visiting: Visiting, shown: usize, total: usize) -> String {
    fill(&fill(visiting.words().desk_shown, &shown.to_string()), &total.to_string())
}

/// What a row is known by: the answer that names it, else its number.
fn name_of(visiting: Visiting, at: &str) -> String {
    let language = visiting.language();
    visiting.once(|visit| {
        let desk = visit.desk();
        let first = desk.and_then(|desk| desk.columns.first()).and_then(|path| visit.form().question(path));
        visiting.hand.once(|journey| {
            let said = first.map(|question| table::cell(journey, question, at, language)).unwrap_or_default();
            if said.is_empty() { row_label(journey.form(), at, None, language) } else { said }
        })
    })
}

/// What a row above is known by: its title, and the answer that tells it from the others.
fn head_of(visiting: Visiting, at: &str) -> String {
    let language = visiting.language();
    visiting.once(|visit| {
        visiting.hand.once(|journey| {
            let (group, _) = at.rsplit_once('/').unwrap_or_default();
            let shown = visit.desk().into_iter().flat_map(|desk| &desk.under).find_map(|path| {
                match &visit.form().question(path)?.kind {
                    parcours_schema::Kind::Reference(reference) if pointer_of(&reference.to) == group => {
                        visit.form().question(&reference.show)
                    }
                    _ => None,
                }
            });
            let value =
                shown.and_then(|question| journey.engine().state(&format!("{at}/{}", question.id))?.value.as_ref());
            row_label(journey.form(), at, shown.zip(value), language)
        })
    })
}

/// What the polite live region says of the row just saved: its name, and whether something is missing in it.
pub(crate) fn saved(visiting: Visiting) -> String {
    let words = visiting.words();
    let told = visiting.once(|visit| {
        let key = visit.query().kept.clone()?;
        visiting.hand.once(|journey| {
            let at = visit.desk_row(journey, &key)?;
            let errors = visit.board(journey).lines().find(|line| line.key == key).map_or(0, |line| line.errors);
            Some((at, errors))
        })
    });
    let Some((at, errors)) = told else { return words.merged.to_owned() };
    let mut said = fill(words.section_saved, &name_of(visiting, &at));
    if errors > 0 {
        said.push(' ');
        said.push_str(&fill(words.desk_incomplete, &errors.to_string()));
        said.push('.');
    }
    said
}
