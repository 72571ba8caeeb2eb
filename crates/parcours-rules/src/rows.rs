//! Which rows of the repeating groups around a question are meant, outermost first.

use parcours_schema::limits::GROUP_DEPTH;

/// Row numbers; those of groups that are not there are 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rows([u8; GROUP_DEPTH]);

impl Rows {
    pub(crate) const NONE: Rows = Rows([0; GROUP_DEPTH]);

    pub(crate) fn get(self, depth: usize) -> u8 {
        self.0.get(depth).copied().unwrap_or(0)
    }

    pub(crate) fn with(mut self, depth: usize, row: u8) -> Rows {
        if let Some(place) = self.0.get_mut(depth) {
            *place = row;
        }
        self
    }

    /// The first `depth` rows, the others 0.
    pub(crate) fn first(mut self, depth: usize) -> Rows {
        self.0.iter_mut().skip(depth).for_each(|row| *row = 0);
        self
    }
}
