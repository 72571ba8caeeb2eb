//! Moving the dossier from one state to another: what is missing, why, the signature, and the button that does it.

use parcours_schema::workflow::{Reason, Transition, TransitionKind};
use serde_json::Value;

use super::storing::{Errand, Then};
use super::{Asked, Effect, Page, Visit};
use crate::dossier::{Block, Deed, Move};

/// A move as the page shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct MoveSheet<'a> {
    /// The transition.
    pub transition: &'a Transition,
    /// What must be done before, as far as this role may know: what it may not know, the store judges.
    pub blocks: Vec<Block>,
    /// Whether confirming it signs the content as it stands: the role's signature is missing.
    pub signs: bool,
    /// The roles whose signatures will still be missing; with some, confirming signs and the dossier stays.
    pub waits_for: Vec<String>,
}

impl Visit {
    /// The moves this role may make now, with what is in the way of each.
    pub fn moves(&self) -> Vec<MoveSheet<'_>> {
        let Some(dossier) = self.dossier() else { return Vec::new() };
        let moves = self.process.may(dossier, self.role(), &self.circumstances);
        moves.into_iter().map(|one| self.move_sheet(one)).collect()
    }

    /// The move of that id, if it may be made now.
    pub fn move_of(&self, id: &str) -> Option<MoveSheet<'_>> {
        self.moves().into_iter().find(|sheet| sheet.transition.id == id)
    }

    fn move_sheet<'a>(&self, Move { transition, blocked_by }: Move<'a>) -> MoveSheet<'a> {
        let mut sheet = MoveSheet { transition, blocks: Vec::new(), signs: false, waits_for: Vec::new() };
        for block in blocked_by {
            match block {
                Block::Section { ref problems, .. } if problems.is_empty() => {}
                Block::Signatures { mut roles } => {
                    sheet.signs = roles.iter().any(|role| role == self.role());
                    roles.retain(|role| role != self.role());
                    sheet.waits_for = roles;
                }
                block => sheet.blocks.push(block),
            }
        }
        if !sheet.signs && !sheet.waits_for.is_empty() {
            sheet.blocks.push(Block::Signatures { roles: sheet.waits_for.clone() });
        }
        sheet
    }

    /// The sections that can be sent back with a transition: those of the step it leads to, in which whoever acts there
    /// writes. None for a transition that sends nothing back.
    pub fn sections_to_send_back(&self, transition: &Transition) -> Vec<usize> {
        let workflow = self.workflow();
        let back = workflow.state(&transition.to).filter(|_| transition.kind == TransitionKind::Return);
        let step = back.and_then(|state| workflow.steps.get(workflow.step(&state.step)?));
        let (Some(state), Some(step)) = (back, step) else { return Vec::new() };
        let writes = |path: &str| state.acts.iter().any(|role| self.process.may_write(role, path, &state.id));
        let asked = |section: &usize| {
            let known = self.form().sections.get(*section).is_some_and(|section| step.sections.contains(&section.id));
            known && self.paths_of(*section).iter().any(|path| self.process.may_read(self.role(), path) && writes(path))
        };
        (0..self.form().sections.len()).filter(asked).collect()
    }

    fn sections_typed(&self, id: &str) -> Vec<String> {
        let Some(transition) = self.workflow().transition(id) else { return Vec::new() };
        let chosen = self.typed(Asked::Sections).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let sections = self.sections_to_send_back(transition).into_iter();
        let ids = sections.filter_map(|section| Some(self.form().sections.get(section)?.id.clone()));
        ids.filter(|id| chosen.iter().any(|one| one == id)).collect()
    }

    pub(super) fn open_move(&mut self, id: String) -> Vec<Effect> {
        if self.move_of(&id).is_none() {
            return Vec::new();
        }
        if self.page != Page::Move(id.clone()) {
            self.typed.clear();
        }
        self.go(Page::Move(id))
    }

    pub(super) fn confirm_move(&mut self, id: &str) -> Vec<Effect> {
        let Some(sheet) = self.move_of(id) else { return self.go(Page::Overview) };
        let (blocked, signs, waits) = (!sheet.blocks.is_empty(), sheet.signs, !sheet.waits_for.is_empty());
        let reason = sheet.transition.reason;
        let mut missing = Vec::new();
        if reason == Reason::Required && self.typed_text(Asked::Reason).is_empty() {
            missing.push(Asked::Reason);
        }
        if signs && self.typed_text(Asked::Name).is_empty() {
            missing.push(Asked::Name);
        }
        self.tried = blocked;
        self.missing = missing;
        if blocked || !self.missing.is_empty() {
            return self.stay();
        }
        let mut errands = Vec::new();
        if signs && let Some(dossier) = self.dossier() {
            let hash = self.process.content_hash(dossier, self.circumstances.hash).unwrap_or_default();
            let name = self.typed_text(Asked::Name).to_owned();
            errands.push(Errand { deed: Deed::Sign { name, hash }, then: Then::Signed });
        }
        if !waits {
            let sections = self.sections_typed(id);
            let why = self.typed_text(Asked::Reason);
            let reason = (reason != Reason::None && !why.is_empty()).then(|| why.to_owned());
            let deed = Deed::Transition { id: id.to_owned(), reason, sections };
            errands.push(Errand { deed, then: Then::Moved });
        }
        self.send(errands)
    }
}
