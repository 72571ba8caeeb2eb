//! The journey itself: where the person is, what is shown as wrong, where the sending stands. What changes it is in
//! `update.rs`, `pages.rs` and `submitting.rs`.

use std::sync::Arc;

use parcours_schema::{Answers, Form, Language, Problem, Section, Severity};

use super::submitting::Attempt;
use super::{Event, FileRefusal, JourneyOptions, Page, Position, Sending, Status, places};
use crate::few::{Few, FewByKey};
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
    pub(super) engine: Engine,
    pub(super) options: JourneyOptions,
    pub(super) page: Page,
    /// Sections that were on the screen.
    pub(super) reached: Few<usize>,
    /// Sections left with Continue and without errors.
    pub(super) passed: Few<usize>,
    /// Set while the person is away from the review page to change something.
    pub(super) returning: Option<Returning>,
    /// What was wrong when the person last tried to go on.
    pub(super) shown: Vec<Problem>,
    /// What the server found, until the answer changes or the form is sent again.
    pub(super) server: Vec<Problem>,
    pub(super) refused: FewByKey<String, FileRefusal>,
    /// Files being read, by ticket.
    pub(super) reading: FewByKey<u32, String>,
    pub(super) tickets: u32,
    /// How many rows were ever added: the end of the next one's lasting name.
    pub(super) rows_added: u32,
    pub(super) prefilled: Few<String>,
    /// The sections on the page, in a journey of some sections only.
    pub(super) together: Vec<usize>,
    /// Pointers of the rows that stand as one line.
    pub(super) folded: Few<String>,
    pub(super) sending: Sending,
    pub(super) attempt: Option<Attempt>,
    pub(super) status: Option<Status>,
}

/// What the person left the review page for.
pub(super) struct Returning {
    /// Pointer of the question to change.
    pub(super) at: String,
    /// Sections that had errors already.
    pub(super) faulty_before: Vec<usize>,
}

impl Journey {
    /// A journey at its first page. `answers` is what the host gives; see [`Event::Prefill`] for what is kept of it.
    pub fn new(rules: Arc<Rules>, options: JourneyOptions, answers: Answers, context: Context) -> Journey {
        let mut journey = Journey::with(Engine::new(rules, Answers::default(), context), options);
        journey.begin();
        journey.update(Event::Prefill(answers));
        journey
    }

    /// A journey with these answers, at its first section, whatever it is.
    pub(super) fn with(engine: Engine, options: JourneyOptions) -> Journey {
        Journey {
            engine,
            options,
            page: Page::Section(0),
            reached: Few::default(),
            passed: Few::default(),
            returning: None,
            shown: Vec::new(),
            server: Vec::new(),
            refused: FewByKey::default(),
            reading: FewByKey::default(),
            tickets: 0,
            rows_added: 0,
            prefilled: Few::default(),
            together: Vec::new(),
            folded: Few::default(),
            sending: Sending::Idle,
            attempt: None,
            status: None,
        }
    }

    /// The first page of a form without answers.
    pub(super) fn begin(&mut self) {
        for at in places::stamps(self.form(), false) {
            let opened = self.options.started_at.clone();
            self.engine.set(&at, Some(opened.into()));
        }
        let first = self.visible_sections().first().copied().unwrap_or(0);
        self.page = Page::Section(first);
        self.reached.clear();
        self.reached.insert(first);
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

    /// What the host page decided.
    pub fn options(&self) -> &JourneyOptions {
        &self.options
    }

    /// The page now.
    pub fn page(&self) -> Page {
        self.page
    }

    /// Indexes of the sections now shown, in order.
    pub fn visible_sections(&self) -> Vec<usize> {
        let sections = self.form().sections.iter().enumerate();
        let asked = sections.filter(|(index, section)| !section.is_of_dossier() && self.engine.section_visible(*index));
        asked.map(|(index, _)| index).collect()
    }

    /// Those in which something is asked: the others only interrupt, and are no step.
    pub fn asking_sections(&self) -> Vec<usize> {
        let mut sections = self.visible_sections();
        sections.retain(|section| self.form().sections.get(*section).is_some_and(Section::asks));
        sections
    }

    /// How far the page is; `None` on the confirmation, and on a page that only interrupts.
    pub fn position(&self) -> Option<Position> {
        let sections = self.asking_sections();
        let total = sections.len() + usize::from(self.form().is_sent());
        match self.page {
            Page::Section(index) if !sections.contains(&index) => None,
            Page::Section(index) => {
                let before = sections.iter().filter(|section| **section < index).count();
                Some(Position { step: before + 1, total })
            }
            Page::Review => Some(Position { step: total, total }),
            Page::Confirmation => None,
        }
    }

    /// Whether there is a page before this one.
    pub fn can_go_back(&self) -> bool {
        self.before().is_some()
    }

    /// Whether the person came from the review page to change something: Continue then goes back there.
    pub fn returns_to_review(&self) -> bool {
        self.returning.is_some()
    }

    /// The error summary: one entry per question, errors only, in page order; unknown places first. Empty = not shown.
    /// It stays as it is until the next Continue or Send, but for questions no longer shown.
    pub fn summary(&self) -> Vec<SummaryEntry> {
        let (mut unknown, mut known): (Vec<SummaryEntry>, Vec<SummaryEntry>) = (Vec::new(), Vec::new());
        for problem in self.shown.iter().filter(|problem| problem.severity == Severity::Error) {
            let entry = |target| SummaryEntry { problem: problem.clone(), target };
            if self.engine.state(&problem.at).is_some_and(|state| state.visible) {
                if known.iter().all(|other| other.problem.at != problem.at) {
                    known.push(entry(Some(problem.at.clone())));
                }
            } else if self.server.contains(problem) || self.engine.state(&problem.at).is_none() {
                unknown.push(entry(None));
            }
        }
        unknown.extend(known);
        unknown
    }

    /// What is shown as wrong at exactly that pointer, errors first: those of the last failed Continue or Send; on the
    /// review page, warnings too.
    pub fn problems_at(&self, pointer: &str) -> Vec<&Problem> {
        let here = |severity: Severity| {
            self.shown.iter().filter(move |problem| problem.at == pointer && problem.severity == severity)
        };
        here(Severity::Error).chain(here(Severity::Warning)).collect()
    }

    /// Why the file chosen at this question was not taken, until another is chosen or the page changes.
    pub fn file_refusal(&self, pointer: &str) -> Option<FileRefusal> {
        self.refused.get(pointer).copied()
    }

    /// Whether a file chosen at this question is still being read.
    pub fn is_reading(&self, pointer: &str) -> bool {
        self.reading.values().any(|at| at == pointer)
    }

    /// Whether the answer came from the host page and the person has not touched it.
    pub fn is_prefilled(&self, pointer: &str) -> bool {
        self.prefilled.contains(pointer)
    }

    /// Where the sending stands.
    pub fn sending(&self) -> &Sending {
        &self.sending
    }

    /// What the polite live region says now.
    pub fn status(&self) -> Option<&Status> {
        self.status.as_ref()
    }

    /// Whether any error keeps the person on this page.
    pub(super) fn errors_shown(&self) -> bool {
        self.shown.iter().any(|problem| problem.severity == Severity::Error)
    }
}
