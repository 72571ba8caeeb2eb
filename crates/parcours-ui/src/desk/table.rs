//! The table itself: a body for each row above, a line for each row.

use std::sync::Arc;

use leptos::prelude::*;
use parcours_rules::journey::Journey;
use parcours_rules::visit::{AtDesk, Board, Event, Group, Line, Page};
use parcours_schema::workflow::Desk;
use parcours_schema::{Kind, Language, Question};
use parcours_text::{answer, fill, words};
use serde_json::Value;

use super::{filters, head_of, name_of};
use crate::buttons::{link, secondary};
use crate::element::{Element, el};
use crate::ids::{edit_link_id, id_of, join};
use crate::visiting::Visiting;

/// What the columns are: worked out once for the whole table.
struct Columns {
    desk: Desk,
    /// The questions shown, in order.
    shown: Vec<Question>,
    /// Labels of the references, the highest first; shown when rows are sorted, and so not under the rows they refer to.
    above: Vec<String>,
    /// Whether the role changes the status now.
    changes: bool,
    /// Whether the role adds rows now.
    adds: bool,
    /// Whether the role writes anything in the rows now.
    writes: bool,
}

/// The table. `board` is what stands in it.
pub(super) fn table(visiting: Visiting, desk: Desk, board: Memo<Board>) -> Element {
    let columns = Arc::new(columns(visiting, desk));
    let key = move || shape(visiting, &board.get());
    el("div").class("desk-table").swap(key, move || {
        let now = board.get_untracked();
        if now.shown() == 0 && !visiting.once(|visit| visit.query().is_open()) {
            return el("p").class("blank").child(visiting.words().desk_no_match);
        }
        let sorted = visiting.once(|visit| visit.query().sort.is_some());
        let bodies = now.groups.iter().map(|group| body(visiting, &columns, group, board, sorted));
        role("table", "table")
            .attr("part", "table")
            .child(filters::caption(visiting, board))
            .child(head(visiting, &columns, sorted))
            .children(bodies.collect::<Vec<_>>())
    })
}

fn columns(visiting: Visiting, desk: Desk) -> Columns {
    let language = visiting.language();
    visiting.once(|visit| {
        let question = |path: &String| visit.form().question(path).cloned();
        let reads = |path: &&String| visit.process().may_read(visit.role(), path);
        let state = visit.dossier().map(|dossier| dossier.state.clone()).unwrap_or_default();
        let asked = visit.form().question(&desk.rows).map(|rows| rows.kind.questions()).unwrap_or_default();
        Columns {
            shown: desk.columns.iter().filter(reads).filter_map(question).collect(),
            above: desk.under.iter().rev().filter_map(question).map(|one| one.label.get(language).to_owned()).collect(),
            changes: desk.status.as_ref().is_some_and(|path| visit.process().may_write(visit.role(), path, &state)),
            adds: visit.writes_at(&desk.rows),
            writes: asked.iter().any(|one| visit.writes_at(&one.path)),
            desk,
        }
    })
}

/// Changes when rows come, go, move or stand under other words; not when an answer of theirs changes.
fn shape(visiting: Visiting, board: &Board) -> String {
    let mut shape = visiting.with(|visit| visit.query().sort.clone()).unwrap_or_default();
    for group in &board.groups {
        shape.push('\n');
        for head in &group.heads {
            shape.push_str(&head_of(visiting, head));
            shape.push('|');
        }
        for line in &group.lines {
            shape.push(' ');
            shape.push_str(&line.key);
            shape.push_str(&name_of(visiting, &line.at));
        }
    }
    shape
}

/// An element that keeps its meaning however it is laid out.
fn role(tag: &'static str, role: &'static str) -> Element {
    el(tag).attr("role", role)
}

fn column_id(number: usize) -> String {
    join("desk-column", &number.to_string())
}

fn head(visiting: Visiting, columns: &Columns, sorted: bool) -> Element {
    let language = visiting.language();
    let above = columns
        .above
        .iter()
        .filter(|_| sorted)
        .map(|label| role("th", "columnheader").attr("scope", "col").child(label.clone()));
    let by = visiting.once(|visit| visit.query().sort.clone());
    let shown = columns.shown.iter().enumerate().map(|(number, question)| {
        let up = by.as_ref() == Some(&question.path);
        role("th", "columnheader")
            .attr("scope", "col")
            .attr("id", column_id(number))
            .maybe("aria-sort", up.then(|| "ascending".to_owned()))
            .child(question.label.get(language).to_owned())
    });
    let action = role("th", "columnheader").attr("scope", "col").child(visiting.words().desk_action);
    role("thead", "rowgroup").child(role("tr", "row").children(above).children(shown).child(action))
}

