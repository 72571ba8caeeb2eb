//! What the browser must do after an event of a visit, as data.

use crate::dossier;
use crate::journey;

/// Something for the browser to do, in the order given.
#[derive(Clone)]
pub enum Effect {
    /// What a form's page asks for too: the focus, the title, a file, printing.
    Page(journey::Effect),
    /// Ask the store for the dossier; answered by [`Event::Loaded`](super::Event::Loaded).
    Load,
    /// Ask for the time and random bytes; answered by [`Event::Stamped`](super::Event::Stamped).
    Stamp,
    /// Give the store one more event, unless the dossier is no longer of that revision; answered by
    /// [`Event::Saved`](super::Event::Saved).
    Append {
        /// The event.
        event: Box<dossier::Event>,
        /// The revision the person saw.
        revision: String,
    },
    /// Give the deadlines that run now as a calendar file. Its words are made at the edge, which looks at the visit.
    Calendar,
    /// Tell the host page.
    Emit(HostEvent),
}

/// What the host page is told. Never an answer (`ux.md` P-03).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostEvent {
    /// The dossier is on the page.
    Opened {
        /// Id of its state.
        state: String,
    },
    /// Another page stands there.
    Step {
        /// Opaque name of the page.
        step: String,
    },
    /// The store took something.
    Saved,
    /// The dossier went to another state.
    Moved {
        /// Id of the transition.
        transition: String,
        /// Id of the state.
        state: String,
    },
    /// Something was not done.
    Error {
        /// A stable code.
        code: String,
    },
}
