//! `nam`: a Québec health insurance number, and the answers it is compared with (`domain.md` 2.1).

use crate::read::{Key, Object, Shape, read_path};

/// Paths of the answers a number is compared with; differences are warnings only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamMatches {
    /// Last name at birth.
    pub last_name: Option<String>,
    /// Usual first name.
    pub first_name: Option<String>,
    /// Birth date.
    pub birth_date: Option<String>,
    /// Whether the birth date is an estimate, which turns its comparison off.
    pub estimated: Option<String>,
    /// Sex on the card: `f` or `m`; anything else is not compared.
    pub sex: Option<String>,
}

pub(crate) const KEYS: &[Key] = &[Key::optional("matches", Shape::Object(MATCHES_KEYS))];
const MATCHES_KEYS: &[Key] = &[
    Key::optional("last_name", Shape::Path),
    Key::optional("first_name", Shape::Path),
    Key::optional("birth_date", Shape::Path),
    Key::optional("estimated", Shape::Path),
    Key::optional("sex", Shape::Path),
];

pub(crate) fn read(object: &Object<'_>) -> NamMatches {
    object
        .with("matches", |item| {
            let matches = item.object(MATCHES_KEYS)?;
            let path = |key| matches.with(key, read_path);
            Some(NamMatches {
                last_name: path("last_name"),
                first_name: path("first_name"),
                birth_date: path("birth_date"),
                estimated: path("estimated"),
                sex: path("sex"),
            })
        })
        .unwrap_or_default()
}

impl NamMatches {
    /// The paths that are compared with.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        [&self.last_name, &self.first_name, &self.birth_date, &self.estimated, &self.sex]
            .into_iter()
            .flatten()
            .map(String::as_str)
    }
}
