//! The journey through a form: pages, error summary, review, sending. A state machine of values: events in, effects out.
//!
//! Every decision of the page is taken here and tested without a browser: what stops a Continue, where the focus goes,
//! when sending is allowed (never without the review page, `ux.md` A-30), on which page a server's problem is shown.
//! It draws nothing, sends nothing, knows no clock and no words.

mod effect;
mod event;
mod kept;
mod options;
mod page;
mod pages;
mod places;
mod prefill;
mod rows;
mod section;
mod sending;
mod state;
mod status;
mod submission_id;
mod submitting;
mod update;

pub use effect::{Effect, Focus, HistoryChange, HostEvent, StampFor, Title};
pub use event::{ChosenFile, Event, FileRefusal, Stamp};
pub use options::{HistoryMode, JourneyOptions};
pub use page::{Page, Position};
pub use sending::{Failure, FailureKind, Outcome, Sending, ServerProblem};
pub use state::{Journey, SummaryEntry};
pub use status::Status;
pub use submission_id::submission_id;
