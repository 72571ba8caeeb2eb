//! What a workflow names: roles, states, steps, sections, documents, paths of its form. Each with the place it is named.

use parcours_schema::workflow::{Since, States, leads};
use parcours_schema::{Condition, Form, Workflow};

/// A name, and what must have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference<'a> {
    Role(&'a str),
    State(&'a str),
    Step(&'a str),
    Section(&'a str),
    Document(&'a str),
    /// A question.
    Question(&'a str),
    /// A question, a group or a container.
    Path(&'a str),
}

impl<'a> Reference<'a> {
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Reference::Role(_) => "role",
            Reference::State(_) => "state",
            Reference::Step(_) => "step",
            Reference::Section(_) => "section",
            Reference::Document(_) => "document",
            Reference::Question(_) | Reference::Path(_) => "question at",
        }
    }

    pub(crate) fn name(self) -> &'a str {
        match self {
            Reference::Role(name)
            | Reference::State(name)
            | Reference::Step(name)
            | Reference::Section(name)
            | Reference::Document(name)
            | Reference::Question(name)
            | Reference::Path(name) => name,
        }
    }

    pub(crate) fn resolves(self, workflow: &Workflow, form: &Form) -> bool {
        match self {
            Reference::Role(id) => workflow.role(id).is_some(),
            Reference::State(id) => workflow.state(id).is_some(),
            Reference::Step(id) => workflow.step(id).is_some(),
            Reference::Section(id) => form.sections.iter().any(|section| section.id == id),
            Reference::Document(id) => workflow.documents.iter().any(|document| document.id == id),
            Reference::Question(path) => form.question(path).is_some(),
            Reference::Path(path) => form.questions().any(|(_, question)| leads(path, &question.path)),
        }
    }
}

/// Every reference of a workflow, with the JSON pointer of its place.
pub(crate) fn of(workflow: &Workflow) -> Vec<(String, Reference<'_>)> {
    let mut all = All(Vec::new());
    for (number, role) in workflow.roles.iter().enumerate() {
        all.list(&format!("/roles/{number}/assists"), &role.assists, Reference::Role);
    }
    for (number, step) in workflow.steps.iter().enumerate() {
        all.list(&format!("/steps/{number}/sections"), &step.sections, Reference::Section);
    }
    for (number, part) in workflow.parts.iter().enumerate() {
        let at = format!("/parts/{number}");
        all.list(&format!("{at}/paths"), &part.paths, Reference::Path);
        all.list(&format!("{at}/read"), &part.read, Reference::Role);
        for (number, write) in part.write.iter().enumerate() {
            all.one(format!("{at}/write/{number}/role"), Reference::Role(&write.role));
            all.states(&format!("{at}/write/{number}/in"), &write.states);
        }
    }
    for (number, state) in workflow.states.iter().enumerate() {
        all.one(format!("/states/{number}/step"), Reference::Step(&state.step));
        all.list(&format!("/states/{number}/acts"), &state.acts, Reference::Role);
    }
    for (number, transition) in workflow.transitions.iter().enumerate() {
        let at = format!("/transitions/{number}");
        all.states(&format!("{at}/from"), &transition.from);
        all.one(format!("{at}/to"), Reference::State(&transition.to));
        all.list(&format!("{at}/by"), &transition.by, Reference::Role);
        all.list(&format!("{at}/complete"), &transition.complete, Reference::Section);
        if let Some(when) = &transition.when {
            all.condition(&format!("{at}/when"), when);
        }
        all.list(&format!("{at}/signed_by"), &transition.signed_by, Reference::Role);
        all.list(&format!("{at}/documents"), &transition.documents, Reference::Document);
    }
    if let Some(signing) = &workflow.signing {
        all.one("/signing/group".to_owned(), Reference::Question(&signing.group));
        all.list("/signing/content", &signing.content, Reference::Path);
        all.list("/signing/except", &signing.except, Reference::Path);
    }
    for (number, deadline) in workflow.deadlines.iter().enumerate() {
        let at = format!("/deadlines/{number}");
        all.states(&format!("{at}/in"), &deadline.states);
        match &deadline.from {
            Since::Entered(state) => all.one(format!("{at}/from/entered"), Reference::State(state)),
            Since::Answer(path) => all.one(format!("{at}/from/answer"), Reference::Question(path)),
        }
        all.list(&format!("{at}/acts"), &deadline.acts, Reference::Role);
    }
    for (number, document) in workflow.documents.iter().enumerate() {
        let at = format!("/documents/{number}");
        for (key, paths) in document.told() {
            all.list(&format!("{at}/{key}"), paths, Reference::Question);
        }
        if let Some(path) = &document.gathered_by {
            all.one(format!("{at}/gathered_by"), Reference::Question(path));
        }
        all.list(&format!("{at}/sections"), &document.sections, Reference::Section);
        all.list(&format!("{at}/roles"), &document.roles, Reference::Role);
        if let Some(states) = &document.states {
            all.states(&format!("{at}/in"), states);
        }
    }
    if let Some(desk) = &workflow.desk {
        all.list("/desk/roles", &desk.roles, Reference::Role);
        all.one("/desk/rows".to_owned(), Reference::Question(&desk.rows));
        all.list("/desk/under", &desk.under, Reference::Question);
        all.list("/desk/columns", &desk.columns, Reference::Question);
        if let Some(status) = &desk.status {
            all.one("/desk/status".to_owned(), Reference::Question(status));
        }
        all.list("/desk/filters", &desk.filters, Reference::Question);
    }
    all.0
}

struct All<'a>(Vec<(String, Reference<'a>)>);

impl<'a> All<'a> {
    fn one(&mut self, at: String, reference: Reference<'a>) {
        self.0.push((at, reference));
    }

    fn list(&mut self, at: &str, names: &'a [String], reference: fn(&'a str) -> Reference<'a>) {
        for (number, name) in names.iter().enumerate() {
            self.one(format!("{at}/{number}"), reference(name));
        }
    }

    fn states(&mut self, at: &str, states: &'a States) {
        if let States::These(list) = states {
            self.list(at, list, Reference::State);
        }
    }

    fn condition(&mut self, at: &str, condition: &'a Condition) {
        match condition {
            Condition::All(list) => {
                list.iter().enumerate().for_each(|(n, c)| self.condition(&format!("{at}/all/{n}"), c))
            }
            Condition::Any(list) => {
                list.iter().enumerate().for_each(|(n, c)| self.condition(&format!("{at}/any/{n}"), c))
            }
            Condition::Not(inner) => self.condition(&format!("{at}/not"), inner),
            Condition::Some { group, that } => {
                self.one(at.to_owned(), Reference::Question(group));
                self.condition(&format!("{at}/that"), that);
            }
            Condition::Answer { .. } => {
                condition.paths(&mut |path| self.one(at.to_owned(), Reference::Question(path)));
            }
        }
    }
}
