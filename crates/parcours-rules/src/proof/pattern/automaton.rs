//! In how many ways a text can run through a pattern: one way too many inside a loop, and time explodes.
//!
//! Positions are the characters of the pattern; `follow` says which can come after which, once for each way. Two
//! findings of automata theory are used: time is exponential when some position comes back to itself in two ways on one
//! text, and polynomial when one loop can hand a text over to a later loop at more than one place.

use std::collections::HashSet;

use super::parse::{Set, Tree};

/// Patterns that unfold into more positions than this are not judged, but refused.
const POSITIONS: usize = 400;
/// Repetitions of one character up to this are unfolded; longer ones, and those of whole groups, count as loops.
const UNFOLDED: u32 = 60;

#[derive(Default)]
struct Automaton {
    sets: Vec<Set>,
    follow: Vec<Vec<usize>>,
}

/// How a part begins, ends, and whether it can read nothing.
#[derive(Clone)]
struct Ends {
    first: Vec<usize>,
    last: Vec<usize>,
    empty: bool,
}

pub(super) fn is_quick(tree: &Tree) -> Result<(), &'static str> {
    let mut automaton = Automaton::default();
    automaton.add(tree)?;
    let looping = automaton.looping();
    if automaton.follow.iter().enumerate().any(|(p, next)| looping[p] && has_twice(next)) {
        return Err("a repeated part is repeated again");
    }
    for p in (0..automaton.sets.len()).filter(|p| looping[*p]) {
        if automaton.comes_back_in_two_ways(p) {
            return Err("a repeated part can read the same text in two ways");
        }
    }
    let loops: Vec<usize> = (0..automaton.sets.len()).filter(|p| looping[*p]).collect();
    for p in &loops {
        for q in loops.iter().filter(|q| *q != p) {
            if automaton.hands_over(*p, *q) {
                return Err("two repeated parts can share the same text");
            }
        }
    }
    Ok(())
}

fn has_twice(next: &[usize]) -> bool {
    let mut seen = HashSet::new();
    !next.iter().all(|q| seen.insert(q))
}

impl Automaton {
    fn add(&mut self, tree: &Tree) -> Result<Ends, &'static str> {
        let nothing = Ends { first: Vec::new(), last: Vec::new(), empty: true };
        match tree {
            Tree::Start | Tree::End | Tree::Empty => Ok(nothing),
            Tree::One(set) => {
                if self.sets.len() >= POSITIONS {
                    return Err("it unfolds into too many characters");
                }
                self.sets.push(set.clone());
                self.follow.push(Vec::new());
                let here = self.sets.len() - 1;
                Ok(Ends { first: vec![here], last: vec![here], empty: false })
            }
            Tree::Sequence(parts) => {
                let mut whole = nothing;
                for part in parts {
                    let next = self.add(part)?;
                    whole = self.then(whole, next);
                }
                Ok(whole)
            }
            Tree::Either(ways) => {
                let mut whole = Ends { first: Vec::new(), last: Vec::new(), empty: false };
                for way in ways {
                    let ends = self.add(way)?;
                    whole.first.extend(ends.first);
                    whole.last.extend(ends.last);
                    whole.empty |= ends.empty;
                }
                Ok(whole)
            }
            Tree::Repeat(inner, min, max) => self.repeat(inner, *min, *max),
        }
    }

    fn then(&mut self, before: Ends, after: Ends) -> Ends {
        for p in &before.last {
            self.follow[*p].extend(&after.first);
        }
        let mut first = before.first;
        if before.empty {
            first.extend(&after.first);
        }
        let mut last = after.last;
        if after.empty {
            last.extend(before.last);
        }
        Ends { first, last, empty: before.empty && after.empty }
    }

    fn repeat(&mut self, inner: &Tree, min: u32, max: Option<u32>) -> Result<Ends, &'static str> {
        match max {
            Some(max) if max <= 1 || (!repeats(inner) && max <= UNFOLDED) => {
                let mut whole = Ends { first: Vec::new(), last: Vec::new(), empty: true };
                for number in 0..max {
                    let mut next = self.add(inner)?;
                    next.empty |= number >= min;
                    whole = self.then(whole, next);
                }
                Ok(whole)
            }
            _ => {
                let mut ends = self.add(inner)?;
                // Each of the turns that must be made may read nothing: which of them do is one way more each time.
                if ends.empty && min > 1 && !ends.first.is_empty() {
                    return Err("a part repeated so many times can read nothing");
                }
                for p in ends.last.clone() {
                    self.follow[p].extend(&ends.first);
                }
                ends.empty |= min == 0;
                Ok(ends)
            }
        }
    }

    /// For each position, whether it can come back to itself.
    fn looping(&self) -> Vec<bool> {
        (0..self.sets.len())
            .map(|p| {
                let mut seen = vec![false; self.sets.len()];
                let mut way = self.follow[p].clone();
                while let Some(q) = way.pop() {
                    if q == p {
                        return true;
                    }
                    if !std::mem::replace(&mut seen[q], true) {
                        way.extend(&self.follow[q]);
                    }
                }
                false
            })
            .collect()
    }

    /// Pairs of positions reached from (p, p) on one text, one of them with two different positions, that lead back.
    fn comes_back_in_two_ways(&self, p: usize) -> bool {
        let ahead = self.pairs_from((p, p));
        ahead.iter().any(|(a, b)| a != b && self.pairs_from((*a, *b)).contains(&(p, p)))
    }

    fn pairs_from(&self, start: (usize, usize)) -> HashSet<(usize, usize)> {
        let mut seen = HashSet::new();
        let mut way = vec![start];
        while let Some((a, b)) = way.pop() {
            for c in &self.follow[a] {
                for d in self.follow[b].iter().filter(|d| self.sets[*c].meets(&self.sets[**d])) {
                    if seen.insert((*c, *d)) {
                        way.push((*c, *d));
                    }
                }
            }
        }
        seen
    }

    /// Whether some text goes from p back to p, from p to q, and from q back to q.
    fn hands_over(&self, p: usize, q: usize) -> bool {
        let mut seen = HashSet::new();
        let mut way = vec![(p, p, q)];
        while let Some((a, b, c)) = way.pop() {
            for x in &self.follow[a] {
                for y in self.follow[b].iter().filter(|y| self.sets[*x].meets(&self.sets[**y])) {
                    for z in &self.follow[c] {
                        if self.sets[*z].meets(&self.sets[*x]) && self.sets[*z].meets(&self.sets[*y]) {
                            if (*x, *y, *z) == (p, q, q) {
                                return true;
                            }
                            if seen.insert((*x, *y, *z)) {
                                way.push((*x, *y, *z));
                            }
                        }
                    }
                }
            }
        }
        false
    }
}

/// Whether a part repeats something a number of times that is not fixed, or has several ways through.
fn repeats(tree: &Tree) -> bool {
    match tree {
        Tree::Repeat(_, min, max) => Some(*min) != *max,
        Tree::Sequence(parts) => parts.iter().any(repeats),
        Tree::Either(_) => true,
        _ => false,
    }
}
