//! What somebody is told who wrote on a dossier that others changed meanwhile: as it is now, and who changed what, when.
//! Within what their role may read, like everything that leaves.

use std::fmt;
use std::sync::Arc;

use parcours_rules::dossier::{Deed, Event};
use serde_json::{Value, json};

use super::kept::View;

/// The dossier as it is now. Its `Debug` shows nothing of it.
pub(crate) struct Newer {
    view: Arc<View>,
    /// How many of the events now seen were seen by the writer; unknown when what they saw tells nothing.
    since: Option<usize>,
}

impl Newer {
    /// For whoever wrote on the content of that tag.
    pub(super) fn than(tag: &str, view: Arc<View>) -> Newer {
        let since = view.since(tag);
        Newer { view, since }
    }

    pub(crate) fn tag(&self) -> &str {
        &self.view.tag
    }

    /// The dossier as JSON text.
    pub(crate) fn content(&self) -> &str {
        &self.view.content
    }

    /// Each event since: when, by whom, what it did, and the pointers of the answers it changed, in which rows are named by
    /// their key. Null when it is not known which those are.
    pub(crate) fn changes(&self) -> Value {
        let Some(events) = self.since.and_then(|since| self.view.seen.history.get(since..)) else { return Value::Null };
        events.iter().map(|event| change(event)).collect()
    }
}

fn change(event: &Event) -> Value {
    let pointers: Vec<&str> = match &event.does {
        Deed::Save { changes } => changes.iter().map(|change| change.at.as_str()).collect(),
        Deed::Transition { .. } | Deed::Sign { .. } => Vec::new(),
    };
    let by = json!({ "role": event.by.role, "name": event.by.name });
    json!({ "at": event.at, "by": by, "does": event.does.name(), "pointers": pointers })
}

impl fmt::Debug for Newer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Newer({}, content not shown)", self.view.tag)
    }
}
