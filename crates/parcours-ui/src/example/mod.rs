//! What an example is, and the made-up questions examples are built from. The gallery, the markup snapshots and the
//! accessibility checks all walk the same list: [`all`].

mod journey;
mod visit;

use std::sync::Arc;

pub use journey::{at_review, at_start, drawn, received};
use leptos::prelude::*;
use parcours_schema::Language;
use serde_json::Value;
pub(crate) use visit::save;
pub use visit::{Trial, visited, visiting};

use crate::element::Element;
use crate::field::{Field, FieldState, State};

/// A component in one state.
pub struct Example {
    /// The component's folder.
    pub component: &'static str,
    /// The state.
    pub name: &'static str,
    /// The component, drawn.
    pub view: fn(Language) -> Element,
}

impl Example {
    /// The example as HTML text.
    pub fn markup(&self, language: Language) -> String {
        Owner::new().with(|| (self.view)(language).to_html())
    }
}

/// Every example of every component.
pub fn all() -> impl Iterator<Item = &'static Example> {
    const ALL: &[&[Example]] = &[
        crate::answers_list::examples::EXAMPLES,
        crate::buttons::examples::EXAMPLES,
        crate::checkbox_field::examples::EXAMPLES,
        crate::choice_field::examples::EXAMPLES,
        crate::choices_field::examples::EXAMPLES,
        crate::confirmation::examples::EXAMPLES,
        crate::conflict_page::examples::EXAMPLES,
        crate::date_field::examples::EXAMPLES,
        crate::desk::examples::EXAMPLES,
        crate::document_page::examples::EXAMPLES,
        crate::dossier_section::examples::EXAMPLES,
        crate::dossier_view::examples::EXAMPLES,
        crate::error_summary::examples::EXAMPLES,
        crate::field::examples::EXAMPLES,
        crate::file_field::examples::EXAMPLES,
        crate::form_view::examples::EXAMPLES,
        crate::group_field::examples::EXAMPLES,
        crate::helping_page::examples::EXAMPLES,
        crate::language_switch::examples::EXAMPLES,
        crate::kept_file_page::examples::EXAMPLES,
        crate::leaving_page::examples::EXAMPLES,
        crate::long_text_field::examples::EXAMPLES,
        crate::month_field::examples::EXAMPLES,
        crate::move_page::examples::EXAMPLES,
        crate::note::examples::EXAMPLES,
        crate::page_heading::examples::EXAMPLES,
        crate::place_field::examples::EXAMPLES,
        crate::progress::examples::EXAMPLES,
        crate::reference_field::examples::EXAMPLES,
        crate::review_page::examples::EXAMPLES,
        crate::row_group::examples::EXAMPLES,
        crate::section_page::examples::EXAMPLES,
        crate::status::examples::EXAMPLES,
        crate::task_list::examples::EXAMPLES,
        crate::text_field::examples::EXAMPLES,
        crate::tri_field::examples::EXAMPLES,
        crate::veil::examples::EXAMPLES,
        crate::yes_no_field::examples::EXAMPLES,
    ];
    ALL.iter().copied().flatten()
}

/// A question that follows what one types, and judges nothing.
pub fn question(language: Language, id: &str, label: [&str; 2], state: FieldState) -> Field {
    let now = RwSignal::new(state);
    Field {
        id: id.to_owned(),
        label: said(language, label),
        number: None,
        hint: None,
        language,
        state: State::new(move || now.get()),
        answer: Arc::new(move |value| now.update(|state| state.value = value)),
    }
}

/// The text of a language: French, then English.
pub fn said(language: Language, [fr, en]: [&str; 2]) -> String {
    match language {
        Language::Fr => fr,
        Language::En => en,
    }
    .to_owned()
}

/// A question that must be answered.
pub fn required() -> FieldState {
    FieldState { required: true, ..FieldState::default() }
}

/// A question with an answer.
pub fn answered(value: impl Into<Value>) -> FieldState {
    FieldState { value: Some(value.into()), ..FieldState::default() }
}

/// A required question with something to correct.
pub fn wrong(language: Language, sentence: [&str; 2]) -> FieldState {
    FieldState { required: true, error: Some(said(language, sentence)), ..FieldState::default() }
}
