//! The journey itself: where the person is, what is shown as wrong, where the sending stands.

use std::sync::Arc;

use parcours_schema::{Answers, Form, Language, Problem};

use super::{Effect, Event, FileRefusal, JourneyOptions, Page, Position, Sending, Status};
use crate::{Context, Engine, Rules};

/// One entry of the error summary.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryEntry {
    /// What is wrong.
    pub problem: Problem,
    /// Pointer of the question to go to with [`Event::GoToProblem`]; `None` when no shown question answers for it
    /// (a server's problem with an unknown pointer): the entry is then plain text.
    pub target: Option<String>,
}

/// A journey through one form.
pub struct Journey {
    engine: Engine,
    options: JourneyOptions,
    page: Page,
    shown: Vec<Problem>,
    sending: Sending,
}

impl Journey {
    /// A journey at its first page. `answers` is what the host gives; see [`Event::Prefill`] for what is kept of it.
    pub fn new(rules: Arc<Rules>, options: JourneyOptions, answers: Answers, context: Context) -> Journey {
        let engine = Engine::new(rules, answers, context);
        Journey { engine, options, page: Page::Section(0), shown: Vec::new(), sending: Sending::Idle }
    }

    /// What the browser must do when the form first appears: title and history, never the focus.
    pub fn start(&mut self) -> Vec<Effect> {
        Vec::new()
    }

    /// The answers and what follows from them.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The form.
    pub fn form(&self) -> &Form {
        self.engine.form()
    }

    /// The language now.
    pub fn language(&self) -> Language {
        self.options.language
    }

    /// The page now.
    pub fn page(&self) -> Page {
        self.page
    }

    /// Indexes of the sections now shown, in order.
    pub fn visible_sections(&self) -> Vec<usize> {
        (0..self.form().sections.len()).filter(|index| self.engine.section_visible(*index)).collect()
    }

    /// How far the page is; `None` on the confirmation.
    pub fn position(&self) -> Option<Position> {
        let sections = self.visible_sections();
        let total = sections.len() + 1;
        match self.page {
            Page::Section(index) => {
                let step = sections.iter().position(|section| *section == index).map_or(1, |at| at + 1);
                Some(Position { step, total })
            }
            Page::Review => Some(Position { step: total, total }),
            Page::Confirmation => None,
        }
    }

    /// Whether there is a page before this one.
    pub fn can_go_back(&self) -> bool {
        false
    }

    /// Whether the person came from the review page to change something: Continue then goes back there.
    pub fn returns_to_review(&self) -> bool {
        false
    }

    /// The error summary: one entry per question, errors only, in page order; unknown places first. Empty = not shown.
    /// It stays as it is until the next Continue or Send, but for questions no longer shown.
    pub fn summary(&self) -> Vec<SummaryEntry> {
        Vec::new()
    }

    /// What is shown as wrong at exactly that pointer: errors after a failed Continue or Send, a refused file at once;
    /// on the review page, warnings too.
    pub fn problems_at(&self, pointer: &str) -> Vec<&Problem> {
        self.shown.iter().filter(|problem| problem.at == pointer).collect()
    }

    /// Why the file chosen at this question was not taken, until another is chosen or the page changes.
    pub fn file_refusal(&self, pointer: &str) -> Option<FileRefusal> {
        let _ = pointer;
        None
    }

    /// Whether the answer came from the host page and the person has not touched it.
    pub fn is_prefilled(&self, pointer: &str) -> bool {
        let _ = pointer;
        false
    }

    /// Where the sending stands.
    pub fn sending(&self) -> &Sending {
        &self.sending
    }

    /// What the polite live region says now.
    pub fn status(&self) -> Option<&Status> {
        None
    }

    /// What happened, taken in; what the browser must do, given back.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let _ = event;
        Vec::new()
    }
}
