//! The visit itself: which dossier, which page, what was typed beside the form. What changes it is in `update.rs` and
//! the files of each page.

use std::collections::BTreeMap;
use std::sync::Arc;

use parcours_schema::{Form, Language, Workflow};
use serde_json::Value;

use super::storing::{Dispute, Errand, Saving};
use super::{Asked, Effect, Keeper, NotOpened, Page, Query, Stored};
use crate::calendar::{Holidays, Moment};
use crate::dossier::{Circumstances, Dossier, Due, Process, TaskStep};
use crate::journey::{self, Journey, JourneyOptions};

/// What the host page decides about a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitOptions {
    /// Id of the person's role.
    pub role: String,
    /// Their name, as the host knows it.
    pub name: String,
    /// What a section's journey is given.
    pub journey: JourneyOptions,
    /// Who keeps the dossier.
    pub keeper: Keeper,
}

/// What the polite live region says. Words are made at the edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Something is on its way to the store.
    Saving,
    /// A section was saved.
    SectionSaved {
        /// Its number.
        section: usize,
        /// Whether nothing is missing in it.
        done: bool,
    },
    /// A row of the desk was saved.
    RowSaved,
    /// Rows of the desk were picked out or sorted.
    Shown {
        /// How many are shown.
        shown: usize,
        /// How many there are.
        total: usize,
    },
    /// The dossier moved.
    Moved,
    /// A signature was given.
    Signed,
    /// A kept file is being opened: its key takes a while to make.
    OpeningFile,
    /// The dossier is being closed in a file.
    KeepingFile,
    /// It was given.
    KeptFile,
    /// A file that an answer names did not come.
    NotGiven,
    /// What others did meanwhile was put together with what the person typed.
    Merged,
}

/// A visit to one dossier.
pub struct Visit {
    pub(super) process: Arc<Process>,
    pub(super) options: VisitOptions,
    pub(super) circumstances: Circumstances,
    /// As the store last gave it.
    pub(super) stored: Option<Stored>,
    pub(super) page: Page,
    /// The section whose answers the journey holds.
    pub(super) opened: Option<usize>,
    /// The dossier's answers when that section was opened or last saved.
    pub(super) base: parcours_schema::Answers,
    /// What was typed beside the form.
    pub(super) typed: BTreeMap<Asked, Value>,
    /// What was missing there when the person last tried to go on.
    pub(super) missing: Vec<Asked>,
    /// Whether the person tried to move the dossier and something stands in the way.
    pub(super) tried: bool,
    /// Role of the person helped, who agreed.
    pub(super) helping: Option<String>,
    /// Whether the sheet was last seen through the desk's table.
    pub(super) from_desk: bool,
    /// Which rows of the desk are shown, in which order.
    pub(super) query: Query,
    pub(super) errands: Vec<Errand>,
    /// The event on its way, kept for another try.
    pub(super) attempt: Option<crate::dossier::Event>,
    /// What is mine and not disputed, while the rest is.
    pub(super) unsettled: Vec<crate::dossier::Change>,
    /// The page to open next.
    pub(super) waiting: Option<Page>,
    /// How many sections were opened.
    pub(super) openings: u32,
    pub(super) saving: Saving,
    pub(super) disputes: Vec<Dispute>,
    pub(super) status: Option<Status>,
    /// When somebody last touched the page.
    pub(super) stirred: Option<Moment>,
    pub(super) veiled: bool,
    /// How many events of the dossier are in a file.
    pub(super) kept: usize,
    pub(super) not_opened: Option<NotOpened>,
    /// Whether a whole step stands on one page.
    pub(super) grouped: bool,
    /// Whether the next page answers the browser's own Back or Forward.
    pub(super) by_browser: bool,
    /// Whether the person asked for the dossier that comes.
    pub(super) arriving: bool,
    pub(super) came_from_file: bool,
    pub(super) of_other_version: bool,
}

impl Visit {
    /// A visit that begins: the dossier is not there yet.
    pub fn new(process: Arc<Process>, options: VisitOptions, circumstances: Circumstances) -> Visit {
        let stirred = Some(circumstances.now);
        let first = if options.keeper == (Keeper::File { open: false }) { Page::Opening } else { Page::Loading };
        Visit {
            process,
            options,
            circumstances,
            stored: None,
            page: first,
            opened: None,
            base: parcours_schema::Answers::default(),
            typed: BTreeMap::new(),
            missing: Vec::new(),
            tried: false,
            helping: None,
            from_desk: false,
            query: Query::default(),
            errands: Vec::new(),
            attempt: None,
            unsettled: Vec::new(),
            waiting: None,
            openings: 0,
            saving: Saving::Idle,
            disputes: Vec::new(),
            status: None,
            stirred,
            veiled: false,
            kept: 0,
            not_opened: None,
            grouped: false,
            by_browser: false,
            arriving: false,
            came_from_file: false,
            of_other_version: false,
        }
    }

