//! What is to be looked at again, each thing once, in the order in which it must be done.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::plan::NodeId;
use crate::rows::Rows;

/// All showing first, by rank, then judging.
pub(crate) type Task = (bool, usize, NodeId, Rows);
pub(crate) const SHOW: bool = false;
pub(crate) const JUDGE: bool = true;

#[derive(Default)]
pub(crate) struct Agenda(BinaryHeap<Reverse<Task>>);

impl Agenda {
    pub(crate) fn add(&mut self, task: Task) {
        self.0.push(Reverse(task));
    }

    /// The next thing; the same thing added several times comes once.
    pub(crate) fn next(&mut self) -> Option<Task> {
        let Reverse(task) = self.0.pop()?;
        while self.0.peek() == Some(&Reverse(task)) {
            self.0.pop();
        }
        Some(task)
    }
}
