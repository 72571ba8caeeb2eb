//! One search: it chooses samples for the unknowns that still matter, and takes the last choice back when they lead
//! nowhere. What a goal comes to is in `judge`.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::{Goal, Question, Rows, Solver, Truth, UNSET, Unknown, Verdict, Witness};

/// What one search leaves to the next, so that none costs as much as the form is large.
#[derive(Default)]
pub(super) struct Room {
    /// By place in `Solver::plain_domains`: the sample chosen; all unset between searches.
    plain: Vec<u16>,
    /// By question: what was shown in the evaluation of that number, which no later search uses again.
    memory: Vec<(u32, Truth)>,
    evaluation: u32,
}

impl Room {
    pub(super) fn new(unknowns: usize, questions: usize) -> Room {
        Room { plain: vec![UNSET; unknowns], memory: vec![(0, Truth::No); questions], evaluation: 0 }
    }
}

/// The samples chosen so far.
#[derive(Default)]
pub(super) struct Found {
    plain: Vec<u16>,
    /// Places of `plain` that were chosen once, whether they still are or not.
    touched: Vec<usize>,
    pub(super) in_rows: HashMap<Unknown, u16>,
    /// Options of `choices` among them, to see whether they add up.
    pub(super) options: Vec<Unknown>,
}

/// One search: what is known so far and what follows from it.
pub(super) struct Search<'s, 'a, 'f> {
    pub(super) solver: &'s Solver<'a, 'f>,
    pub(super) found: Found,
    /// Rows tried for each repeating group.
    pub(super) rows: HashMap<usize, usize>,
    /// What was shown in the evaluation of that number, outside rows and in them.
    pub(super) memory: RefCell<Vec<(u32, Truth)>>,
    pub(super) memory_in_rows: RefCell<HashMap<(usize, Rows), Truth>>,
    pub(super) evaluation: Cell<u32>,
    pub(super) work: Cell<usize>,
    /// Whether what is not chosen counts as unanswered, rather than as not known yet.
    pub(super) whole: Cell<bool>,
    /// The unknowns read, when that is asked for.
    pub(super) read: RefCell<Option<Vec<Unknown>>>,
}

impl<'s, 'a, 'f> Search<'s, 'a, 'f> {
    pub(super) fn new(solver: &'s Solver<'a, 'f>, rows: HashMap<usize, usize>) -> Search<'s, 'a, 'f> {
        let Room { plain, memory, evaluation } = solver.room.take();
        Search {
            solver,
            found: Found { plain, ..Found::default() },
            rows,
            memory: RefCell::new(memory),
            memory_in_rows: RefCell::default(),
            evaluation: Cell::new(evaluation),
            work: Cell::new(0),
            whole: Cell::new(false),
            read: RefCell::new(None),
        }
    }

    pub(super) fn start(&mut self, witness: &[(Unknown, u16)]) {
        for (unknown, sample) in witness {
            self.set(*unknown, *sample);
        }
    }

    fn set(&mut self, unknown: Unknown, sample: u16) {
        if unknown.slot > 0 && !self.found.options.contains(&unknown) {
            self.found.options.push(unknown);
        }
        match self.solver.plain(unknown) {
            Some(place) => {
                self.found.plain[place] = sample;
                self.found.touched.push(place);
            }
            None => drop(self.found.in_rows.insert(unknown, sample)),
        }
    }

    fn unset(&mut self, unknown: Unknown) {
        self.found.options.retain(|other| *other != unknown);
        match self.solver.plain(unknown) {
            Some(place) => self.found.plain[place] = UNSET,
            None => drop(self.found.in_rows.remove(&unknown)),
        }
    }

    pub(super) fn run(&mut self, goals: &[Goal<'f>], patience: usize) -> Verdict {
        let from_nothing = self.found.in_rows.is_empty() && self.found.touched.is_empty();
        // Each unknown chosen, its first sample, and how many samples were tried.
        let mut choices: Vec<(Unknown, u16, u16)> = Vec::new();
        loop {
            if self.work.get() > patience {
                return Verdict::Undecided;
            }
            match self.all(goals) {
                Truth::Yes => return Verdict::Possible,
                Truth::Depends(Question { unknown, for_yes, .. }) => {
                    choices.push((unknown, for_yes, 1));
                    self.set(unknown, for_yes);
                }
                Truth::No => {
                    // The last choice that has another sample to try.
                    loop {
                        let Some((unknown, first, tried)) = choices.pop() else {
                            // Answers it started from may have been a poor start.
                            return if from_nothing { Verdict::Impossible } else { Verdict::Undecided };
                        };
                        let samples = self.solver.domain(unknown, self.rows_of(unknown)).len() as u16;
                        if tried < samples {
                            choices.push((unknown, first, tried + 1));
                            self.set(unknown, (first + tried) % samples);
                            break;
                        }
                        self.unset(unknown);
                    }
                }
            }
        }
    }

    /// The answers that were looked at to see that the goals hold.
    pub(super) fn witness(&self, goals: &[Goal<'f>]) -> Witness {
        *self.read.borrow_mut() = Some(Vec::new());
        self.all(goals);
        let mut read = self.read.borrow_mut().take().unwrap_or_default();
        read.sort_unstable_by_key(|unknown| (unknown.position, unknown.rows, unknown.slot));
        read.dedup();
        read.into_iter().filter_map(|unknown| Some((unknown, self.chosen(unknown)?))).collect()
    }

    pub(super) fn chosen(&self, unknown: Unknown) -> Option<u16> {
        match self.solver.plain(unknown) {
            Some(place) => self.found.plain.get(place).copied().filter(|sample| *sample != UNSET),
            None => self.found.in_rows.get(&unknown).copied(),
        }
    }

    pub(super) fn rows_of(&self, unknown: Unknown) -> usize {
        self.rows.get(&(unknown.position as usize)).copied().unwrap_or(1)
    }

    fn all(&self, goals: &[Goal<'f>]) -> Truth {
        self.evaluation.set(self.evaluation.get() + 1);
        self.memory_in_rows.borrow_mut().clear();
        self.work.set(self.work.get() + self.found.options.len());
        if !self.choices_add_up() {
            return Truth::No;
        }
        self.every(goals.iter().map(|goal| self.goal(goal)))
    }

    pub(super) fn remembered(&self, position: usize, rows: Rows) -> Option<Truth> {
        if self.solver.index.entries[position].rows.is_empty() {
            let (evaluation, truth) = self.memory.borrow()[position];
            return (evaluation == self.evaluation.get()).then_some(truth);
        }
        self.memory_in_rows.borrow().get(&(position, rows)).copied()
    }

    pub(super) fn remember(&self, position: usize, rows: Rows, truth: Truth) {
        if self.solver.index.entries[position].rows.is_empty() {
            self.memory.borrow_mut()[position] = (self.evaluation.get(), truth);
        } else {
            self.memory_in_rows.borrow_mut().insert((position, rows), truth);
        }
    }
}

impl Drop for Search<'_, '_, '_> {
    fn drop(&mut self) {
        let mut plain = std::mem::take(&mut self.found.plain);
        self.found.touched.iter().for_each(|place| plain[*place] = UNSET);
        self.solver.room.replace(Room { plain, memory: self.memory.take(), evaluation: self.evaluation.get() });
    }
}
