//! How much of a plan one sheet of Letter holds, more or less: the summary says what it leaves out rather than run over.
//! Lengths are in tenths of a line of twelve points.

use parcours_rules::journey::Journey;
use parcours_schema::pointer_of;
use parcours_schema::workflow::{Document, Shows};

use super::told::line;

/// Characters of an answer at most.
pub(super) const LONGEST: usize = 320;
/// Characters of a cell at most.
pub(super) const LONGEST_IN_CELL: usize = 60;
/// Characters of what a cell says once more at most.
pub(super) const LONGEST_AGAIN: usize = 20;

/// A sheet, below the title of the summary.
const SHEET: usize = 360;
/// The heading of a part.
const HEADING: usize = 19;
/// What a table adds to its heading: the names of its columns, and how many rows are left out.
const AROUND_ROWS: usize = 40;
/// Characters of a line, as words fall.
const ACROSS: usize = 78;
/// Characters of the cells of a line, side by side; short columns break words badly.
const ACROSS_CELLS: usize = 62;
/// Above and below a row.
const AROUND_ROW: usize = 6;

/// The room there is for the rows of tables.
pub(super) struct Room {
    left: usize,
    /// How many tables are still to come.
    tables: usize,
}

impl Room {
    /// What the other parts leave.
    pub(super) fn left_for_tables(document: &Document, reading: &Journey) -> Room {
        let (mut left, mut tables) = (SHEET, 0);
        for part in &document.summary {
            let height = match &part.shows {
                Shows::Together(paths) => {
                    let told = paths.iter().map(|path| line(reading, &pointer_of(path)).chars().count() + 1).sum();
                    HEADING + lines(told, ACROSS)
                }
                // Two of them stand side by side.
                Shows::Answers(paths) => {
                    (HEADING + paths.iter().map(|path| answer(reading, path)).sum::<usize>()) * 6 / 10
                }
                Shows::Columns(_) => {
                    tables += 1;
                    HEADING + AROUND_ROWS
                }
            };
            left = left.saturating_sub(height);
        }
        Room { left, tables }
    }

    /// How many of these rows the next table may show, one at least: its share, and what those before did not need.
    pub(super) fn take(&mut self, rows: &[Vec<String>]) -> usize {
        let share = self.left / self.tables.max(1);
        let (mut height, mut count) = (0, 0);
        for cells in rows {
            let across = (ACROSS_CELLS / cells.len().max(1)).max(1);
            let longest = cells.iter().map(|cell| cell.chars().count()).max().unwrap_or_default();
            let more = height + AROUND_ROW + lines(longest, across);
            if count > 0 && more > share {
                break;
            }
            (height, count) = (more, count + 1);
        }
        self.left = self.left.saturating_sub(height);
        self.tables = self.tables.saturating_sub(1);
        count
    }
}

/// The height of a question with its answer, in half the width.
fn answer(reading: &Journey, path: &str) -> usize {
    let told = line(reading, &pointer_of(path)).chars().count();
    if told == 0 { 0 } else { lines(told + 20, ACROSS / 2) }
}

fn lines(characters: usize, across: usize) -> usize {
    characters.min(LONGEST).div_ceil(across).max(1) * 10
}

#[cfg(test)]
mod tests {
    use super::Room;

    #[test]
    fn rows_are_left_out_when_the_sheet_is_full_and_never_all() {
        let rows = |length: usize| vec![vec!["x".repeat(length), String::new()]; 50];
        let take = |left, rows: &[Vec<String>]| Room { left, tables: 1 }.take(rows);
        assert_eq!(take(100, &rows(10)), 6);
        assert_eq!(take(100, &rows(60)), 3);
        assert_eq!(take(0, &rows(60)), 1);
        assert_eq!(take(100, &rows(10)[..2]), 2);
    }

    #[test]
    fn a_short_table_leaves_its_room_to_the_next() {
        let rows = |count: usize| vec![vec!["x".to_owned()]; count];
        let mut room = Room { left: 200, tables: 2 };
        assert_eq!((room.take(&rows(1)), room.take(&rows(50))), (1, 11));
    }
}
