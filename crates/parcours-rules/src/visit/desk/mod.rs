//! The desk during a visit: a table of the rows of one group, whose answers are those of the section that asks for them.
//!
//! It holds no answer of its own. The section's journey is behind the table as it is behind the section's page; what is
//! changed in the table is judged by it, saved as a section is, and put together with what others did.

mod board;
mod query;

use parcours_schema::workflow::Desk;
use parcours_schema::{Kind, pointer_of, template_of};
use serde_json::Value;

pub use self::board::{Board, Group, Line};
use self::board::{board, last};
pub use self::query::Query;
use super::storing::Then;
use super::{Effect, Page, Saving, Status, Visit};
use crate::dossier::{Change, NotYet, Task, TaskStatus, merge, put};
use crate::journey::{self, Focus, Journey};

/// What is done at a desk.
#[derive(Clone, Debug, PartialEq)]
pub enum AtDesk {
    /// An answer is given in the table, and saved.
    Answer {
        /// Lasting key of the row.
        key: String,
        /// The answer; none takes it away.
        value: Option<Value>,
    },
    /// To the page of a row.
    Edit {
        /// Its lasting key.
        key: String,
    },
    /// To the page of a new row.
    Add {
        /// Lasting key of the row it refers to.
        under: Option<String>,
    },
    /// The row on the page is taken away, and that is saved.
    Remove,
    /// Rows are picked out by the answer to a question; all of them again without.
    Pick {
        /// Path of the question.
        path: String,
        /// The answer; null for the rows without one.
        value: Option<Value>,
    },
    /// The rows are sorted by a date; without, they stand under the rows they refer to.
    Sort {
        /// Path of the question.
        path: Option<String>,
    },
    /// « Réessayer ».
    Save,
}

impl Visit {
    /// The desk of this role, if it has one.
    pub fn desk(&self) -> Option<&Desk> {
        self.workflow().desk.as_ref().filter(|desk| desk.roles.iter().any(|role| role == self.role()))
    }

    /// Number of the section that asks for the rows of the desk.
    pub fn desk_section(&self) -> Option<usize> {
        let rows = &self.workflow().desk.as_ref()?.rows;
        self.form().sections.iter().position(|section| section.questions.iter().any(|one| one.path == *rows))
    }

    /// Whether the role's desk has something to show: its rows are asked for now.
    pub fn desk_is_open(&self) -> bool {
        let section = self.desk().and_then(|_| self.desk_section());
        let open =
            |task: &Task| Some(task.section) == section && !matches!(task.status, TaskStatus::NotYet(NotYet::Step(_)));
        section.is_some() && self.tasks().iter().any(|step| step.tasks.iter().any(open))
    }

    /// The table as it stands, what is being saved included.
    pub fn board(&self, sheet: &Journey) -> Board {
        let Some(desk) = &self.workflow().desk else { return Board::default() };
        let section = self.desk_section().unwrap_or(usize::MAX);
        board(sheet.engine(), desk, section, &self.query)
    }

    /// What the rows, shown or not, answer to a question by which they can be picked out: each answer once.
    pub fn desk_values(&self, sheet: &Journey, path: &str) -> Vec<String> {
        let Some(desk) = &self.workflow().desk else { return Vec::new() };
        let all = board(sheet.engine(), desk, usize::MAX, &Query::default());
        let given = all.lines().filter_map(|line| query::answer(sheet.engine(), desk, line, path)?.as_str());
        let mut values: Vec<String> = given.map(str::to_owned).collect();
        values.sort();
        values.dedup();
        values
    }

    /// Which rows are shown, and in which order.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Pointer of the row of that key.
    pub fn desk_row(&self, sheet: &Journey, key: &str) -> Option<String> {
        let rows = pointer_of(&self.workflow().desk.as_ref()?.rows);
        let name = &self.form().question(&template_of(&rows))?.kind.row_key()?.id;
        let list = sheet.engine().answers().get(&rows)?.as_array()?;
        let row = list.iter().position(|row| row.get(name).and_then(Value::as_str) == Some(key))?;
        Some(format!("{rows}/{row}"))
    }

