//! Whether some answers make something true. Exact: it tries the samples of `domain`, only for the answers that still
//! matter, and says "undecided" rather than guess when that takes too long.
//!
//! Rows: a repeating group is given as many rows as the conditions in play can tell apart (one for each `some`); more
//! rows would only repeat those.

mod judge;
mod search;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use chrono::NaiveDate;
use parcours_schema::{Condition, Required};

use super::Index;
use super::circles::Dependencies;
use super::domain::{Mentions, Sample, samples};
use search::{Room, Search};

/// Comparisons evaluated for one question of the proof before it gives up.
const PATIENCE: usize = 150_000;
/// Rows of one group at most; a proof that would need more is undecided.
const ROWS: usize = 6;
/// The same for a search that starts from answers found before.
const SHORT_PATIENCE: usize = 1_000;
/// Comparisons evaluated for a whole form: about a second.
const PATIENCE_IN_ALL: usize = 10_000_000;

/// The row in hand of each repeating group around a place, outermost first.
pub(super) type Rows = [u8; 4];
pub(super) const FIRST_ROWS: Rows = [0; 4];

/// An unknown of the search: the answer (or count) of a question's instance, or whether it has one of its options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Unknown {
    position: u32,
    rows: Rows,
    /// 0: the answer or count. From 1: the options mentioned.
    slot: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Truth {
    No,
    Yes,
    /// Not known before this unknown is.
    Depends(Question),
}

/// An unknown, and which of its samples to try first to make what depends on it true, or false.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Question {
    unknown: Unknown,
    for_yes: u16,
    for_no: u16,
}

impl Truth {
    fn of(value: bool) -> Truth {
        if value { Truth::Yes } else { Truth::No }
    }

    fn not(self) -> Truth {
        match self {
            Truth::No => Truth::Yes,
            Truth::Yes => Truth::No,
            Truth::Depends(Question { unknown, for_yes, for_no }) => {
                Truth::Depends(Question { unknown, for_yes: for_no, for_no: for_yes })
            }
        }
    }
}

