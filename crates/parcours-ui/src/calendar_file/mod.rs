//! What must be done by when, for the calendar a person already has: a button, and the file it gives. A calendar is shared
//! and synchronised: nothing that was answered goes in it, and where the form is sensitive not even what it is about.

#[cfg(test)]
mod tests;

use parcours_rules::calendar::{Entry, When, ics};
use parcours_rules::dossier::Due;
use parcours_rules::visit::{Event, Visit};
use parcours_text::document_words;

use crate::buttons::secondary;
use crate::element::{Element, el};
use crate::visiting::Visiting;

/// A file to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFile {
    /// Its name; it says nothing of the dossier.
    pub name: &'static str,
    /// What it holds.
    pub text: String,
}

/// The deadlines that run now; none when there is none.
pub fn calendar_file(visit: &Visit) -> Option<CalendarFile> {
    let dossier = visit.dossier()?;
    let (said, language) = (document_words(visit.language()), visit.language());
    let entry = |due: &Due<'_>| {
        let summary = match visit.form().sensitive {
            true => said.calendar_neutral.to_owned(),
            false => due.deadline.title.get(language).to_owned(),
        };
        let uid = [due.deadline.id.as_str(), ".", &dossier.episode.to_string(), "@", &dossier.id].concat();
        Entry { uid, summary, when: due.day.map_or(When::At(due.at), When::Day) }
    };
    let entries: Vec<Entry> = visit.deadlines().iter().map(entry).collect();
    let text = (!entries.is_empty()).then(|| ics(&entries, visit.circumstances().now))?;
    Some(CalendarFile { name: said.calendar_name, text })
}

/// The button; nothing when no deadline runs.
pub fn calendar_button(visiting: Visiting) -> Option<Element> {
    let some = visiting.once(|visit| !visit.deadlines().is_empty());
    let said = document_words(visiting.language());
    some.then(|| el("div").class("actions").child(secondary(said.calendar, move || visiting.tell(Event::Calendar))))
}
