//! A dossier as one role visits it: the way back, the other language, the page, the live region that outlives all pages.

pub mod examples;
mod overview;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use leptos::prelude::*;
use parcours_rules::journey::{self, Journey};
use parcours_rules::visit::{Event, Page, Status, Visit};
use parcours_schema::Language;
use parcours_text::fill;

use self::overview::overview;
use crate::buttons::{link, secondary};
use crate::conflict_page::conflict_page;
use crate::desk;
use crate::document_page::document_page;
use crate::dossier_section::dossier_section;
use crate::element::{Element, el};
use crate::form_view::ViewOptions;
use crate::hand::Hand;
use crate::helping_page::helping_page;
use crate::kept_file_page::{keeping_page, opening_page};
use crate::language_switch::language_switch;
use crate::leaving_page::{leaving_page, left_page};
use crate::move_page::move_page;
use crate::page_heading::page_heading;
use crate::say;
use crate::status::status;
use crate::veil::veil;
use crate::visiting::Visiting;

/// The view of a visit. `sheet` is the section on the page. Everything a person does goes to `dispatch`; the view follows
/// by itself.
pub fn dossier_view(
    visit: RwSignal<Visit, LocalStorage>,
    sheet: RwSignal<Journey, LocalStorage>,
    dispatch: UnsyncCallback<Event>,
    options: ViewOptions,
) -> Element {
    let announced = RwSignal::new(String::new());
    let in_section = UnsyncCallback::new(move |event: journey::Event| dispatch.run(Event::InSection(event)));
    let level = options.heading_level.clamp(1, 4);
    let hand = Hand { journey: sheet, dispatch: in_section, announced, level };
    let visiting = Visiting { visit, dispatch, hand };
    let key = move || {
        visiting.with(|visit| {
            let mut key = visit.page().step_id();
            key.push_str(visit.language().code());
            // What is typed in a section is not drawn anew, nor is the desk; everything else follows the dossier.
            if !matches!(visit.page(), Page::Section(_) | Page::Desk | Page::Row(_)) {
                key.push_str(
                    visit.dossier().map(|dossier| dossier.history.len().to_string()).as_deref().unwrap_or("-"),
                );
            }
            key
        })
    };
    el("div")
        .class("parcours")
        .attr("part", "dossier")
        .live("lang", move || Some(visiting.with(Visit::language).tag().to_owned()))
        .child(screen(visiting).swap(key, move || {
            announced.set(String::new());
            page(visiting, options)
        }))
        .when(move || visiting.with(Visit::is_veiled), move || veil(visiting))
        .child(status(move || {
            let said = announced.get();
            if said.is_empty() { live(visiting) } else { said }
        }))
}

/// What the veil hides: it stays, out of sight and out of reach.
fn screen(visiting: Visiting) -> Element {
    let veiled = move || visiting.with(Visit::is_veiled).then(String::new);
    el("div").class("screen").live("hidden", veiled).live("inert", veiled)
}

fn page(visiting: Visiting, options: ViewOptions) -> Element {
    let words = visiting.words();
    let page = visiting.once(|visit| visit.page().clone());
    let mut bar = el("div").class("bar");
    if !matches!(page, Page::Overview | Page::Loading | Page::Opening | Page::Left) {
        let back = if matches!(page, Page::Row(_)) { words.desk_back } else { words.back };
        bar = bar.child(link("", back.to_owned(), move || visiting.tell(Event::Back)).class("back"));
    }
    if options.language_switch {
        let switch: Arc<dyn Fn(Language) + Send + Sync> =
            Arc::new(move |language| visiting.tell(Event::Language(language)));
        bar = bar.child(language_switch(visiting.language(), switch));
    }
    let helped = visiting.once(|visit| visit.helping().map(str::to_owned));
    let band = helped.map(|role| {
        el("div")
            .class("band")
            .attr("part", "band")
            .child(el("p").child(fill(words.helping_band, &visiting.role(&role))))
            .child(secondary(words.stop_helping, move || visiting.tell(Event::StopHelping)))
    });
    el("div").class("page").child(bar).children(band).child(match page {
        Page::Loading => loading(visiting),
        Page::Overview => overview(visiting),
        Page::Helping(section) => helping_page(visiting, section),
        Page::Section(section) => dossier_section(visiting, section),
        Page::Desk => desk::desk(visiting),
        Page::Row(key) => desk::row_page(visiting, &key),
        Page::Move(id) => move_page(visiting, &id),
        Page::Document(id) => document_page(visiting, &id),
        Page::Conflict => conflict_page(visiting),
        Page::Opening => opening_page(visiting),
        Page::Keeping => keeping_page(visiting),
        Page::Leaving => leaving_page(visiting),
        Page::Left => left_page(visiting),
    })
}

fn loading(visiting: Visiting) -> Element {
    el("div")
        .child(visiting.failure(Event::Reload))
        .child(page_heading(visiting.words().opening.to_owned(), visiting.level()))
}

/// What the live region says.
fn live(visiting: Visiting) -> String {
    let words = visiting.words();
    let said = visiting.with(|visit| {
        let status = visit.status().cloned()?;
        Some(match status {
            Status::Saving => words.saving.to_owned(),
            Status::SectionSaved { section, done } => {
                let sentence = if done { words.section_done } else { words.section_saved };
                let mut said = fill(sentence, &visiting.section(section));
                said.push(' ');
                said.push_str(&overview::how_many_done(visit, words));
                said
            }
            Status::RowSaved => desk::saved(visiting),
            Status::Shown { shown, total } => desk::how_many(visiting, shown, total),
            Status::Moved => words.moved.to_owned(),
            Status::Signed => words.signed.to_owned(),
            Status::OpeningFile => words.opening_file.to_owned(),
            Status::KeepingFile => words.keeping_file.to_owned(),
            Status::KeptFile => words.kept_file.to_owned(),
            Status::NotGiven => words.file_not_given.to_owned(),
            Status::Merged => words.merged.to_owned(),
        })
    });
    said.unwrap_or_else(|| {
        visiting.hand.with(|journey| match journey.status() {
            Some(status) => say::status(status, journey.form(), journey.language()),
            None => String::new(),
        })
    })
}
