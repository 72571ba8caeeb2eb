//! Whether answers can keep a dossier in a state for ever: nothing leads out of it with them, and nobody may give or
//! change them there.
//!
//! What somebody writes in the state may become anything, so a condition on it is taken to hold. What nobody writes there
//! is as it came: unless every way into the state saw to it that an answer is there, it may be missing.

use parcours_schema::workflow::{Transition, TransitionKind};
use parcours_schema::{Condition, Operator, Required};

use super::wider::{Asked, Wider};
use super::{Ground, path_is_written};
use crate::dossier::outline::STATE_PATH;
use crate::proof::Index;

/// A state, and what shuts each way out of it.
pub(super) struct Shut {
    pub(super) state: usize,
    pub(super) ways: Vec<Asked>,
    /// The paths of the answers that nobody may give or change there.
    pub(super) answers: Vec<String>,
}

/// The states in which every way out can be shut.
pub(super) fn each(ground: &Ground<'_>, index: &Index<'_>, wider: &mut Wider) -> Vec<Shut> {
    let mut found = Vec::new();
    let guaranteed = Guaranteed::of(ground, index);
    for (state, definition) in ground.workflow.states.iter().enumerate() {
        if definition.end || !ground.graph.reached(state) {
            continue;
        }
        let leads_on = |transition: &&Transition| {
            matches!(transition.kind, TransitionKind::Advance | TransitionKind::Return)
                && ground.workflow.among(&transition.from, &definition.id)
        };
        let mut answers: Vec<String> = Vec::new();
        let ways: Vec<Vec<Condition>> = ground
            .workflow
            .transitions
            .iter()
            .filter(leads_on)
            .map(|transition| what_shuts(ground, index, &guaranteed, transition, state, &mut answers))
            .collect();
        // A state that nothing leads out of is told by the graph; a way that nothing shuts is a way out.
        if !ways.is_empty() && ways.iter().all(|way| !way.is_empty()) {
            let ways = ways.into_iter().map(|way| wider.ask(Condition::Any(way))).collect();
            found.push(Shut { state, ways, answers });
        }
    }
    found
}

fn what_shuts(
    ground: &Ground<'_>,
    index: &Index<'_>,
    guaranteed: &Guaranteed,
    transition: &Transition,
    state: usize,
    answers: &mut Vec<String>,
) -> Vec<Condition> {
    let mut shut = Vec::new();
    let mut name = |path: &str| {
        if !answers.iter().any(|known| known == path) && path != STATE_PATH {
            answers.push(path.to_owned());
        }
    };
    if let Some(when) = &transition.when {
        let at_best = at_best(when, true, &|path| ground.changes(path, state));
        if at_best != nothing_asked() {
            at_best.paths(&mut name);
            shut.push(Condition::Not(Box::new(at_best)));
        }
    }
    for (position, entry) in index.entries.iter().enumerate() {
        let asked = transition.complete.contains(&ground.form.sections[entry.section].id)
            && entry.question.required != Required::Never
            && !ground.answers_itself(&entry.question.path);
        let frozen = || !path_is_written(ground, &entry.question.path, state);
        if asked && frozen() && !guaranteed.is_there(position, state) {
            name(&entry.question.path);
            shut.push(missing(index, position));
        }
    }
    shut
}

fn nothing_asked() -> Condition {
    Condition::All(Vec::new())
}

/// The condition with whatever can be changed as it should be; `wanted` says whether it should hold.
fn at_best(condition: &Condition, wanted: bool, changes: &dyn Fn(&str) -> bool) -> Condition {
    let free = || if wanted { nothing_asked() } else { Condition::Any(Vec::new()) };
    let each = |list: &[Condition]| list.iter().map(|inner| at_best(inner, wanted, changes)).collect::<Vec<_>>();
    match condition {
        Condition::All(list) => match each(list) {
            list if list.iter().all(|inner| *inner == nothing_asked()) => nothing_asked(),
            list => Condition::All(list),
        },
        Condition::Any(list) => match each(list) {
            list if list.contains(&nothing_asked()) => nothing_asked(),
            list => Condition::Any(list),
        },
        Condition::Not(inner) => match at_best(inner, !wanted, changes) {
            inner if inner == Condition::Any(Vec::new()) => nothing_asked(),
            inner => Condition::Not(Box::new(inner)),
        },
        Condition::Some { group, .. } if changes(group) => free(),
        Condition::Some { group, that } => {
            Condition::Some { group: group.clone(), that: Box::new(at_best(that, wanted, changes)) }
        }
        Condition::Answer { path, operator } => {
            let compared = operator.path().is_some_and(changes);
            if compared || changes(path) { free() } else { condition.clone() }
        }
    }
}