    /// Whether the role changes what stands at a path now.
    pub fn writes_at(&self, path: &str) -> bool {
        self.dossier().is_some_and(|dossier| self.process.may_write(self.role(), path, &dossier.state))
    }

    pub(super) fn open_desk(&mut self, sheet: &mut Journey) -> Vec<Effect> {
        let Some(section) = self.desk_section().filter(|_| self.desk_is_open()) else { return Vec::new() };
        if self.must_say_whom(section) {
            return self.open_section(section, sheet);
        }
        self.take_up(section, sheet);
        self.query.kept = None;
        self.go(Page::Desk)
    }

    pub(super) fn at_desk(&mut self, act: AtDesk, sheet: &mut Journey) -> Vec<Effect> {
        let busy = self.saving == Saving::InProgress && !self.keeps();
        match (act, self.page.clone()) {
            (AtDesk::Answer { key, value }, Page::Desk) => self.answer_at_desk(key, value, sheet),
            (AtDesk::Pick { path, value }, Page::Desk) => {
                match value {
                    Some(value) => self.query.picked.insert(path, value),
                    None => self.query.picked.remove(&path),
                };
                self.query.kept = None;
                self.count(sheet)
            }
            (AtDesk::Sort { path }, Page::Desk) => {
                self.query.sort = path;
                self.count(sheet)
            }
            _ if busy => Vec::new(),
            (AtDesk::Edit { key }, Page::Desk) => match self.desk_row(sheet, &key) {
                Some(_) => self.go(Page::Row(key)),
                None => Vec::new(),
            },
            (AtDesk::Add { under }, Page::Desk) => self.add_at_desk(under, sheet),
            (AtDesk::Remove, Page::Row(key)) => self.remove_row(&key, sheet),
            (AtDesk::Save, Page::Desk) => self.save(Then::Kept { key: self.query.kept.clone() }, sheet),
            _ => Vec::new(),
        }
    }

    /// Tells how many rows are shown now.
    fn count(&mut self, sheet: &Journey) -> Vec<Effect> {
        let board = self.board(sheet);
        if self.saving != Saving::InProgress {
            self.status = Some(Status::Shown { shown: board.shown(), total: board.total });
        }
        Vec::new()
    }

    fn answer_at_desk(&mut self, key: String, value: Option<Value>, sheet: &mut Journey) -> Vec<Effect> {
        let status = self.desk().and_then(|desk| desk.status.clone()).filter(|path| self.writes_at(path));
        let (Some(path), Some(row)) = (status, self.desk_row(sheet, &key)) else { return Vec::new() };
        let at = format!("{row}/{}", last(&path));
        let mut effects: Vec<Effect> =
            sheet.update(journey::Event::Answer { at, value }).into_iter().map(Effect::Page).collect();
        self.query.kept = Some(key.clone());
        // What is answered while something is on its way is saved after it.
        if self.saving != Saving::InProgress {
            effects.extend(self.save(Then::Kept { key: Some(key) }, sheet));
        }
        effects
    }

    fn add_at_desk(&mut self, under: Option<String>, sheet: &mut Journey) -> Vec<Effect> {
        let Some(desk) = self.desk().filter(|desk| self.writes_at(&desk.rows)).cloned() else { return Vec::new() };
        let rows = pointer_of(&desk.rows);
        let row = sheet.engine().rows(&rows);
        sheet.update(journey::Event::AddRow { at: rows.clone() });
        let at = format!("{rows}/{row}");
        if let (Some(under), Some(path)) = (under, desk.under.first()) {
            let at = format!("{at}/{}", last(path));
            sheet.update(journey::Event::Answer { at, value: Some(under.into()) });
        }
        let name = self.form().question(&desk.rows).and_then(|question| question.kind.row_key());
        let key = name.and_then(|name| sheet.engine().raw(&format!("{at}/{}", name.id))?.as_str().map(str::to_owned));
        match key {
            Some(key) => {
                self.query.kept = Some(key.clone());
                self.go(Page::Row(key))
            }
            None => Vec::new(),
        }
    }

