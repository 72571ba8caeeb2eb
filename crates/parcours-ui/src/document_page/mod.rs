//! A document of the dossier: read on the screen, printed by the browser. Drawn as paper is read, from its title down, so
//! that what is printed has its headings, its language and its tables in order (`ux.md` A-36).

pub mod examples;
mod facts;
mod linked;
mod paper;
mod room;
mod summary;
mod table;
#[cfg(test)]
mod tests;
mod timeline;
mod told;

use leptos::prelude::*;
use parcours_rules::journey::Journey;
use parcours_rules::visit::{DocumentSheet, Event, Page, Visit};
use parcours_text::document_words;

use crate::answers_list::answers_list;
use crate::buttons::{link, secondary};
use crate::element::{Element, el};
use crate::ids::{self, join};
use crate::visiting::Visiting;

pub use self::paper::paper;

/// The document of that id.
pub fn document_page(visiting: Visiting, id: &str) -> Element {
    let language = visiting.language();
    let said = document_words(language);
    // To read it back to the person, or from further away.
    let large = RwSignal::new(false);
    let drawn = visiting.once(|visit| {
        let (sheet, reading) = (visit.document(id)?, visit.reading()?);
        let title = sheet.document.title.get(language).to_owned();
        let page = el("article")
            .live("class", move || Some(if large.get() { "document large" } else { "document" }.to_owned()))
            .attr("part", "document")
            .attr("aria-labelledby", ids::HEADING)
            // Printed alone, it begins with its own first heading, whatever stands above it on the host page.
            .child(el("h1").child(title).class("heading").attr("id", ids::HEADING).attr("tabindex", "-1"))
            .child(facts::facts(visit, language))
            .child(printing(visiting, visit, large))
            .children(summary::summary(sheet.document, &reading))
            .children(timeline::timeline(visit, &sheet, &reading))
            .children(details(visit, &sheet, &reading))
            .child(facts::foot(visit, language));
        Some(page)
    });
    drawn.unwrap_or_else(|| el("p").child(said.nothing))
}

fn printing(visiting: Visiting, visit: &Visit, large: RwSignal<bool>) -> Element {
    let said = document_words(visit.language());
    let warning = visit.form().sensitive.then(|| el("p").class("hint").child(said.sensitive));
    let print = secondary(said.print, move || visiting.tell(Event::Print));
    let larger = secondary(said.large, move || large.update(|large| *large = !*large))
        .live("aria-pressed", move || Some(if large.get() { "true" } else { "false" }.to_owned()));
    el("div").class("actions").children(warning).child(print).child(larger)
}

/// Each section that has something to tell.
fn details(visit: &Visit, sheet: &DocumentSheet<'_>, reading: &Journey) -> Vec<Element> {
    let language = visit.language();
    let told = sheet.sections.iter().filter_map(|number| {
        let section = sheet.form.sections.get(*number)?;
        let mut answers = answers_list(reading, &sheet.form, *number, 3);
        if first_linked(visit, sheet) == Some(*number) {
            answers.extend(linked::linked(sheet, reading, 3));
        }
        let title = el("h2").child(section.title.get(language).to_owned());
        (!answers.is_empty()).then(|| el("section").class("already").child(title).children(answers))
    });
    let told: Vec<Element> = told.collect();
    if told.is_empty() { vec![el("p").class("blank").child(document_words(language).nothing)] } else { told }
}

/// The section of the first of the linked groups: all of them are told there.
fn first_linked(visit: &Visit, sheet: &DocumentSheet<'_>) -> Option<usize> {
    let path = sheet.document.linked.first()?;
    let asks = |number: &&usize| {
        let section = visit.form().sections.get(**number);
        section.is_some_and(|section| section.questions.iter().any(|question| question.path == *path))
    };
    sheet.sections.iter().find(asks).copied()
}

/// The documents the visitor may have, each a link; nothing when there is none.
pub fn documents_list(visiting: Visiting, level: &'static str) -> Option<Element> {
    let language = visiting.language();
    let documents: Vec<(String, String)> = visiting.once(|visit| {
        let named = |document: &parcours_schema::workflow::Document| {
            (document.id.clone(), document.title.get(language).to_owned())
        };
        visit.documents().into_iter().map(named).collect()
    });
    let items = documents.into_iter().map(|(id, title)| {
        let place = join("document", &id);
        let way = link(&place, title, move || visiting.tell(Event::Open(Page::Document(id.clone()))));
        el("li").class("task").child(way.class("task-name").attr("id", place))
    });
    let items: Vec<Element> = items.collect();
    if items.is_empty() {
        return None;
    }
    let title = el(level).child(document_words(language).list_title);
    Some(el("section").class("overview-part").child(title).child(el("ul").class("tasks").children(items)))
}
