//! Linked rows told together: under each domain its needs, under each need its objectives, under each objective what is
//! done for it.

use parcours_rules::journey::Journey;
use parcours_rules::visit::{DocumentSheet, LinkedRow, linked_rows};
use parcours_schema::{Form, escape, pointer_of};

use super::told::{line, name};
use crate::answers_list::row_answers;
use crate::element::{Element, el};
use crate::page_heading::level_tag;
use crate::spot::Spot;
use parcours_text::{document_words, words};

/// Characters of a heading at most; a longer text stands below it.
const LONGEST_HEADING: usize = 120;

/// The rows, gathered. `level` is that of the first headings.
pub(super) fn linked(sheet: &DocumentSheet<'_>, reading: &Journey, level: u8) -> Vec<Element> {
    let said = document_words(reading.language());
    let rows = linked_rows(reading.engine(), &sheet.document.linked);
    let Some(by) = &sheet.document.gathered_by else {
        return rows.iter().flat_map(|row| one(sheet, reading, row, level)).collect();
    };
    let id = by.rsplit('.').next().unwrap_or_default();
    let mut gathered: Vec<(String, Vec<&LinkedRow>)> = Vec::new();
    for row in &rows {
        let told = match row.group {
            0 => line(reading, &[row.at.as_str(), "/", &escape(id)].concat()),
            _ => said.not_linked.to_owned(),
        };
        match gathered.iter_mut().find(|(name, _)| *name == told) {
            Some((_, rows)) => rows.push(row),
            None => gathered.push((told, vec![row])),
        }
    }
    let parts = gathered.into_iter().map(|(name, rows)| {
        let name = if name.is_empty() { said.not_linked.to_owned() } else { name };
        let rows = rows.into_iter().flat_map(|row| one(sheet, reading, row, level + 1));
        el("section").class("gathered").child(el(level_tag(level)).child(name)).children(rows.collect::<Vec<_>>())
    });
    parts.collect()
}

fn one(sheet: &DocumentSheet<'_>, reading: &Journey, row: &LinkedRow, level: u8) -> Vec<Element> {
    let (mut title, text) = name(reading, &row.at);
    let long = text.chars().count() > LONGEST_HEADING;
    if !long && !text.is_empty() {
        title.push_str(words(reading.language()).colon);
        title.push_str(&text);
    }
    let below = long.then(|| el("p").attr("translate", "no").child(text));
    let group = sheet.document.linked.get(row.group);
    let answers = group.map(|group| answers(&sheet.linked, reading, group, &row.at, level + 1)).unwrap_or_default();
    let mut told = vec![
        el("div")
            .class("linked")
            .child(el(level_tag(level)).child(title).attr("translate", "no"))
            .children(below)
            .children(answers),
    ];
    for inner in &row.inner {
        told.extend(one(sheet, reading, inner, level + 1));
    }
    told
}

/// What else was answered in a row.
fn answers(form: &std::sync::Arc<Form>, reading: &Journey, group: &str, at: &str, level: u8) -> Vec<Element> {
    let pointer = pointer_of(group);
    let spot =
        (0..form.sections.len()).flat_map(|section| Spot::of_section(form, section)).find(|spot| spot.at == pointer);
    let row = at.rsplit('/').next().and_then(|row| row.parse().ok());
    spot.zip(row).map(|(spot, row)| row_answers(reading, &spot, row, level)).unwrap_or_default()
}
