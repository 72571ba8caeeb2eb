//! Every question is shown by some answers, every condition can go both ways, every check can be met and can fail.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use parcours_schema::{DateExpression, Kind, Required, Severity};

use super::circles::Dependencies;
use super::domain::Mentions;
use super::solver::{Goal, Solver, Verdict};
use super::{Findings, Index, Rule};
use crate::formats::date;

pub(super) fn check<'f>(index: &Index<'f>, findings: &mut Findings) {
    let dependencies = Dependencies::of(index);
    let mentions = Mentions::of(index);
    let days = days(index, &mentions);
    let solvers =
        days.iter().map(|today| Solver::new(index, &dependencies, mentions.clone(), *today, days.len())).collect();
    let mut proof = Proof { index, findings, solvers };
    let mut hidden = vec![false; index.entries.len() + index.form.sections.len()];
    for node in dependencies.order() {
        let entry = index.entries.get(node);
        let above = entry.map(|entry| entry.parent.unwrap_or(index.entries.len() + entry.section));
        // Said once, at the top: what stands inside something unreachable is too.
        hidden[node] = above.is_some_and(|above| hidden[above]);
        if !hidden[node] {
            hidden[node] = match entry {
                Some(_) => proof.question(node),
                None => proof.section(node - index.entries.len()),
            };
        }
    }
    for number in 0..index.form.checks.len() {
        proof.check(number);
    }
}

struct Proof<'a, 'b, 'f> {
    index: &'a Index<'f>,
    findings: &'b mut Findings,
    /// One for each "today" that matters.
    solvers: Vec<Solver<'a, 'f>>,
}

