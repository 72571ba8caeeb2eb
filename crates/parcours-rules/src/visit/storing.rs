//! To the store and back: one event at a time, the same event at every try, and what others did meanwhile put together
//! with what was typed. Only what two people changed differently is asked about.

use super::{Effect, HostEvent, Page, Stamp, Status, StoreFailure, Stored, Visit};
use crate::dossier::{Actor, Change, Conflict, Deed, Event, merge};
use crate::journey::{Focus, Journey, submission_id};

/// How the last saving went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// Nothing is on its way.
    #[default]
    Idle,
    /// Something is.
    InProgress,
    /// It was not done; what was typed is where it was.
    Failed(Failed),
}

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failed {
    /// Others moved the dossier meanwhile.
    Changed,
    /// There is no such dossier, or it is not for this person.
    NotFound,
    /// The person must sign in again.
    SignInNeeded,
    /// The store refuses.
    Refused,
    /// Nothing was heard of it.
    Unreachable,
}

/// An answer two people changed differently, and which is to stay.
#[derive(Clone)]
pub struct Dispute {
    /// The place, and both answers.
    pub conflict: Conflict,
    /// Who changed it, when the history says.
    pub by: Option<Actor>,
    /// When, RFC 3339.
    pub at: Option<String>,
    /// The person's choice; none yet.
    pub mine: Option<bool>,
}

/// Something for the store, and what comes after it.
#[derive(Clone)]
pub(super) struct Errand {
    pub deed: Deed,
    pub then: Then,
}

/// What comes after.
#[derive(Clone)]
pub(super) enum Then {
    /// The next section with something to do, else the overview.
    GoOn { after: usize },
    /// The overview.
    Return { from: usize },
    /// The desk as it is: an answer was given in its table, in the row of that key.
    Kept { key: Option<String> },
    /// The desk, at the row of that key.
    Row { key: Option<String> },
    /// The overview, and nobody is helped any more.
    Stop { from: usize },
    /// What else there is to do: the dossier may move once it is signed.
    Signed,
    /// The overview of another state.
    Moved,
}

impl Visit {
    pub(super) fn send(&mut self, errands: Vec<Errand>) -> Vec<Effect> {
        self.errands = errands;
        self.saving = Saving::InProgress;
        self.status = Some(Status::Saving);
        vec![Effect::Stamp]
    }

    pub(super) fn on_stamped(&mut self, stamp: Stamp) -> Vec<Effect> {
        let (Some(errand), Some(stored)) = (self.errands.first(), &self.stored) else { return Vec::new() };
        let mut by = Actor::new(&self.options.role, &self.options.name);
        if let Some(with) = &self.helping {
            by = by.with(with);
        }
        // A try that may have arrived is tried again under the same id: it counts once.
        let again = self.attempt.take().filter(|event| event.does == errand.deed && event.by == by);
        let event = again.unwrap_or_else(|| Event {
            id: submission_id(stamp.now_ms, stamp.random),
            at: stamp.now,
            by,
            does: errand.deed.clone(),
        });
        let revision = stored.revision.clone();
        self.attempt = Some(event.clone());
        vec![Effect::Append { event: Box::new(event), revision }]
    }

    pub(super) fn on_saved(&mut self, result: Result<Stored, StoreFailure>, sheet: &Journey) -> Vec<Effect> {
        if self.saving != Saving::InProgress || self.errands.is_empty() {
            return Vec::new();
        }
        match result {
            Ok(stored) => {
                self.stored = Some(stored);
                self.attempt = None;
                let errand = self.errands.remove(0);
                match &errand.deed {
                    Deed::Save { changes } if matches!(errand.then, Then::Kept { .. }) => self.rebase(changes),
                    Deed::Save { .. } => self.opened = None,
                    Deed::Transition { .. } | Deed::Sign { .. } => {}
                }
                let mut effects = vec![Effect::Emit(self.told(&errand))];
                if self.errands.is_empty() {
                    effects.extend(self.done(errand.then, sheet));
                } else {
                    effects.push(Effect::Stamp);
                }
                effects
            }
            Err(StoreFailure::Changed(stored)) => self.on_changed(*stored, sheet),
            Err(failure) => self.failed(failure),
        }
    }

    fn told(&self, errand: &Errand) -> HostEvent {
        match &errand.deed {
            Deed::Transition { id, .. } => {
                let state = self.dossier().map(|dossier| dossier.state.clone()).unwrap_or_default();
                HostEvent::Moved { transition: id.clone(), state }
            }
            Deed::Save { .. } | Deed::Sign { .. } => HostEvent::Saved,
        }
    }

