//! Where the dossier is, what happens next, who acts, by when; what there is to do; what may be decided.

use parcours_rules::calendar::day_of;
use parcours_rules::dossier::{Due, TaskStatus, Timing};
use parcours_rules::formats::date::iso;
use parcours_rules::visit::{Event, Page, Visit};
use parcours_text::{DossierWords, fill, format, words};

use crate::buttons::{link, secondary};
use crate::calendar_file::calendar_button;
use crate::desk;
use crate::document_page::documents_list;
use crate::element::{Element, el};
use crate::ids::join;
use crate::kept_file_page::keeping;
use crate::page_heading::{level_tag, page_heading};
use crate::task_list::{step_title, task_list};
use crate::visiting::Visiting;

/// The page.
pub(super) fn overview(visiting: Visiting) -> Element {
    let (said, language, level) = (visiting.words(), visiting.language(), visiting.level());
    let title = visiting.once(|visit| visit.workflow().title.get(language).to_owned());
    let part = |title: &'static str| el("section").class("overview-part").child(el(level_tag(level + 1)).child(title));
    let done = visiting.once(|visit| how_many_done(visit, said));
    let tasks = part(said.tasks_title).child(el("p").class("progress").child(done));
    el("div")
        .child(visiting.failure(Event::Reload))
        .child(page_heading(title, level))
        .child(part(said.where_title).child(whereabouts(visiting)).children(calendar_button(visiting)))
        .children(keeping(visiting))
        .children(returned(visiting))
        .child(tasks.children(desk::way(visiting)).children(grouping(visiting)).child(task_list(visiting, level + 2)))
        .child(part(said.moves_title).child(moves(visiting)))
        .children(documents_list(visiting, level_tag(level + 1)))
        .children(next_person(visiting))
}

/// For professionals: a step on one page, or each section on its own.
fn grouping(visiting: Visiting) -> Option<Element> {
    let turn = move || visiting.tell(Event::Group(!visiting.once(Visit::is_grouped)));
    let button = || {
        secondary(visiting.words().group_step, turn).live("aria-pressed", move || {
            Some(if visiting.with(Visit::is_grouped) { "true" } else { "false" }.to_owned())
        })
    };
    visiting.once(Visit::may_group).then(|| el("p").class("grouping").child(button()))
}

/// Where one helps people one after another.
fn next_person(visiting: Visiting) -> Option<Element> {
    let way = || secondary(visiting.words().new_person, move || visiting.tell(Event::NewPerson));
    visiting.once(Visit::helps_people).then(|| el("div").class("actions").child(way()))
}

fn whereabouts(visiting: Visiting) -> Element {
    let (said, language) = (visiting.words(), visiting.language());
    let line = |term: &'static str, told: Vec<Element>| {
        let told = el("dd").class("told").children(told);
        el("div").class("line").child(el("dt").child(term)).child(told)
    };
    let text = |text: String| vec![el("p").child(text)];
    let state = visiting.once(|visit| visit.workflow().state(&visit.dossier()?.state).cloned());
    let Some(state) = state else { return el("dl") };
    let (step, steps) = visiting.once(|visit| (visit.workflow().step(&state.step), visit.workflow().steps.len()));
    let step = step.unwrap_or(0);
    let mut now = text(state.title.get(language).to_owned());
    let mut place = words(language).step_of(step + 1, steps);
    place.push_str(words(language).colon);
    place.push_str(step_title(visiting, step).split_once(". ").map(|(_, title)| title).unwrap_or_default());
    now.push(el("p").class("soft").child(place));
    let mine = visiting.once(|visit| state.acts.iter().any(|role| role == visit.role()));
    let mut who = Vec::new();
    if mine {
        who.push(el("p").child(el("strong").child(said.acts_you)));
    }
    let others: Vec<String> =
        visiting.once(|visit| state.acts.iter().filter(|role| *role != visit.role()).cloned().collect());
    who.extend(others.iter().map(|role| el("p").child(visiting.role(role))));
    if who.is_empty() {
        who = text(said.acts_nobody.to_owned());
    }
    let mut list = el("dl").class("whereabouts").child(line(said.state, now));
    if let Some(next) = &state.next {
        list = list.child(line(said.next, text(next.get(language).to_owned())));
    }
    list = list.child(line(said.acts, who));
    if let Some(page) = visiting.once(Visit::next_thing) {
        list = list.child(line(said.now, way_to(visiting, page)));
    }
    let due = visiting.once(|visit| visit.deadlines().iter().map(|due| one_due(due, visiting)).collect::<Vec<_>>());
    if !due.is_empty() {
        list = list.child(line(said.deadlines, due));
    }
    list
}

