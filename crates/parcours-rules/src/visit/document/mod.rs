//! The documents a visitor may have: what there is to read, and the answers as they stand, to read it from.

mod linked;
mod over_time;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::NaiveDate;
use parcours_schema::workflow::{Document, leads};
use parcours_schema::{Form, Kind, Question};

pub use self::linked::{LinkedRow, linked_rows};
pub use self::over_time::{Lane, OverTime, Span, over_time};
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
    /// The form with what the role may read of those sections, but for the linked rows; private notes are never in a
    /// document, even of whoever wrote them (`ux.md` 3, advisor mode).
    pub form: Arc<Form>,
    /// The form with what the role may read of the linked rows, but for what their headings say already.
    pub linked: Arc<Form>,
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
        let linked = |path: &str| document.linked.iter().any(|group| leads(group, path));
        let shown = |number| sections.contains(&number);
        // Doors are told: what the answers this role reads lead to. Other notes help those who answer.
        let doors = |note: &Question| {
            self.form().sections.iter().any(|section| section.shows_doors() && leads(&section.container, &note.path))
        };
        let form = trimmed(self.form(), &shown, &|path| reads(path) && !linked(path), &doors);
        let said = said_by_headings(self.form(), document);
        let rest = |path: &str| reads(path) && linked(path) && !said.contains(&path);
        let linked = trimmed(self.form(), &shown, &rest, &|_| false);
        Some(DocumentSheet { document, sections, form: Arc::new(form), linked: Arc::new(linked) })
    }

    /// Until when the dossier is kept at least, by a rule of its workflow.
    pub fn kept_until(&self) -> Option<NaiveDate> {
        self.process.kept_until(self.dossier()?)
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

/// Of a group in rows, the question whose answer tells one row from another: the first text that is asked.
pub fn naming(group: &Question) -> Option<&Question> {
    group.kind.questions().iter().find(|question| matches!(question.kind, Kind::Text(_) | Kind::LongText(_)))
}

/// Paths of the questions whose answers are read in the headings of linked rows: what names a row, what it refers to.
fn said_by_headings<'a>(form: &'a Form, document: &'a Document) -> Vec<&'a str> {
    let mut said: Vec<&str> = document.gathered_by.as_deref().into_iter().collect();
    for group in document.linked.iter().filter_map(|path| form.question(path)) {
        said.extend(naming(group).map(|question| question.path.as_str()));
        let refers = |question: &&Question| match &question.kind {
            Kind::Reference(reference) => document.linked.contains(&reference.to),
            _ => false,
        };
        said.extend(group.kind.questions().iter().filter(refers).map(|question| question.path.as_str()));
    }
    said
}
