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
/// Answers that made something true, by place in [`Found`] when outside rows.
type Witness = Vec<(Unknown, u16)>;

const UNSET: u16 = u16::MAX;

pub(super) struct Solver<'a, 'f> {
    index: &'a Index<'f>,
    dependencies: &'a Dependencies,
    mentions: Vec<Mentions>,
    today: NaiveDate,
    /// Where the unknowns of a question outside rows start in [`Found::plain`].
    starts: Vec<usize>,
    /// The groups each question's or section's conditions ask about with `some`.
    somes: Vec<Vec<usize>>,
    domains: RefCell<HashMap<(u32, u16, usize), Samples>>,
    plain_domains: RefCell<Vec<Option<Samples>>>,
    /// Answers that showed each question, kept to start from.
    witnesses: HashMap<usize, Witness>,
    /// Comparisons left for the whole form.
    left: usize,
}

/// The samples chosen so far.
#[derive(Clone, Default)]
struct Found {
    plain: Vec<u16>,
    in_rows: HashMap<Unknown, u16>,
    /// Options of `choices` among them, to see whether they add up.
    options: Vec<Unknown>,
}

/// One search: what is known so far and what follows from it.
struct Search<'s, 'a, 'f> {
    solver: &'s Solver<'a, 'f>,
    found: Found,
    /// Rows tried for each repeating group.
    rows: HashMap<usize, usize>,
    /// What was shown in the evaluation of that number, outside rows and in them.
    memory: RefCell<Vec<(u32, Truth)>>,
    memory_in_rows: RefCell<HashMap<(usize, Rows), Truth>>,
    evaluation: Cell<u32>,
    work: Cell<usize>,
    /// Whether what is not chosen counts as unanswered, rather than as not known yet.
    whole: Cell<bool>,
    /// The unknowns read, when that is asked for.
    read: RefCell<Option<Vec<Unknown>>>,
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
        Solver {
            index,
            dependencies,
            mentions,
            today,
            starts,
            somes,
            domains: RefCell::default(),
            plain_domains: RefCell::new(vec![None; next]),
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
            self.left = self.left.saturating_sub(work + cone.len());
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
        let mut wanted = vec![false; self.somes.len()];
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
            if !std::mem::replace(&mut wanted[node], true) {
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

impl<'s, 'a, 'f> Search<'s, 'a, 'f> {
    fn new(solver: &'s Solver<'a, 'f>, rows: HashMap<usize, usize>) -> Search<'s, 'a, 'f> {
        let unknowns = solver.plain_domains.borrow().len();
        Search {
            solver,
            found: Found { plain: vec![UNSET; unknowns], ..Found::default() },
            rows,
            memory: RefCell::new(vec![(0, Truth::No); solver.index.entries.len()]),
            memory_in_rows: RefCell::default(),
            evaluation: Cell::new(0),
            work: Cell::new(0),
            whole: Cell::new(false),
            read: RefCell::new(None),
        }
    }

    fn start(&mut self, witness: &[(Unknown, u16)]) {
        for (unknown, sample) in witness {
            self.set(*unknown, *sample);
        }
    }

    fn set(&mut self, unknown: Unknown, sample: u16) {
        if unknown.slot > 0 && !self.found.options.contains(&unknown) {
            self.found.options.push(unknown);
        }
        match self.solver.plain(unknown) {
            Some(place) => self.found.plain[place] = sample,
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

    fn run(&mut self, goals: &[Goal<'f>], patience: usize) -> Verdict {
        let from_nothing = self.found.in_rows.is_empty() && self.found.plain.iter().all(|sample| *sample == UNSET);
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
    fn witness(&self, goals: &[Goal<'f>]) -> Witness {
        *self.read.borrow_mut() = Some(Vec::new());
        self.all(goals);
        let mut read = self.read.borrow_mut().take().unwrap_or_default();
        read.sort_unstable_by_key(|unknown| (unknown.position, unknown.rows, unknown.slot));
        read.dedup();
        read.into_iter().filter_map(|unknown| Some((unknown, self.chosen(unknown)?))).collect()
    }

    fn chosen(&self, unknown: Unknown) -> Option<u16> {
        match self.solver.plain(unknown) {
            Some(place) => self.found.plain.get(place).copied().filter(|sample| *sample != UNSET),
            None => self.found.in_rows.get(&unknown).copied(),
        }
    }

    fn rows_of(&self, unknown: Unknown) -> usize {
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

    fn remembered(&self, position: usize, rows: Rows) -> Option<Truth> {
        if self.solver.index.entries[position].rows.is_empty() {
            let (evaluation, truth) = self.memory.borrow()[position];
            return (evaluation == self.evaluation.get()).then_some(truth);
        }
        self.memory_in_rows.borrow().get(&(position, rows)).copied()
    }

    fn remember(&self, position: usize, rows: Rows, truth: Truth) {
        if self.solver.index.entries[position].rows.is_empty() {
            self.memory.borrow_mut()[position] = (self.evaluation.get(), truth);
        } else {
            self.memory_in_rows.borrow_mut().insert((position, rows), truth);
        }
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
        if let Some(truth) = self.remembered(position, rows) {
            return truth;
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
        self.remember(position, rows, truth);
        truth
    }

    fn has_row(&self, group: usize, rows: Rows, row: u8) -> Truth {
        self.test(group, rows, 0, &|sample| matches!(sample, Sample::Number(count) if *count > f64::from(row)))
    }

    fn sample(&self, position: usize, rows: Rows, slot: u16) -> Result<Sample, Unknown> {
        let unknown = Unknown { position: position as u32, rows, slot };
        let chosen = match self.chosen(unknown) {
            Some(chosen) => chosen,
            None if self.whole.get() => return Ok(if slot > 0 { Sample::Chosen(false) } else { Sample::Nothing }),
            None => return Err(unknown),
        };
        if let Some(read) = self.read.borrow_mut().as_mut() {
            read.push(unknown);
        }
        let domain = self.solver.domain(unknown, self.rows_of(unknown));
        Ok(domain.get(usize::from(chosen)).cloned().unwrap_or(Sample::Nothing))
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
        // What the answer says first: often that is enough, and where it is shown need not be known.
        let truth = self.compare_shown(position, rows, operator);
        if truth == hidden {
            return hidden;
        }
        match self.shown(position, rows) {
            Truth::Yes => truth,
            Truth::No => hidden,
            depends => depends,
        }
    }

    fn compare_shown(&self, position: usize, rows: Rows, operator: &Operator) -> Truth {
        let kind = &self.solver.index.entries[position].question.kind;
        if let (Kind::Choices(_), Operator::Includes(option)) = (kind, operator) {
            let options = &self.solver.mentions[position].options;
            let Some(slot) = options.iter().position(|other| other == option) else { return Truth::No };
            return self.test(position, rows, slot as u16 + 1, &|sample| *sample == Sample::Chosen(true));
        }
        let satisfies = |sample: &Sample| sample.satisfies(operator, self.solver.today);
        match kind {
            Kind::Computed(Compute::Constant(text)) => Truth::of(satisfies(&Sample::Scalar(text.as_str().into()))),
            Kind::Computed(Compute::Age(path) | Compute::Count(path)) => {
                let Some(source) = self.solver.index.position(path) else { return Truth::No };
                let rows = keep(rows, self.solver.index.entries[source].rows.len());
                match self.shown(source, rows) {
                    Truth::No => return Truth::of(satisfies(&Sample::Nothing)),
                    Truth::Yes => {}
                    depends => return depends,
                }
                self.test(source, rows, 0, &|sample| match sample {
                    Sample::Date(birth) => {
                        let age = crate::formats::date::age_on(*birth, self.solver.today);
                        satisfies(&age.map_or(Sample::Nothing, |age| Sample::Number(f64::from(age))))
                    }
                    other => satisfies(other),
                })
            }
            _ => self.test(position, rows, 0, &satisfies),
        }
    }

    /// Whether the sample of an unknown passes; when it is not chosen yet, samples that would and would not.
    fn test(&self, position: usize, rows: Rows, slot: u16, passes: &dyn Fn(&Sample) -> bool) -> Truth {
        match self.sample(position, rows, slot) {
            Ok(sample) => Truth::of(passes(&sample)),
            Err(unknown) => {
                let domain = self.solver.domain(unknown, self.rows_of(unknown));
                let first = |wanted: bool| domain.iter().position(|sample| passes(sample) == wanted);
                match (first(true), first(false)) {
                    (None, _) => Truth::No,
                    (_, None) => Truth::Yes,
                    (Some(yes), Some(no)) => {
                        Truth::Depends(Question { unknown, for_yes: yes as u16, for_no: no as u16 })
                    }
                }
            }
        }
    }

    /// The options chosen and the count chosen of each `choices` can go together.
    fn choices_add_up(&self) -> bool {
        self.found.options.iter().all(|unknown| {
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
