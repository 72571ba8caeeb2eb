//! What the pages of a dossier hold while they are drawn: the visit to look at, where to report, and the hand of the
//! section on the page.

use leptos::prelude::*;
use parcours_rules::visit::{Asked, Event, Failed, NotOpened, Saving, Visit};
use parcours_schema::Language;
use parcours_text::{DossierWords, dossier_words, words};
use serde_json::Value;

use crate::buttons::secondary;
use crate::element::{Child, Element, el};
use crate::field::{Field, FieldState, State};
use crate::hand::Hand;
use crate::ids;
use crate::page_heading::level_tag;

/// The visit and its ear. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Visiting {
    /// The visit; every page follows it.
    pub visit: RwSignal<Visit, LocalStorage>,
    /// Where events go.
    pub dispatch: UnsyncCallback<Event>,
    /// The section on the page.
    pub hand: Hand,
}

impl Visiting {
    /// Something of the visit, followed.
    pub fn with<T>(&self, look: impl FnOnce(&Visit) -> T) -> T {
        self.visit.with(look)
    }

    /// Something of the visit, looked at once.
    pub fn once<T>(&self, look: impl FnOnce(&Visit) -> T) -> T {
        self.visit.with_untracked(look)
    }

    /// The language in which the page is drawn.
    pub fn language(&self) -> Language {
        self.once(Visit::language)
    }

    /// The words of a dossier's pages.
    pub fn words(&self) -> &'static DossierWords {
        dossier_words(self.language())
    }

    /// Level of the page's heading.
    pub fn level(&self) -> u8 {
        self.hand.level
    }

    /// Reports an event.
    pub fn tell(&self, event: Event) {
        self.dispatch.run(event);
    }

    /// The title of a role.
    pub(crate) fn role(&self, id: &str) -> String {
        let language = self.language();
        self.once(|visit| {
            visit.workflow().role(id).map_or_else(|| id.to_owned(), |role| role.title.get(language).to_owned())
        })
    }

    /// The label of a transition.
    pub(crate) fn transition(&self, id: &str) -> String {
        let language = self.language();
        let label = |visit: &Visit| Some(visit.workflow().transition(id)?.label.get(language).to_owned());
        self.once(label).unwrap_or_default()
    }

    /// The titles of roles, one after another.
    pub(crate) fn roles(&self, ids: &[String]) -> String {
        ids.iter().map(|id| self.role(id)).collect::<Vec<_>>().join(", ")
    }

    /// The title of a section of the form.
    pub(crate) fn section(&self, section: usize) -> String {
        let language = self.language();
        self.once(|visit| {
            let section = visit.form().sections.get(section);
            section.map(|section| section.title.get(language).to_owned()).unwrap_or_default()
        })
    }

    /// A form of a page of the dossier itself: its button reports [`Event::Confirm`].
    pub(crate) fn page_form(&self) -> Element {
        let visiting = *self;
        el("form").attr("novalidate", "").attr("autocomplete", "off").on("submit", move |submit| {
            submit.prevent_default();
            visiting.tell(Event::Confirm);
        })
    }

    /// A question of a page of the dossier itself.
    pub(crate) fn field(&self, asked: Asked, label: &str, hint: Option<&str>) -> Field {
        let visiting = *self;
        let required = visiting.once(|visit| match asked {
            Asked::Reason => matches!(reason_of(visit), Some(parcours_schema::workflow::Reason::Required)),
            Asked::Shown | Asked::Sections => false,
            Asked::Name | Asked::With | Asked::Agreed | Asked::File | Asked::Passphrase | Asked::Again => true,
        });
        let state = State::new(move || {
            visiting.with(|visit| FieldState {
                required,
                value: visit.typed(asked).cloned(),
                error: visit.is_missing(asked).then(|| missing(visit, asked).to_owned()),
                ..FieldState::default()
            })
        });
        Field {
            id: ids::id_of(asked.pointer()),
            label: label.to_owned(),
            number: None,
            hint: hint.map(str::to_owned),
            language: visiting.language(),
            state,
            answer: std::sync::Arc::new(move |value: Option<Value>| visiting.tell(Event::Typed(asked, value))),
        }
    }

    /// What went wrong with the store, and what to do.
    pub(crate) fn failure(&self, again: Event) -> Child {
        let visiting = *self;
        let failed = move || {
            visiting.with(|visit| match visit.saving() {
                Saving::Failed(failed) => Some(failed.clone()),
                _ => None,
            })
        };
        Child::when(
            move || failed().is_some(),
            move || {
                let said = visiting.words();
                let opened = visiting.once(|visit| visit.dossier().is_some());
                let sentence = move || match failed() {
                    Some(Failed::Changed) => said.failed_changed,
                    Some(Failed::NotFound) => said.failed_not_found,
                    Some(Failed::SignInNeeded) => said.failed_sign_in,
                    Some(Failed::Refused) => said.failed_refused,
                    Some(Failed::Unreachable) | None => said.failed_unreachable,
                };
                let again = again.clone();
                el("div")
                    .class("summary")
                    .attr("part", "failure")
                    .attr("id", ids::FAILURE)
                    .attr("role", "alert")
                    .attr("tabindex", "-1")
                    .child(el(level_tag(visiting.level())).child(if opened { said.not_saved } else { said.not_opened }))
                    .child(el("p").text(move || sentence().to_owned()))
                    .children(opened.then(|| el("p").child(said.kept)))
                    .child(el("div").class("actions").child(secondary(words(visiting.language()).retry, move || {
                        visiting.tell(again.clone());
                    })))
            },
        )
    }
}

/// What to do about something asked on a page of the dossier itself, when it is missing or not right.
pub(crate) fn missing(visit: &Visit, asked: Asked) -> &'static str {
    let said = parcours_text::dossier_words(visit.language());
    match asked {
        Asked::Reason => said.reason_missing,
        Asked::Name => said.name_missing,
        Asked::With => said.helping_with_missing,
        Asked::Agreed => said.helping_agreed_missing,
        Asked::File | Asked::Passphrase => match visit.not_opened() {
            Some(NotOpened::NotKept) => said.file_not_kept,
            Some(NotOpened::Later) => said.file_later,
            Some(NotOpened::OtherWorkflow) => said.file_other,
            Some(NotOpened::Locked) => said.file_locked,
            Some(NotOpened::NoCryptography) => said.file_no_cryptography,
            None if asked == Asked::File => said.file_missing,
            None if *visit.page() == parcours_rules::visit::Page::Keeping => said.passphrase_short,
            None => said.passphrase_missing,
        },
        Asked::Again => said.passphrase_again_wrong,
        Asked::Shown | Asked::Sections => "",
    }
}

fn reason_of(visit: &Visit) -> Option<parcours_schema::workflow::Reason> {
    match visit.page() {
        parcours_rules::visit::Page::Move(id) => visit.workflow().transition(id).map(|transition| transition.reason),
        _ => None,
    }
}
