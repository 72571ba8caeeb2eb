//! `attestation`: a statement one agrees with by ticking it, never ticked beforehand.

use crate::Localized;
use crate::read::{Key, Object, Shape};

/// Settings of an `attestation` question. Its answer is `true`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attestation {
    /// The statement, beside the box.
    pub statement: Localized,
}

pub(crate) const KEYS: &[Key] = &[Key::required("statement", Shape::Localized)];

pub(crate) fn read(object: &Object<'_>) -> Option<Attestation> {
    Some(Attestation { statement: object.localized("statement")? })
}
