//! Rows that other answers name: the lasting name of each row, given once, and which rows a reference can choose.

use parcours_schema::kinds::Reference;
use parcours_schema::{Code, Kind, Problem};
use serde_json::Value;

use crate::engine::{Engine, Instance};
use crate::kinds::{Reading, reference};
use crate::plan::NodeId;
use crate::rows::Rows;

/// A row that a reference can name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Referable<'a> {
    /// Its index.
    pub row: usize,
    /// Its lasting name.
    pub key: &'a str,
    /// The answer that tells it from other rows, in normal form.
    pub shown: Option<&'a Value>,
}

impl Engine {
    /// The rows that the reference at a pointer can name, in order, and the pointer of their group. None while the
    /// group is hidden.
    pub fn referable(&self, pointer: &str) -> (String, Vec<Referable<'_>>) {
        let named = self.rules().find(pointer).and_then(|(id, rows)| {
            let Kind::Reference(reference) = &self.rules().question(id)?.kind else { return None };
            let group = self.rules().node_of(&reference.to)?;
            Some((self.rules().pointer(group, rows), self.rows_of(reference, rows)))
        });
        named.unwrap_or_default()
    }

    /// What a reference says, seen from the rows in hand.
    pub(crate) fn read_reference(&self, reference: &Reference, rows: Rows, raw: &Value) -> Reading {
        let keys: Vec<&str> = self.rows_of(reference, rows).into_iter().map(|row| row.key).collect();
        reference::read(reference, raw, &keys)
    }

    fn rows_of(&self, reference: &Reference, rows: Rows) -> Vec<Referable<'_>> {
        let rules = self.rules();
        let Some(group) = rules.node_of(&reference.to) else { return Vec::new() };
        let shown = rules.node_of(&reference.show);
        let keyed = self.keyed((group, rows)).map(|(row, rows, key)| {
            let shown = shown.and_then(|shown| self.value_of((shown, rows)));
            Referable { row, key, shown }
        });
        keyed.collect()
    }

    /// The rows of a group that have a key, in order.
    fn keyed(&self, (group, rows): Instance) -> impl Iterator<Item = (usize, Rows, &str)> {
        let depth = self.rules().nodes[group].chain.len();
        let rows = rows.first(depth);
        let key = self.key_of(group);
        (0..self.row_count(group, rows)).filter_map(move |row| {
            let rows = rows.with(depth, row as u8);
            Some((row, rows, self.value_of((key?, rows))?.as_str()?))
        })
    }

    fn key_of(&self, group: NodeId) -> Option<NodeId> {
        let key = self.rules().question(group)?.kind.row_key()?;
        self.rules().node_of(&key.path)
    }

    /// Rows of a group with the key of a row before them.
    pub(crate) fn keys_given_twice(&self, instance: Instance) -> Vec<Problem> {
        let mut seen: Vec<&str> = Vec::new();
        let mut twice = Vec::new();
        for (_, rows, key) in self.keyed(instance) {
            if seen.contains(&key) {
                let at = self.key_of(instance.0).map(|id| self.rules().pointer(id, rows));
                twice.extend(at.map(|at| Problem::error(at, Code::RowKeyTwice)));
            }
            seen.push(key);
        }
        twice
    }
}
