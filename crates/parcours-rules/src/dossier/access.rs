//! Who may read and write what. A path no part of the workflow names is read by nobody and written by nobody.

use parcours_schema::workflow::{Part, Role};

use super::outline::Spot;
use super::{Actor, Process};

/// Whether somebody may write an answer now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Right {
    Yes,
    No,
    /// Yes, once whom they help and that person's agreement are recorded.
    WithAgreement,
}

impl Process {
    /// Whether a role reads what stands at a path such as `psi.needs.domain`.
    ///
    /// The state of the dossier (`dossier.state`) is everybody's.
    pub fn may_read(&self, role: &str, path: &str) -> bool {
        path == super::outline::STATE_PATH || self.spot(path).is_some_and(|spot| self.reads(role, spot))
    }

    /// Whether a role writes what stands at a path while the dossier is in that state: by itself, or in the stead of a
    /// person it helps.
    pub fn may_write(&self, role: &str, path: &str, state: &str) -> bool {
        let Some(spot) = self.spot(path) else { return false };
        self.writes(role, spot, state) || !self.helped(role, spot, state).is_empty()
    }

    /// Whether what stands at a path is private notes: for those who write them, and in no document.
    pub fn is_private(&self, path: &str) -> bool {
        self.spot(path).and_then(|spot| self.part_of(spot)).is_some_and(|part| part.private)
    }

    /// The roles one of which must be recorded as helped, and have agreed, before this role writes there: those it
    /// helps and whose part it is in that state. Nobody helps with what they may not read.
    pub fn helped_by(&self, role: &str, path: &str, state: &str) -> Vec<&str> {
        self.spot(path).map(|spot| self.helped(role, spot, state)).unwrap_or_default()
    }

    pub(super) fn reads(&self, role: &str, spot: &Spot) -> bool {
        self.part_of(spot).is_some_and(|part| reads_part(role, part))
    }

    /// Whether an actor may write an answer in that state.
    pub(super) fn right(&self, by: &Actor, spot: &Spot, state: &str) -> Right {
        // What the person helped writes in this state is theirs: a helper has it from them, even one who has a right
        // of their own.
        let helped = self.helped(&by.role, spot, state);
        if !helped.is_empty() {
            let agreed = by.agreed && by.with.as_ref().is_some_and(|with| helped.contains(&with.as_str()));
            return if agreed { Right::Yes } else { Right::WithAgreement };
        }
        if self.writes(&by.role, spot, state) { Right::Yes } else { Right::No }
    }

    /// Whether a role writes there in that state in its own right.
    pub(super) fn writes(&self, role: &str, spot: &Spot, state: &str) -> bool {
        self.part_of(spot).is_some_and(|part| {
            part.write.iter().any(|write| write.role == role && self.workflow().among(&write.states, state))
        })
    }

    fn helped(&self, role: &str, spot: &Spot, state: &str) -> Vec<&str> {
        let assists = self.workflow().role(role).map(|role: &Role| role.assists.as_slice()).unwrap_or_default();
        let writes = |helped: &&str| self.writes(helped, spot, state) && self.reads(role, spot);
        assists.iter().map(String::as_str).filter(writes).collect()
    }

    fn part_of(&self, spot: &Spot) -> Option<&Part> {
        self.workflow().parts.get(spot.part?)
    }

    pub(super) fn spot(&self, path: &str) -> Option<&Spot> {
        let mut found = None;
        self.outline().iter().for_each(|root| {
            root.each(&mut |spot| {
                if spot.path == path {
                    found = Some(spot);
                }
            });
        });
        found
    }

    /// Whether a role may know by name who acts in another: when it reads something that other writes.
    pub(super) fn knows(&self, role: &str, other: &str) -> bool {
        let writes = |part: &&Part| part.write.iter().any(|write| write.role == other);
        role == other || self.workflow().parts.iter().filter(writes).any(|part| reads_part(role, part))
    }
}

/// Private notes are for those who write them and for nobody else, whatever the list of readers says.
fn reads_part(role: &str, part: &Part) -> bool {
    let writes = || part.write.iter().any(|write| write.role == role);
    part.read.iter().any(|reader| reader == role) && (!part.private || writes())
}