    /// Goes where one goes once there is nothing left to store.
    pub(super) fn done(&mut self, then: Then, sheet: &Journey) -> Vec<Effect> {
        self.saving = Saving::Idle;
        self.disputes.clear();
        if let Then::Kept { key } = then {
            return self.kept(key, sheet);
        }
        self.opened = None;
        let (status, page) = match then {
            Then::Kept { key } | Then::Row { key } => return self.back_at_desk(key),
            Then::GoOn { after } => {
                let next = self.next_section(after).map(|section| self.page_of(section));
                (Status::SectionSaved { section: after, done: self.is_done(after) }, next)
            }
            Then::Return { from } | Then::Stop { from } => {
                (Status::SectionSaved { section: from, done: self.is_done(from) }, None)
            }
            Then::Signed => (Status::Signed, None),
            Then::Moved => (Status::Moved, None),
        };
        match then {
            Then::GoOn { .. } | Then::Return { .. } | Then::Kept { .. } | Then::Row { .. } => {}
            Then::Stop { .. } => self.stop_helping(),
            Then::Signed | Then::Moved => self.typed.clear(),
        }
        self.status = Some(status);
        match page {
            // Opened once this event is over, by `Visit::update`, which has the sheet.
            Some(page) => {
                self.waiting = Some(page);
                Vec::new()
            }
            None => self.go(Page::Overview),
        }
    }

    fn on_changed(&mut self, stored: Stored, sheet: &Journey) -> Vec<Effect> {
        self.stored = Some(stored);
        self.attempt = None;
        match self.errands.first() {
            Some(Errand { deed: Deed::Save { .. }, then }) => {
                let effects = self.save(then.clone(), sheet);
                if self.saving == Saving::InProgress {
                    self.status = Some(Status::Merged);
                }
                effects
            }
            _ => self.fail(Failed::Changed, "changed"),
        }
    }

    /// Saves what was typed, put together with what others did since the section was opened, then goes on. What we
    /// changed differently is asked about first, each time.
    pub(super) fn save(&mut self, then: Then, sheet: &Journey) -> Vec<Effect> {
        let Some(stored) = &self.stored else { return Vec::new() };
        let merged = merge(&self.process, &self.base, &self.mine(sheet), &stored.dossier.answers);
        let disputed = merged.conflicts.iter().map(Conflict::take_mine);
        let lost = merged.changes.iter().cloned().chain(disputed).any(|change| !self.is_mine(&change));
        if lost {
            // The dossier moved on, and what was typed can no longer be saved: it stays on the page, and is said.
            return self.fail(Failed::Changed, "changed");
        }
        self.unsettled = merged.changes;
        self.disputes = merged.conflicts.into_iter().filter_map(|conflict| self.dispute(conflict)).collect();
        self.errands = vec![Errand { deed: Deed::Save { changes: Vec::new() }, then }];
        if self.disputes.is_empty() {
            return self.settled(sheet);
        }
        self.saving = Saving::Idle;
        self.status = None;
        self.go(Page::Conflict)
    }

    fn dispute(&self, conflict: Conflict) -> Option<Dispute> {
        let change = self.dossier()?.last_change(&conflict.at);
        let (by, at) = (change.map(|event| event.by.clone()), change.map(|event| event.at.clone()));
        Some(Dispute { conflict, by, at, mine: None })
    }

    /// Saves what the person chose to keep.
    pub(super) fn settle(&mut self, sheet: &Journey) -> Vec<Effect> {
        if self.disputes.iter().any(|dispute| dispute.mine.is_none()) {
            self.tried = true;
            return self.stay();
        }
        self.tried = false;
        let kept = self.disputes.iter().filter(|dispute| dispute.mine == Some(true));
        let kept: Vec<Change> = kept.map(|dispute| dispute.conflict.take_mine()).collect();
        self.unsettled.extend(kept);
        self.settled(sheet)
    }

    /// Nothing is left to ask: what is mine goes to the store, if anything is.
    fn settled(&mut self, sheet: &Journey) -> Vec<Effect> {
        let changes = std::mem::take(&mut self.unsettled);
        let Some(Errand { then, .. }) = self.errands.pop() else { return self.go(Page::Overview) };
        if changes.is_empty() {
            self.done(then, sheet)
        } else {
            self.send(vec![Errand { deed: Deed::Save { changes }, then }])
        }
    }

    pub(super) fn failed(&mut self, failure: StoreFailure) -> Vec<Effect> {
        let (failed, code) = match failure {
            StoreFailure::Changed(_) => (Failed::Changed, "changed".to_owned()),
            StoreFailure::NotFound => (Failed::NotFound, "not_found".to_owned()),
            StoreFailure::SignInNeeded => (Failed::SignInNeeded, "sign_in".to_owned()),
            StoreFailure::Refused(code) => (Failed::Refused, code),
            StoreFailure::Unreachable => (Failed::Unreachable, "unreachable".to_owned()),
        };
        self.fail(failed, &code)
    }

    fn fail(&mut self, failed: Failed, code: &str) -> Vec<Effect> {
        self.saving = Saving::Failed(failed);
        self.status = None;
        vec![
            Effect::Page(crate::journey::Effect::Focus(Focus::Failure)),
            Effect::Emit(HostEvent::Error { code: code.to_owned() }),
        ]
    }

    /// What the person would lose by leaving now: whether the section holds something the store has not.
    pub fn is_unsaved(&self, sheet: &Journey) -> bool {
        self.opened.is_some() && !crate::dossier::changes(&self.process, &self.base, &self.mine(sheet)).is_empty()
    }
}
