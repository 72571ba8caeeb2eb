//! The first page: what the document comes to. It holds on one sheet of Letter, however long the plan: what is cut short
//! says so, and is whole in the pages that follow.

use parcours_rules::journey::Journey;
use parcours_rules::visit::{LinkedRow, linked_rows};
use parcours_schema::workflow::{Document, Shows, group_of, groups_of};
use parcours_schema::{escape, pointer_of, template_of};
use parcours_text::{document_words, fill};

use super::room::{LONGEST, LONGEST_AGAIN, LONGEST_IN_CELL, Room};
use super::table::{cell, of, row, row_header, table};
use super::told::{cut, label, line};
use crate::element::{Element, el};

/// The summary; nothing for a document that has none.
pub(super) fn summary(document: &Document, reading: &Journey) -> Option<Element> {
    let language = reading.language();
    let said = document_words(language);
    let mut room = Room::left_for_tables(document, reading);
    let parts = document.summary.iter().map(|part| {
        let title = part.title.get(language).to_owned();
        let (class, told) = match &part.shows {
            Shows::Together(paths) => ("together", vec![together(reading, paths)]),
            Shows::Answers(paths) => ("answers", vec![answers(reading, paths)]),
            Shows::Columns(paths) => ("columns", columns(reading, paths, &title, &mut room)),
        };
        el("section").class(class).child(el("h3").child(title)).children(told)
    });
    let parts: Vec<Element> = parts.collect();
    let title = el("h2").child(said.summary_title);
    (!parts.is_empty()).then(|| el("section").class("brief").attr("part", "summary").child(title).children(parts))
}

fn nothing(reading: &Journey) -> Element {
    el("p").class("blank").child(document_words(reading.language()).not_yet)
}

fn together(reading: &Journey, paths: &[String]) -> Element {
    let told = paths.iter().map(|path| line(reading, &pointer_of(path))).filter(|told| !told.is_empty());
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        nothing(reading)
    } else {
        el("p").attr("translate", "no").child(cut(&told.join(" "), LONGEST))
    }
}

fn answers(reading: &Journey, paths: &[String]) -> Element {
    let lines = paths.iter().filter_map(|path| {
        let told = line(reading, &pointer_of(path));
        let told = (!told.is_empty()).then(|| el("dd").attr("translate", "no").child(cut(&told, LONGEST)))?;
        Some(el("div").class("fact").child(el("dt").child(label(reading, path))).child(told))
    });
    let lines: Vec<Element> = lines.collect();
    if lines.is_empty() { nothing(reading) } else { el("dl").children(lines) }
}

/// A table whose first columns tell a row and the next those that refer to it: one after another, each on a line.
fn columns(reading: &Journey, paths: &[String], title: &str, room: &mut Room) -> Vec<Element> {
    let said = document_words(reading.language());
    let groups = groups_of(paths);
    let rows = linked_rows(reading.engine(), &groups);
    if rows.is_empty() {
        return vec![nothing(reading)];
    }
    let mut lines = Vec::new();
    for row in &rows {
        spread(row, Vec::new(), &mut lines);
    }
    let cells = |line: &Vec<String>| -> Vec<String> {
        let told = |path: &String| {
            let at = line.iter().find(|at| template_of(at) == group_of(path))?;
            let told = lines_of(reading, at, path);
            (!told.is_empty()).then(|| cut(&told, LONGEST_IN_CELL))
        };
        paths.iter().map(|path| told(path).unwrap_or_default()).collect()
    };
    let mut all: Vec<Vec<String>> = lines.iter().map(cells).collect();
    // What is said once of several lines is said again on each, shorter: a line is read by itself, on a phone and aloud.
    let again: Vec<bool> =
        lines.iter().enumerate().map(|(number, line)| number > 0 && same_row(&lines, number, line)).collect();
    for (cells, _) in all.iter_mut().zip(&again).filter(|(_, again)| **again) {
        for (cell, _) in
            cells.iter_mut().zip(paths).filter(|(_, path)| groups.first().is_some_and(|group| *group == group_of(path)))
        {
            *cell = cut(cell, LONGEST_AGAIN);
        }
    }
    let shown = room.take(&all);
    let left = all.len() - shown;
    let names: Vec<String> = paths.iter().map(|path| label(reading, path)).collect();
    let body = all.iter().zip(&again).take(shown).map(|(cells, again)| {
        let cells =
            cells.iter().zip(&names).enumerate().map(|(number, (told, name))| told_in(number, told, name, said.none));
        row().class(if *again { "again" } else { "begins" }).children(cells)
    });
    let body = body.collect();
    let caption = el("caption").class("unseen").child(title.to_owned());
    let table = table(caption, names.into_iter().map(Into::into).collect(), body);
    let mut told = vec![table];
    if left > 0 {
        told.push(el("p").class("more").child(fill(said.more_rows, &left.to_string())));
    }
    told
}

/// A cell with what it tells; the first tells which row it is.
fn told_in(number: usize, told: &str, name: &str, none: &'static str) -> Element {
    let cell = of(if number == 0 { row_header() } else { cell() }, name.to_owned());
    if told.is_empty() {
        cell.child(none)
    } else {
        cell.child(el("span").attr("translate", "no").child(told.to_owned()))
    }
}

/// Whether a line begins with the same row as the one above.
fn same_row(lines: &[Vec<String>], number: usize, line: &[String]) -> bool {
    lines.get(number - 1).and_then(|above| above.first()) == line.first()
}

/// The pointers of the rows of each line of the table: a row, then one of those that refer to it.
fn spread(row: &LinkedRow, mut before: Vec<String>, lines: &mut Vec<Vec<String>>) {
    before.push(row.at.clone());
    if row.inner.is_empty() {
        lines.push(before);
        return;
    }
    for inner in &row.inner {
        spread(inner, before.clone(), lines);
    }
}

fn lines_of(reading: &Journey, row: &str, path: &str) -> String {
    let id = path.rsplit('.').next().unwrap_or_default();
    line(reading, &[row, "/", &escape(id)].concat())
}
