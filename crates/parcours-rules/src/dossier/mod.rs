//! A dossier: a form that several people fill over months, as an append-only history and what it comes to.
//!
//! A [`Process`] is a workflow and its form, compiled once. A [`Dossier`] is the fold of a history of [`Event`]s:
//! [`replay`] folds a history that was judged before, [`apply`] judges one more event and then folds it. Both are pure,
//! and the browser and the server use the same ones: what time it is, and the hash that signatures carry, are arguments
//! ([`Circumstances`]). A person's mistake is a [`Refusal`], and a refused event changes nothing.
//!
//! Nobody is handed a whole dossier: [`Process::seen_by`] cuts answers and history to what a role may read.
//!
//! It stores nothing, sends nothing, knows no words but those of the workflow, and no form without a dossier needs it.
//!
//! An event in JSON; rows are named by their lasting key, never by their number:
//!
//! ```json
//! { "id": "0192…", "at": "2026-11-22T13:30:00Z",
//!   "by": { "role": "adviser", "name": "…", "with": "person", "agreed": true },
//!   "does": { "save": { "changes": [ { "at": "/psi/needs/@k3f9/description", "to": "…" } ] } } }
//! ```
//!
//! `does` is `save`, `transition` (`{ "id", "reason", "sections" }`) or `sign` (`{ "name", "hash" }`). A server that
//! receives one puts its own time, and the role and name its token says, in place of what was sent.

mod access;
mod apply;
mod changes;
mod circumstances;
mod cut;
mod deadlines;
mod event;
mod fold;
mod json;
mod kept;
mod merge;
mod moves;
pub(crate) mod outline;
mod place;
mod process;
mod reading;
pub(crate) mod references;
mod refusal;
mod retention;
mod seen;
mod signing;
mod state;
mod tasks;

pub use apply::{apply, replay};
pub use changes::{changes, put};
pub use circumstances::{Circumstances, Hash};
pub use deadlines::{Due, Timing};
pub use event::{Actor, Change, Deed, Event};
pub use kept::{Kept, NotKept};
pub use merge::{Conflict, Merged, merge};
pub use moves::{Block, Move};
pub use process::Process;
pub use reading::ReadError;
pub use refusal::Refusal;
pub use state::{Dossier, Entered, Plan, Returned, Signature};
pub use tasks::{NotYet, Task, TaskStatus, TaskStep};
