//! Every transition can be taken by some answers, what it asks for can be given by somebody, and nobody is stuck for ever
//! in a state that no answer leads out of. Decided with the solver of the form's own proof.

use parcours_schema::workflow::leads;
use parcours_schema::{Required, Severity};

use super::graph::before;
use super::stuck::{self, Shut, is_asked};
use super::wider::{Asked, Wider};
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
    let plain = Index::of(ground.form);
    let shut = stuck::each(ground, &plain, &mut wider);
    let late = late(ground, &plain, &mut wider);
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
    for late in late {
        proof.late(&late);
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

    /// An answer that comes too late is asked for in a state the transition starts in.
    fn late(&mut self, late: &Late) {
        let transition = &self.ground.workflow.transitions[late.transition];
        for state in self.ground.from(transition) {
            let goals: Vec<Goal<'f>> = self.wider.state(state).into_iter().chain(self.wider.goal(late.asked)).collect();
            if self.decide(&goals) != Verdict::Impossible {
                let what = format!(
                    "`{}` must be answered before `{}`, and nobody may write it in time.",
                    late.path, transition.id
                );
                let place = format!("/transitions/{}/complete/{}", late.transition, late.section);
                self.findings.error(Rule::Guard, place, what, "Let a role write it, or leave the section out.");
                return;
            }
        }
    }

    /// No answers keep a dossier in a state for ever.
    fn stuck(&mut self, shut: &Shut) {
        let mut goals: Vec<Goal<'f>> = self.wider.state(shut.state).into_iter().collect();
        goals.extend(shut.ways.iter().filter_map(|way| self.wider.goal(*way)));
        let (state, place) = (&self.ground.state(shut.state).id, format!("/states/{}", shut.state));
        match self.decide(&goals) {
            Verdict::Impossible => {}
            Verdict::Possible => {
                let named: Vec<String> = shut.answers.iter().take(3).map(|path| format!("`{path}`")).collect();
                let more = if shut.answers.len() > named.len() { " and others" } else { "" };
                let named = named.join(", ");
                let what =
                    format!("{named}{more} can keep a dossier in `{state}` for ever: nobody may write them there.");
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
}

/// A required answer that nobody may give before the transition that asks for it.
struct Late {
    transition: usize,
    /// Place in the transition's list of sections.
    section: usize,
    path: String,
    /// The answer is asked for.
    asked: Asked,
}

/// Answers that must be there for a transition and that nobody may write in time. Whether they are ever asked for in the
/// states it starts in is left to be decided.
fn late(ground: &Ground<'_>, index: &Index<'_>, wider: &mut Wider) -> Vec<Late> {
    let mut found: Vec<Late> = Vec::new();
    for (number, transition) in ground.workflow.transitions.iter().enumerate() {
        let before = before(ground, number);
        for (section, id) in transition.complete.iter().enumerate() {
            let inside = |section: usize| ground.form.sections.get(section).is_some_and(|section| section.id == *id);
            for (position, entry) in index.entries.iter().enumerate().filter(|(_, entry)| inside(entry.section)) {
                let path = &entry.question.path;
                let asked = entry.question.required != Required::Never && !ground.answers_itself(path);
                // Told once, at the outermost.
                let told = |late: &Late| late.transition == number && leads(&late.path, path);
                let in_time = || before.iter().any(|state| path_is_written(ground, path, *state));
                if asked && !found.iter().any(told) && !in_time() {
                    let asked = wider.ask(is_asked(index, position));
                    found.push(Late { transition: number, section, path: path.clone(), asked });
                }
            }
        }
    }
    found
}
