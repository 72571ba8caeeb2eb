//! What the browser must do after an event, as data. The journey itself touches nothing.

use parcours_schema::{DatePart, Submission};

use super::page::{Page, Position};

/// Something for the browser to do, in the order given.
#[derive(Clone)]
pub enum Effect {
    /// Put the focus somewhere, once the page shows it.
    Focus(Focus),
    /// Change the document's title, when the host lets the form manage it.
    Title(Title),
    /// Ask for the time and random bytes; answered by [`Event::Stamped`](super::Event::Stamped).
    Stamp(StampFor),
    /// Read the file chosen in the input of this question; answered by [`Event::FileRead`](super::Event::FileRead).
    ReadFile {
        /// Number to give back with it: rows may move while it is read.
        ticket: u32,
        /// Pointer of the question.
        at: String,
        /// Media types the question takes.
        types: Vec<String>,
        /// Most bytes it takes.
        max_bytes: u64,
    },
    /// Send; answered by [`Event::Sent`](super::Event::Sent). The content of files is added by the browser.
    Send(Box<Submission>),
    /// Keep the step in the browser's history.
    History(HistoryChange),
    /// Tell the host page.
    Emit(HostEvent),
    /// Open the browser's print dialogue.
    Print,
    /// Forget every file and everything that was typed (`ux.md` P-06).
    Wipe,
}

/// Where the focus goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The heading of the page.
    Heading,
    /// The error summary.
    Summary,
    /// The alert that says the form was not sent: brought into view, but the focus stays on the button, because an
    /// alert speaks by itself.
    Failure,
    /// A question: its first control, or that part of a date. Its label or legend is scrolled into view first.
    Question {
        /// Pointer of the question.
        at: String,
        /// The part of the date that is wrong, when one is.
        part: Option<DatePart>,
    },
    /// A row of a repeating group (its heading).
    Row {
        /// Pointer of the group.
        at: String,
        /// Index of the row.
        row: usize,
    },
    /// The button that adds a row.
    AddButton {
        /// Pointer of the group.
        at: String,
    },
    /// On the review page, the link that edits this question.
    EditLink {
        /// Pointer of the question.
        at: String,
    },
}

/// What the document's title must say. Its words are made at the edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// Whether errors are shown: « Erreur : ».
    pub problem: bool,
    /// The page.
    pub page: Page,
    /// How far it is; `None` once received.
    pub position: Option<Position>,
}

/// What the time is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StampFor {
    /// A form that opens (again).
    Opening,
    /// A sending.
    Sending,
}

/// A change of the browser's history; the address never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HistoryChange {
    /// A new entry.
    Push {
        /// The step.
        step: String,
    },
    /// The current entry.
    Replace {
        /// The step.
        step: String,
    },
}

/// What the host page is told. Never an answer (`ux.md` P-03).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostEvent {
    /// The person changed an answer.
    Change {
        /// Pointer of the question.
        at: String,
    },
    /// The person moved to another page.
    Step {
        /// Opaque name of the page.
        step: String,
        /// How far it is.
        position: Option<Position>,
    },
    /// The person could not go on.
    Invalid {
        /// Where and which code; no sentence, no answer.
        problems: Vec<(String, String)>,
    },
    /// The server has the form.
    Submitted {
        /// The submission's id.
        id: String,
        /// The server's reference.
        reference: String,
    },
    /// Sending failed.
    Error {
        /// A stable code.
        code: &'static str,
    },
}
