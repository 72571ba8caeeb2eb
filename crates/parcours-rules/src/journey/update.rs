//! One event after another: answers, rows and files here; pages and sending in the files of that name.

use std::sync::Arc;

use parcours_schema::object;
use parcours_schema::{Answers, Kind, Language, pieces};
use serde_json::Value;

use super::{
    ChosenFile, Effect, Event, FileRefusal, Focus, HostEvent, Journey, Page, Sending, Status, places, prefill,
};
use crate::Rules;

impl Journey {
    /// What happened, taken in; what the browser must do, given back. While a request is on its way only its end, the
    /// language and printing are heard: what is being sent cannot change under it.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let effects = self.on_event(event);
        self.unfold_for(&effects);
        effects
    }

    fn on_event(&mut self, event: Event) -> Vec<Effect> {
        let sending = self.sending == Sending::InProgress;
        match event {
            Event::Stamped(stamped_for, stamp) => self.on_stamped(stamped_for, stamp),
            Event::Sent(outcome) => self.on_sent(outcome),
            Event::Language(language) => {
                self.options.language = language;
                if self.status.as_ref().is_some_and(Status::of_language) {
                    self.status = None;
                }
                vec![Effect::Title(self.title())]
            }
            Event::LanguageComing => {
                self.status = Some(Status::LanguageComing);
                Vec::new()
            }
            Event::LanguageMissing => {
                self.status = Some(Status::LanguageMissing);
                Vec::new()
            }
            Event::Print => vec![Effect::Print],
            _ if sending => Vec::new(),
            Event::Answer { at, value } => self.on_answer(&at, value),
            Event::AddRow { at } => self.on_add_row(at),
            Event::RemoveRow { at, row } => self.on_remove_row(at, row),
            Event::TurnRow { row } => self.on_turn_row(row),
            Event::ChooseFile { at } => self.on_choose_file(at),
            Event::RemoveFile { at } => self.on_remove_file(at),
            Event::FileRead { ticket, file } => self.on_file_read(ticket, file),
            Event::Continue => self.on_continue(),
            Event::Back => self.on_back(),
            Event::Open(page) => self.on_open(page),
            Event::Edit { at } => self.on_edit(&at),
            Event::GoToProblem { at } => self.on_go_to_problem(&at),
            Event::Send => self.on_send(),
            Event::Popped { step } => self.on_popped(&step),
            Event::Restart => self.on_restart(),
            Event::Prefill(answers) => self.on_prefill(&answers),
        }
    }

    /// Shows a language that has come: `rules` are those of the same form, its texts in that language.
    pub fn translate(&mut self, rules: Arc<Rules>, language: Language) -> Vec<Effect> {
        self.engine.translate(rules);
        self.update(Event::Language(language))
    }

    fn on_answer(&mut self, at: &str, value: Option<Value>) -> Vec<Effect> {
        if self.page == Page::Confirmation || self.engine.set(at, value.filter(|value| !value.is_null())).is_empty() {
            return Vec::new();
        }
        self.touched(at);
        vec![Effect::Emit(HostEvent::Change { at: at.to_owned() })]
    }

    /// The person answered here: what the host or the server said of it no longer holds.
    fn touched(&mut self, at: &str) {
        self.prefilled.retain(|prefilled| prefilled != at);
        self.server.retain(|problem| problem.at != at);
    }

    fn on_add_row(&mut self, at: String) -> Vec<Effect> {
        if self.page == Page::Confirmation {
            return Vec::new();
        }
        let Some(row) = self.add_row(&at) else { return Vec::new() };
        self.touched(&at);
        vec![Effect::Focus(Focus::Row { at: at.clone(), row }), Effect::Emit(HostEvent::Change { at })]
    }

    /// A new row, with a lasting name where the group's rows have one.
    fn add_row(&mut self, at: &str) -> Option<usize> {
        self.rows_added += 1;
        let mut key = self.options.seed.clone();
        key.push_str(&self.rows_added.to_string());
        self.engine.add_row(at, &key)
    }

    fn on_remove_row(&mut self, at: String, row: usize) -> Vec<Effect> {
        if self.page == Page::Confirmation || !self.engine.remove_row(&at, row) {
            return Vec::new();
        }
        let moved = |pointer: &str| places::after_removal(pointer, &at, row);
        let follow = |pointer: &mut String| match moved(pointer) {
            Some(new) => {
                *pointer = new;
                true
            }
            None => false,
        };
        for problems in [&mut self.shown, &mut self.server] {
            problems.retain_mut(|problem| follow(&mut problem.at));
        }
        self.refused.retain(|pointer, _| follow(pointer));
        self.reading.retain(|_, pointer| follow(pointer));
        self.prefilled.retain(follow);
        self.folded.retain(follow);
        self.touched(&at);
        self.status = Some(Status::RowRemoved { at: at.clone(), number: row + 1 });
        let focus = match self.engine.rows(&at) {
            0 => Focus::AddButton { at: at.clone() },
            left => Focus::Row { at: at.clone(), row: row.min(left - 1) },
        };
        vec![Effect::Focus(focus), Effect::Emit(HostEvent::Change { at })]
    }

    fn on_choose_file(&mut self, at: String) -> Vec<Effect> {
        let Some((_, question)) = places::question(self.form(), &at) else { return Vec::new() };
        let (Kind::Attachment(kind), true) = (&question.kind, self.page != Page::Confirmation) else {
            return Vec::new();
        };
        let (types, max_bytes) = (kind.types.clone(), kind.max_bytes);
        self.reading.retain(|_, reading| *reading != at);
        self.refused.remove(&at);
        self.tickets += 1;
        self.reading.insert(self.tickets, at.clone());
        self.status = Some(Status::FileReading { at: at.clone() });
        vec![Effect::ReadFile { ticket: self.tickets, at, types, max_bytes }]
    }

    fn on_file_read(&mut self, ticket: u32, file: Result<ChosenFile, FileRefusal>) -> Vec<Effect> {
        let Some(at) = self.reading.remove(&ticket) else { return Vec::new() };
        let value = match file {
            Ok(ChosenFile { name, media_type, size, sha256 }) => {
                self.status = Some(Status::FileTaken { at: at.clone(), name: name.clone() });
                Some(object([
                    ("name", name.into()),
                    ("type", media_type.into()),
                    ("size", size.into()),
                    ("sha256", sha256.into()),
                ]))
            }
            Err(reason) => {
                self.refused.insert(at.clone(), reason);
                self.status = Some(Status::FileRefused { at: at.clone(), reason });
                None
            }
        };
        self.on_answer(&at, value)
    }

    fn on_remove_file(&mut self, at: String) -> Vec<Effect> {
        self.reading.retain(|_, reading| *reading != at);
        self.refused.remove(&at);
        let mut effects = self.on_answer(&at, None);
        if !effects.is_empty() {
            self.status = Some(Status::FileRemoved { at: at.clone() });
            effects.push(Effect::Focus(Focus::Question { at, part: None }));
        }
        effects
    }

    /// Takes what the host gives where the person has answered nothing. The host already knows: no event, no focus.
    fn on_prefill(&mut self, answers: &Answers) -> Vec<Effect> {
        if self.page == Page::Confirmation {
            return Vec::new();
        }
        for (at, value) in prefill::allowed(self.form(), answers) {
            if self.engine.raw(&at).is_none()
                && self.add_rows_up_to(&at)
                && !self.engine.set(&at, Some(value)).is_empty()
            {
                self.prefilled.insert(at);
            }
        }
        Vec::new()
    }

    /// Makes the row a pointer is in, when it is the next one.
    fn add_rows_up_to(&mut self, at: &str) -> bool {
        let mut end = 0;
        for step in pieces(at, b'/') {
            let group = at.get(..end.max(1) - 1).unwrap_or_default();
            end += step.len() + 1;
            let Ok(row) = step.parse::<usize>() else { continue };
            if row > self.engine.rows(group) {
                return false;
            }
            if row == self.engine.rows(group) && self.add_row(group).is_none() {
                return false;
            }
        }
        true
    }
}
