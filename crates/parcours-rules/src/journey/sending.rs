//! The sending of a form and how it can end. Three honest states: not sent, on its way, received with a reference.

/// Where the sending stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sending {
    /// Nothing was sent.
    #[default]
    Idle,
    /// One request is on its way.
    InProgress,
    /// The last request did not end well; the answers are all still here.
    Failed(Failure),
    /// The server has it, and said under what reference.
    Received {
        /// The server's own reference.
        reference: String,
    },
}

/// Why a request did not end well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What happened.
    pub kind: FailureKind,
    /// The server's own sentence, if it gave one: plain text, never markup.
    pub detail: Option<String>,
}

/// What happened to a request. Each has its own honest sentence in `parcours-text`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The device is offline.
    Offline,
    /// No answer came: refused connection, DNS, a redirect, CORS. The server may or may not have it.
    Network,
    /// No answer came in time. The server may or may not have it.
    Timeout,
    /// The request could not be made: no address, an address that is not allowed, a host function that failed.
    NotSet,
    /// 401: the person must sign in again.
    SignInNeeded,
    /// 403: not allowed.
    Forbidden,
    /// 404 or 410: nobody takes the form at that address.
    NotFound,
    /// 409: the server has this request already, or is still at work on it.
    Conflict,
    /// The key was used for other content: the server keeps another version of this request.
    KeyReused,
    /// 413: too large.
    TooLarge,
    /// 415: the server does not take this kind of content.
    WrongType,
    /// 422 without a list of problems.
    Refused,
    /// 429 or 503: the server asks to wait.
    Busy {
        /// Seconds to wait, when it said so.
        retry_after: Option<u32>,
    },
    /// Any other status.
    Status(u16),
    /// A success without a reference, or a page of HTML where JSON was expected: nothing proves it was received.
    NoReference,
    /// A file could not be read again when it was time to send it.
    FileUnreadable,
}

impl FailureKind {
    /// The stable code in events of the element: kebab-case, no content.
    pub fn code(self) -> &'static str {
        match self {
            FailureKind::Offline => "offline",
            FailureKind::Network => "network",
            FailureKind::Timeout => "timeout",
            FailureKind::NotSet => "not-set",
            FailureKind::SignInNeeded => "sign-in-needed",
            FailureKind::Forbidden => "forbidden",
            FailureKind::NotFound => "not-found",
            FailureKind::Conflict | FailureKind::KeyReused => "conflict",
            FailureKind::TooLarge => "too-large",
            FailureKind::WrongType => "wrong-type",
            FailureKind::Refused => "refused",
            FailureKind::Busy { .. } => "busy",
            FailureKind::Status(_) => "status",
            FailureKind::NoReference => "no-reference",
            FailureKind::FileUnreadable => "file-unreadable",
        }
    }
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A success with a reference.
    Received {
        /// The server's own reference; never empty.
        reference: String,
    },
    /// The server found problems in the answers.
    Problems(Vec<ServerProblem>),
    /// It did not end well.
    Failed(Failure),
    /// The host page took the sending over (it cancelled the `parcours-submit` event).
    Cancelled,
}

impl Outcome {
    /// A failure without a sentence from the server.
    pub fn failed(kind: FailureKind) -> Outcome {
        Outcome::Failed(Failure { kind, detail: None })
    }
}

/// A problem the server found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerProblem {
    /// Pointer into the answers, as received (`/person/nam`, without a leading `#`).
    pub pointer: String,
    /// The server's own code.
    pub code: String,
    /// The server's own sentence, in plain text; may be empty.
    pub detail: String,
}
