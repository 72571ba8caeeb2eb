//! Whether some answers make something true. Exact: it tries the samples of `domain`, only for the answers that still
//! matter, and says "undecided" rather than guess when that takes too long.
//!
//! Rows: a repeating group is given as many rows as the conditions in play can tell apart (one for each `some`); more
//! rows would only repeat those.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use chrono::NaiveDate;
use parcours_schema::kinds::Compute;
use parcours_schema::{Condition, Kind, Operator, Required};

use super::Index;
use super::circles::Dependencies;
use super::domain::{Mentions, Sample, samples};

/// Comparisons evaluated for one question of the proof before it gives up.
const PATIENCE: usize = 150_000;
/// Rows of one group at most; a proof that would need more is undecided.
const ROWS: usize = 6;
/// Chains of dependencies longer than this are walked from their start, so that the stack stays small.
const DEEP: usize = 150;

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
    Depends(Unknown),
}

impl Truth {
    fn of(value: bool) -> Truth {
        if value { Truth::Yes } else { Truth::No }
    }

    fn not(self) -> Truth {
        match self {
            Truth::No => Truth::Yes,
            Truth::Yes => Truth::No,
            depends => depends,
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
type Found = HashMap<Unknown, usize>;

pub(super) struct Solver<'a, 'f> {
    index: &'a Index<'f>,
    dependencies: &'a Dependencies,
    mentions: Vec<Mentions>,
    today: NaiveDate,
    order: Vec<usize>,
    depth: Vec<usize>,
    domains: RefCell<HashMap<(u32, u16, usize), Samples>>,
    /// Answers that showed each question, kept to start from.
    witnesses: HashMap<usize, Found>,
}

/// One search: what is known so far and what follows from it.
struct Search<'s, 'a, 'f> {
    solver: &'s Solver<'a, 'f>,
    found: Found,
    /// Rows tried for each repeating group.
    rows: HashMap<usize, usize>,
    memory: RefCell<HashMap<(usize, Rows), Truth>>,
    work: Cell<usize>,
}

impl<'a, 'f> Solver<'a, 'f> {
    pub(super) fn new(
        index: &'a Index<'f>,
        dependencies: &'a Dependencies,
        mentions: Vec<Mentions>,
        today: NaiveDate,
    ) -> Solver<'a, 'f> {
        let order = dependencies.order();
        let mut depth = vec![0; index.entries.len() + index.form.sections.len()];
        for node in &order {
            depth[*node] = dependencies.needs(*node).iter().map(|need| depth[*need] + 1).max().unwrap_or(0);
        }
        Solver {
            index,
            dependencies,
            mentions,
            today,
            order,
            depth,
            domains: RefCell::default(),
            witnesses: HashMap::new(),
        }
    }

    /// Whether all goals can be true at once. `about`: the question whose neighbours' answers are a good start.
    pub(super) fn decide(&mut self, goals: &[Goal<'f>], about: Option<usize>) -> Verdict {
        let cone = self.cone(goals);
        let (rows, enough) = self.rows_needed(goals, &cone);
        let start: Found = about
            .into_iter()
            .flat_map(|node| self.dependencies.needs(node))
            .filter_map(|need| self.witnesses.get(need))
            .flatten()
            .map(|(unknown, sample)| (*unknown, *sample))
            .collect();
        for (start, patience) in [(start, 2_000), (Found::new(), PATIENCE)] {
            let mut search = Search {
                solver: self,
                found: start,
                rows: rows.clone(),
                memory: RefCell::default(),
                work: Cell::new(0),
            };
            let verdict = search.run(goals, &cone, patience + cone.len() * 4);
            if verdict == Verdict::Possible {
                let found = search.found;
                if let (Some(node), [Goal::Shown(_) | Goal::SectionShown(_)]) = (about, goals) {
                    self.witnesses.insert(node, found);
                }
                return Verdict::Possible;
            }
            if patience == PATIENCE {
                return if verdict == Verdict::Impossible && !enough { Verdict::Undecided } else { verdict };
            }
        }
        Verdict::Undecided
    }

    /// Questions in whose visibility or answer the goals take part, sorted so that each stands after its needs.
    pub(super) fn cone(&self, goals: &[Goal<'f>]) -> Vec<usize> {
        let mut wanted = vec![false; self.depth.len()];
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
        while let Some(node) = way.pop() {
            if !std::mem::replace(&mut wanted[node], true) {
                way.extend(self.dependencies.needs(node));
            }
        }
        self.order.iter().copied().filter(|node| wanted[*node]).collect()
    }

    /// How many rows of each group the conditions in play can tell apart, and whether that many are tried.
    fn rows_needed(&self, goals: &[Goal<'f>], cone: &[usize]) -> (HashMap<usize, usize>, bool) {
        let mut rows: HashMap<usize, usize> = HashMap::new();
        let mut count = |condition: &Condition| {
            somes(condition, &mut |group| {
                if let Some(position) = self.index.position(group) {
                    *rows.entry(position).or_insert(1) += 1;
                }
            })
        };
        for node in cone {
            match self.index.entries.get(*node) {
                Some(entry) => {
                    entry.question.when.iter().for_each(&mut count);
                    if let Required::When(condition) = &entry.question.required {
                        count(condition);
                    }
                }
                None => self.index.form.sections[node - self.index.entries.len()].when.iter().for_each(&mut count),
            }
        }
        for goal in goals {
            if let Goal::Holds(condition, ..) = goal {
                count(condition);
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

    fn domain(&self, unknown: Unknown, rows: usize) -> Samples {
        let key = (unknown.position, unknown.slot, rows);
        let mut domains = self.domains.borrow_mut();
        let make = || {
            let position = unknown.position as usize;
            if unknown.slot > 0 {
                return Rc::new(vec![Sample::Chosen(true), Sample::Chosen(false)]);
            }
            Rc::new(samples(self.index, position, &self.mentions[position], rows, self.today))
        };
        domains.entry(key).or_insert_with(make).clone()
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

impl<'f> Search<'_, '_, 'f> {
    fn run(&mut self, goals: &[Goal<'f>], cone: &[usize], patience: usize) -> Verdict {
        let fixed = self.found.len();
        let mut choices: Vec<(Unknown, usize)> = Vec::new();
        loop {
            if self.work.get() > patience {
                return Verdict::Undecided;
            }
            match self.all(goals, cone) {
                Truth::Yes => return Verdict::Possible,
                Truth::Depends(unknown) => {
                    choices.push((unknown, 0));
                    self.found.insert(unknown, 0);
                }
                Truth::No => {
                    // The last choice that has another sample to try.
                    loop {
                        let Some((unknown, sample)) = choices.pop() else {
                            // Answers it started from may have been a poor start.
                            return if fixed == 0 { Verdict::Impossible } else { Verdict::Undecided };
                        };
                        if sample + 1 < self.solver.domain(unknown, self.rows_of(unknown)).len() {
                            choices.push((unknown, sample + 1));
                            self.found.insert(unknown, sample + 1);
                            break;
                        }
                        self.found.remove(&unknown);
                    }
                }
            }
        }
    }

    fn rows_of(&self, unknown: Unknown) -> usize {
        self.rows.get(&(unknown.position as usize)).copied().unwrap_or(1)
    }

    fn all(&self, goals: &[Goal<'f>], cone: &[usize]) -> Truth {
        self.memory.borrow_mut().clear();
        if cone.last().is_some_and(|_| cone.iter().any(|node| self.solver.depth[*node] > DEEP)) {
            for node in cone.iter().filter(|node| **node < self.solver.index.entries.len()) {
                if self.solver.index.entries[*node].rows.is_empty() {
                    self.shown(*node, FIRST_ROWS);
                }
            }
        }
        if !self.choices_add_up() {
            return Truth::No;
        }
        self.every(goals.iter().map(|goal| self.goal(goal)))
    }

    fn every(&self, truths: impl Iterator<Item = Truth>) -> Truth {
        let mut result = Truth::Yes;
        for truth in truths {
            match truth {
                Truth::No => return Truth::No,
                Truth::Depends(_) if result == Truth::Yes => result = truth,
                _ => {}
            }
        }
        result
    }

    fn any(&self, truths: impl Iterator<Item = Truth>) -> Truth {
        self.every(truths.map(Truth::not)).not()
    }

    fn goal(&self, goal: &Goal<'f>) -> Truth {
        match goal {
            Goal::Shown(position) => self.shown(*position, FIRST_ROWS),
            Goal::SectionShown(section) => self.section_shown(*section),
            Goal::Holds(condition, expected, depth) => {
                let truth = self.holds(condition, FIRST_ROWS, *depth);
                if *expected { truth } else { truth.not() }
            }
            Goal::AnyShown(paths) => {
                let known = paths.iter().filter_map(|path| self.solver.index.position(path));
                self.any(known.map(|position| self.shown(position, FIRST_ROWS)))
            }
            Goal::Sendable(position) => self.sendable(*position, FIRST_ROWS, 0),
        }
    }

    /// Shown and required means answered, in each row tried.
    fn sendable(&self, position: usize, rows: Rows, depth: usize) -> Truth {
        let entry = &self.solver.index.entries[position];
        if let Some(group) = entry.rows.get(depth).and_then(|group| self.solver.index.position(group)) {
            let tried = self.rows.get(&group).copied().unwrap_or(1);
            return self.every((0..tried).map(|row| {
                let mut rows = rows;
                rows[depth] = row as u8;
                self.sendable(position, rows, depth + 1)
            }));
        }
        let required = match &entry.question.required {
            Required::Never => return Truth::Yes,
            Required::Always => Truth::Yes,
            Required::When(condition) => self.holds(condition, rows, entry.rows.len()),
        };
        let asked = self.every([self.shown(position, rows), required].into_iter());
        let answered = self.compare(position, rows, &Operator::Answered(true));
        self.any([asked.not(), answered].into_iter())
    }

    fn section_shown(&self, section: usize) -> Truth {
        let when = self.solver.index.form.sections[section].when.as_ref();
        when.map_or(Truth::Yes, |when| self.holds(when, FIRST_ROWS, 0))
    }

    /// Whether an instance is shown: its row is there, its group or section is shown, its own condition holds.
    fn shown(&self, position: usize, rows: Rows) -> Truth {
        if let Some(truth) = self.memory.borrow().get(&(position, rows)) {
            return *truth;
        }
        self.work.set(self.work.get() + 1);
        let entry = &self.solver.index.entries[position];
        let above = match entry.parent {
            None => self.section_shown(entry.section),
            Some(parent) => {
                let outer = &self.solver.index.entries[parent];
                let truth = self.shown(parent, keep(rows, outer.rows.len()));
                match outer.question.kind.repeat() {
                    Some(_) => self.every(
                        [truth, self.has_row(parent, keep(rows, outer.rows.len()), rows[outer.rows.len()])].into_iter(),
                    ),
                    None => truth,
                }
            }
        };
        let truth = match (&entry.question.when, above) {
            (Some(when), Truth::Yes) => self.holds(when, rows, entry.rows.len()),
            (Some(when), Truth::Depends(_)) => {
                // Worth knowing that it is hidden anyway.
                self.every([above, self.holds(when, rows, entry.rows.len())].into_iter())
            }
            (_, above) => above,
        };
        self.memory.borrow_mut().insert((position, rows), truth);
        truth
    }

    fn has_row(&self, group: usize, rows: Rows, row: u8) -> Truth {
        match self.sample(group, rows, 0) {
            Err(unknown) => Truth::Depends(unknown),
            Ok(Sample::Number(count)) => Truth::of(count > f64::from(row)),
            Ok(_) => Truth::No,
        }
    }

    fn sample(&self, position: usize, rows: Rows, slot: u16) -> Result<Sample, Unknown> {
        let unknown = Unknown { position: position as u32, rows, slot };
        let domain = self.solver.domain(unknown, self.rows_of(unknown));
        match self.found.get(&unknown) {
            Some(sample) => Ok(domain.get(*sample).cloned().unwrap_or(Sample::Nothing)),
            None => Err(unknown),
        }
    }

    fn holds(&self, condition: &Condition, rows: Rows, depth: usize) -> Truth {
        self.work.set(self.work.get() + 1);
        match condition {
            Condition::All(list) => self.every(list.iter().map(|inner| self.holds(inner, rows, depth))),
            Condition::Any(list) => self.any(list.iter().map(|inner| self.holds(inner, rows, depth))),
            Condition::Not(inner) => self.holds(inner, rows, depth).not(),
            Condition::Some { group, that } => {
                let Some(position) = self.solver.index.position(group) else { return Truth::No };
                let outer = self.solver.index.entries[position].rows.len();
                let here = keep(rows, outer);
                let shown = self.shown(position, here);
                if shown == Truth::No {
                    return Truth::No;
                }
                let tried = self.rows.get(&position).copied().unwrap_or(1);
                let row = self.any((0..tried as u8).map(|row| {
                    let mut inside = here;
                    inside[outer.min(3)] = row;
                    let there = self.has_row(position, here, row);
                    if there == Truth::No {
                        return Truth::No;
                    }
                    self.every([there, self.holds(that, inside, outer + 1)].into_iter())
                }));
                self.every([shown, row].into_iter())
            }
            Condition::Answer { path, operator } => {
                let Some(position) = self.solver.index.position(path) else { return Truth::No };
                let outer = self.solver.index.entries[position].rows.len();
                self.compare(position, keep(rows, outer.min(depth)), operator)
            }
        }
    }

    /// A comparison of an instance; hidden counts as unanswered.
    fn compare(&self, position: usize, rows: Rows, operator: &Operator) -> Truth {
        self.work.set(self.work.get() + 1);
        let hidden = Truth::of(*operator == Operator::Answered(false));
        let shown = self.shown(position, rows);
        if shown == Truth::No {
            return hidden;
        }
        let truth = self.compare_shown(position, rows, operator);
        match (shown, truth) {
            (Truth::Yes, truth) => truth,
            (_, truth) if truth == hidden => truth,
            (shown, _) => shown,
        }
    }

    fn compare_shown(&self, position: usize, rows: Rows, operator: &Operator) -> Truth {
        let kind = &self.solver.index.entries[position].question.kind;
        if let (Kind::Choices(_), Operator::Includes(option)) = (kind, operator) {
            let options = &self.solver.mentions[position].options;
            let Some(slot) = options.iter().position(|other| other == option) else { return Truth::No };
            return match self.sample(position, rows, slot as u16 + 1) {
                Err(unknown) => Truth::Depends(unknown),
                Ok(sample) => Truth::of(sample == Sample::Chosen(true)),
            };
        }
        let satisfies = |sample: &Sample| Truth::of(sample.satisfies(operator, self.solver.today));
        match kind {
            Kind::Computed(Compute::Constant(text)) => satisfies(&Sample::Scalar(text.as_str().into())),
            Kind::Computed(Compute::Age(path) | Compute::Count(path)) => {
                let Some(source) = self.solver.index.position(path) else { return Truth::No };
                let rows = keep(rows, self.solver.index.entries[source].rows.len());
                match self.shown(source, rows) {
                    Truth::No => return satisfies(&Sample::Nothing),
                    Truth::Yes => {}
                    depends => return depends,
                }
                match self.sample(source, rows, 0) {
                    Err(unknown) => Truth::Depends(unknown),
                    Ok(Sample::Date(birth)) => {
                        let age = crate::formats::date::age_on(birth, self.solver.today);
                        satisfies(&age.map_or(Sample::Nothing, |age| Sample::Number(f64::from(age))))
                    }
                    Ok(other) => satisfies(&other),
                }
            }
            _ => match self.sample(position, rows, 0) {
                Err(unknown) => Truth::Depends(unknown),
                Ok(sample) => satisfies(&sample),
            },
        }
    }

    /// The options chosen and the count chosen of each `choices` can go together.
    fn choices_add_up(&self) -> bool {
        self.found.keys().filter(|unknown| unknown.slot > 0).all(|unknown| {
            let position = unknown.position as usize;
            let Kind::Choices(many) = &self.solver.index.entries[position].question.kind else { return true };
            let total = self.solver.index.form.lists.get(&many.list).map_or(0, |list| list.options.len());
            let mentioned = &self.solver.mentions[position].options;
            let state = |slot: usize| match self.sample(position, unknown.rows, slot as u16 + 1) {
                Ok(Sample::Chosen(chosen)) => Some(chosen),
                _ => None,
            };
            let chosen: Vec<&String> =
                (0..mentioned.len()).filter(|s| state(*s) == Some(true)).map(|s| &mentioned[s]).collect();
            let refused = (0..mentioned.len()).filter(|slot| state(*slot) == Some(false)).count();
            let alone = chosen.iter().any(|option| many.exclusive.contains(option));
            let most = if alone { 1 } else { many.max.unwrap_or(total).min(total - refused) };
            let least = chosen.len().max(1);
            match self.sample(position, unknown.rows, 0) {
                Ok(Sample::Number(count)) => (least as f64..=most as f64).contains(&count),
                Ok(_) => chosen.is_empty(),
                Err(_) => chosen.len() <= most,
            }
        })
    }
}

/// The rows of the first `depth` groups only.
fn keep(rows: Rows, depth: usize) -> Rows {
    std::array::from_fn(|level| if level < depth { rows[level] } else { 0 })
}
