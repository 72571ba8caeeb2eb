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
    /// Say what time it is, once, after so many milliseconds; answered by [`Event::Clock`](super::Event::Clock). The last
    /// one asked for counts.
    Watch {
        /// How long from now.
        after_ms: i64,
    },
    /// Give the file of that SHA-256 as a download; [`Event::NotGiven`](super::Event::NotGiven) when it cannot be.
    Give {
        /// SHA-256 of the file, as the answer says it.
        sha256: String,
        /// The name the answer gives it.
        name: String,
    },
    /// Close the dossier with that passphrase and give it as a file; answered by [`Event::Kept`](super::Event::Kept).
    Keep {
        /// What closes it.
        passphrase: String,
    },
    /// Open the file chosen in the input of [`Asked::File`](super::Asked::File) with that passphrase; answered by
    /// [`Event::Unlocked`](super::Event::Unlocked).
    Unlock {
        /// What closed it.
        passphrase: String,
    },
    /// The page is hidden: the focus goes to what lifts the veil.
    Cover,
    /// The page is back: the focus goes back to where it was.
    Uncover,
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
    /// The dossier was given as a file.
    Kept,
    /// The dossier was forgotten: the next person's can be given.
    Left,
    /// Something was not done.
    Error {
        /// A stable code.
        code: String,
    },
}
