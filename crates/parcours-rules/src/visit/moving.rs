//! Moving the dossier from one state to another: what is missing, why, the signature, and the button that does it.

use parcours_schema::workflow::{Reason, Transition};

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
            let why = self.typed_text(Asked::Reason);
            let reason = (reason != Reason::None && !why.is_empty()).then(|| why.to_owned());
            let deed = Deed::Transition { id: id.to_owned(), reason, sections: Vec::new() };
            errands.push(Errand { deed, then: Then::Moved });
        }
        self.send(errands)
    }
}
