//! Why a request is not granted, as data: the status, a stable code, and what the sentence needs. Sentences are in
//! `words.rs`, their JSON in `problem.rs`.
//!
//! No variant holds an answer that was sent: what is refused is never repeated. The pointer of an unknown key names that key, to its
//! sender alone; the log gets only the refusal's code.

use crate::dossiers::Newer;
use crate::storage::StorageError;
use axum::http::StatusCode;
use parcours_rules::dossier::{self, Refusal as Deed};
use parcours_schema::Problem;

/// Why a request is not granted.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// No `Idempotency-Key`.
    KeyMissing,
    /// The key is not one UUID.
    KeyNotAnId,
    /// The key is not the envelope's id.
    KeyMismatch,
    /// The key came before, with another content.
    KeyReused,
    /// Not `application/json`.
    NotJsonType,
    /// The body of a page without script is not what a form of HTML posts.
    NotFormType,
    /// Not JSON; line and column of the first mistake, from 1.
    NotJson { line: usize, column: usize },
    /// Objects and arrays nested deeper than `depth`.
    TooDeep { depth: usize },
    /// More than `values` values in all.
    TooManyValues { values: usize },
    /// More than `limit` bytes.
    TooLarge { limit: usize },
    /// Nothing came for a while.
    TooSlow,
    /// The sender went away.
    Interrupted,
    /// JSON, but not an envelope: pointer into the envelope and what is wrong there, for a developer.
    Envelope { at: String, what: String },
    /// No form of that id.
    UnknownForm,
    /// The form is known, but not in that version.
    UnknownVersion,
    /// Answers or files to correct. Never empty.
    Answers(Vec<Fix>),
    /// The database could not write or read.
    Storage(StorageError),
    /// Reading is not set up: no secret to check tokens with.
    ReadingClosed,
    /// No token.
    TokenMissing,
    /// A token that is forged, expired or not for this receiver.
    TokenRefused,
    /// A good token of someone who may not read.
    RoleRefused,
    /// No workflow of that id.
    UnknownWorkflow,
    /// The id is that of another dossier or event.
    IdTaken,
    /// What must be written does not say what it changes: no `If-Match`.
    ConditionMissing,
    /// The dossier changed since the asker saw it; as it is now.
    Stale(Box<Newer>),
    /// It is never this role's to do, in whatever state of the dossier.
    NotYours,
    /// The workflow does not allow it.
    Dossier(dossier::Refusal),
    /// Nothing at that address.
    NotFound,
    /// The address exists, the method does not.
    MethodNotAllowed,
    /// A query parameter that cannot be read; its name.
    Query { name: &'static str },
    /// The demo's sign-in got no name.
    NameMissing,
    /// The request for an upload does not speak the version of tus spoken here.
    TusVersion,
    /// A header that is missing or cannot be read; its name.
    Header { name: &'static str },
    /// The body is not a piece of an upload.
    NotPieceType,
    /// The upload does not go on where the piece starts.
    UploadOffset,
    /// A piece that is not the last and has fewer than `least` bytes.
    PieceTooSmall { least: usize },
    /// There is no room for files sent ahead.
    UploadsFull,
    /// The receiver itself is at fault.
    Failed,
}

/// One thing to correct: a problem the rules found, or one only a receiver can find in a file.
#[derive(Debug)]
pub(crate) enum Fix {
    /// Found by the form's rules; the sentence is already made, because it needs the form.
    Answer { problem: Problem, sentence: String },
    /// Found in a file.
    File { at: String, fault: FileFault },
}

/// What is wrong with a file that arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileFault {
    /// An answer names a file that did not come along.
    Missing,
    /// A file came along that no answer names.
    Unasked,
    /// Its content is not base64.
    NotBase64,
    /// Its size is not the one said.
    Size,
    /// Its SHA-256 is not the one said.
    Hash,
    /// Its content is not of the type said.
    Type,
    /// Not one of the types taken.
    UnknownType,
    /// Larger than `max` bytes.
    TooLarge { max: u64 },
    /// More than `max` files.
    TooMany { max: usize },
}

impl FileFault {
    /// The stable name of the fault in JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            FileFault::Missing => "attachment_missing",
            FileFault::Unasked => "attachment_unasked",
            FileFault::NotBase64 => "attachment_not_base64",
            FileFault::Size => "attachment_size",
            FileFault::Hash => "attachment_sha256",
            // The codes the page already knows for the same thing.
            FileFault::Type | FileFault::UnknownType => "attachment_type",
            FileFault::TooLarge { .. } => "attachment_too_large",
            FileFault::TooMany { .. } => "attachment_too_many",
        }
    }
}