impl<'f> Proof<'_, '_, 'f> {
    fn decide(&mut self, goals: &[Goal<'f>], about: Option<usize>) -> Verdict {
        let mut worst = Verdict::Impossible;
        for solver in &mut self.solvers {
            match solver.decide(goals, about) {
                Verdict::Possible => return Verdict::Possible,
                Verdict::Undecided => worst = Verdict::Undecided,
                Verdict::Impossible => {}
            }
        }
        worst
    }

    /// A finding when the goals cannot be true together, or when that is not known.
    fn impossible(
        &mut self,
        goals: &[Goal<'f>],
        about: Option<usize>,
        place: &str,
        (severity, rule): (Severity, Rule),
        (what, fix): (String, &str),
    ) -> bool {
        match self.decide(goals, about) {
            Verdict::Possible => false,
            Verdict::Impossible => {
                self.findings.add(severity, rule, place, what, fix);
                true
            }
            Verdict::Undecided => {
                let what = format!("too many answers to try before knowing whether this is so: {what}");
                self.findings.warning(
                    Rule::Undecided,
                    place,
                    what,
                    "Make the conditions simpler, or look at it yourself.",
                );
                false
            }
        }
    }

    /// True when no answers show it.
    fn section(&mut self, section: usize) -> bool {
        let form = self.index.form;
        let Some(when) = &form.sections[section].when else { return false };
        let place = format!("/sections/{section}/when");
        let name = &form.sections[section].id;
        let node = Some(self.index.entries.len() + section);
        let words = (format!("no answers show the section `{name}`."), "Correct its condition.");
        if self.impossible(&[Goal::SectionShown(section)], node, &place, (Severity::Error, Rule::Unreachable), words) {
            return true;
        }
        let words = (format!("the condition of the section `{name}` always holds."), "Remove it.");
        self.impossible(&[Goal::Holds(when, false, 0)], node, &place, (Severity::Warning, Rule::Idle), words);
        false
    }

    /// True when no answers show it.
    fn question(&mut self, position: usize) -> bool {
        let entry = &self.index.entries[position];
        let (question, depth) = (entry.question, entry.rows.len());
        let about = Some(position);
        if let Some(when) = &question.when {
            let place = format!("{}/when", entry.place);
            let words = (format!("no answers show `{}`.", question.path), "Correct its condition.");
            if self.impossible(&[Goal::Shown(position)], about, &place, (Severity::Error, Rule::Unreachable), words) {
                return true;
            }
            let above = match entry.parent {
                Some(parent) => Goal::Shown(parent),
                None => Goal::SectionShown(entry.section),
            };
            let words = (format!("the condition of `{}` always holds.", question.path), "Remove it.");
            let goals = [above, Goal::Holds(when, false, depth)];
            self.impossible(&goals, about, &place, (Severity::Warning, Rule::Idle), words);
            if question.kind.asks() {
                self.sendable(position, &place);
            }
        } else if self.decide(&[Goal::Shown(position)], about) == Verdict::Impossible {
            // Only a group that can have no row: said by the bounds.
            return true;
        }
        if let Required::When(condition) = &question.required {
            let place = format!("{}/required", entry.place);
            let shown = Goal::Shown(position);
            let words = (format!("`{}` is never required.", question.path), "Correct the condition, or remove it.");
            let goals = [shown, Goal::Holds(condition, true, depth)];
            self.impossible(&goals, about, &place, (Severity::Warning, Rule::Idle), words);
            let words = (format!("`{}` is always required when it is shown.", question.path), "Write true.");
            let goals = [shown, Goal::Holds(condition, false, depth)];
            self.impossible(&goals, about, &place, (Severity::Warning, Rule::Idle), words);
        }
        false
    }

    /// It can be shown without leaving out an answer that must be given.
    fn sendable(&mut self, position: usize, place: &str) {
        let Some(solver) = self.solvers.first() else { return };
        let mut goals = vec![Goal::Shown(position)];
        let cone = solver.cone(&goals);
        let required = |node: &usize| {
            self.index.entries.get(*node).is_some_and(|entry| entry.question.required != Required::Never)
        };
        goals.extend(cone.into_iter().filter(|node| *node != position).filter(required).map(Goal::Sendable));
        if goals.len() == 1 {
            return;
        }
        let path = &self.index.entries[position].question.path;
        let what = format!("`{path}` is shown only while a required answer is missing, so it is never sent.");
        let fix = "Make that answer optional, or remove the question.";
        self.impossible(&goals, Some(position), place, (Severity::Warning, Rule::Unsendable), (what, fix));
    }

    fn check(&mut self, number: usize) {
        let check = &self.index.form.checks[number];
        let place = format!("/checks/{number}");
        let mut goals: Vec<Goal<'f>> = check.when.iter().map(|when| Goal::Holds(when, true, 0)).collect();
        if let Some(when) = &check.when {
            let words = (format!("the check `{}` is never judged.", check.id), "Correct its `when`.");
            let place = format!("{place}/when");
            if self.impossible(&goals, None, &place, (Severity::Error, Rule::Check), words) {
                return;
            }
            let words = (format!("the `when` of the check `{}` always holds.", check.id), "Remove it.");
            self.impossible(&[Goal::Holds(when, false, 0)], None, &place, (Severity::Warning, Rule::Idle), words);
        }
        let place = format!("{place}/that");
        goals.push(Goal::Holds(&check.that, true, 0));
        let words = (format!("the check `{}` can never be met.", check.id), "Correct `that`, or make `when` narrower.");
        if self.impossible(&goals, None, &place, (check.severity, Rule::Check), words) {
            return;
        }
        goals.pop();
        goals.push(Goal::Holds(&check.that, false, 0));
        goals.push(Goal::AnyShown(&check.at));
        let words =
            (format!("the check `{}` can never fail where it is shown.", check.id), "Correct it, or remove it.");
        self.impossible(&goals, None, &place, (Severity::Warning, Rule::Check), words);
    }
}

/// The days a form is read on that conditions can tell apart: any one day, unless a condition names a fixed date.
pub(super) fn days(index: &Index<'_>, mentions: &[Mentions]) -> Vec<NaiveDate> {
    let mut fixed: BTreeSet<NaiveDate> = mentions.iter().flat_map(Mentions::fixed_dates).collect();
    for entry in &index.entries {
        if let Kind::Date(bounds) = &entry.question.kind {
            fixed.extend([&bounds.min, &bounds.max].into_iter().flatten().filter_map(|bound| match bound {
                DateExpression::Fixed(text) => date::from_iso(text),
                DateExpression::FromToday(..) => None,
            }));
        }
    }
    let mut days: Vec<NaiveDate> = NaiveDate::from_ymd_opt(2025, 6, 15).into_iter().collect();
    let offsets = [-365 * 30, -366, -31, -1, 0, 1, 31, 366, 365 * 30];
    days.extend(
        fixed
            .iter()
            .take(4)
            .flat_map(|day| offsets.into_iter().filter_map(|offset| day.checked_add_signed(TimeDelta::days(offset)))),
    );
    days
}
