//! Where a dossier can go from here, and what stands in the way.

use parcours_schema::workflow::{Document, Transition};
use parcours_schema::{Localized, Problem, Severity, template_of};

use super::{Circumstances, Dossier, Hash, Process};
use crate::Engine;
use crate::rows::Rows;

/// A transition a role may do in this state, if nothing stands in its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Move<'a> {
    /// The transition.
    pub transition: &'a Transition,
    /// What must be done before; it can be done now when empty.
    pub blocked_by: Vec<Block>,
}

/// What stands in the way of a transition.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A section has errors.
    Section {
        /// Its number in the form.
        section: usize,
        /// The errors the role may know of, in page order.
        problems: Vec<Problem>,
        /// Whether there are others, in answers of which the role may know nothing.
        others: bool,
    },
    /// The answers are not what they must be.
    Guard {
        /// The workflow's own sentence.
        why: Option<Localized>,
    },
    /// Signatures under the content as it stands.
    Signatures {
        /// The roles that have not signed it.
        roles: Vec<String>,
    },
}

impl Process {
    /// The transitions a role may do in this state, each with what blocks it, in the order of the workflow.
    pub fn may<'a>(&'a self, dossier: &Dossier, role: &str, circumstances: &Circumstances) -> Vec<Move<'a>> {
        self.may_with(dossier, role, &self.engine(dossier, circumstances), circumstances.hash)
    }

    /// The same with answers that are being typed: what it would be once they are saved.
    pub fn may_with<'a>(&'a self, dossier: &Dossier, role: &str, engine: &Engine, hash: Hash) -> Vec<Move<'a>> {
        let mut transitions = self.transitions_from(&dossier.state);
        transitions.retain(|transition| transition.by.iter().any(|id| id == role));
        let blocks = |transition| self.blocks(transition, dossier, role, engine, hash);
        transitions.into_iter().map(|transition| Move { transition, blocked_by: blocks(transition) }).collect()
    }

    /// The answers of a dossier with what follows from them.
    pub fn engine(&self, dossier: &Dossier, circumstances: &Circumstances) -> Engine {
        Engine::new(self.rules().clone(), dossier.answers.clone(), circumstances.context.clone())
    }

    /// The documents a role may have now, in the order of the workflow.
    pub fn documents(&self, dossier: &Dossier, role: &str) -> Vec<&Document> {
        let may = |document: &&Document| {
            let now = document.states.as_ref().is_none_or(|states| self.workflow().among(states, &dossier.state));
            now && document.roles.iter().any(|id| id == role)
        };
        self.workflow().documents.iter().filter(may).collect()
    }

    /// What stands in the way of a transition, as far as a role may know.
    pub(super) fn blocks(
        &self,
        transition: &Transition,
        dossier: &Dossier,
        role: &str,
        engine: &Engine,
        hash: Hash,
    ) -> Vec<Block> {
        let mut blocks = Vec::new();
        for section in self.section_numbers(&transition.complete) {
            let errors = engine.section_problems(section).into_iter();
            let errors: Vec<Problem> = errors.filter(|problem| problem.severity == Severity::Error).collect();
            let count = errors.len();
            let knows = |problem: &Problem| self.may_read(role, &template_of(&problem.at));
            let problems: Vec<Problem> = errors.into_iter().filter(knows).collect();
            if count > 0 {
                blocks.push(Block::Section { section, others: problems.len() < count, problems });
            }
        }
        if let Some(when) = &transition.when
            && !engine.holds(when, &[], Rows::NONE)
        {
            blocks.push(Block::Guard { why: transition.why.clone() });
        }
        if !transition.signed_by.is_empty() {
            let content = self.hash_of(engine.answers(), hash);
            let signed = self.under(dossier, content.as_deref());
            let missing = |role: &&String| !signed.iter().any(|signature| signature.role == **role);
            let roles: Vec<String> = transition.signed_by.iter().filter(missing).cloned().collect();
            if !roles.is_empty() {
                blocks.push(Block::Signatures { roles });
            }
        }
        blocks
    }
}
