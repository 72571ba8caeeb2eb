//! What happens during a visit: what the person does, and what the browser or the store reports back.

use parcours_schema::Language;
use serde_json::Value;

use super::{AtDesk, NotOpened, Page};
use crate::calendar::Moment;
use crate::dossier::{Circumstances, Dossier};
use crate::journey;

/// Something that happened.
#[derive(Clone)]
pub enum Event {
    /// The dossier came, or did not.
    Loaded(Result<Stored, StoreFailure>, Circumstances),
    /// « Réessayer »: the dossier is asked for again.
    Reload,
    /// To a page, from the overview or from what is missing.
    Open(Page),
    /// In the section on the page; its Continue judges, saves and goes on.
    InSection(journey::Event),
    /// In the table of the desk.
    AtDesk(AtDesk),
    /// « Enregistrer et revenir »: saved as it is, right or wrong.
    SaveAndReturn,
    /// Back to the overview. What was typed and not saved stays in the section until another is opened.
    Back,
    /// Something typed on a page of the dossier itself.
    Typed(Asked, Option<Value>),
    /// A link of what is missing: to that question of the page.
    GoTo(Asked),
    /// The button of the page: moves the dossier, or records whom one helps.
    Confirm,
    /// « Terminer »: the person helped is helped no more.
    StopHelping,
    /// The clock and random bytes, asked for with [`Effect::Stamp`](super::Effect::Stamp).
    Stamped(Stamp),
    /// The store took the event, or did not.
    Saved(Result<Stored, StoreFailure>),
    /// Of two answers to the same question: mine, or theirs.
    Choose {
        /// Number of the dispute.
        dispute: usize,
        /// Whether mine stays.
        mine: bool,
    },
    /// The person chose a language.
    Language(Language),
    /// The browser's Back or Forward button: the step kept in the history entry.
    Popped {
        /// What [`Page::step_id`] gave.
        step: String,
    },
    /// A professional wants each step on one page, or each section.
    Group(bool),
    /// « Télécharger »: the file an answer names.
    Download {
        /// Its SHA-256.
        sha256: String,
        /// Its name.
        name: String,
    },
    /// A file that was asked for did not come.
    NotGiven,
    /// « Commencer un dossier », where the host page stores none.
    Begin,
    /// The file was closed and given, or not.
    Kept(Result<(), NotOpened>),
    /// The file was opened, or not; whether another version of the definitions filled it.
    Unlocked(Result<bool, NotOpened>),
    /// « Nouvelle personne »: to the page that asks whether to forget this dossier.
    NewPerson,
    /// « Imprimer ».
    Print,
    /// « Ajouter à mon agenda ».
    Calendar,
    /// The hour asked for with [`Effect::Watch`](super::Effect::Watch).
    Clock(Moment),
    /// Somebody touched the page: a key, a finger, the mouse.
    Stirred(Moment),
    /// « Revenir à l’écran »: whoever touched the veil is back.
    Lift,
}

/// What a page of the dossier itself asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// Why the dossier goes back, stops or starts again.
    Reason,
    /// The name typed as a signature.
    Name,
    /// The role of the person helped.
    With,
    /// Whether that person agrees.
    Agreed,
    /// Ids of the sections to correct, when the dossier goes back.
    Sections,
    /// The file in which a dossier is kept.
    File,
    /// What closes or opens it.
    Passphrase,
    /// The same, typed again.
    Again,
    /// Whether what closes it is shown as it is typed.
    Shown,
}

impl Asked {
    /// The pointer by which the place of the question is known on the page.
    pub fn pointer(self) -> &'static str {
        match self {
            Asked::Reason => "/reason",
            Asked::Name => "/name",
            Asked::With => "/with",
            Asked::Agreed => "/agreed",
            Asked::Sections => "/sections",
            Asked::File => "/file",
            Asked::Passphrase => "/passphrase",
            Asked::Again => "/again",
            Asked::Shown => "/shown",
        }
    }
}

/// A dossier as the store keeps it.
#[derive(Clone)]
pub struct Stored {
    /// As this role may read it.
    pub dossier: Dossier,
    /// What the store calls this very content: an ETag.
    pub revision: String,
}

/// Why the store did not do it.
#[derive(Clone)]
pub enum StoreFailure {
    /// Somebody changed the dossier meanwhile; as it is now.
    Changed(Box<Stored>),
    /// There is no such dossier, or it is not for this person.
    NotFound,
    /// The person must sign in again.
    SignInNeeded,
    /// The store refuses; the stable code of its refusal.
    Refused(String),
    /// Nothing was heard of it: no connection, no answer, an answer that is none.
    Unreachable,
}

/// The time, and what an event's id is made of.
#[derive(Clone)]
pub struct Stamp {
    /// Now, RFC 3339.
    pub now: String,
    /// Now, milliseconds since 1970.
    pub now_ms: u64,
    /// Ten bytes from the browser's cryptographic generator.
    pub random: [u8; 10],
}