    fn remove_row(&mut self, key: &str, sheet: &mut Journey) -> Vec<Effect> {
        let rows = self.desk().map(|desk| desk.rows.clone()).filter(|path| self.writes_at(path));
        if let (Some(rows), Some(row)) = (rows, self.desk_row(sheet, key).and_then(|at| number_of(&at))) {
            sheet.update(journey::Event::RemoveRow { at: pointer_of(&rows), row });
            return self.save(Then::Row { key: None }, sheet);
        }
        Vec::new()
    }

    /// From the page of a row to the table. A new row in which nothing was given is not kept.
    pub(super) fn leave_row(&mut self, key: &str, sheet: &mut Journey) -> Vec<Effect> {
        let rows = self.workflow().desk.as_ref().map(|desk| pointer_of(&desk.rows)).unwrap_or_default();
        let new =
            self.base.get(&rows).and_then(Value::as_array).is_none_or(|list| !list.iter().any(|row| holds(row, key)));
        if let Some(at) = self.desk_row(sheet, key).filter(|_| new) {
            let nothing = self.named_in_row(&at, sheet).is_none();
            if let Some(row) = number_of(&at).filter(|_| nothing) {
                sheet.update(journey::Event::RemoveRow { at: rows, row });
                self.query.kept = None;
                return self.go(Page::Desk);
            }
        }
        self.save(Then::Row { key: Some(key.to_owned()) }, sheet)
    }

    /// Whether something is given in a row beside its key and what it refers to.
    fn named_in_row(&self, at: &str, sheet: &Journey) -> Option<()> {
        let desk = self.workflow().desk.as_ref()?;
        let row = sheet.engine().answers().get(at)?.as_object()?;
        let question = self.form().question(&desk.rows)?;
        let given =
            question.kind.questions().iter().any(|inner| {
                !matches!(inner.kind, Kind::Computed(_) | Kind::Reference(_)) && row.contains_key(&inner.id)
            });
        given.then_some(())
    }

    /// Whether what is on its way to the store was answered in the table: the visit goes on meanwhile.
    pub(super) fn keeps(&self) -> bool {
        self.errands.first().is_some_and(|errand| matches!(errand.then, Then::Kept { .. }))
    }

    /// After a save from the table: what was answered meanwhile is saved in its turn, else the table is what the store has.
    pub(super) fn kept(&mut self, key: Option<String>, sheet: &Journey) -> Vec<Effect> {
        self.saving = Saving::Idle;
        self.status = Some(Status::RowSaved);
        // On the page of a row, what is typed meanwhile waits for its own button.
        let Some(stored) = self.stored.as_ref().filter(|_| self.page == Page::Desk) else { return Vec::new() };
        let left = merge(&self.process, &self.base, sheet.engine().answers(), &stored.dossier.answers);
        if !left.changes.is_empty() || !left.conflicts.is_empty() {
            return self.save(Then::Kept { key }, sheet);
        }
        self.opened = None;
        self.waiting = Some(Page::Desk);
        Vec::new()
    }

    /// What was saved is what everything is compared with from now on, for a journey that goes on after it.
    pub(super) fn rebase(&mut self, changes: &[Change]) {
        put(&self.process, &mut self.base, changes);
    }

    /// The table as the store has it now.
    pub(super) fn renew(&mut self, sheet: &mut Journey) {
        if let Some(section) = self.desk_section() {
            self.take_up(section, sheet);
        }
    }

    /// From the page of a row to the table, the focus on the way back to that row.
    pub(super) fn back_at_desk(&mut self, key: Option<String>) -> Vec<Effect> {
        self.waiting = Some(Page::Desk);
        self.query.kept.clone_from(&key);
        self.status = Some(Status::RowSaved);
        match key {
            Some(key) => self.show(Page::Desk, Focus::EditLink { at: format!("/desk/{key}") }),
            None => self.go(Page::Desk),
        }
    }
}

fn number_of(at: &str) -> Option<usize> {
    at.rsplit('/').next()?.parse().ok()
}

fn holds(row: &Value, key: &str) -> bool {
    row.as_object().is_some_and(|row| row.values().any(|value| value.as_str() == Some(key)))
}
