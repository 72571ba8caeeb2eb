//! Why an event is refused, as data: sentences are made at the edge. No answer is ever in it.

use std::fmt;

use super::Block;

/// Why an event is refused. The dossier is as it was.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// The event is not one: a pointer into it, and what is wrong, for a developer.
    Malformed {
        /// JSON pointer into the event.
        at: String,
        /// What is wrong.
        what: &'static str,
    },
    /// The event's id is that of another event of this dossier, with other content.
    IdTaken,
    /// The event is dated later than now.
    FromTheFuture,
    /// The workflow has no such role.
    UnknownRole,
    /// The role does not help the role it says it helps.
    CannotHelp,
    /// Pointers that lead to no answer of the form, or at which such a value cannot stand.
    NoSuchPlace {
        /// As the event gives them.
        pointers: Vec<String>,
    },
    /// Answers the role may not write in this state.
    NotYours {
        /// As the event gives them.
        pointers: Vec<String>,
    },
    /// Answers of a person the role may help: whom it helps, and that they agree, must be recorded first.
    AgreementMissing {
        /// As the event gives them.
        pointers: Vec<String>,
    },
    /// Rows that somebody took away, or that never were.
    RowGone {
        /// Pointers of the rows.
        pointers: Vec<String>,
    },
    /// More rows than a group takes.
    TooManyRows {
        /// Pointers of the groups.
        pointers: Vec<String>,
    },
    /// The workflow has no such transition, or it does not start here, or this role may not do it.
    NotPossible,
    /// A reason must be given.
    ReasonMissing,
    /// Something must be done before.
    Blocked {
        /// Each thing, in the order of the workflow.
        by: Vec<Block>,
    },
    /// There is nothing for this role to sign now.
    NothingToSign,
    /// What was signed is not the content as it stands.
    ContentChanged,
}

impl Refusal {
    /// The stable name of the refusal in JSON: `snake_case`.
    pub fn name(&self) -> &'static str {
        match self {
            Refusal::Malformed { .. } => "malformed",
            Refusal::IdTaken => "id_taken",
            Refusal::FromTheFuture => "from_the_future",
            Refusal::UnknownRole => "unknown_role",
            Refusal::CannotHelp => "cannot_help",
            Refusal::NoSuchPlace { .. } => "no_such_place",
            Refusal::NotYours { .. } => "not_yours",
            Refusal::AgreementMissing { .. } => "agreement_missing",
            Refusal::RowGone { .. } => "row_gone",
            Refusal::TooManyRows { .. } => "too_many_rows",
            Refusal::NotPossible => "not_possible",
            Refusal::ReasonMissing => "reason_missing",
            Refusal::Blocked { .. } => "blocked",
            Refusal::NothingToSign => "nothing_to_sign",
            Refusal::ContentChanged => "content_changed",
        }
    }

    /// The pointers it is about, when it is about answers.
    pub fn pointers(&self) -> &[String] {
        match self {
            Refusal::NoSuchPlace { pointers }
            | Refusal::NotYours { pointers }
            | Refusal::AgreementMissing { pointers }
            | Refusal::RowGone { pointers }
            | Refusal::TooManyRows { pointers } => pointers,
            _ => &[],
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        if let Refusal::Malformed { at, what } = self {
            write!(f, ": {at} {what}")?;
        }
        match self.pointers() {
            [] => Ok(()),
            pointers => write!(f, ": {}", pointers.join(", ")),
        }
    }
}

impl std::error::Error for Refusal {}