    /// What the browser must do when the visit begins.
    pub fn start(&self) -> Vec<Effect> {
        let watch = Effect::Watch { after_ms: super::STILL_MS };
        if self.page == Page::Opening { vec![self.title(), watch] } else { vec![Effect::Load, watch] }
    }

    /// A journey that holds nothing, for before a section is opened.
    pub fn blank_journey(&self) -> Journey {
        let engine =
            crate::Engine::new(self.process.rules().clone(), Default::default(), self.circumstances.context.clone());
        Journey::of_section(engine, self.options.journey.clone(), 0)
    }

    /// The workflow and its form.
    pub fn process(&self) -> &Arc<Process> {
        &self.process
    }

    /// The workflow.
    pub fn workflow(&self) -> &Workflow {
        self.process.workflow()
    }

    /// The form.
    pub fn form(&self) -> &Form {
        self.process.form()
    }

    /// What the host page decided.
    pub fn options(&self) -> &VisitOptions {
        &self.options
    }

    /// When and where the dossier is judged.
    pub fn circumstances(&self) -> &Circumstances {
        &self.circumstances
    }

    /// The person's role.
    pub fn role(&self) -> &str {
        &self.options.role
    }

    /// The role of the person they help, who agreed.
    pub fn helping(&self) -> Option<&str> {
        self.helping.as_deref()
    }

    /// The language now.
    pub fn language(&self) -> Language {
        self.options.journey.language
    }

    /// The page now.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The dossier, as the store last gave it.
    pub fn dossier(&self) -> Option<&Dossier> {
        self.stored.as_ref().map(|stored| &stored.dossier)
    }

    /// What there is to do, step by step.
    pub fn tasks(&self) -> Vec<TaskStep> {
        let tasks = |dossier| self.process.tasks(dossier, self.role(), &self.circumstances);
        self.dossier().map(tasks).unwrap_or_default()
    }

    /// What must be done by when, the nearest first.
    pub fn deadlines(&self) -> Vec<Due<'_>> {
        let due = |dossier| self.process.deadlines(dossier, self.circumstances.now, &Holidays::PublicOffices);
        self.dossier().map(due).unwrap_or_default()
    }

    /// What was typed on a page of the dossier itself.
    pub fn typed(&self, asked: Asked) -> Option<&Value> {
        self.typed.get(&asked)
    }

    /// Whether that was missing when the person last tried to go on.
    pub fn is_missing(&self, asked: Asked) -> bool {
        self.missing.contains(&asked)
    }

    /// Whether the person tried to move the dossier and something stands in the way.
    pub fn tried(&self) -> bool {
        self.tried
    }

    /// How the last saving went.
    pub fn saving(&self) -> &Saving {
        &self.saving
    }

    /// The answers to choose between.
    pub fn disputes(&self) -> &[Dispute] {
        &self.disputes
    }

    /// What the polite live region says now.
    pub fn status(&self) -> Option<&Status> {
        self.status.as_ref()
    }

    pub(super) fn typed_text(&self, asked: Asked) -> &str {
        self.typed(asked).and_then(Value::as_str).map(str::trim).unwrap_or_default()
    }

    pub(super) fn go(&mut self, page: Page) -> Vec<Effect> {
        self.show(page, journey::Focus::Heading)
    }

    pub(super) fn show(&mut self, page: Page, focus: journey::Focus) -> Vec<Effect> {
        let step = page.step_id();
        match page {
            Page::Desk => self.from_desk = true,
            Page::Section(_) => self.from_desk = false,
            _ => {}
        }
        self.page = page;
        self.tried = false;
        self.missing.clear();
        if matches!(self.saving, Saving::Failed(_)) {
            self.saving = Saving::Idle;
        }
        let moved = std::mem::take(&mut self.by_browser);
        let mut effects: Vec<Effect> = self.entry(moved).into_iter().collect();
        effects.extend([
            self.title(),
            Effect::Page(journey::Effect::Focus(focus)),
            Effect::Emit(super::HostEvent::Step { step }),
        ]);
        effects
    }

    /// Its words are made at the edge, which looks at the visit.
    pub(super) fn title(&self) -> Effect {
        let page = match self.page {
            Page::Section(section) => journey::Page::Section(section),
            _ => journey::Page::Review,
        };
        let problem = self.tried || !self.missing.is_empty();
        Effect::Page(journey::Effect::Title(journey::Title { problem, page, position: None }))
    }
}
