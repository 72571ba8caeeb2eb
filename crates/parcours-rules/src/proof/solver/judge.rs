//! What goals and conditions come to, from what is chosen so far: yes, no, or the unknown to choose next.

use parcours_schema::kinds::Compute;
use parcours_schema::{Condition, Kind, Operator, Required};

use super::search::Search;
use super::{FIRST_ROWS, Goal, Question, Rows, Truth, Unknown};
use crate::proof::domain::Sample;

impl<'f> Search<'_, '_, 'f> {
    pub(super) fn every(&self, truths: impl Iterator<Item = Truth>) -> Truth {
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

    pub(super) fn goal(&self, goal: &Goal<'f>) -> Truth {
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
                let here = |position: usize| keep(rows, self.solver.index.entries[position].rows.len().min(depth));
                match operator.path().map(|other| self.solver.index.position(other)) {
                    None => self.compare(position, here(position), operator),
                    Some(None) => Truth::No,
                    Some(Some(other)) => self.compare_two((position, here(position)), (other, here(other)), operator),
                }
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

    /// A comparison of two instances: both must be shown and answered.
    fn compare_two(&self, (a, here): (usize, Rows), (b, there): (usize, Rows), operator: &Operator) -> Truth {
        self.work.set(self.work.get() + 1);
        let dated = |sample: &Sample| matches!(sample, Sample::Date(_));
        let truth = match (self.sample(a, here, 0), self.sample(b, there, 0)) {
            (Err(_), Err(_)) => self.test(a, here, 0, &dated),
            (Err(_), Ok(second)) => self.test(a, here, 0, &|first| first.ordered(operator, &second)),
            (Ok(first), _) => self.test(b, there, 0, &|second| first.ordered(operator, second)),
        };
        match truth {
            Truth::No => Truth::No,
            truth => self.every([truth, self.shown(a, here), self.shown(b, there)].into_iter()),
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
    pub(super) fn choices_add_up(&self) -> bool {
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
