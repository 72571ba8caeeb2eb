//! A workflow: what happens to a form that several people fill over months. Its roles, its states, who may read and
//! write which part in which state, what leads from one state to another, what must be done by when.
//!
//! It says, it does not judge: whether a role may do something now is for `parcours-rules`, and so is whether what a
//! workflow names exists (`parcours check`).
//!
//! ```
//! use parcours_schema::load_workflow;
//! let faults = load_workflow("workflow.json", r#"{ "id": "plan", "titel": { "fr": "Plan", "en": "Plan" } }"#).unwrap_err();
//! assert_eq!(faults[0].at, "/titel");
//! assert!(faults[0].to_string().contains("did you mean `title`"));
//! ```

mod deadline;
mod desk;
mod document;
mod part;
mod role;
mod state;
mod transition;

pub use deadline::{Deadline, Delay, Since};
pub use desk::Desk;
pub use document::{Document, Highlight, Shows, Timeline, group_of, groups_of};
pub use part::{Part, Write};
pub use role::{Look, Role};
#[cfg(feature = "author")]
pub(crate) use state::ANY;
pub use state::{State, States, Step};
pub use transition::{Reason, Transition, TransitionKind};

use serde_json::Value;

use crate::form::read_version;
use crate::load::parse;
use crate::read::{Faults, Item, Key, Object, Shape, read_path};
use crate::{Fault, Localized, limits};

/// What happens to the dossiers of one form, from the first question to the end, and again if they are reopened.
#[derive(Clone, Debug, PartialEq)]
pub struct Workflow {
    /// Stable id, such as `service-plan`.
    pub id: String,
    /// Version of this definition, `major.minor.patch`.
    pub version: String,
    /// Id of the form whose answers a dossier holds.
    pub form: String,
    /// The form that opens a dossier when it arrives, if one does.
    pub receives: Option<Receives>,
    /// Its title.
    pub title: Localized,
    /// What it is for, in a sentence.
    pub purpose: Option<Localized>,
    /// Who takes part.
    pub roles: Vec<Role>,
    /// The steps people see, in order.
    pub steps: Vec<Step>,
    /// The parts of the answers, each read and written by its own roles.
    pub parts: Vec<Part>,
    /// The states; a dossier starts in the first.
    pub states: Vec<State>,
    /// What leads from one state to another.
    pub transitions: Vec<Transition>,
    /// What is signed, and where signatures are kept.
    pub signing: Option<Signing>,
    /// What must be done by when.
    pub deadlines: Vec<Deadline>,
    /// How long a dossier is kept at least, when a law says so.
    pub retention: Option<Retention>,
    /// The documents a dossier yields.
    pub documents: Vec<Document>,
    /// The table in which some roles work with all the rows of a group.
    pub desk: Option<Desk>,
}

/// A form that opens a dossier when a receiver gets it: its answers are the dossier's first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receives {
    /// Id of the form; its questions have the same paths in the workflow's own form.
    pub form: String,
    /// Id of the role whose answers they are.
    pub role: String,
}

/// How long a dossier is kept at least after its last entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// In years.
    pub years: u32,
    /// Path of the birth date from which they count, at 18, for somebody who is under 18 at the last entry.
    pub birth_date: Option<String>,
}

/// What is signed. A change of any of it makes every signature given before worthless (S-4.2, s. 102).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signing {
    /// Path of the group in rows where signatures are kept; nobody writes it, the dossier does.
    pub group: String,
    /// Paths of the questions, groups or containers whose answers are signed.
    pub content: Vec<String>,
    /// Paths inside those that are not, such as the status of a service, which changes while the plan is carried out.
    pub except: Vec<String>,
}

pub(crate) const WORKFLOW_KEYS: &[Key] = &[
    Key::optional("$schema", Shape::Text),
    Key::required("id", Shape::Id),
    Key::required("version", Shape::Text),
    Key::required("form", Shape::Id),
    Key::required("title", Shape::Localized),
    Key::optional("purpose", Shape::Localized),
    Key::optional("receives", Shape::Object(RECEIVES_KEYS)),
    Key::required("roles", Shape::Objects(role::KEYS)),
    Key::required("steps", Shape::Objects(state::STEP_KEYS)),
    Key::required("parts", Shape::Objects(part::KEYS)),
    Key::required("states", Shape::Objects(state::KEYS)),
    Key::required("transitions", Shape::Objects(transition::KEYS)),
    Key::optional("signing", Shape::Object(SIGNING_KEYS)),
    Key::optional("deadlines", Shape::Objects(deadline::KEYS)),
    Key::optional("retention", Shape::Object(RETENTION_KEYS)),
    Key::optional("documents", Shape::Objects(document::KEYS)),
    Key::optional("desk", Shape::Object(desk::KEYS)),
];

const RETENTION_KEYS: &[Key] = &[
    Key::required("years", Shape::Count),
    Key::optional("birth_date", Shape::Path),
    Key::required("source", Shape::Text),
];

const RECEIVES_KEYS: &[Key] = &[Key::required("form", Shape::Id), Key::required("role", Shape::Id)];

const SIGNING_KEYS: &[Key] = &[
    Key::required("group", Shape::Path),
    Key::required("content", Shape::ManyPaths),
    Key::optional("except", Shape::ManyPaths),
];