impl Refusal {
    /// The HTTP status.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Refusal::KeyMissing
            | Refusal::KeyNotAnId
            | Refusal::KeyMismatch
            | Refusal::NotJson { .. }
            | Refusal::TooDeep { .. }
            | Refusal::TooManyValues { .. }
            | Refusal::Interrupted
            | Refusal::Header { .. }
            | Refusal::PieceTooSmall { .. }
            | Refusal::Query { .. } => StatusCode::BAD_REQUEST,
            Refusal::TokenMissing | Refusal::TokenRefused => StatusCode::UNAUTHORIZED,
            Refusal::RoleRefused | Refusal::NotYours => StatusCode::FORBIDDEN,
            Refusal::IdTaken | Refusal::UploadOffset => StatusCode::CONFLICT,
            Refusal::ConditionMissing => StatusCode::PRECONDITION_REQUIRED,
            Refusal::Stale(_) | Refusal::TusVersion => StatusCode::PRECONDITION_FAILED,
            Refusal::Dossier(refusal) => match refusal {
                Deed::NotYours { .. } | Deed::CannotHelp | Deed::UnknownRole | Deed::AgreementMissing { .. } => {
                    StatusCode::FORBIDDEN
                }
                Deed::IdTaken
                | Deed::RowGone { .. }
                | Deed::ContentChanged
                | Deed::NotPossible
                | Deed::NothingToSign => StatusCode::CONFLICT,
                Deed::Malformed { .. } | Deed::FromTheFuture => StatusCode::BAD_REQUEST,
                Deed::NoSuchPlace { .. } | Deed::TooManyRows { .. } | Deed::ReasonMissing | Deed::Blocked { .. } => {
                    StatusCode::UNPROCESSABLE_ENTITY
                }
            },
            Refusal::UnknownForm | Refusal::UnknownVersion | Refusal::UnknownWorkflow | Refusal::NotFound => {
                StatusCode::NOT_FOUND
            }
            Refusal::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Refusal::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Refusal::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::NotJsonType | Refusal::NotFormType | Refusal::NotPieceType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Refusal::KeyReused | Refusal::Envelope { .. } | Refusal::Answers(_) | Refusal::NameMissing => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Refusal::Storage(_) | Refusal::ReadingClosed => StatusCode::SERVICE_UNAVAILABLE,
            Refusal::UploadsFull => StatusCode::INSUFFICIENT_STORAGE,
            Refusal::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stable code: the end of the problem's `type`, and what the log says.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Refusal::KeyMissing => "idempotency-key-missing",
            Refusal::KeyNotAnId => "idempotency-key-not-an-id",
            Refusal::KeyMismatch => "idempotency-key-mismatch",
            Refusal::KeyReused => "idempotency-key-reused",
            Refusal::NotJsonType => "not-json-type",
            Refusal::NotFormType => "not-form-type",
            Refusal::NotJson { .. } => "not-json",
            Refusal::TooDeep { .. } => "too-deep",
            Refusal::TooManyValues { .. } => "too-many-values",
            Refusal::TooLarge { .. } => "too-large",
            Refusal::TooSlow => "too-slow",
            Refusal::Interrupted => "interrupted",
            Refusal::Envelope { .. } => "envelope",
            Refusal::UnknownForm => "unknown-form",
            Refusal::UnknownVersion => "unknown-version",
            Refusal::Answers(_) => "answers",
            Refusal::Storage(_) => "not-stored",
            Refusal::ReadingClosed => "reading-closed",
            Refusal::TokenMissing => "token-missing",
            Refusal::TokenRefused => "token-refused",
            Refusal::RoleRefused => "role-refused",
            Refusal::UnknownWorkflow => "unknown-workflow",
            Refusal::IdTaken => "id-taken",
            Refusal::ConditionMissing => "condition-missing",
            Refusal::Stale(_) => "stale",
            Refusal::NotYours => "not-yours",
            Refusal::Dossier(refusal) => refusal.name(),
            Refusal::NotFound => "not-found",
            Refusal::MethodNotAllowed => "method-not-allowed",
            Refusal::Query { .. } => "query",
            Refusal::NameMissing => "name-missing",
            Refusal::TusVersion => "tus-version",
            Refusal::Header { .. } => "header",
            Refusal::NotPieceType => "not-piece-type",
            Refusal::UploadOffset => "upload-offset",
            Refusal::PieceTooSmall { .. } => "piece-too-small",
            Refusal::UploadsFull => "uploads-full",
            Refusal::Failed => "failed",
        }
    }
}

impl From<StorageError> for Refusal {
    fn from(error: StorageError) -> Refusal {
        Refusal::Storage(error)
    }
}
