//! One event after another. What happens on each kind of page is in the file of that name.

use super::storing::Then;
use super::{Asked, Effect, Event, Failed, HostEvent, Page, Saving, StoreFailure, Visit};
use crate::journey::{self, Journey};

impl Visit {
    /// What happened, taken in; what the browser must do, given back. `sheet` is the section on the page. While something
    /// is on its way to the store only its end, the language and printing are heard: what is saved cannot change under it.
    pub fn update(&mut self, event: Event, sheet: &mut Journey) -> Vec<Effect> {
        let mut effects = self.on_event(event, sheet);
        match self.waiting.take() {
            Some(Page::Section(section) | Page::Helping(section)) => effects.extend(self.open_section(section, sheet)),
            Some(Page::Desk) => self.renew(sheet),
            _ => {}
        }
        effects
    }

    fn on_event(&mut self, event: Event, sheet: &mut Journey) -> Vec<Effect> {
        let busy = self.saving == Saving::InProgress;
        match event {
            // What was asked for before the dossier was forgotten comes too late.
            Event::Loaded(..) | Event::Stamped(_) | Event::Saved(_) | Event::Kept(_) | Event::Unlocked(_)
                if self.page == Page::Left =>
            {
                Vec::new()
            }
            Event::Loaded(result, circumstances) => {
                self.circumstances = circumstances;
                self.on_loaded(result)
            }
            Event::Stamped(stamp) => self.on_stamped(stamp),
            Event::Saved(result) => self.on_saved(result, sheet),
            Event::Kept(result) => self.on_kept(result),
            Event::Unlocked(result) => self.on_unlocked(result),
            Event::Language(language) => {
                self.options.journey.language = language;
                sheet.update(journey::Event::Language(language));
                vec![self.title()]
            }
            Event::Print => vec![Effect::Page(journey::Effect::Print)],
            Event::Clock(now) => self.on_clock(now),
            Event::Stirred(now) => self.on_stirred(now),
            Event::Lift => self.on_lifted(),
            Event::InSection(journey::Event::Print) => vec![Effect::Page(journey::Effect::Print)],
            Event::Calendar => vec![Effect::Calendar],
            Event::Download { sha256, name } => {
                self.status = None;
                vec![Effect::Give { sha256, name }]
            }
            Event::NotGiven => {
                self.status = Some(super::Status::NotGiven);
                Vec::new()
            }
            Event::AtDesk(act) => self.at_desk(act, sheet),
            Event::InSection(event @ journey::Event::Answer { .. }) if busy && self.keeps() => {
                self.on_section(event, sheet)
            }
            Event::Popped { .. } if busy => self.entry(true).into_iter().collect(),
            _ if busy => Vec::new(),
            Event::Reload => {
                self.saving = Saving::Idle;
                vec![Effect::Load]
            }
            Event::Open(page) => self.on_open(page, sheet),
            Event::InSection(event) => self.on_section(event, sheet),
            Event::SaveAndReturn => self.on_save_and_return(sheet),
            Event::Back => self.on_back(sheet),
            Event::Typed(asked, value) => self.on_typed(asked, value),
            Event::GoTo(asked) => {
                let at = asked.pointer().to_owned();
                vec![Effect::Page(journey::Effect::Focus(journey::Focus::Question { at, part: None }))]
            }
            Event::Confirm => self.on_confirm(sheet),
            Event::Group(grouped) => self.on_grouped(grouped),
            Event::Begin => self.begin(),
            Event::NewPerson => self.on_new_person(),
            Event::Popped { step } => self.on_popped(&step, sheet),
            Event::StopHelping => self.on_stop_helping(sheet),
            Event::Choose { dispute, mine } => {
                if let Some(dispute) = self.disputes.get_mut(dispute) {
                    dispute.mine = Some(mine);
                }
                Vec::new()
            }
        }
    }

