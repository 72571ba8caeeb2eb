//! Every transition can be taken by some answers, what it asks for can be given by somebody, and nobody is stuck for ever
//! in a state that no answer leads out of. Decided with the solver of the form's own proof.

use parcours_schema::workflow::{Transition, TransitionKind};
use parcours_schema::{Check, Condition, Form, Kind, Localized, Operator, Required, Severity};
use serde_json::Value;

use super::Ground;
use crate::dossier::outline::STATE_PATH;
use crate::proof::circles::Dependencies;
use crate::proof::domain::Mentions;
use crate::proof::reach::days;
use crate::proof::solver::{Goal, Solver, Verdict};
use crate::proof::{Findings, Index, Rule};

pub(super) fn check(ground: &Ground<'_>, findings: &mut Findings) {
    for (number, transition) in ground.workflow.transitions.iter().enumerate() {
        given_by_somebody(ground, &format!("/transitions/{number}"), transition, findings);
    }
    let wider = Wider::of(ground);
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
    for number in 0..ground.workflow.states.len() {
        proof.stuck(number);
    }
}

/// The form with what the workflow asks of its answers, written as checks: the solver reads the conditions of a form.
struct Wider {
    form: Form,
    /// Place among the checks of: the dossier is in that state.
    states: usize,
    /// Place among the checks of each transition's guard.
    guards: Vec<Option<usize>>,
    /// Place among the checks of: what each of the form's own checks asks for holds, if it is asked for.
    kept: usize,
}

impl Wider {
    fn of(ground: &Ground<'_>) -> Wider {
        let mut form = ground.form.clone();
        let kept = form.checks.len();
        let holds = |that: Condition| Check {
            id: String::new(),
            severity: Severity::Warning,
            when: None,
            that,
            at: Vec::new(),
            say: Localized::default(),
        };
        for check in &ground.form.checks {
            let unless = check.when.iter().map(|when| Condition::Not(Box::new(when.clone())));
            form.checks.push(holds(Condition::Any(unless.chain([check.that.clone()]).collect())));
        }
        let states = form.checks.len();
        let asks_state = ground.form.question(STATE_PATH).is_some();
        for state in &ground.workflow.states {
            let operator = Operator::Is(Value::String(state.id.clone()));
            let is = Condition::Answer { path: STATE_PATH.to_owned(), operator };
            form.checks.push(holds(if asks_state { is } else { Condition::All(Vec::new()) }));
        }
        let mut guards = Vec::new();
        for transition in &ground.workflow.transitions {
            guards.push(transition.when.as_ref().map(|_| form.checks.len()));
            form.checks.extend(transition.when.clone().map(holds));
        }
        Wider { form, states, guards, kept }
    }

    fn that(&self, check: usize, expected: bool) -> Option<Goal<'_>> {
        self.form.checks.get(check).map(|check| Goal::Holds(&check.that, expected, 0))
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
            let mut goals: Vec<Goal<'f>> = self.wider.that(self.wider.states + state, true).into_iter().collect();
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
        goals.extend(self.wider.guards[number].and_then(|guard| self.wider.that(guard, true)));
        for (position, entry) in self.index.entries.iter().enumerate() {
            if inside(entry.section) && entry.question.required != Required::Never {
                goals.push(Goal::Sendable(position));
            }
        }
        for (number, check) in form.checks.iter().enumerate().filter(|(_, check)| check.severity == Severity::Error) {
            let shown_there = |path: &String| self.index.get(path).is_some_and(|entry| inside(entry.section));
            if check.at.iter().any(shown_there) {
                goals.extend(self.wider.that(self.wider.kept + number, true));
            }
        }
        goals
    }

    /// No answers can keep a dossier in a state that nobody can change any more.
    fn stuck(&mut self, number: usize) {
        let ground = self.ground;
        let state = ground.state(number);
        if state.end || !ground.graph.reached(number) {
            return;
        }
        let leads_on = |transition: &Transition| {
            matches!(transition.kind, TransitionKind::Advance | TransitionKind::Return)
                && ground.workflow.among(&transition.from, &state.id)
        };
        let mut goals: Vec<Goal<'f>> = self.wider.that(self.wider.states + number, true).into_iter().collect();
        let mut shut = 0;
        for (other, transition) in ground.workflow.transitions.iter().enumerate().filter(|(_, one)| leads_on(one)) {
            let Some(when) = &transition.when else { return };
            if can_change(ground, when, number) {
                return;
            }
            goals.extend(self.wider.guards[other].and_then(|guard| self.wider.that(guard, false)));
            shut += 1;
        }
        // A state nothing leads out of is told by the graph.
        if shut > 0 && self.decide(&goals) == Verdict::Possible {
            let what = format!("some answers keep a dossier in `{}` for ever: nobody may change them there.", state.id);
            let fix = "Let somebody write them in that state, or add a transition that sends it back.";
            self.findings.error(Rule::Guard, format!("/states/{number}"), what, fix);
        }
    }
}

/// Whether somebody may change what a guard reads, in this state or in one it leads to.
fn can_change(ground: &Ground<'_>, when: &Condition, state: usize) -> bool {
    let mut can = false;
    when.paths(&mut |path| {
        can |= later(ground, state).any(|later| path_is_written(ground, path, later));
    });
    can
}

/// This state, and those that can come after it in the same episode.
fn later(ground: &Ground<'_>, state: usize) -> impl Iterator<Item = usize> {
    (0..ground.workflow.states.len()).filter(move |other| ground.graph.leads(state, *other))
}

/// Whether somebody writes an answer, or the rows of a group, or what a computed value comes from.
fn path_is_written(ground: &Ground<'_>, path: &str, state: usize) -> bool {
    if let Some(Kind::Computed(compute)) = ground.form.question(path).map(|question| &question.kind)
        && let Some(source) = compute.path()
    {
        return path_is_written(ground, source, state);
    }
    ground.spot(path).is_some_and(|spot| ground.somebody_writes(spot, state))
}

/// Whether the dossier or the page answers it, rather than a role.
fn answers_itself(ground: &Ground<'_>, path: &str) -> bool {
    let computed = ground.form.question(path).is_some_and(|question| match &question.kind {
        Kind::Computed(compute) => compute.path().is_none(),
        _ => false,
    });
    let signed = ground.workflow.signing.as_ref();
    computed
        || path == STATE_PATH
        || signed.is_some_and(|signing| parcours_schema::workflow::leads(&signing.group, path))
}

/// What a transition asks for can be given by somebody, then or before.
fn given_by_somebody(ground: &Ground<'_>, place: &str, transition: &Transition, findings: &mut Findings) {
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
    let from = ground.from(transition);
    // Before, then, or after coming back.
    let in_time = |path: &str| {
        (0..ground.workflow.states.len()).any(|state| {
            let near = |from: &usize| ground.graph.leads(state, *from) || ground.graph.leads(*from, state);
            from.iter().any(near) && path_is_written(ground, path, state)
        })
    };
    if let Some(when) = &transition.when {
        let mut never = Vec::new();
        when.paths(&mut |path| {
            if !answers_itself(ground, path) && !in_time(path) && !never.contains(&path) {
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
        for (_, question) in ground.form.questions().filter(|(index, _)| Some(*index) == number) {
            let asked = question.required != Required::Never && !answers_itself(ground, &question.path);
            if asked && !in_time(&question.path) {
                let what = format!(
                    "`{}` must be answered before `{}`, and nobody may write it in time.",
                    question.path, transition.id
                );
                let place = format!("{place}/complete/{position}");
                findings.error(Rule::Guard, place, what, "Let a role write it, or leave the section out.");
            }
        }
    }
}
