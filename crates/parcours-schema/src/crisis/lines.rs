//! The lines of a crisis pack put into the notes of a form. `{ "line": "dpj" }` becomes that number; a note with
//! `{ "lines": "person.address.municipality" }` becomes one note for each territory, and one for everywhere else, each
//! shown when the answer says so. What a page receives has nothing left to look up, and no code for it.

use serde_json::{Value, json};

use super::{CrisisPack, Service, Territory, load_crisis};
use crate::bundle::Origins;
use crate::{Fault, Library};

/// Puts the lines in; the form's key `crisis` names the pack.
pub(crate) fn put_lines(
    file: &str,
    document: &mut Value,
    origins: &mut Origins,
    library: &dyn Library,
    faults: &mut Vec<Fault>,
) {
    let named = document.as_object_mut().and_then(|form| form.remove("crisis"));
    let pack = named.as_ref().map(|id| open(file, id, library));
    let pack = match pack {
        Some(Ok(pack)) => Some(pack),
        Some(Err(found)) => {
            faults.extend(found);
            None
        }
        None => None,
    };
    let Some(Value::Array(sections)) = document.get_mut("sections") else { return };
    for (number, section) in sections.iter_mut().enumerate() {
        let list = format!("/sections/{number}/questions");
        let Some(Value::Array(questions)) = section.get_mut("questions") else { continue };
        let mut put = Put { file, list: &list, pack: pack.as_ref(), told: named.is_some(), origins, faults };
        let mut from = Vec::with_capacity(questions.len());
        let mut all = Vec::with_capacity(questions.len());
        for (index, question) in std::mem::take(questions).into_iter().enumerate() {
            let notes = put.question(question, index);
            from.extend(std::iter::repeat_n(index, notes.len()));
            all.extend(notes);
        }
        *questions = all;
        if from.iter().enumerate().any(|(new, old)| new != *old) {
            origins.spread(file, &list, &from);
        }
    }
}

fn open(file: &str, id: &Value, library: &dyn Library) -> Result<CrisisPack, Vec<Fault>> {
    let source = id.as_str().and_then(|id| library.crisis(id)).ok_or_else(|| {
        let what = format!("there is no crisis pack {id}.");
        let fix = "Write it in schemas/crisis/, or correct the name.".to_owned();
        vec![Fault { file: file.to_owned(), at: "/crisis".to_owned(), what, fix }]
    })?;
    load_crisis(&source.file, &source.text, library)
}

struct Put<'a> {
    file: &'a str,
    list: &'a str,
    pack: Option<&'a CrisisPack>,
    /// Whether the form names a pack, sound or not.
    told: bool,
    origins: &'a Origins,
    faults: &'a mut Vec<Fault>,
}

impl Put<'_> {
    fn fault(&mut self, question: usize, part: usize, what: String, fix: &str) {
        let at = format!("{}/{question}/body/{part}", self.list);
        let (file, at) = self.origins.find(&at).unwrap_or_else(|| (self.file.to_owned(), at));
        self.faults.push(Fault { file, at, what, fix: fix.to_owned() });
    }

    /// The question, or the notes it becomes.
    fn question(&mut self, mut question: Value, index: usize) -> Vec<Value> {
        let Some(parts) = question.get_mut("body").and_then(Value::as_array_mut) else { return vec![question] };
        let mut by = None;
        for (number, part) in parts.iter_mut().enumerate() {
            let asks = |key: &str| part.get(key).and_then(Value::as_str).map(str::to_owned);
            let (line, lines) = (asks("line"), asks("lines"));
            if line.is_none() && lines.is_none() {
                continue;
            }
            let Some(pack) = self.pack else {
                if !self.told {
                    let fix = "Add `\"crisis\"` to the form, with the id of a file of schemas/crisis/.";
                    self.fault(index, number, "the form names no crisis pack.".to_owned(), fix);
                }
                *part = nothing();
                continue;
            };
            if lines.is_some() {
                if by.is_some() {
                    self.fault(index, number, "`lines` stands twice in a note.".to_owned(), "Keep one of them.");
                    *part = nothing();
                } else {
                    by = lines;
                }
                continue;
            }
            let id = line.unwrap_or_default();
            *part = match pack.service(&id).filter(|service| service.verified) {
                Some(service) => phone(service),
                None => {
                    let what = format!("the crisis pack has no verified number `{id}`.");
                    self.fault(index, number, what, "Correct the name.");
                    nothing()
                }
            };
        }
        match (self.pack, by) {
            (Some(pack), Some(path)) => by_municipality(&question, pack, &path),
            _ => vec![question],
        }
    }
}

/// Something the reader can pass over without a second fault.
fn nothing() -> Value {
    json!({ "p": "?" })
}

/// A note for each territory, and one for everywhere else, under the note's own name.
fn by_municipality(note: &Value, pack: &CrisisPack, path: &str) -> Vec<Value> {
    let place = |labels: &[&String]| json!({ "answer": path, "in": labels });
    let of_territory = |territory: &Territory| {
        let id = note.get("id").and_then(Value::as_str).unwrap_or_default();
        let mut copy = with_lines(note, &pack.lines_of(Some(territory)));
        copy["id"] = format!("{id}_{}", territory.id.replace('-', "_")).into();
        narrow(copy, place(&territory.labels.iter().collect::<Vec<_>>()))
    };
    let mut notes: Vec<Value> = pack.territories.iter().map(of_territory).collect();
    let known: Vec<&String> = pack.territories.iter().flat_map(|territory| &territory.labels).collect();
    notes.push(narrow(with_lines(note, &pack.lines_of(None)), json!({ "not": place(&known) })));
    notes
}

fn with_lines(note: &Value, lines: &[&Service]) -> Value {
    let mut copy = note.clone();
    if let Some(parts) = copy.get_mut("body").and_then(Value::as_array_mut) {
        let place = parts.iter().position(|part| part.get("lines").is_some()).unwrap_or(0);
        parts.splice(place..=place, lines.iter().map(|service| phone(service)));
    }
    copy
}

fn narrow(mut note: Value, condition: Value) -> Value {
    note["when"] = match note.get("when").cloned() {
        Some(when) => json!({ "all": [when, condition] }),
        None => condition,
    };
    note
}

fn phone(service: &Service) -> Value {
    let said = |text: &crate::Localized| json!({ "fr": text.fr.as_str(), "en": text.en.as_str() });
    json!({ "phone": { "label": said(&service.name), "number": said(&service.number), "tel": service.tel.clone() } })
}
