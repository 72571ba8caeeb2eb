//! A section during a visit: what the role writes in it, what it only reads, going on, saving.

use std::sync::Arc;

use parcours_schema::kinds::Compute;
use parcours_schema::{Form, Kind, Problem, Question, Section, pointer_of, template_of, tokens};

use super::storing::Then;
use super::{Effect, Event, Page, Visit};
use crate::Engine;
use crate::dossier::{Change, NotYet, TaskStatus};
use crate::journey::{self, Journey};

/// A section as one role has it: the form's own, with the questions that are not this role's left out.
#[derive(Clone)]
pub struct SectionSheet {
    /// The questions the role writes now, notes among them.
    pub asked: Arc<Form>,
    /// Those it only reads.
    pub told: Arc<Form>,
    /// Paths of the groups whose rows it may not add or take away, though it writes in them.
    pub fixed: Vec<String>,
}

impl Visit {
    /// A section as the role has it now.
    pub fn section_sheet(&self, section: usize) -> SectionSheet {
        let state = self.dossier().map(|dossier| dossier.state.clone()).unwrap_or_default();
        let role = self.role();
        let writes = |path: &str| self.process.may_write(role, path, &state);
        let reads = |path: &str| self.process.may_read(role, path) && !writes(path);
        let form = self.form();
        let mut fixed = Vec::new();
        if let Some(section) = form.sections.get(section) {
            each(&section.questions, &mut |question| {
                if question.kind.repeat().is_some() && !writes(&question.path) {
                    fixed.push(question.path.clone());
                }
            });
        }
        let this = |number: usize| number == section;
        let asked = trimmed(form, &this, &writes, &|_| true);
        // What is said because of an answer is said to who only reads it too: whom to call when a service is not delivered.
        let notes = |note: &Question| {
            let group = note.path.rsplit_once('.').and_then(|(group, _)| form.question(group));
            note.when.is_some() && group.is_some_and(|group| asked.question(&group.path).is_none())
        };
        let told = trimmed(form, &this, &reads, &notes);
        SectionSheet { asked: Arc::new(asked), told: Arc::new(told), fixed }
    }

    /// Paths of every question of a section, those inside groups included.
    pub(super) fn paths_of(&self, section: usize) -> Vec<&str> {
        let mut paths = Vec::new();
        if let Some(section) = self.form().sections.get(section) {
            each(&section.questions, &mut |question| paths.push(question.path.as_str()));
        }
        paths
    }

    pub(super) fn open_section(&mut self, section: usize, sheet: &mut Journey) -> Vec<Effect> {
        let listed = self.tasks().iter().any(|step| step.tasks.iter().any(|task| task.section == section));
        if self.stored.is_none() || !listed {
            return Vec::new();
        }
        let page = self.page_of(section);
        if page == Page::Section(section) {
            self.take_up(section, sheet);
        }
        self.go(page)
    }

    /// Puts the dossier's answers on the sheet, unless it holds what was typed in that section.
    pub(super) fn take_up(&mut self, section: usize, sheet: &mut Journey) {
        let Some(stored) = self.stored.as_ref().filter(|_| self.opened != Some(section)) else { return };
        let answers = stored.dossier.answers.clone();
        self.openings += 1;
        let mut options = self.options.journey.clone();
        // Rows are named apart each time: what an earlier opening named may have been saved.
        options.seed.push('-');
        options.seed.push_str(&self.openings.to_string());
        options.seed.push('-');
        let context = self.circumstances.context.clone();
        self.base = answers.clone();
        self.opened = Some(section);
        let engine = Engine::new(self.process.rules().clone(), answers, context);
        *sheet = Journey::of_sections(engine, options, section, &self.together(section));
    }

    pub(super) fn on_section(&mut self, event: journey::Event, sheet: &mut Journey) -> Vec<Effect> {
        let (section, row) = match &self.page {
            Page::Section(section) => (*section, None),
            Page::Row(key) => {
                (self.desk_section().unwrap_or(usize::MAX), self.desk_row(sheet, key).zip(Some(key.clone())))
            }
            _ => return Vec::new(),
        };
        match event {
            journey::Event::Continue => {
                let state = self.dossier().map(|dossier| dossier.state.clone()).unwrap_or_default();
                let asked = |problem: &Problem| {
                    let here = row.as_ref().is_none_or(|(at, _)| is_under(&problem.at, at));
                    here && self.process.may_write(self.role(), &template_of(&problem.at), &state)
                };
                let kept = sheet.judge_section(asked);
                match row {
                    _ if !kept.is_empty() => kept.into_iter().map(Effect::Page).collect(),
                    Some((_, key)) => self.save(Then::Row { key: Some(key) }, sheet),
                    None => {
                        let together = self.together(section);
                        together.iter().for_each(|section| self.stamp(*section, sheet));
                        let then = match together.as_slice() {
                            [_] => Then::GoOn { after: section },
                            _ => Then::Return { from: section },
                        };
                        self.save(then, sheet)
                    }
                }
            }
            // There is no other page in the section, and nothing is sent from it.
            journey::Event::Back => self.update(Event::Back, sheet),
            journey::Event::Language(language) => self.update(Event::Language(language), sheet),
            journey::Event::Send
            | journey::Event::Open(_)
            | journey::Event::Edit { .. }
            | journey::Event::Popped { .. }
            | journey::Event::Restart => Vec::new(),
            event => sheet.update(event).into_iter().map(Effect::Page).collect(),
        }
    }

