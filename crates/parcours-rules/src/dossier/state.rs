//! A dossier as it stands: what its history comes to. What changes it is in `fold.rs`.

use std::fmt;
use std::sync::Arc;

use parcours_schema::Answers;

use super::{Event, Process};

/// A dossier. Its `Debug` shows no answer, name or reason.
#[derive(Clone, PartialEq)]
pub struct Dossier {
    /// Its id, given by whoever opened it.
    pub id: String,
    /// When it was opened, RFC 3339.
    pub opened_at: String,
    /// Id of the workflow.
    pub workflow: String,
    /// Version of the workflow it was opened or replayed with.
    pub workflow_version: String,
    /// Version of the form it was opened or replayed with.
    pub form_version: String,
    /// Id of the state it is in.
    pub state: String,
    /// 1, and one more each time it was reopened.
    pub episode: u32,
    /// The answers, `dossier.state` among them when the form asks for it.
    pub answers: Answers,
    /// The states entered in this episode, in order, the present one last.
    pub entered: Vec<Entered>,
    /// The content last accepted, once it was.
    pub plan: Option<Plan>,
    /// Every signature given, in order; whether one still counts depends on the content as it stands now.
    pub signatures: Vec<Signature>,
    /// Set while the dossier stands where it was sent back to.
    pub returned: Option<Returned>,
    /// All that was done, in order.
    pub history: Vec<Arc<Event>>,
}

/// A state entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// Id of the state.
    pub state: String,
    /// When, RFC 3339.
    pub at: String,
}

/// Content that was accepted: signed by all who must, then taken to a next state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// 1, and one more each time other content was accepted.
    pub version: u32,
    /// Hash of the content; empty for whoever may not read all of it.
    pub hash: String,
    /// When it was accepted, RFC 3339.
    pub accepted_at: String,
    /// Id of the event that accepted it: the history up to there replays to the answers as they were.
    pub event: String,
}

/// A signature: a name typed under content that has this hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature {
    /// Id of the event.
    pub event: String,
    /// Id of the role of whoever signed.
    pub role: String,
    /// The name typed.
    pub name: String,
    /// When, RFC 3339.
    pub at: String,
    /// Hash of the content signed; empty for whoever may not read all of it.
    pub hash: String,
    /// The episode in which it was given; it counts in no other.
    pub episode: u32,
}

/// Why a dossier came back.
#[derive(Clone, PartialEq, Eq)]
pub struct Returned {
    /// Id of the event.
    pub event: String,
    /// Id of the transition.
    pub transition: String,
    /// Id of the role that sent it back.
    pub by: String,
    /// Why; none for whoever may not know.
    pub reason: Option<String>,
    /// Ids of the sections to correct; which of them were, [`Process::to_correct`] says.
    pub sections: Vec<String>,
}

impl Dossier {
    /// A new dossier, in the first state of its workflow. `at` is now, RFC 3339.
    pub fn open(process: &Process, id: &str, at: &str) -> Dossier {
        let workflow = process.workflow();
        let state = workflow.states.first().map(|state| state.id.clone()).unwrap_or_default();
        let mut dossier = Dossier {
            id: id.to_owned(),
            opened_at: at.to_owned(),
            workflow: workflow.id.clone(),
            workflow_version: workflow.version.clone(),
            form_version: process.form().version.clone(),
            state: state.clone(),
            episode: 1,
            answers: Answers::default(),
            entered: vec![Entered { state, at: at.to_owned() }],
            plan: None,
            signatures: Vec::new(),
            returned: None,
            history: Vec::new(),
        };
        process.write_state(&mut dossier);
        dossier
    }

    /// The event of that id.
    pub fn event(&self, id: &str) -> Option<&Arc<Event>> {
        self.history.iter().rev().find(|event| event.id == id)
    }
}

impl fmt::Debug for Dossier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dossier({} in {}, {} events, content not shown)", self.id, self.state, self.history.len())
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({}, name not shown)", self.role)
    }
}

impl fmt::Debug for Returned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Returned({}, reason not shown)", self.transition)
    }
}
