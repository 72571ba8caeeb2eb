//! What the one polite live region says (`ux.md` A-18). Words are made at the edge.

use super::event::FileRefusal;

/// A message that does not move the focus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// A row was removed.
    RowRemoved {
        /// Pointer of the group.
        at: String,
        /// Number of the removed row, from 1.
        number: usize,
    },
    /// A file is being read.
    FileReading {
        /// Pointer of the question.
        at: String,
    },
    /// A file was taken.
    FileTaken {
        /// Pointer of the question.
        at: String,
        /// Its name.
        name: String,
    },
    /// A file was refused.
    FileRefused {
        /// Pointer of the question.
        at: String,
        /// Why.
        reason: FileRefusal,
    },
    /// A file was taken away.
    FileRemoved {
        /// Pointer of the question.
        at: String,
    },
    /// The form is on its way.
    Sending,
    /// The texts of the other language are on their way.
    LanguageComing,
    /// They did not come.
    LanguageMissing,
}

impl Status {
    /// Whether it is about another language.
    pub fn of_language(&self) -> bool {
        matches!(self, Status::LanguageComing | Status::LanguageMissing)
    }
}
