//! `yes_no`: two answers, or one box.

use crate::read::{Key, Object, Shape};

/// How a `yes_no` question is asked. Its answer is `true` or `false`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum YesNoLook {
    /// Two buttons; not answering is neither.
    #[default]
    Radios,
    /// One box; an unticked box is no answer.
    Checkbox,
}

const LOOKS: &[&str] = &["radios", "checkbox"];
pub(crate) const KEYS: &[Key] = &[Key::optional("as", Shape::OneOf(LOOKS))];

pub(crate) fn read(object: &Object<'_>) -> YesNoLook {
    [YesNoLook::Radios, YesNoLook::Checkbox][object.one_of("as", LOOKS).unwrap_or(0)]
}
