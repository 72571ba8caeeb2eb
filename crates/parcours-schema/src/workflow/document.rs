//! A document a dossier yields: a summary, then some sections, to be read, printed and kept.

use super::{States, ids, objects, paths};
use crate::Localized;
use crate::fault::say;
use crate::read::{Item, Key, Object, Shape};

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its name, unique in the workflow.
    pub id: String,
    /// What it is called.
    pub title: Localized,
    /// What stands on its first page, in order; nothing for a document short enough to be its own summary.
    pub summary: Vec<Highlight>,
    /// Groups in rows of which each row refers to a row of the group before: needs, then the objectives of each need, then
    /// the services of each objective. They are told together, where the section of the first stands.
    pub linked: Vec<String>,
    /// Path of the question, asked of the first of those groups, under whose answers they are gathered.
    pub gathered_by: Option<String>,
    /// The linked rows over time.
    pub timeline: Option<Timeline>,
    /// Ids of the sections it shows, in order.
    pub sections: Vec<String>,
    /// The roles that may have it.
    pub roles: Vec<String>,
    /// The states in which it can be had; all of them, ends included, when not given.
    pub states: Option<States>,
}

impl Document {
    /// The lists of paths it tells beside its sections, each with its place in the document: `summary/0/answers`.
    pub fn told(&self) -> Vec<(String, &[String])> {
        let mut told: Vec<(String, &[String])> = Vec::new();
        for (number, part) in self.summary.iter().enumerate() {
            let (key, paths) = part.shows.paths();
            told.push((format!("summary/{number}/{key}"), paths));
        }
        told.push(("linked".to_owned(), &self.linked));
        if let Some(timeline) = &self.timeline {
            told.push(("timeline/starts".to_owned(), &timeline.starts));
            told.push(("timeline/ends".to_owned(), &timeline.ends));
            told.push(("timeline/dates".to_owned(), &timeline.dates));
        }
        told
    }
}

/// The path of the group a question is asked in; empty at the top.
pub fn group_of(path: &str) -> &str {
    path.rsplit_once('.').map(|(group, _)| group).unwrap_or_default()
}

/// The groups those questions are asked in, each once, in order.
pub fn groups_of(paths: &[String]) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    for path in paths {
        let group = group_of(path);
        if !groups.iter().any(|known| known == group) {
            groups.push(group.to_owned());
        }
    }
    groups
}

/// A part of a summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// Its heading.
    pub title: Localized,
    /// What it tells.
    pub shows: Shows,
}

/// What a part of a summary tells. Paths are those of questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shows {
    /// Several answers one after another, without their questions: a first name, then a last name.
    Together(Vec<String>),
    /// Each question with its answer.
    Answers(Vec<String>),
    /// A table: a column for each question, a row for each row of the group of the first; the others are of that group
    /// or of one linked to it.
    Columns(Vec<String>),
}

impl Shows {
    /// Its key, and the paths it names.
    pub fn paths(&self) -> (&'static str, &[String]) {
        match self {
            Shows::Together(paths) => ("together", paths),
            Shows::Answers(paths) => ("answers", paths),
            Shows::Columns(paths) => ("columns", paths),
        }
    }
}

/// What of the linked rows stands in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// Paths of the dates when something begins.
    pub starts: Vec<String>,
    /// Paths of the dates when something ends or is to be reached.
    pub ends: Vec<String>,
    /// Paths of the dates that stand for the whole: the review.
    pub dates: Vec<String>,
}

pub(super) const KEYS: &[Key] = &[
    Key::required("id", Shape::Id),
    Key::required("title", Shape::Localized),
    Key::optional("summary", Shape::Objects(HIGHLIGHT_KEYS)),
    Key::optional("linked", Shape::ManyPaths),
    Key::optional("gathered_by", Shape::Path),
    Key::optional("timeline", Shape::Object(TIMELINE_KEYS)),
    Key::required("sections", Shape::Ids),
    Key::required("roles", Shape::Ids),
    Key::optional("in", Shape::IdsOrAny),
];

const HIGHLIGHT_KEYS: &[Key] = &[
    Key::required("title", Shape::Localized),
    Key::optional("together", Shape::ManyPaths),
    Key::optional("answers", Shape::ManyPaths),
    Key::optional("columns", Shape::ManyPaths),
];

const TIMELINE_KEYS: &[Key] = &[
    Key::optional("starts", Shape::ManyPaths),
    Key::required("ends", Shape::ManyPaths),
    Key::optional("dates", Shape::ManyPaths),
];

pub(super) fn read(item: Item<'_>) -> Option<Document> {
    let object = item.object(KEYS)?;
    let (sections, roles) = (ids(&object, "sections"), ids(&object, "roles"));
    let (summary, linked) = (objects(&object, "summary", read_highlight), paths(&object, "linked"));
    Some(Document {
        id: object.id("id")?,
        title: object.localized("title")?,
        summary: summary.unwrap_or_default(),
        linked: linked.unwrap_or_default(),
        gathered_by: object.path("gathered_by"),
        timeline: object.with("timeline", read_timeline),
        sections: sections?,
        roles: roles?,
        states: object.with("in", States::read),
    })
}

fn read_highlight(item: Item<'_>) -> Option<Highlight> {
    let object = item.object(HIGHLIGHT_KEYS)?;
    let all = [read_shown(&object, "together"), read_shown(&object, "answers"), read_shown(&object, "columns")];
    let [together, answers, columns] = all;
    let shows = match (together, answers, columns) {
        (Some(paths), None, None) => Shows::Together(paths),
        (None, Some(paths), None) => Shows::Answers(paths),
        (None, None, Some(paths)) => Shows::Columns(paths),
        _ => {
            item.fault(say!("a part of a summary shows one thing.", "Give one of `together`, `answers`, `columns`."));
            return None;
        }
    };
    Some(Highlight { title: object.localized("title")?, shows })
}

fn read_shown(object: &Object<'_>, key: &'static str) -> Option<Vec<String>> {
    if object.has(key) { paths(object, key) } else { None }
}

fn read_timeline(item: Item<'_>) -> Option<Timeline> {
    let object = item.object(TIMELINE_KEYS)?;
    let (starts, ends, dates) = (paths(&object, "starts"), paths(&object, "ends"), paths(&object, "dates"));
    Some(Timeline { starts: starts.unwrap_or_default(), ends: ends?, dates: dates.unwrap_or_default() })
}
