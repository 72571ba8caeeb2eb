//! What happens to a journey: what the person does, and what the browser reports back.

use parcours_schema::{Answers, Language};
use serde_json::Value;

use super::effect::StampFor;
use super::page::Page;
use super::sending::Outcome;

/// Something that happened.
#[derive(Clone)]
pub enum Event {
    /// An answer was typed or chosen; `None` clears it.
    Answer {
        /// Pointer of the question.
        at: String,
        /// The raw value, as the page gives it.
        value: Option<Value>,
    },
    /// A row is added to a repeating group.
    AddRow {
        /// Pointer of the group.
        at: String,
    },
    /// A row is removed.
    RemoveRow {
        /// Pointer of the group.
        at: String,
        /// Index of the row, from 0.
        row: usize,
    },
    /// A folded row is opened, or an open one folded.
    TurnRow {
        /// Pointer of the row.
        row: String,
    },
    /// A file was chosen in the input of this question; the browser reads it.
    ChooseFile {
        /// Pointer of the question.
        at: String,
    },
    /// The chosen file is taken away.
    RemoveFile {
        /// Pointer of the question.
        at: String,
    },
    /// The browser read the file, or refuses it.
    FileRead {
        /// The number [`Effect::ReadFile`](super::Effect::ReadFile) gave.
        ticket: u32,
        /// What it is.
        file: Result<ChosenFile, FileRefusal>,
    },
    /// On to the next page.
    Continue,
    /// Back to the page before.
    Back,
    /// To a page, from a list of pages.
    Open(Page),
    /// « Modifier » on the review page: to the section of this question, then back to the review.
    Edit {
        /// Pointer of the question (or row, or group).
        at: String,
    },
    /// A link of the error summary: to that question, on whatever page it is.
    GoToProblem {
        /// Pointer of the question.
        at: String,
    },
    /// « Envoyer la demande ».
    Send,
    /// The browser's clock and random bytes, asked for with [`Effect::Stamp`](super::Effect::Stamp).
    Stamped(StampFor, Stamp),
    /// The request ended.
    Sent(Outcome),
    /// The person chose a language, and the texts are there.
    Language(Language),
    /// The person chose a language whose texts are on their way; then [`Journey::translate`](super::Journey::translate),
    /// or [`Event::LanguageMissing`].
    LanguageComing,
    /// They did not come.
    LanguageMissing,
    /// The browser's Back or Forward button: the step kept in the history entry.
    Popped {
        /// What [`Page::step_id`] gave.
        step: String,
    },
    /// « Imprimer ».
    Print,
    /// « Nouvelle demande »: everything is forgotten.
    Restart,
    /// Answers given by the host page, before or after the person began; only what `prefill.rs` allows,
    /// and nothing the person already answered is touched.
    Prefill(Answers),
}

/// A file as the browser describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenFile {
    /// Name of the file, without a path.
    pub name: String,
    /// Media type judged by its first bytes.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileRefusal {
    /// Its first bytes are not those of a type the question takes.
    Type,
    /// Too large.
    TooLarge,
    /// It is empty.
    Empty,
    /// The browser could not read it.
    Unreadable,
}

/// The time, and what an identifier is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Now, RFC 3339 with the offset of the person's clock.
    pub now: String,
    /// Now, milliseconds since 1970.
    pub now_ms: u64,
    /// Ten bytes from the browser's cryptographic generator.
    pub random: [u8; 10],
}
