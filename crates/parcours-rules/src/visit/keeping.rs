//! A dossier the host page does not store: begun, kept in a file that a passphrase closes, opened again (`ux.md` section 3,
//! save and resume, and P-05). Nothing of the passphrase stays here once it was handed to what closes or opens the file.

use super::storing::Saving;
use super::{Asked, Effect, HostEvent, Page, Status, Visit};
use crate::journey::{Effect as PageEffect, Focus};

/// Fewest characters of a passphrase.
pub const SHORTEST_PASSPHRASE: usize = 12;

/// Who keeps the dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeper {
    /// The host page.
    #[default]
    Host,
    /// Whoever is at the page, in a file.
    File {
        /// Whether the dossier is already on the page.
        open: bool,
    },
}

/// Why a file was not opened, or not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// It is no kept dossier, or only a part of one.
    NotKept,
    /// A later version of the kit made it.
    Later,
    /// It belongs to another workflow.
    OtherWorkflow,
    /// The passphrase is another one, or the file was changed.
    Locked,
    /// The page cannot close or open files: it was not loaded over HTTPS.
    NoCryptography,
}

impl Visit {
    /// Whether the dossier is kept in a file, and not by the host page.
    pub fn keeps_file(&self) -> bool {
        matches!(self.options.keeper, Keeper::File { .. })
    }

    /// Whether something of the dossier is in no file yet.
    pub fn needs_keeping(&self) -> bool {
        let events = self.dossier().map_or(0, |dossier| dossier.history.len());
        self.keeps_file() && events > self.kept
    }

    /// Whether the dossier was put in a file, or came from one.
    pub fn was_kept(&self) -> bool {
        self.kept > 0
    }

    /// Whether other versions of the definitions filled the dossier that was opened.
    pub fn is_of_other_version(&self) -> bool {
        self.of_other_version
    }

    /// Why the file chosen was not opened.
    pub fn not_opened(&self) -> Option<NotOpened> {
        self.not_opened
    }

    /// « Commencer un dossier »: a new one, on the page.
    pub(super) fn begin(&mut self) -> Vec<Effect> {
        if self.page != Page::Opening {
            return Vec::new();
        }
        self.arrive()
    }

    fn arrive(&mut self) -> Vec<Effect> {
        self.typed.clear();
        self.missing.clear();
        self.not_opened = None;
        self.page = Page::Loading;
        self.arriving = true;
        vec![Effect::Load]
    }

    /// « Ouvrir »: the file chosen, with the passphrase typed.
    pub(super) fn unlock(&mut self) -> Vec<Effect> {
        self.not_opened = None;
        self.missing =
            [Asked::File, Asked::Passphrase].into_iter().filter(|asked| self.typed(*asked).is_none()).collect();
        if !self.missing.is_empty() {
            return self.stay();
        }
        self.saving = Saving::InProgress;
        self.status = Some(Status::OpeningFile);
        vec![Effect::Unlock { passphrase: self.passphrase() }]
    }

    pub(super) fn on_unlocked(&mut self, result: Result<bool, NotOpened>) -> Vec<Effect> {
        self.saving = Saving::Idle;
        self.status = None;
        match result {
            Ok(of_other_version) => {
                self.came_from_file = true;
                self.of_other_version = of_other_version;
                self.arrive()
            }
            Err(why) => {
                self.not_opened = Some(why);
                self.missing = vec![if why == NotOpened::Locked { Asked::Passphrase } else { Asked::File }];
                self.stay()
            }
        }
    }

    /// « Enregistrer une copie »: the passphrase was typed, twice.
    pub(super) fn lock(&mut self) -> Vec<Effect> {
        self.not_opened = None;
        let passphrase = self.passphrase();
        self.missing.clear();
        if passphrase.chars().count() < SHORTEST_PASSPHRASE {
            self.missing.push(Asked::Passphrase);
        } else if self.typed_text(Asked::Again) != passphrase {
            self.missing.push(Asked::Again);
        }
        if !self.missing.is_empty() {
            return self.stay();
        }
        self.saving = Saving::InProgress;
        self.status = Some(Status::KeepingFile);
        vec![Effect::Keep { passphrase }]
    }

    pub(super) fn on_kept(&mut self, result: Result<(), NotOpened>) -> Vec<Effect> {
        self.saving = Saving::Idle;
        self.status = None;
        match result {
            Ok(()) => {
                self.typed.clear();
                self.kept = self.dossier().map_or(0, |dossier| dossier.history.len());
                let mut effects = self.go(Page::Overview);
                self.status = Some(Status::KeptFile);
                effects.push(Effect::Emit(HostEvent::Kept));
                effects
            }
            Err(why) => {
                self.not_opened = Some(why);
                self.missing = vec![Asked::Passphrase];
                self.stay()
            }
        }
    }

    /// The dossier came: where the person is who opened or began it.
    pub(super) fn arrived(&mut self) -> Vec<Effect> {
        if std::mem::take(&mut self.came_from_file) {
            self.kept = self.dossier().map_or(0, |dossier| dossier.history.len());
        }
        if std::mem::take(&mut self.arriving) {
            vec![Effect::Page(PageEffect::Focus(Focus::Heading))]
        } else {
            // The focus is the host page's until the person comes here.
            Vec::new()
        }
    }

    /// Spaces around it are typed by mistake.
    fn passphrase(&self) -> String {
        self.typed_text(Asked::Passphrase).to_owned()
    }
}