/// What there is to do now, and the way there. The section or the move is in its list under its own name.
fn way_to(visiting: Visiting, page: Page) -> Vec<Element> {
    let name = match &page {
        Page::Section(section) | Page::Helping(section) => visiting.section(*section),
        Page::Move(id) => visiting.transition(id),
        _ => String::new(),
    };
    let go_on = words(visiting.language()).go_on.to_owned();
    let way = link("now", go_on, move || visiting.tell(Event::Open(page.clone())));
    let way = way.class("button now").attr("id", "now").attr("aria-describedby", "now-what");
    vec![el("p").attr("id", "now-what").child(el("strong").child(name)), way]
}

fn one_due(due: &Due<'_>, visiting: Visiting) -> Element {
    let (said, language) = (visiting.words(), visiting.language());
    let day = format::date(&iso(due.day.unwrap_or_else(|| day_of(due.at))), language);
    let what = fill(&fill(said.due_by, due.deadline.title.get(language)), &day);
    let mark = match due.timing {
        Timing::Due => None,
        Timing::Soon => Some(el("strong").child(said.soon)),
        Timing::Late => Some(el("strong").class("late").child(said.late)),
    };
    el("p").child(what).children(mark.map(|mark| el("span").class("timing").child(mark)))
}

/// Why it came back.
fn returned(visiting: Visiting) -> Option<Element> {
    let said = visiting.words();
    let returned = visiting.once(|visit| visit.dossier().and_then(|dossier| dossier.returned.clone()))?;
    let reason = returned.reason.map(|reason| el("p").attr("translate", "no").child(reason));
    Some(
        el("section")
            .class("note important")
            .child(el(level_tag(visiting.level() + 1)).class("note-title").child(said.returned_title))
            .child(el("p").child(fill(said.returned_by, &visiting.role(&returned.by))))
            .children(reason),
    )
}

fn moves(visiting: Visiting) -> Element {
    let (said, language) = (visiting.words(), visiting.language());
    let moves: Vec<(String, String, bool)> = visiting.once(|visit| {
        let moves = visit.moves().into_iter();
        moves
            .map(|one| {
                let transition = one.transition;
                (transition.id.clone(), transition.label.get(language).to_owned(), one.blocks.is_empty())
            })
            .collect()
    });
    if moves.is_empty() {
        return el("p").child(said.moves_none);
    }
    let items = moves.into_iter().map(|(id, label, ready)| {
        let place = join("move", &id);
        let status = join(&place, "status");
        let (class, told) = if ready { ("task-status done", said.ready) } else { ("task-status", said.not_ready) };
        let way = link(&place, label, move || visiting.tell(Event::Open(Page::Move(id.clone()))));
        let way = way.class("task-name").attr("id", place).attr("aria-describedby", status.clone());
        el("li").class("task").child(way).child(el("span").class(class).attr("id", status).child(told))
    });
    el("ul").class("tasks").children(items)
}

/// « Sections terminées : 3 sur 5 », of those this role writes.
pub(super) fn how_many_done(visit: &Visit, words: &DossierWords) -> String {
    let tasks = visit.tasks();
    let mine = || tasks.iter().flat_map(|step| &step.tasks).filter(|task| task.writes);
    let done = mine().filter(|task| task.status == TaskStatus::Done).count();
    fill(&fill(words.tasks_done, &done.to_string()), &mine().count().to_string())
}
