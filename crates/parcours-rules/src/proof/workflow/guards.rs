//! Every transition can be taken by some answers, what it asks for can be given by somebody, and nobody is stuck for ever
//! in a state that no answer leads out of. Decided with the solver of the form's own proof.

use parcours_schema::workflow::leads;
use parcours_schema::{Required, Severity};

use super::graph::before;
use super::stuck::{self, Shut};
use super::wider::Wider;
use super::{Ground, path_is_written};
use crate::proof::circles::Dependencies;
use crate::proof::domain::Mentions;
use crate::proof::reach::days;
use crate::proof::solver::{Goal, Solver, Verdict};
use crate::proof::{Findings, Index, Rule};

pub(super) fn check(ground: &Ground<'_>, findings: &mut Findings) {
    for number in 0..ground.workflow.transitions.len() {
        given_by_somebody(ground, number, findings);
    }
    let mut wider = Wider::of(ground);
    let shut = stuck::each(ground, &Index::of(ground.form), &mut wider);
    let index = Index::of(&wider.form);
    let dependencies = Dependencies::of(&index);
    let mentions = Mentions::of(&index);
    let days = days(&index, &mentions);
    let solvers =
        days.iter().map(|today| Solver::new(&index, &dependencies, mentions.clone(), *today, days.len())).collect();
    let mut proof = Proof { ground, wider: &wider, index: &index, solvers, findings };
    for number in 0..ground.workflow.transitions.len() {
        proof.transition(number);
    }
    for shut in shut {
        proof.stuck(&shut);
    }
}

struct Proof<'a, 'b, 'f> {
    ground: &'a Ground<'a>,
    wider: &'f Wider,
    index: &'a Index<'f>,
    /// One for each "today" that matters.
    solvers: Vec<Solver<'a, 'f>>,
    findings: &'b mut Findings,
}

impl<'f> Proof<'_, '_, 'f> {
    fn decide(&mut self, goals: &[Goal<'f>]) -> Verdict {
        let mut worst = Verdict::Impossible;
        for solver in &mut self.solvers {
            match solver.decide(goals, None) {
                Verdict::Possible => return Verdict::Possible,
                Verdict::Undecided => worst = Verdict::Undecided,
                Verdict::Impossible => {}
            }
        }
        worst
    }

    /// It can be taken from each state it names, and what it asks for can all be there at once.
    fn transition(&mut self, number: usize) {
        let ground = self.ground;
        let transition = &ground.workflow.transitions[number];
        let place = format!("/transitions/{number}");
        let wanted = self.wanted(number);
        if wanted.is_empty() {
            return;
        }
        let from = ground.from(transition);
        let mut verdicts = Vec::new();
        for state in from.iter().filter(|state| ground.graph.reached(**state)) {
            let mut goals: Vec<Goal<'f>> = self.wider.state(*state).into_iter().collect();
            goals.extend(wanted.iter().copied());
            let verdict = self.decide(&goals);
            verdicts.push((*state, verdict));
            if verdict == Verdict::Undecided {
                let what = format!("too many answers to try before knowing whether `{}` can be taken.", transition.id);
                let fix = "Make the conditions simpler, or look at it yourself.";
                self.findings.warning(Rule::Undecided, &*place, what, fix);
                return;
            }
        }
        let impossible = |(_, verdict): &&(usize, Verdict)| *verdict == Verdict::Impossible;
        let at = if transition.when.is_some() { format!("{place}/when") } else { format!("{place}/complete") };
        if !verdicts.is_empty() && verdicts.iter().all(|verdict| impossible(&verdict)) {
            let what = format!("no answers let anybody take `{}`.", transition.id);
            self.findings.error(Rule::Guard, at, what, "Correct its condition, or what it asks to be complete.");
            return;
        }
        for (state, _) in verdicts.iter().filter(impossible) {
            let what = format!("no answers let anybody take `{}` from `{}`.", transition.id, ground.state(*state).id);
            self.findings.warning(
                Rule::Guard,
                at.clone(),
                what,
                "Remove that state from `from`, or correct the condition.",
            );
        }
    }

    /// The guard, and the sections that must hold no error.
    fn wanted(&self, number: usize) -> Vec<Goal<'f>> {
        let transition = &self.ground.workflow.transitions[number];
        let form = self.ground.form;
        let inside = |section: usize| {
            form.sections.get(section).is_some_and(|section| transition.complete.contains(&section.id))
        };
        let mut goals: Vec<Goal<'f>> = Vec::new();
        goals.extend(self.wider.guard(number));
        for (position, entry) in self.index.entries.iter().enumerate() {
            if inside(entry.section) && entry.question.required != Required::Never {
                goals.push(Goal::Sendable(position));
            }
        }
        for (number, check) in form.checks.iter().enumerate().filter(|(_, check)| check.severity == Severity::Error) {
            let shown_there = |path: &String| self.index.get(path).is_some_and(|entry| inside(entry.section));
            if check.at.iter().any(shown_there) {
                goals.extend(self.wider.kept(number));
            }
        }
        goals
    }

