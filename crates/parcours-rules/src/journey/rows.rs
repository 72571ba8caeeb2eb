//! Rows that are many are folded: each stands as one line, and opens when the person asks or when the focus goes to it.
//! Nobody reads a hundred rows to find one, and no phone follows them all at each key.

use parcours_schema::{parent, pointer_of};

use super::{Effect, Focus, Journey};

/// Up to how many rows stand open.
const MOST_OPEN: usize = 5;

impl Journey {
    /// Whether the rows of the group at that pointer are so many that each can be folded.
    pub fn folds(&self, at: &str) -> bool {
        self.engine.rows(at) > MOST_OPEN
    }

    /// Whether the row at that pointer stands as one line.
    pub fn is_folded(&self, row: &str) -> bool {
        self.folded.contains(row)
    }

    /// Folds the rows of a section that is opened, where they are many.
    pub(super) fn fold_rows(&mut self, section: usize) {
        let form = self.engine.rules().form().clone();
        for (_, question) in form.questions().filter(|(index, _)| *index == section) {
            let at = pointer_of(&question.path);
            if question.kind.repeat().is_some() && self.folds(&at) {
                for row in 0..self.engine.rows(&at) {
                    self.folded.insert([&at, "/", &row.to_string()].concat());
                }
            }
        }
    }

    /// The person asked to open a folded row, or to fold it.
    pub(super) fn on_turn_row(&mut self, row: String) -> Vec<Effect> {
        if self.folded.contains(&row) {
            self.unfold(&row);
        } else if self.folds(parent(&row)) {
            self.folded.insert(row);
        }
        Vec::new()
    }

    /// Opens every row the focus goes to, and those in which something must be corrected.
    pub(super) fn unfold_for(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::Focus(Focus::Question { at, .. }) => self.unfold(at),
                Effect::Focus(Focus::Row { at, row }) => self.unfold(&[at, "/", &row.to_string()].concat()),
                Effect::Focus(Focus::Summary) => {
                    for problem in std::mem::take(&mut self.shown) {
                        self.unfold(&problem.at);
                        self.shown.push(problem);
                    }
                }
                _ => {}
            }
        }
    }

    fn unfold(&mut self, at: &str) {
        self.folded
            .retain(|row| at.strip_prefix(row.as_str()).is_none_or(|rest| !rest.is_empty() && !rest.starts_with('/')));
    }
}
