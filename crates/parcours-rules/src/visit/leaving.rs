//! From one person to the next in front of the same screen: whoever helps people one after another says so, the page asks
//! once, and nothing of the person before is left in it (`ux.md` section 3, « Nouvelle personne », and T-08).

use super::{Effect, HostEvent, Page, Visit};
use crate::journey::{self, Focus, Journey};

impl Visit {
    /// Whether this role helps people with their dossiers.
    pub fn helps_people(&self) -> bool {
        self.workflow().role(self.role()).is_some_and(|role| !role.assists.is_empty())
    }

    /// Whether there is nothing of anybody on the page: not yet, or not any more.
    pub(super) fn is_bare(&self) -> bool {
        matches!(self.page, Page::Loading | Page::Left | Page::Opening)
    }

    pub(super) fn on_new_person(&mut self) -> Vec<Effect> {
        if self.page == Page::Overview && self.helps_people() { self.go(Page::Leaving) } else { Vec::new() }
    }

    /// Forgets the dossier and whatever was typed.
    pub(super) fn wipe(&mut self, sheet: &mut Journey) -> Vec<Effect> {
        let mut bare = Visit::new(self.process.clone(), self.options.clone(), self.circumstances.clone());
        bare.stirred = self.stirred;
        *self = bare;
        *sheet = self.blank_journey();
        self.page = Page::Left;
        let step = self.page.step_id();
        let mut effects: Vec<Effect> = self.entry(true).into_iter().collect();
        effects.extend([
            Effect::Page(journey::Effect::Wipe),
            self.title(),
            Effect::Page(journey::Effect::Focus(Focus::Heading)),
            Effect::Emit(HostEvent::Step { step }),
            Effect::Emit(HostEvent::Left),
        ]);
        effects
    }
}