fn body(visiting: Visiting, columns: &Arc<Columns>, group: &Group, board: Memo<Board>, sorted: bool) -> Element {
    let wide = (columns.shown.len() + 1 + if sorted { columns.above.len() } else { 0 }).to_string();
    let mut body = role("tbody", "rowgroup");
    if !sorted {
        body = body.child(role("tr", "row").class("desk-heads").child(heads(visiting, group, &wide)));
    }
    body =
        body.children(group.lines.iter().map(|line| one(visiting, columns, line, board, sorted)).collect::<Vec<_>>());
    let last = foot(visiting, columns, group, sorted);
    if last.is_empty() {
        return body;
    }
    let cell = role("td", "cell").attr("colspan", wide).children(last);
    body.child(role("tr", "row").class("desk-foot").child(cell))
}

fn heads(visiting: Visiting, group: &Group, wide: &str) -> Element {
    let cell = role("th", "rowheader").attr("scope", "rowgroup").attr("colspan", wide.to_owned());
    if group.heads.is_empty() {
        return cell.child(el("span").class("desk-head").child(visiting.words().desk_without));
    }
    let words = group
        .heads
        .iter()
        .map(|head| el("span").class("desk-head").attr("translate", "no").child(head_of(visiting, head)));
    cell.children(words.collect::<Vec<_>>())
}

/// Under the rows of a group: that there are none, and the way to one more.
fn foot(visiting: Visiting, columns: &Columns, group: &Group, sorted: bool) -> Vec<Element> {
    let mut foot = Vec::new();
    if sorted {
        return foot;
    }
    if group.lines.is_empty() {
        foot.push(el("p").class("blank").child(visiting.words().desk_nothing));
    }
    let whole = group.heads.len() == columns.above.len();
    if columns.adds && whole {
        let repeat = visiting.once(|visit| visit.form().question(&columns.desk.rows)?.kind.repeat().cloned());
        let add = repeat.map(|repeat| repeat.add.get(visiting.language()).to_owned()).unwrap_or_default();
        let under = group.key.clone();
        let id = join("desk-add", under.as_deref().unwrap_or("row"));
        let about = group.heads.last().map(|head| unseen(visiting, &head_of(visiting, head)));
        let button = secondary(add, move || visiting.tell(Event::AtDesk(AtDesk::Add { under: under.clone() })));
        foot.push(button.attr("id", id).children(about));
    } else if group.lines.is_empty() && !whole {
        foot.extend(way_below(visiting, columns, group));
    }
    foot
}

/// Where the rows that are missing between a row above and those of the table can be added.
fn way_below(visiting: Visiting, columns: &Columns, group: &Group) -> Option<Element> {
    let below = columns.desk.under.iter().rev().nth(group.heads.len() - 1)?;
    let path = below.rsplit_once('.')?.0.to_owned();
    let section = visiting.once(|visit| {
        let sections = &visit.form().sections;
        sections.iter().position(|section| section.questions.iter().any(|question| question.path == path))
    })?;
    let title = visiting.section(section);
    Some(el("p").child(link("task", title, move || visiting.tell(Event::Open(Page::Section(section))))))
}

fn unseen(visiting: Visiting, text: &str) -> Element {
    let mut said = words(visiting.language()).colon.to_owned();
    said.push_str(text);
    el("span").class("unseen").child(said)
}

/// A row as it stands: what its cells follow.
#[derive(Clone, Debug, Default, PartialEq)]
struct Now {
    cells: Vec<String>,
    status: Option<Value>,
    errors: usize,
}

