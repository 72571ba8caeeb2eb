//! A crisis pack: whom to call, and who answers where (`domain.md` section 3). Data that one office owns, verifies and
//! dates; forms name its lines, and no number is written anywhere else.
//!
//! What it is not: a list of places that are served. A municipality it does not know has the lines of everywhere.

mod lines;
mod read;

pub(crate) use lines::put_lines;
#[cfg(feature = "author")]
pub(crate) use read::CRISIS_KEYS;
pub use read::load_crisis;

use crate::Localized;

/// The lines of a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrisisPack {
    /// Stable id, such as `monteregie-ouest`.
    pub id: String,
    /// The region, for people.
    pub region: Localized,
    /// The list that names its municipalities.
    pub list: String,
    /// Everybody who can be called.
    pub services: Vec<Service>,
    /// Ids of the services shown first, wherever one lives.
    pub first: Vec<String>,
    /// Ids of those shown last, wherever one lives: the only ones, with the first, for a municipality not known here.
    pub last: Vec<String>,
    /// Who answers where.
    pub territories: Vec<Territory>,
    /// Values of the list that stand in no territory.
    pub unplaced: Vec<String>,
}

/// Somebody who answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its id in this pack.
    pub id: String,
    /// Who answers.
    pub name: Localized,
    /// The number as it is printed.
    pub number: Localized,
    /// The number to dial. None when the printed one is not verified: it is then kept as text and shown to nobody.
    pub tel: Option<String>,
    /// Whether somebody found the number at its source.
    pub verified: bool,
    /// When it was last looked at: an ISO 8601 date.
    pub verified_on: String,
    /// Where the number comes from.
    pub source: String,
}

/// Municipalities that have the same lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Territory {
    /// Its id, part of the names of the notes made for it.
    pub id: String,
    /// Ids of its lines, in order.
    pub lines: Vec<String>,
    /// Values of the list of municipalities.
    pub municipalities: Vec<String>,
    /// The same as the answers have them: the French label of each.
    pub labels: Vec<String>,
}

impl CrisisPack {
    /// The service of that id.
    pub fn service(&self, id: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.id == id)
    }

    /// Whom to call from a municipality, in the order in which it is shown. `municipality` is an answer in normal form;
    /// none, or one that is not known here, has the lines of everywhere.
    pub fn lines(&self, municipality: Option<&str>) -> Vec<&Service> {
        let here = |territory: &&Territory| municipality.is_some_and(|name| territory.labels.iter().any(|l| l == name));
        self.lines_of(self.territories.iter().find(here))
    }

    /// Whom to call in a territory, or outside of all.
    pub fn lines_of(&self, territory: Option<&Territory>) -> Vec<&Service> {
        let local = territory.map(|territory| territory.lines.as_slice()).unwrap_or_default();
        self.first.iter().chain(local).chain(&self.last).filter_map(|id| self.service(id)).collect()
    }
}