    /// No answers keep a dossier in a state for ever.
    fn stuck(&mut self, shut: &Shut) {
        let mut goals: Vec<Goal<'f>> = self.wider.state(shut.state).into_iter().collect();
        goals.extend(shut.ways.iter().filter_map(|way| self.wider.goal(*way)));
        let (state, place) = (&self.ground.state(shut.state).id, format!("/states/{}", shut.state));
        match self.decide(&goals) {
            Verdict::Impossible => {}
            Verdict::Possible => {
                let what =
                    format!("some answers keep a dossier in `{state}` for ever: nobody may give or change them there.");
                let fix = "Let somebody write them in that state, ask for them before, or add a transition that sends it back.";
                self.findings.error(Rule::Guard, place, what, fix);
            }
            Verdict::Undecided => {
                let what = format!(
                    "too many answers to try before knowing whether some keep a dossier in `{state}` for ever."
                );
                self.findings.warning(
                    Rule::Undecided,
                    place,
                    what,
                    "Make the conditions simpler, or look at it yourself.",
                );
            }
        }
    }
}

/// What a transition asks for can be given by somebody, then or before.
fn given_by_somebody(ground: &Ground<'_>, number: usize, findings: &mut Findings) {
    let transition = &ground.workflow.transitions[number];
    let place = format!("/transitions/{number}");
    match (&transition.when, &transition.why) {
        (Some(_), None) => {
            let what = format!("`{}` has a condition, and nobody is told why they cannot take it.", transition.id);
            findings.error(Rule::Guard, format!("{place}/when"), what, "Add `why`.");
        }
        (None, Some(_)) => {
            let what = format!("`{}` has a sentence for a condition it has not.", transition.id);
            findings.warning(Rule::Guard, format!("{place}/why"), what, "Remove it, or add `when`.");
        }
        _ => {}
    }
    let before = before(ground, number);
    let in_time = |path: &str| before.iter().any(|state| path_is_written(ground, path, *state));
    if let Some(when) = &transition.when {
        let mut never = Vec::new();
        when.paths(&mut |path| {
            if !ground.answers_itself(path) && !in_time(path) && !never.contains(&path) {
                never.push(path);
            }
        });
        for path in never {
            let what = format!("`{}` depends on `{path}`, which nobody may write in time.", transition.id);
            findings.error(
                Rule::Guard,
                format!("{place}/when"),
                what,
                "Let a role write it, or correct the condition.",
            );
        }
    }
    for (position, section) in transition.complete.iter().enumerate() {
        let number = ground.form.sections.iter().position(|other| other.id == *section);
        let mut told: Vec<&str> = Vec::new();
        for (_, question) in ground.form.questions().filter(|(index, _)| Some(*index) == number) {
            let path = question.path.as_str();
            let asked = question.required != Required::Never && !ground.answers_itself(path);
            if asked && !in_time(path) && !told.iter().any(|group| leads(group, path)) {
                let what =
                    format!("`{path}` must be answered before `{}`, and nobody may write it in time.", transition.id);
                let place = format!("{place}/complete/{position}");
                findings.error(Rule::Guard, place, what, "Let a role write it, or leave the section out.");
                told.push(path);
            }
        }
    }
}
