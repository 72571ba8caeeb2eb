//! What there is to do, step by step (`ux.md` section 3, task list): each section one link, its status in words. A section
//! whose turn has not come is no link, and says why.

pub mod examples;
#[cfg(test)]
mod tests;

use parcours_rules::dossier::{NotYet, Task, TaskStatus, TaskStep};
use parcours_rules::visit::{Event, Page, Visit};
use parcours_text::fill;

use crate::buttons::link;
use crate::element::{Element, el};
use crate::ids::join;
use crate::page_heading::level_tag;
use crate::visiting::Visiting;

/// The list; `level` is that of the steps' headings.
pub fn task_list(visiting: Visiting, level: u8) -> Element {
    let steps = visiting.once(Visit::tasks);
    el("ol").class("steps").children(steps.into_iter().map(|step| one_step(visiting, &step, level)))
}

fn one_step(visiting: Visiting, step: &TaskStep, level: u8) -> Element {
    let title = step_title(visiting, step.step);
    let closed = step.tasks.iter().all(|task| matches!(&task.status, TaskStatus::NotYet(NotYet::Step(_))));
    let frame = el("li").class("step").child(el(level_tag(level)).child(title));
    if closed {
        // Said once for all its sections.
        let names = step.tasks.iter().map(|task| el("li").child(numbered(visiting, task.section)));
        let why = fill(visiting.words().not_yet_step, &present_step(visiting));
        return frame.child(el("p").class("step-why").child(why)).child(el("ul").class("later").children(names));
    }
    frame.child(el("ul").class("tasks").children(step.tasks.iter().map(|task| one(visiting, task))))
}

/// The step the dossier is in.
fn present_step(visiting: Visiting) -> String {
    let step = visiting.once(|visit| {
        let state = visit.workflow().state(&visit.dossier()?.state)?;
        visit.workflow().step(&state.step)
    });
    step.map(|step| step_title(visiting, step)).unwrap_or_default()
}

fn one(visiting: Visiting, task: &Task) -> Element {
    let section = task.section;
    let id = join("task", &section.to_string());
    let status_id = join(&id, "status");
    let title = numbered(visiting, section);
    let (class, mut said) = status(visiting, task);
    let closed = matches!(&task.status, TaskStatus::NotYet(NotYet::Step(_)));
    if !task.writes && !closed && task.status == TaskStatus::Done {
        said = visiting.words().to_read.to_owned();
    }
    let name = if closed {
        el("span").class("task-name").child(title)
    } else {
        link(&id, title, move || visiting.tell(Event::Open(Page::Section(section))))
            .class("task-name")
            .attr("id", id)
            .attr("aria-describedby", status_id.clone())
    };
    let mut told = el("span").class(class).attr("id", status_id).child(said);
    if let TaskStatus::NotYet(why) = &task.status {
        told = told.child(el("span").class("task-why").child(reason(visiting, why)));
    }
    el("li").class("task").child(name).child(told)
}

/// « 3.2 Services et moyens ».
pub(crate) fn numbered(visiting: Visiting, section: usize) -> String {
    let mut title = visiting.once(|visit| visit.section_number(section)).unwrap_or_default();
    title.push(' ');
    title.push_str(&visiting.section(section));
    title
}

fn status(visiting: Visiting, task: &Task) -> (&'static str, String) {
    let words = visiting.words();
    let (class, said) = match &task.status {
        TaskStatus::ToDo => ("task-status to-do", words.to_do),
        TaskStatus::Optional => ("task-status", words.optional),
        TaskStatus::InProgress => ("task-status begun", words.in_progress),
        TaskStatus::Done => ("task-status done", words.done),
        TaskStatus::ToCorrect => ("task-status to-correct", words.to_correct),
        TaskStatus::NotYet(NotYet::Others(_)) => ("task-status", words.to_read),
        TaskStatus::NotYet(NotYet::Step(_)) => ("task-status", words.not_yet),
    };
    (class, said.to_owned())
}

fn reason(visiting: Visiting, why: &NotYet) -> String {
    let words = visiting.words();
    match why {
        NotYet::Step(step) => fill(words.comes_with, &step_title(visiting, *step)),
        NotYet::Others(roles) if roles.is_empty() => String::new(),
        NotYet::Others(roles) => fill(words.waits_for_role, &visiting.roles(roles)),
    }
}

/// The title of a step, with its number.
pub(crate) fn step_title(visiting: Visiting, step: usize) -> String {
    let language = visiting.language();
    let title = visiting.once(|visit| {
        visit.workflow().steps.get(step).map(|step| step.title.get(language).to_owned()).unwrap_or_default()
    });
    let mut numbered = (step + 1).to_string();
    numbered.push_str(". ");
    numbered.push_str(&title);
    numbered
}