/// The question is asked, must be answered, and is not; in some row, when it stands in rows.
fn missing(index: &Index<'_>, position: usize) -> Condition {
    let answered = Operator::Answered(false);
    let path = index.entries[position].question.path.clone();
    asked(index, position, Condition::Answer { path, operator: answered })
}

/// The question is shown and must be answered; in some row, when it stands in rows.
pub(super) fn is_asked(index: &Index<'_>, position: usize) -> Condition {
    asked(index, position, nothing_asked())
}

/// The question is shown and must be answered, and something holds there.
fn asked(index: &Index<'_>, position: usize, holds: Condition) -> Condition {
    let entry = &index.entries[position];
    let mut all = vec![holds];
    if let Required::When(condition) = &entry.question.required {
        all.push(condition.clone());
    }
    all.extend(entry.question.when.clone());
    let mut above = entry.parent;
    while let Some(group) = above.map(|parent| &index.entries[parent]) {
        if group.question.kind.repeat().is_some() {
            all = vec![Condition::Some { group: group.question.path.clone(), that: Box::new(Condition::All(all)) }];
        }
        all.extend(group.question.when.clone());
        above = group.parent;
    }
    all.extend(index.form.sections[entry.section].when.clone());
    Condition::All(all)
}

/// Which required answers are there for certain in which state, because every way into it saw to that.
struct Guaranteed {
    /// By question, by state.
    there: Vec<Vec<bool>>,
}

impl Guaranteed {
    fn of(ground: &Ground<'_>, index: &Index<'_>) -> Guaranteed {
        let ways = ways(ground);
        let there = (0..index.entries.len()).map(|position| of_question(ground, index, position, &ways)).collect();
        Guaranteed { there }
    }

    fn is_there(&self, position: usize, state: usize) -> bool {
        self.there[position][state]
    }
}

/// Each way from one state to another, with its transition; those from states never reached left out.
fn ways<'a>(ground: &Ground<'a>) -> Vec<(usize, &'a Transition, usize)> {
    let mut ways = Vec::new();
    for transition in &ground.workflow.transitions {
        let to = ground.workflow.states.iter().position(|state| state.id == transition.to);
        for from in ground.from(transition).into_iter().filter(|from| ground.graph.reached(*from)) {
            ways.extend(to.map(|to| (from, transition, to)));
        }
    }
    ways
}

fn of_question(
    ground: &Ground<'_>,
    index: &Index<'_>,
    position: usize,
    ways: &[(usize, &Transition, usize)],
) -> Vec<bool> {
    let entry = &index.entries[position];
    let count = ground.workflow.states.len();
    if entry.question.required == Required::Never {
        return vec![false; count];
    }
    let section = &ground.form.sections[entry.section].id;
    let frozen: Vec<bool> = (0..count).map(|state| !path_is_written(ground, &entry.question.path, state)).collect();
    let when = is_asked(index, position);
    let asked_in = |state: usize| in_state(&when, &ground.state(state).id);
    // A dossier starts with nothing answered.
    let mut there: Vec<bool> = (0..count).map(|state| state != 0).collect();
    loop {
        let before = there.clone();
        for (from, transition, to) in ways {
            let judged = transition.complete.contains(section) && asked_in(*from) == asked_in(*to);
            there[*to] &= judged || (there[*from] && frozen[*from]);
        }
        if there == before {
            return there;
        }
    }
}

/// The condition once it is known in which state the dossier is.
fn in_state(condition: &Condition, state: &str) -> Condition {
    let each = |list: &[Condition]| list.iter().map(|inner| in_state(inner, state)).collect();
    match condition {
        Condition::All(list) => Condition::All(each(list)),
        Condition::Any(list) => Condition::Any(each(list)),
        Condition::Not(inner) => Condition::Not(Box::new(in_state(inner, state))),
        Condition::Some { group, that } => {
            Condition::Some { group: group.clone(), that: Box::new(in_state(that, state)) }
        }
        Condition::Answer { path, operator } if path == STATE_PATH => {
            let holds = match operator {
                Operator::Is(value) => value.as_str() == Some(state),
                Operator::In(list) => list.iter().any(|value| value.as_str() == Some(state)),
                Operator::Answered(expected) => *expected,
                _ => false,
            };
            if holds { nothing_asked() } else { Condition::Any(Vec::new()) }
        }
        Condition::Answer { .. } => condition.clone(),
    }
}
