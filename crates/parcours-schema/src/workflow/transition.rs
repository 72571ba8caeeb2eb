//! What leads from one state to another: who may do it, and what must hold before.

use super::{States, ids};
use crate::condition::read_condition;
use crate::fault::say;
use crate::read::{Item, Key, Shape};
use crate::{Condition, Localized};

/// What a transition means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransitionKind {
    /// The dossier goes on.
    Advance,
    /// It goes back to be corrected, with a reason.
    Return,
    /// Somebody stops it, with a reason.
    Withdraw,
    /// It is taken up again after its end, as a new episode.
    Reopen,
}

/// Whether a reason is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// None is taken.
    None,
    /// It may be given.
    Optional,
    /// It must be given.
    Required,
}

/// What leads from some states to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Transition {
    /// Its name, unique in the workflow.
    pub id: String,
    /// What it means.
    pub kind: TransitionKind,
    /// Where it starts. `any` is every state that is not an end.
    pub from: States,
    /// Where it leads.
    pub to: String,
    /// The roles that may do it.
    pub by: Vec<String>,
    /// The words of its button.
    pub label: Localized,
    /// Ids of the sections that must hold no error.
    pub complete: Vec<String>,
    /// What must hold of the answers.
    pub when: Option<Condition>,
    /// Said when that does not hold.
    pub why: Option<Localized>,
    /// Whether a reason is asked for; always for a return and a withdrawal.
    pub reason: Reason,
    /// The roles that must have signed the content as it stands; the content is then accepted.
    pub signed_by: Vec<String>,
    /// Ids of the documents it yields.
    pub documents: Vec<String>,
}

const KINDS: &[&str] = &["advance", "return", "withdraw", "reopen"];
const REASONS: &[&str] = &["none", "optional", "required"];

pub(super) const KEYS: &[Key] = &[
    Key::required("id", Shape::Id),
    Key::required("kind", Shape::OneOf(KINDS)),
    Key::required("from", Shape::IdsOrAny),
    Key::required("to", Shape::Id),
    Key::required("by", Shape::Ids),
    Key::required("label", Shape::Localized),
    Key::optional("complete", Shape::Ids),
    Key::optional("when", Shape::Condition),
    Key::optional("why", Shape::Localized),
    Key::optional("reason", Shape::OneOf(REASONS)),
    Key::optional("signed_by", Shape::Ids),
    Key::optional("documents", Shape::Ids),
];

pub(super) fn read(item: Item<'_>) -> Option<Transition> {
    use TransitionKind::{Advance, Reopen, Return, Withdraw};
    let object = item.object(KEYS)?;
    let kind = object.one_of("kind", KINDS).map(|kind| [Advance, Return, Withdraw, Reopen][kind]);
    let given =
        object.one_of("reason", REASONS).map(|reason| [Reason::None, Reason::Optional, Reason::Required][reason]);
    // A return or a withdrawal without a reason leaves people guessing: there it is never optional.
    let reason = match (kind, given) {
        (Some(Return | Withdraw), Some(Reason::None | Reason::Optional)) => {
            let what = "a return or a withdrawal always asks for a reason.";
            object.fault_at("/reason", say!(what, "Write \"required\", or leave the key out."));
            return None;
        }
        (Some(Return | Withdraw), _) => Reason::Required,
        (_, given) => given.unwrap_or(Reason::None),
    };
    let from = object.with("from", States::read);
    let by = ids(&object, "by");
    Some(Transition {
        id: object.id("id")?,
        kind: kind?,
        from: from?,
        to: object.id("to")?,
        by: by?,
        label: object.localized("label")?,
        complete: ids(&object, "complete").unwrap_or_default(),
        when: object.with("when", read_condition),
        why: object.localized("why"),
        reason,
        signed_by: ids(&object, "signed_by").unwrap_or_default(),
        documents: ids(&object, "documents").unwrap_or_default(),
    })
}