fn one(visiting: Visiting, columns: &Arc<Columns>, line: &Line, board: Memo<Board>, sorted: bool) -> Element {
    let place = format!("/desk/{}", line.key);
    let name_id = join(&id_of(&place), "name");
    let (followed, key) = (columns.clone(), line.key.clone());
    let now = Memo::new(move |_| {
        board.with(|board| {
            let Some(line) = board.lines().find(|line| line.key == key) else { return Now::default() };
            visiting.hand.with(|journey| now_of(journey, &followed, line, visiting.language()))
        })
    });
    let above = line.heads.iter().filter(|_| sorted).zip(&columns.above).map(|(head, label)| {
        role("td", "cell")
            .attr("translate", "no")
            .child(card_label(label))
            .child(el("span").child(head_of(visiting, head)))
    });
    let missing = columns.above.len().saturating_sub(line.heads.len());
    let empty = (0..missing).filter(|_| sorted).map(|_| role("td", "cell"));
    let cells = columns.shown.iter().enumerate().map(|(number, question)| {
        let status = columns.desk.status.as_ref() == Some(&question.path);
        let text = move || now.with(|now| now.cells.get(number).cloned().unwrap_or_default());
        let label = question.label.get(visiting.language());
        if number == 0 {
            let (at, name) = (line.at.clone(), text);
            let named = move || {
                let said = name();
                if said.is_empty() { name_of(visiting, &at) } else { said }
            };
            return role("th", "rowheader")
                .attr("scope", "row")
                .child(el("span").attr("id", name_id.clone()).attr("translate", "no").text(named))
                .when(
                    move || now.with(|now| now.errors > 0),
                    move || {
                        let words = visiting.words();
                        let told = move || fill(words.desk_incomplete, &now.with(|now| now.errors.to_string()));
                        el("span").class("desk-incomplete").text(told)
                    },
                );
        }
        let cell = role("td", "cell").child(card_label(label));
        if status && columns.changes {
            cell.child(status_list(visiting, question, line, now, number))
        } else {
            cell.child(el("span").attr("translate", "no").text(text))
        }
    });
    let cells: Vec<Element> = cells.collect();
    let key = line.key.clone();
    let said = words(visiting.language());
    let (visible, named) = match columns.writes {
        true => (said.edit, columns.desk.edit.get(visiting.language())),
        false => (visiting.words().desk_read, visiting.words().desk_read),
    };
    let mut whole = named.to_owned();
    whole.push_str(said.colon);
    whole.push_str(&name_of(visiting, &line.at));
    let way = link("row", visible.to_owned(), move || visiting.tell(Event::AtDesk(AtDesk::Edit { key: key.clone() })))
        .attr("id", edit_link_id(&place))
        .attr("aria-label", whole);
    role("tr", "row")
        .class("desk-row")
        .children(above)
        .children(empty)
        .children(cells)
        .child(role("td", "cell").class("way").child(way))
}

/// The column's words beside the cell on a narrow screen, where columns are not in sight. To a screen reader the header
/// says them already.
fn card_label(label: &str) -> Element {
    el("span").class("card-label").attr("aria-hidden", "true").child(label.to_owned())
}

fn now_of(journey: &Journey, columns: &Columns, line: &Line, language: Language) -> Now {
    let status = columns.desk.status.as_ref().and_then(|path| {
        let at = format!("{}/{}", line.at, path.rsplit('.').next()?);
        journey.engine().raw(&at).cloned()
    });
    let cells = columns.shown.iter().map(|question| cell(journey, question, &line.at, language));
    Now { cells: cells.collect(), status, errors: line.errors }
}

/// The answer of a row to a question, in words.
pub(super) fn cell(journey: &Journey, question: &Question, at: &str, language: Language) -> String {
    let at = format!("{at}/{}", question.id);
    let state = journey.engine().state(&at);
    let value = state.and_then(|state| state.value.as_ref()).or_else(|| journey.engine().raw(&at));
    value.map(|value| answer(question, journey.form(), value, language).join(" ")).unwrap_or_default()
}

/// The closed list that changes the status in place; it is named by its column and its row.
fn status_list(visiting: Visiting, question: &Question, line: &Line, now: Memo<Now>, number: usize) -> Element {
    let language = visiting.language();
    let Kind::Choice(choice) = &question.kind else { return el("span") };
    let options: Vec<(String, String)> = visiting.once(|visit| {
        let list = visit.form().lists.get(&choice.list);
        let options = list.into_iter().flat_map(|list| &list.options);
        options.map(|one| (one.value.clone(), one.label.get(language).to_owned())).collect()
    });
    let place = format!("/desk/{}", line.key);
    let mut named = column_id(number);
    named.push(' ');
    named.push_str(&join(&id_of(&place), "name"));
    let key = line.key.clone();
    let chosen = move |value: &str| now.with(|now| now.status.as_ref().and_then(Value::as_str) == Some(value));
    let options = options.into_iter().map(|(value, label)| {
        let own = value.clone();
        el("option").attr("value", value).selected(move || chosen(&own)).child(label)
    });
    let list = el("select")
        .class("control")
        .attr("part", "control")
        .attr("id", join(&id_of(&place), "status"))
        .attr("aria-labelledby", named)
        .attr("autocomplete", "off")
        .child(el("option").attr("value", "").child(words(language).choose))
        .children(options)
        .on("change", move |event| {
            let chosen = event_target_value(&event);
            let value = (!chosen.is_empty()).then_some(Value::String(chosen));
            visiting.tell(Event::AtDesk(AtDesk::Answer { key: key.clone(), value }));
        });
    el("div").class("select").child(list)
}