/// Something to be made true, together with the others.
#[derive(Clone, Copy)]
pub(super) enum Goal<'f> {
    /// The question is shown, in the first row of the groups around it.
    Shown(usize),
    /// The section is shown.
    SectionShown(usize),
    /// The condition holds, or does not; `usize` is how many rows are in hand.
    Holds(&'f Condition, bool, usize),
    /// If the question is shown and required, it is answered, in every row.
    Sendable(usize),
    /// One of these questions is shown.
    AnyShown(&'f [String]),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Possible,
    Impossible,
    Undecided,
}

/// The samples of one unknown, shared by all searches.
type Samples = Rc<Vec<Sample>>;
/// Answers that made something true.
type Witness = Vec<(Unknown, u16)>;

const UNSET: u16 = u16::MAX;

pub(super) struct Solver<'a, 'f> {
    index: &'a Index<'f>,
    dependencies: &'a Dependencies,
    mentions: Vec<Mentions>,
    today: NaiveDate,
    /// Where the unknowns of a question outside rows start in [`Room`].
    starts: Vec<usize>,
    /// The groups each question's or section's conditions ask about with `some`.
    somes: Vec<Vec<usize>>,
    domains: RefCell<HashMap<(u32, u16, usize), Samples>>,
    plain_domains: RefCell<Vec<Option<Samples>>>,
    room: RefCell<Room>,
    /// By question and section: the last walk that came past it, and how many walks there were.
    walks: RefCell<(Vec<u32>, u32)>,
    /// Answers that showed each question, kept to start from.
    witnesses: HashMap<usize, Witness>,
    /// Comparisons left for the whole form.
    left: usize,
}

impl<'a, 'f> Solver<'a, 'f> {
    /// `days`: how many solvers share the patience there is.
    pub(super) fn new(
        index: &'a Index<'f>,
        dependencies: &'a Dependencies,
        mentions: Vec<Mentions>,
        today: NaiveDate,
        days: usize,
    ) -> Solver<'a, 'f> {
        let mut starts = Vec::with_capacity(mentions.len());
        let mut next = 0;
        for mentions in &mentions {
            starts.push(next);
            next += 1 + mentions.options.len();
        }
        let asked = |condition: Option<&'f Condition>| {
            let mut groups = Vec::new();
            condition.iter().for_each(|condition| somes(condition, &mut |group| groups.extend(index.position(group))));
            groups
        };
        let required = |required: &'f Required| match required {
            Required::When(condition) => Some(condition),
            _ => None,
        };
        let mut somes: Vec<Vec<usize>> = Vec::with_capacity(index.entries.len() + index.form.sections.len());
        for entry in &index.entries {
            somes.push([asked(entry.question.when.as_ref()), asked(required(&entry.question.required))].concat());
        }
        somes.extend(index.form.sections.iter().map(|section| asked(section.when.as_ref())));
        let walks = RefCell::new((vec![0; somes.len()], 0));
        Solver {
            index,
            dependencies,
            mentions,
            today,
            starts,
            somes,
            domains: RefCell::default(),
            plain_domains: RefCell::new(vec![None; next]),
            room: RefCell::new(Room::new(next, index.entries.len())),
            walks,
            witnesses: HashMap::new(),
            left: PATIENCE_IN_ALL / days.max(1),
        }
    }

    /// Whether all goals can be true at once. `about`: the question whose neighbours' answers are a good start.
    pub(super) fn decide(&mut self, goals: &[Goal<'f>], about: Option<usize>) -> Verdict {
        let cone = self.cone(goals);
        let (rows, enough) = self.rows_needed(goals, &cone);
        let needs = about.into_iter().flat_map(|node| self.dependencies.needs(node));
        let near: Vec<Witness> = needs.filter_map(|need| self.witnesses.get(need)).cloned().collect();
        let together: Witness = near.iter().flatten().copied().collect();
        // First a look at no answers at all, and at the neighbours' answers as they are; then a search that keeps
        // them, all or one neighbour's; then one that keeps nothing.
        let short = SHORT_PATIENCE + cone.len() * 30;
        let mut attempts = vec![(Witness::new(), true, 0), (together.clone(), true, 0), (together, false, short)];
        if near.len() > 1 {
            attempts.extend(near.into_iter().map(|witness| (witness, false, short)));
        }
        attempts.push((Witness::new(), false, PATIENCE));
        for (start, whole, patience) in attempts {
            if self.left == 0 {
                return Verdict::Undecided;
            }
            let mut search = Search::new(self, rows.clone());
            search.start(&start);
            search.whole.set(whole);
            let verdict = search.run(goals, patience.min(self.left));
            let work = search.work.get();
            let witness = (verdict == Verdict::Possible).then(|| search.witness(goals));
            drop(search);
            self.left = self.left.saturating_sub(work + cone.len() + start.len());
            match (verdict, witness) {
                (Verdict::Possible, witness) => {
                    if let (Some(node), [Goal::Shown(_) | Goal::SectionShown(_)], Some(witness)) =
                        (about, goals, witness)
                    {
                        self.witnesses.insert(node, witness);
                    }
                    return Verdict::Possible;
                }
                (Verdict::Impossible, _) if enough && !whole => return Verdict::Impossible,
                _ => {}
            }
        }
        Verdict::Undecided
    }

    /// Questions in whose visibility or answer the goals take part.
    pub(super) fn cone(&self, goals: &[Goal<'f>]) -> Vec<usize> {
        let (seen, walk) = &mut *self.walks.borrow_mut();
        *walk += 1;
        let mut way: Vec<usize> = Vec::new();
        for goal in goals {
            match goal {
                Goal::Shown(position) => way.push(*position),
                Goal::SectionShown(section) => way.push(self.index.entries.len() + section),
                Goal::Holds(condition, ..) => condition.paths(&mut |path| way.extend(self.index.position(path))),
                Goal::AnyShown(paths) => way.extend(paths.iter().filter_map(|path| self.index.position(path))),
                Goal::Sendable(position) => {
                    way.push(*position);
                    if let Required::When(condition) = &self.index.entries[*position].question.required {
                        condition.paths(&mut |path| way.extend(self.index.position(path)));
                    }
                }
            }
        }
        let mut cone = Vec::new();
        while let Some(node) = way.pop() {
            if std::mem::replace(&mut seen[node], *walk) != *walk {
                cone.push(node);
                way.extend(self.dependencies.needs(node));
            }
        }
        cone
    }

    /// How many rows of each group the conditions in play can tell apart, and whether that many are tried.
    fn rows_needed(&self, goals: &[Goal<'f>], cone: &[usize]) -> (HashMap<usize, usize>, bool) {
        let mut rows: HashMap<usize, usize> = HashMap::new();
        for position in cone.iter().flat_map(|node| &self.somes[*node]) {
            *rows.entry(*position).or_insert(1) += 1;
        }
        for goal in goals {
            if let Goal::Holds(condition, ..) = goal {
                somes(condition, &mut |group| {
                    if let Some(position) = self.index.position(group) {
                        *rows.entry(position).or_insert(1) += 1;
                    }
                });
            }
        }
        let mut enough = true;
        for (position, rows) in &mut rows {
            let max = self.index.entries[*position].question.kind.repeat().map_or(1, |repeat| repeat.max);
            *rows = (*rows).min(max);
            if *rows > ROWS {
                *rows = ROWS;
                enough = false;
            }
        }
        (rows, enough)
    }

    /// The place of an unknown outside rows.
    fn plain(&self, unknown: Unknown) -> Option<usize> {
        let position = unknown.position as usize;
        let entry = &self.index.entries[position];
        // The count of rows depends on how many are tried: it is not kept from one search to the next.
        let plain = entry.rows.is_empty() && entry.question.kind.repeat().is_none();
        plain.then(|| self.starts[position] + usize::from(unknown.slot))
    }

    fn domain(&self, unknown: Unknown, rows: usize) -> Samples {
        let position = unknown.position as usize;
        let make = || {
            if unknown.slot > 0 {
                return Rc::new(vec![Sample::Chosen(false), Sample::Chosen(true)]);
            }
            Rc::new(samples(self.index, position, &self.mentions[position], rows, self.today))
        };
        match self.plain(unknown) {
            Some(place) => self.plain_domains.borrow_mut()[place].get_or_insert_with(make).clone(),
            None => {
                let key = (unknown.position, unknown.slot, rows);
                self.domains.borrow_mut().entry(key).or_insert_with(make).clone()
            }
        }
    }
}

fn somes<'c>(condition: &'c Condition, visit: &mut dyn FnMut(&'c str)) {
    match condition {
        Condition::All(list) | Condition::Any(list) => list.iter().for_each(|inner| somes(inner, visit)),
        Condition::Not(inner) => somes(inner, visit),
        Condition::Some { group, that } => {
            visit(group);
            somes(that, visit);
        }
        Condition::Answer { .. } => {}
    }
}