/// Reads a workflow. `file` names the text in faults.
///
/// # Errors
/// Every fault found: broken JSON, unknown keys, missing texts, sizes out of bounds. Whether the roles, states, sections
/// and paths it names exist is for `parcours check`.
pub fn load_workflow(file: &str, text: &str) -> Result<Workflow, Vec<Fault>> {
    let document = parse(file, text).map_err(|fault| vec![fault])?;
    let faults = Faults::new(file, &document);
    let workflow = read_workflow(Item { value: &document, faults: &faults });
    let faults = faults.into_vec();
    match workflow {
        Some(workflow) if faults.is_empty() => Ok(workflow),
        _ => Err(faults),
    }
}

/// Whether a definition is meant to be a workflow rather than a form: it has transitions, states or roles.
pub fn is_workflow(document: &Value) -> bool {
    ["transitions", "states", "roles"].iter().any(|key| document.get(key).is_some())
}

fn read_workflow(item: Item<'_>) -> Option<Workflow> {
    let object = item.object(WORKFLOW_KEYS)?;
    // All of them are read before the first that is missing ends the reading: each has its own faults to tell.
    let version = object.with("version", read_version);
    let roles = objects(&object, "roles", role::read);
    let steps = objects(&object, "steps", state::read_step);
    let parts = objects(&object, "parts", part::read);
    let states = objects(&object, "states", state::read);
    let transitions = objects(&object, "transitions", transition::read);
    let deadlines = objects(&object, "deadlines", deadline::read).unwrap_or_default();
    let documents = objects(&object, "documents", document::read).unwrap_or_default();
    Some(Workflow {
        id: object.id("id")?,
        version: version?,
        form: object.id("form")?,
        title: object.localized("title")?,
        purpose: object.localized("purpose"),
        receives: object.with("receives", |item| {
            let object = item.object(RECEIVES_KEYS)?;
            Some(Receives { form: object.id("form")?, role: object.id("role")? })
        }),
        roles: roles?,
        steps: steps?,
        parts: parts?,
        states: states?,
        transitions: transitions?,
        signing: object.with("signing", read_signing),
        deadlines,
        retention: object.with("retention", |item| {
            let object = item.object(RETENTION_KEYS)?;
            let years = object.count("years", 150)?;
            Some(Retention { years: years as u32, birth_date: object.path("birth_date") })
        }),
        documents,
        desk: object.with("desk", desk::read),
    })
}

fn read_signing(item: Item<'_>) -> Option<Signing> {
    let object = item.object(SIGNING_KEYS)?;
    let except = paths(&object, "except").unwrap_or_default();
    Some(Signing { group: object.path("group")?, content: paths(&object, "content")?, except })
}

fn objects<T>(object: &Object<'_>, key: &'static str, read: impl Fn(Item<'_>) -> Option<T>) -> Option<Vec<T>> {
    object.list(key, 1, limits::WORKFLOW_ITEMS, read)
}

/// Ids of roles, states or sections, of which there must be one.
fn ids(object: &Object<'_>, key: &'static str) -> Option<Vec<String>> {
    object.list(key, 1, limits::WORKFLOW_ITEMS, |item| item.id())
}

fn paths(object: &Object<'_>, key: &'static str) -> Option<Vec<String>> {
    object.list(key, 1, limits::WORKFLOW_PATHS, read_path)
}

impl Signing {
    /// Whether what stands at a path is signed: the longest path that leads to it decides.
    pub fn signs(&self, path: &str) -> bool {
        longest(&self.content, path) > longest(&self.except, path)
    }
}

/// The length of the longest of these paths that leads to another; none when none does.
fn longest(paths: &[String], to: &str) -> Option<usize> {
    paths.iter().filter(|path| leads(path, to)).map(String::len).max()
}

/// Whether a dotted path is another, or a group or container around it.
pub fn leads(path: &str, to: &str) -> bool {
    to.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

impl Part {
    /// The length of the longest of its paths that leads to this one: of several parts, the longest decides.
    pub fn leads(&self, to: &str) -> Option<usize> {
        longest(&self.paths, to)
    }
}

impl Workflow {
    /// The number of the part a dotted path belongs to: the one with the longest path that leads to it. Of two parts that
    /// name the same path, which the proof refuses, the first decides.
    pub fn part_of(&self, path: &str) -> Option<usize> {
        let parts = self.parts.iter().enumerate();
        let found = parts.filter_map(|(number, part)| Some((part.leads(path)?, number)));
        found.max_by_key(|(length, number)| (*length, std::cmp::Reverse(*number))).map(|(_, number)| number)
    }

    /// The role of that id.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// The state of that id.
    pub fn state(&self, id: &str) -> Option<&State> {
        self.states.iter().find(|state| state.id == id)
    }

    /// The transition of that id.
    pub fn transition(&self, id: &str) -> Option<&Transition> {
        self.transitions.iter().find(|transition| transition.id == id)
    }

    /// The step of that id, by its number.
    pub fn step(&self, id: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.id == id)
    }

    /// Whether `states` names this state. `any` is every state that is not an end.
    pub fn among(&self, states: &States, state: &str) -> bool {
        match states {
            States::Any => self.state(state).is_some_and(|state| !state.end),
            States::These(list) => list.iter().any(|id| id == state),
        }
    }
}
