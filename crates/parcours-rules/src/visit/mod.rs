//! A visit to a dossier: one person, of one role, looks where it is, fills the sections that are theirs, and moves it on.
//! A state machine of values, like [`journey`](crate::journey): events in, effects out.
//!
//! What is wrong, what may be done and what is saved are never kept here: they follow from the dossier each time, so that
//! coming back months later skips no check. A section on the page is a [`Journey`](crate::journey::Journey) of its own,
//! lent for each event by whoever draws it, because the page follows the two apart. Until the store has what was typed,
//! the section keeps it.
//!
//! It draws nothing, stores nothing, knows no clock and no words but the workflow's.

mod desk;
mod document;
mod effect;
mod event;
mod grouping;
mod helping;
mod hidden;
mod keeping;
mod leaving;
mod moving;
mod numbers;
mod page;
mod sections;
mod state;
mod stepping;
mod storing;
mod update;
mod veil;

pub use desk::{AtDesk, Board, Group, Line, Query};
pub use document::{DocumentSheet, Lane, LinkedRow, OverTime, Span, linked_rows, naming, over_time};
pub use effect::{Effect, HostEvent};
pub use event::{Asked, Event, Stamp, StoreFailure, Stored};
pub use keeping::{Keeper, NotOpened, SHORTEST_PASSPHRASE};
pub use moving::MoveSheet;
pub use page::Page;
pub use sections::SectionSheet;
pub use state::{Status, Visit, VisitOptions};
pub use storing::{Dispute, Failed, Saving};
pub use veil::STILL_MS;