    fn on_loaded(&mut self, result: Result<super::Stored, StoreFailure>) -> Vec<Effect> {
        match result {
            Ok(stored) => {
                let state = stored.dossier.state.clone();
                self.stored = Some(stored);
                self.saving = Saving::Idle;
                let mut effects = vec![Effect::Emit(HostEvent::Opened { state })];
                if self.page == Page::Loading {
                    self.page = Page::Overview;
                    effects.insert(0, self.title());
                    effects.extend(self.entry(true));
                    effects.extend(self.arrived());
                }
                effects
            }
            Err(failure) => self.failed(failure),
        }
    }

    pub(super) fn on_open(&mut self, page: Page, sheet: &mut Journey) -> Vec<Effect> {
        if page == Page::Opening && self.page == Page::Left && self.keeps_file() {
            return self.go(Page::Opening);
        }
        if self.stored.is_none() {
            return Vec::new();
        }
        self.status = None;
        match page {
            Page::Section(section) | Page::Helping(section) => self.open_section(section, sheet),
            Page::Move(id) => self.open_move(id),
            Page::Document(id) => self.open_document(id),
            Page::Overview => self.go(Page::Overview),
            Page::Desk => self.open_desk(sheet),
            Page::Keeping if self.keeps_file() => self.go(Page::Keeping),
            Page::Row(_)
            | Page::Loading
            | Page::Conflict
            | Page::Opening
            | Page::Keeping
            | Page::Leaving
            | Page::Left => Vec::new(),
        }
    }

    pub(super) fn on_back(&mut self, sheet: &mut Journey) -> Vec<Effect> {
        match self.page.clone() {
            // What can no longer be saved keeps nobody on the page.
            Page::Section(_) | Page::Desk | Page::Row(_)
                if matches!(self.saving, Saving::Failed(Failed::Changed | Failed::Refused)) =>
            {
                self.go(Page::Overview)
            }
            Page::Section(_) => self.on_save_and_return(sheet),
            Page::Row(key) => self.leave_row(&key, sheet),
            Page::Desk => match self.opened.filter(|_| self.is_unsaved(sheet)) {
                Some(from) => self.save(Then::Return { from }, sheet),
                None => self.go(Page::Overview),
            },
            Page::Keeping => {
                self.typed.clear();
                self.go(Page::Overview)
            }
            Page::Move(_) | Page::Helping(_) | Page::Document(_) | Page::Leaving => self.go(Page::Overview),
            // From the conflict to the section: what was typed is still there.
            Page::Conflict => match self.opened {
                Some(section) if self.from_desk && self.desk_section() == Some(section) => self.go(Page::Desk),
                Some(section) => self.go(Page::Section(section)),
                None => self.go(Page::Overview),
            },
            Page::Loading | Page::Overview | Page::Opening | Page::Left => Vec::new(),
        }
    }

    fn on_typed(&mut self, asked: Asked, value: Option<serde_json::Value>) -> Vec<Effect> {
        match value.filter(|value| !value.is_null()) {
            Some(value) => self.typed.insert(asked, value),
            None => self.typed.remove(&asked),
        };
        Vec::new()
    }

    fn on_confirm(&mut self, sheet: &mut Journey) -> Vec<Effect> {
        match self.page.clone() {
            Page::Helping(section) => self.confirm_helping(section, sheet),
            Page::Move(id) => self.confirm_move(&id),
            Page::Conflict => self.settle(sheet),
            Page::Leaving => self.wipe(sheet),
            Page::Opening => self.unlock(),
            Page::Keeping => self.lock(),
            Page::Loading
            | Page::Overview
            | Page::Section(_)
            | Page::Document(_)
            | Page::Desk
            | Page::Row(_)
            | Page::Left => Vec::new(),
        }
    }

    /// Shows what is missing on a page of the dossier itself, and says so.
    pub(super) fn stay(&mut self) -> Vec<Effect> {
        vec![
            self.title(),
            Effect::Page(journey::Effect::Focus(journey::Focus::Summary)),
            Effect::Emit(HostEvent::Error { code: "incomplete".to_owned() }),
        ]
    }
}
