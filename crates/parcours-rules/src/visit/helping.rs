//! Whom an adviser helps, and whether that person agrees: asked before the first answer is written in their stead.

use super::storing::{Failed, Saving, Then};
use super::{Asked, Effect, Page, Visit};
use crate::journey::Journey;
use serde_json::Value;

impl Visit {
    /// The roles whose answers these are in a section, and that this role may write only in their stead; empty when it
    /// needs nobody's agreement.
    pub fn helped_in(&self, section: usize) -> Vec<&str> {
        let Some(state) = self.dossier().map(|dossier| dossier.state.as_str()) else { return Vec::new() };
        let mut found: Vec<&str> = Vec::new();
        for path in self.paths_of(section) {
            for role in self.process.helped_by(self.role(), path, state) {
                if !found.contains(&role) {
                    found.push(role);
                }
            }
        }
        found
    }

    /// Whether the person must say whom they help before they write in a section.
    pub(super) fn must_say_whom(&self, section: usize) -> bool {
        let helped = self.helped_in(section);
        !helped.is_empty() && self.helping().is_none_or(|with| !helped.contains(&with))
    }

    pub(super) fn confirm_helping(&mut self, section: usize, sheet: &mut Journey) -> Vec<Effect> {
        let with = self.typed_text(Asked::With).to_owned();
        let known = self.helped_in(section).contains(&with.as_str());
        let agreed = self.typed(Asked::Agreed).and_then(Value::as_bool).unwrap_or(false);
        self.missing.clear();
        if !known {
            self.missing.push(Asked::With);
        }
        if !agreed {
            self.missing.push(Asked::Agreed);
        }
        if !self.missing.is_empty() {
            return self.stay();
        }
        self.helping = Some(with);
        self.typed.clear();
        self.open_section(section, sheet)
    }

    /// « Terminer »: what was typed with the person is saved as theirs first.
    pub(super) fn on_stop_helping(&mut self, sheet: &mut Journey) -> Vec<Effect> {
        if let (Page::Section(section), Saving::Idle | Saving::Failed(Failed::Unreachable | Failed::SignInNeeded)) =
            (&self.page, &self.saving)
        {
            return self.save(Then::Stop { from: *section }, sheet);
        }
        self.stop_helping();
        let effects = self.on_back(sheet);
        if effects.is_empty() { self.go(Page::Overview) } else { effects }
    }

    pub(super) fn stop_helping(&mut self) {
        self.helping = None;
        self.typed.clear();
    }

    /// On the page of a section: whether the page asks whom one helps first.
    pub(super) fn page_of(&self, section: usize) -> Page {
        if self.must_say_whom(section) { Page::Helping(section) } else { Page::Section(section) }
    }
}
