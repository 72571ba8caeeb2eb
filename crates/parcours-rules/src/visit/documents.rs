//! The documents a visitor may have: what there is to read, and the answers as they stand, to read it from.

use std::sync::Arc;

use parcours_schema::Form;
use parcours_schema::workflow::Document;

use super::sections::trimmed;
use super::{Effect, Page, Visit};
use crate::Engine;
use crate::journey::Journey;

/// A document as one role has it.
#[derive(Clone)]
pub struct DocumentSheet<'a> {
    /// The document.
    pub document: &'a Document,
    /// Numbers of the form's sections it shows, in its order.
    pub sections: Vec<usize>,
    /// The form with what the role may read of those sections; private notes are never in a document, even of whoever
    /// wrote them (`ux.md` 3, advisor mode).
    pub form: Arc<Form>,
}

impl Visit {
    /// The documents this role may have now.
    pub fn documents(&self) -> Vec<&Document> {
        let Some(dossier) = self.dossier() else { return Vec::new() };
        let workflow = self.workflow();
        let mine = |document: &&Document| {
            let now = document.states.as_ref().is_none_or(|states| workflow.among(states, &dossier.state));
            now && document.roles.iter().any(|role| role == self.role())
        };
        workflow.documents.iter().filter(mine).collect()
    }

    /// The document of that id, if this role may have it now.
    pub fn document(&self, id: &str) -> Option<DocumentSheet<'_>> {
        let document = self.documents().into_iter().find(|document| document.id == id)?;
        let number = |id: &String| self.form().sections.iter().position(|section| section.id == *id);
        let sections: Vec<usize> = document.sections.iter().filter_map(number).collect();
        let reads = |path: &str| self.process.may_read(self.role(), path) && !self.process.is_private(path);
        let form = trimmed(self.form(), &|number| sections.contains(&number), &reads, false);
        Some(DocumentSheet { document, sections, form: Arc::new(form) })
    }

    /// The answers of the dossier, to be read. Every section at once, so it holds more than a section on the page does.
    pub fn reading(&self) -> Option<Journey> {
        let answers = self.dossier()?.answers.clone();
        let engine = Engine::new(self.process.rules().clone(), answers, self.circumstances.context.clone());
        Some(Journey::of_section(engine, self.options.journey.clone(), 0))
    }

    pub(super) fn open_document(&mut self, id: String) -> Vec<Effect> {
        if self.document(&id).is_some() { self.go(Page::Document(id)) } else { Vec::new() }
    }
}
