//! What there is to do, as one role sees it: the steps, their sections, how far each is.

use parcours_schema::{Severity, template_of};

use super::cut::Cut;
use super::outline::Spot;
use super::{Circumstances, Deed, Dossier, Hash, Process};
use crate::Engine;

/// A step with the sections a role sees something of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskStep {
    /// Number of the step in the workflow.
    pub step: usize,
    /// The sections, in order; those that do not apply are left out.
    pub tasks: Vec<Task>,
}

/// A section as something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Number of the section in the form.
    pub section: usize,
    /// How far it is.
    pub status: TaskStatus,
    /// Whether the role may write in it now.
    pub writes: bool,
    /// Errors in what the role may read.
    pub errors: usize,
}

/// How far a section is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskStatus {
    /// Nothing was answered, and something must be.
    ToDo,
    /// Nothing was answered, and nothing has to be.
    Optional,
    /// Something was, and something is missing or wrong.
    InProgress,
    /// Nothing is missing.
    Done,
    /// It was sent back, and nobody has changed it since.
    ToCorrect,
    /// It is not its turn.
    NotYet(NotYet),
}

/// Why it is not its turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotYet {
    /// It comes with this step of the workflow.
    Step(usize),
    /// Others are at it: the ids of their roles; nobody when empty.
    Others(Vec<String>),
}

impl Process {
    /// Ids of the sections that were sent back to be corrected and that nobody has changed since, as far as the history
    /// tells.
    pub fn to_correct(&self, dossier: &Dossier) -> Vec<String> {
        let Some(returned) = &dossier.returned else { return Vec::new() };
        let mut sections = returned.sections.clone();
        for event in dossier.history.iter().rev().take_while(|event| event.id != returned.event) {
            if let Deed::Save { changes } = &event.does {
                let changed: Vec<String> = changes.iter().flat_map(|change| self.sections_at(&change.at)).collect();
                sections.retain(|id| !changed.contains(id));
            }
        }
        sections
    }

    /// What there is to do, as a role sees it.
    pub fn tasks(&self, dossier: &Dossier, role: &str, circumstances: &Circumstances) -> Vec<TaskStep> {
        self.tasks_with(dossier, role, &self.engine(dossier, circumstances), circumstances.hash)
    }

    /// The same with answers that are being typed: what it would be once they are saved.
    pub fn tasks_with(&self, dossier: &Dossier, role: &str, engine: &Engine, hash: Hash) -> Vec<TaskStep> {
        let present = self.workflow().state(&dossier.state).and_then(|state| self.workflow().step(&state.step));
        let content = self.hash_of(engine.answers(), hash);
        let signed = self.under(dossier, content.as_deref()).iter().any(|signature| signature.role == role);
        let viewer = Viewer {
            process: self,
            dossier,
            role,
            engine,
            present: present.unwrap_or(0),
            to_correct: self.to_correct(dossier),
            signs: self.may_sign(dossier, role) && !signed,
        };
        let steps = self.workflow().steps.iter().enumerate();
        let tasks = steps.map(|(step, definition)| {
            let sections = self.section_numbers(&definition.sections).into_iter();
            TaskStep { step, tasks: sections.filter_map(|section| viewer.task(step, section)).collect() }
        });
        tasks.filter(|step| !step.tasks.is_empty()).collect()
    }
}

struct Viewer<'a> {
    process: &'a Process,
    dossier: &'a Dossier,
    role: &'a str,
    engine: &'a Engine,
    /// Number of the step the dossier is in.
    present: usize,
    /// Ids of the sections to correct.
    to_correct: Vec<String>,
    /// Whether the role's signature is missing.
    signs: bool,
}

impl Viewer<'_> {
    /// None for a section the role sees nothing of, or that does not apply.
    fn task(&self, step: usize, section: usize) -> Option<Task> {
        let keeps = |spot: &Spot| spot.section == Some(section) && self.process.reads(self.role, spot);
        let cut = Cut { keeps: &keeps };
        if !self.process.outline().iter().any(|root| cut.keeps_some(root)) {
            return None;
        }
        let later = step > self.present;
        if !self.engine.section_visible(section) {
            let status = TaskStatus::NotYet(NotYet::Step(step));
            return later.then_some(Task { section, status, writes: false, errors: 0 });
        }
        let writes = self.writes(section);
        let given = !cut.object(self.engine.answers().as_map(), self.process.outline(), None).is_empty();
        let errors = self.errors(section);
        let writers = if writes { Vec::new() } else { self.writers(section) };
        let status = match () {
            () if self.to_correct(section) && writes => TaskStatus::ToCorrect,
            () if self.to_sign(section) => TaskStatus::ToDo,
            // Others may be at it before its step: a plan is accepted while it is drawn up.
            () if later && !writes && !given && (errors == 0 || writers.is_empty()) => {
                TaskStatus::NotYet(NotYet::Step(step))
            }
            () if !writes && errors > 0 => TaskStatus::NotYet(NotYet::Others(writers)),
            () if given && errors > 0 => TaskStatus::InProgress,
            () if errors > 0 => TaskStatus::ToDo,
            () if writes && !given && self.asks(section) => TaskStatus::Optional,
            () if writes && !given => TaskStatus::ToDo,
            () => TaskStatus::Done,
        };
        Some(Task { section, status, writes, errors })
    }

    fn writes(&self, section: usize) -> bool {
        self.some_spot(section, |spot| self.process.may_write(self.role, &spot.path, &self.dossier.state))
    }

    /// Whether a section asks something, and is not only there to be read.
    fn asks(&self, section: usize) -> bool {
        let questions = self.process.form().sections.get(section).map(|section| section.questions.as_slice());
        questions.unwrap_or_default().iter().any(|question| question.kind.asks())
    }

    /// The roles that write in a section now.
    fn writers(&self, section: usize) -> Vec<String> {
        let roles = self.process.workflow().roles.iter().map(|role| &role.id);
        let writes =
            |role: &&String| self.some_spot(section, |spot| self.process.writes(role, spot, &self.dossier.state));
        roles.filter(writes).cloned().collect()
    }

    fn some_spot(&self, section: usize, holds: impl Fn(&Spot) -> bool) -> bool {
        let mut found = false;
        for root in self.process.outline() {
            root.each(&mut |spot| found |= spot.section == Some(section) && holds(spot));
        }
        found
    }

    fn errors(&self, section: usize) -> usize {
        let problems = self.engine.section_problems(section).into_iter();
        let known = problems.filter(|problem| {
            problem.severity == Severity::Error && self.process.may_read(self.role, &template_of(&problem.at))
        });
        known.count()
    }

    fn to_correct(&self, section: usize) -> bool {
        let section = self.process.form().sections.get(section);
        section.is_some_and(|section| self.to_correct.contains(&section.id))
    }

    /// Whether the section holds the signatures and the role's is missing.
    fn to_sign(&self, section: usize) -> bool {
        let group = self.process.workflow().signing.as_ref().map(|signing| signing.group.as_str());
        let here = group.and_then(|group| self.process.spot(group)).is_some_and(|spot| spot.section == Some(section));
        here && self.signs
    }
}
