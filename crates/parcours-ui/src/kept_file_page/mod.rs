//! A dossier kept in a file: opened or begun, then closed with a passphrase. Nobody can open the file without it: the page
//! says so before it asks.

pub mod examples;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use leptos::prelude::*;
use parcours_rules::visit::{Asked, Event, Page, Visit};
use parcours_text::{fill, words};
use serde_json::Value;

use crate::buttons::{primary, secondary};
use crate::element::{Child, Element, el};
use crate::file_field::{FileAct, file_field};
use crate::move_page::summary;
use crate::page_heading::{level_tag, page_heading};
use crate::text_field::{TextLook, text_field};
use crate::visiting::Visiting;

/// The first page where the host page stores nothing.
pub fn opening_page(visiting: Visiting) -> Element {
    let (said, level) = (visiting.words(), visiting.level());
    let begin = secondary(said.begin, move || visiting.tell(Event::Begin));
    visiting
        .page_form()
        .child(summary(visiting))
        .child(page_heading(said.opening_title.to_owned(), level))
        .child(el("p").class("lead").child(said.opening_text))
        .child(el("div").class("actions").child(begin))
        .child(el(level_tag(level + 1)).class("part-title").child(said.open_title))
        .child(el("p").class("legend").child(words(visiting.language()).required_legend))
        .child(file(visiting))
        .children(passphrase(visiting, &[(Asked::Passphrase, said.passphrase, None)], "current-password"))
        .child(el("div").class("actions").child(primary(said.open)))
}

/// The page that closes the file and gives it.
pub fn keeping_page(visiting: Visiting) -> Element {
    let said = visiting.words();
    let asked =
        [(Asked::Passphrase, said.passphrase, Some(said.passphrase_hint)), (Asked::Again, said.passphrase_again, None)];
    visiting
        .page_form()
        .child(summary(visiting))
        .child(page_heading(said.keeping_title.to_owned(), visiting.level()))
        .child(el("p").class("lead").child(said.keeping_text))
        .child(el("p").class("why").child(said.keeping_warning))
        .child(el("p").class("legend").child(words(visiting.language()).required_legend))
        .children(passphrase(visiting, &asked, "new-password"))
        .child(el("div").class("actions").child(primary(said.keep_copy)))
}

/// On the overview: whether the dossier is in a file, and the way there.
pub(crate) fn keeping(visiting: Visiting) -> Option<Element> {
    let said = visiting.words();
    let (kept, needs, other) =
        visiting.once(|visit| (visit.was_kept(), visit.needs_keeping(), visit.is_of_other_version()));
    let sentence = match (kept, needs) {
        (false, _) => said.not_kept_yet,
        (true, true) => said.kept_before,
        (true, false) => said.kept_now,
    };
    let other = other.then(|| el("p").child(said.other_version));
    let way = secondary(said.keep_copy, move || visiting.tell(Event::Open(Page::Keeping)));
    visiting.once(Visit::keeps_file).then(|| {
        el("section")
            .class("note important")
            .child(el(level_tag(visiting.level() + 1)).class("note-title").child(said.keeping_title))
            .children(other)
            .child(el("p").child(sentence))
            .child(el("p").child(way))
    })
}

fn file(visiting: Visiting) -> Element {
    let said = visiting.words();
    let field = visiting.field(Asked::File, said.file, Some(said.file_hint));
    let act = Arc::new(move |act| {
        if act == FileAct::Removed {
            visiting.tell(Event::Typed(Asked::File, None));
        }
    });
    // The name of the file only, as browsers give it: whatever they put before it is made up.
    let chosen = move |event| {
        let path = event_target_value(&event);
        let name = path.rsplit(['\\', '/']).next().unwrap_or_default();
        let file = (!name.is_empty()).then(|| parcours_schema::object([("name", name.into())]));
        visiting.tell(Event::Typed(Asked::File, file));
    };
    el("div").on("change", chosen).child(file_field(&field, ".json,application/json".to_owned(), act))
}

/// Fields of passphrases, hidden or shown together.
fn passphrase(
    visiting: Visiting,
    asked: &[(Asked, &'static str, Option<&'static str>)],
    autocomplete: &'static str,
) -> Vec<Child> {
    let said = visiting.words();
    let shown = move || visiting.with(|visit| visit.typed(Asked::Shown) == Some(&Value::Bool(true)));
    let fields = asked.iter().map(|(asked, label, hint)| {
        let hint = hint.map(|hint| fill(hint, &parcours_rules::visit::SHORTEST_PASSPHRASE.to_string()));
        let field = visiting.field(*asked, label, hint.as_deref());
        let key = move || if shown() { "text" } else { "password" }.to_owned();
        let drawn = move || {
            let keyboard = if visiting.once(|visit| visit.typed(Asked::Shown).is_some()) { "text" } else { "password" };
            let look = TextLook {
                keyboard,
                autocomplete: Some(autocomplete.to_owned()),
                width: "long",
                ..TextLook::default()
            };
            text_field(&field, look)
        };
        Child::from(el("div").swap(key, drawn))
    });
    let mut all: Vec<Child> = fields.collect();
    let turn = move || {
        let now = visiting.once(|visit| visit.typed(Asked::Shown).is_some());
        visiting.tell(Event::Typed(Asked::Shown, (!now).then_some(Value::Bool(true))));
    };
    let button = secondary(said.show_passphrase, turn)
        .live("aria-pressed", move || Some(if shown() { "true" } else { "false" }.to_owned()));
    all.push(el("p").class("show").child(button).into());
    all
}