    /// Writes down when the section was first gone through, where it asks for that.
    fn stamp(&self, section: usize, sheet: &mut Journey) {
        let Some(dossier) = self.dossier() else { return };
        let questions = self.form().sections.get(section).map(|section| section.questions.as_slice());
        for question in questions.unwrap_or_default() {
            let at = pointer_of(&question.path);
            let stamped = matches!(question.kind, Kind::Computed(Compute::Stamp));
            let mine = self.process.may_write(self.role(), &question.path, &dossier.state);
            if stamped && mine && sheet.engine().raw(&at).is_none() {
                let now = self.circumstances.now.to_string();
                sheet.update(journey::Event::Answer { at, value: Some(now.into()) });
            }
        }
    }

    /// The roles a section waits for, when this one does not write in it.
    pub fn waits_for(&self, section: usize) -> Vec<String> {
        let task = self.tasks().into_iter().flat_map(|step| step.tasks).find(|task| task.section == section);
        match task.map(|task| task.status) {
            Some(TaskStatus::NotYet(NotYet::Others(roles))) => roles,
            _ => Vec::new(),
        }
    }

    /// Whether this role writes something in a section now.
    pub fn writes_in(&self, section: usize) -> bool {
        self.tasks().iter().flat_map(|step| &step.tasks).any(|task| task.section == section && task.writes)
    }

    pub(super) fn on_save_and_return(&mut self, sheet: &mut Journey) -> Vec<Effect> {
        match self.page {
            Page::Section(section) => self.save(Then::Return { from: section }, sheet),
            _ => Vec::new(),
        }
    }

    /// Whether a change is in what the role writes now.
    pub(super) fn is_mine(&self, change: &Change) -> bool {
        let steps: Vec<String> = tokens(&change.at).filter(|step| !step.starts_with('@')).collect();
        let state = self.dossier().map(|dossier| dossier.state.as_str()).unwrap_or_default();
        self.process.may_write(self.role(), &steps.join("."), state)
    }

    /// What this role does next, when it is its turn: a section in which something is missing, else the move for which
    /// everything is ready. `None` when nothing has to be done.
    pub fn next_thing(&self) -> Option<Page> {
        let state = self.workflow().state(&self.dossier()?.state)?;
        if !state.acts.iter().any(|role| role == self.role()) {
            return None;
        }
        let missing = [TaskStatus::ToDo, TaskStatus::InProgress, TaskStatus::ToCorrect];
        let tasks = self.tasks().into_iter().flat_map(|step| step.tasks);
        let next = tasks.filter(|task| task.writes && missing.contains(&task.status)).map(|task| task.section).next();
        let ready = || {
            let moves = self.moves().into_iter().map(|sheet| (sheet.blocks.is_empty(), sheet.transition));
            moves.filter(|(ready, one)| *ready && !one.complete.is_empty()).map(|(_, one)| one.id.clone()).next()
        };
        next.map(Page::Section).or_else(|| ready().map(Page::Move))
    }

    /// The next section of the same step in which this role has something to do.
    pub(super) fn next_section(&self, after: usize) -> Option<usize> {
        let tasks = self.tasks();
        let step = tasks.iter().find(|step| step.tasks.iter().any(|task| task.section == after))?;
        let rest = step.tasks.iter().skip_while(|task| task.section != after).skip(1);
        let waiting = [TaskStatus::ToDo, TaskStatus::Optional, TaskStatus::InProgress, TaskStatus::ToCorrect];
        rest.filter(|task| task.writes && waiting.contains(&task.status)).map(|task| task.section).next()
    }

    /// Whether nothing is missing in a section, as far as this role knows.
    pub(super) fn is_done(&self, section: usize) -> bool {
        let tasks = self.tasks();
        let task = tasks.iter().flat_map(|step| &step.tasks).find(|task| task.section == section);
        task.is_some_and(|task| task.status == TaskStatus::Done)
    }
}

/// Whether a pointer is in the row at another.
fn is_under(at: &str, row: &str) -> bool {
    at.strip_prefix(row).is_some_and(|rest| rest.starts_with('/'))
}

fn each<'a>(questions: &'a [Question], visit: &mut dyn FnMut(&'a Question)) {
    for question in questions {
        visit(question);
        each(question.kind.questions(), visit);
    }
}

/// The form with the questions of some sections only, of which those that are kept.
pub(super) fn trimmed(
    form: &Form,
    of: &dyn Fn(usize) -> bool,
    keep: &dyn Fn(&str) -> bool,
    notes: &dyn Fn(&Question) -> bool,
) -> Form {
    let sections = form.sections.iter().enumerate().map(|(number, whole)| {
        let questions = if of(number) { kept(&whole.questions, keep, notes) } else { Vec::new() };
        Section { questions, ..whole.clone() }
    });
    Form { sections: sections.collect(), ..form.clone() }
}

/// Groups stay as long as something inside them does.
fn kept(questions: &[Question], keep: &dyn Fn(&str) -> bool, notes: &dyn Fn(&Question) -> bool) -> Vec<Question> {
    let kept = questions.iter().filter_map(|question| match &question.kind {
        Kind::Note(_) => notes(question).then(|| question.clone()),
        // When something was signed or read is told; among what is asked it draws nothing.
        Kind::Computed(Compute::Stamp) => keep(&question.path).then(|| question.clone()),
        Kind::Computed(_) => None,
        Kind::Group(group) | Kind::Address(group) => {
            let questions = kept(&group.questions, keep, notes);
            let some = questions.iter().any(|question| !matches!(question.kind, Kind::Note(_)));
            some.then(|| {
                let mut question = question.clone();
                if let Kind::Group(group) | Kind::Address(group) = &mut question.kind {
                    group.questions = questions;
                }
                question
            })
        }
        _ => keep(&question.path).then(|| question.clone()),
    });
    kept.collect()
}
