//! A section `{ "id": "doors", "orientation": "ssg" }` becomes one note for each rule, shown when the rule holds, with
//! the answers that led to it. Works on the document, where conditions and labels are still as they were written.

use serde_json::{Map, Value, json};

use super::{DOORS, Orientation, load_orientation};
use crate::bundle::Origins;
use crate::read::{Key, Shape};
use crate::{Fault, Library};

/// The keys of a section that is made of rules.
pub(crate) const ORIENTATION_SECTION_KEYS: &[Key] =
    &[Key::required("id", Shape::Id), Key::required("orientation", Shape::Id)];

/// Puts the notes in every section that asks for them.
pub(crate) fn put_section(
    file: &str,
    document: &mut Value,
    origins: &mut Origins,
    library: &dyn Library,
    faults: &mut Vec<Fault>,
) {
    let form = document.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let shows_doors = |section: &Value| section.get("orientation").is_some();
    // Most forms show none, and are not copied.
    let Some(asked) = document
        .get("sections")
        .and_then(Value::as_array)
        .filter(|sections| sections.iter().any(shows_doors))
        .map(|_| document.clone())
    else {
        return;
    };
    let Some(Value::Array(sections)) = document.get_mut("sections") else { return };
    for (number, section) in sections.iter_mut().enumerate() {
        let Some(name) = section.get("orientation").and_then(Value::as_str).map(str::to_owned) else { continue };
        let at = format!("/sections/{number}");
        let id = section.get("id").cloned().unwrap_or_default();
        let mut fault = |what: String, fix: &str| {
            faults.push(Fault { file: file.to_owned(), at: format!("{at}/orientation"), what, fix: fix.to_owned() });
        };
        if id.as_str() != Some(DOORS) {
            fault("the section of doors has another name.".to_owned(), "Write `\"id\": \"doors\"`.");
        }
        let known = |key: &str| ORIENTATION_SECTION_KEYS.iter().any(|known| known.name == key);
        if let Some(key) = section.as_object().and_then(|section| section.keys().find(|key| !known(key))) {
            fault(format!("a section of doors has no `{key}`."), "Write `id` and `orientation`, nothing else.");
        }
        // Something the reader can pass over without a second fault.
        let nothing = json!({ "id": id.clone(), "title": "?", "questions": [
            { "id": "missing", "kind": "note", "label": "?", "body": [{ "p": "?" }] }] });
        let Some(source) = library.orientation(&name) else {
            fault(
                format!("there is no orientation `{name}`."),
                "Write it in schemas/orientation/, or correct the name.",
            );
            *section = nothing;
            continue;
        };
        *section = match load_orientation(&source.file, &source.text) {
            Err(found) => {
                faults.extend(found);
                nothing
            }
            Ok(orientation) if !orientation.asked.iter().any(|asked| asked.forms.contains(&form)) => {
                fault(format!("`{name}` is not asked in this form."), "Add the form to its `asked`.");
                nothing
            }
            Ok(orientation) => {
                // Conditions are given back as they were written, so they are taken from the text.
                let written: Value = serde_json::from_str(&source.text).unwrap_or_default();
                origins.add(at.clone(), &source.file, "");
                let made = Making { orientation: &orientation, written: &written, form: &form, asked: &asked };
                made.section(id, &at, &source.file, origins)
            }
        };
    }
}

struct Making<'a> {
    orientation: &'a Orientation,
    written: &'a Value,
    form: &'a str,
    /// The whole form, for the labels of its questions.
    asked: &'a Value,
}

impl Making<'_> {
    fn section(&self, id: Value, at: &str, file: &str, origins: &mut Origins) -> Value {
        let asked = self.orientation.asked.iter().find(|asked| asked.forms.iter().any(|form| form == self.form));
        let (name, municipality) =
            asked.map(|asked| (asked.id.as_str(), asked.municipality.as_str())).unwrap_or_default();
        // Each rule's condition here, and where it was written.
        let here = |rule: usize| {
            let place = self.orientation.rules[rule].when.iter().position(|(asked, _)| asked == name)?;
            let pointer = format!("/rules/{rule}/when/{place}/that");
            Some((pointed(self.written, &pointer)?.clone(), pointer))
        };
        let others = |rule: usize| -> Vec<Value> {
            let all = (0..self.orientation.rules.len()).filter(|other| *other != rule);
            all.filter_map(|other| Some(here(other)?.0)).collect()
        };
        let mut notes = Vec::new();
        for (number, rule) in self.orientation.rules.iter().enumerate() {
            let Some(door) = self.orientation.doors.iter().position(|door| door.id == rule.door) else { continue };
            let own = here(number);
            let when = match (&own, rule.otherwise) {
                (None, false) => continue,
                (Some((own, _)), false) => own.clone(),
                (None, true) => json!({ "not": { "any": others(number) } }),
                (Some((own, _)), true) => json!({ "any": [own.clone(), { "not": { "any": others(number) } }] }),
            };
            let place = format!("{at}/questions/{}", notes.len());
            origins.add(place.clone(), file, &format!("/rules/{number}"));
            if let Some((_, pointer)) = own.as_ref().filter(|_| !rule.otherwise) {
                origins.add(format!("{place}/when"), file, pointer);
            }
            let mut reasons = Vec::new();
            if let Some((own, _)) = &own {
                self.reasons(own, &mut reasons);
            }
            notes.push(self.note(&rule.id, door, when, reasons, municipality, (&place, file), origins));
        }
        let title = self.written.get("title").cloned().unwrap_or_default();
        let mut section = json!({ "id": id, "title": title, "questions": notes });
        if let Some(intro) = self.written.get("intro") {
            section["intro"] = intro.clone();
        }
        section
    }

    #[allow(clippy::too_many_arguments)]
    fn note(
        &self,
        id: &str,
        number: usize,
        when: Value,
        reasons: Vec<Value>,
        municipality: &str,
        (place, file): (&str, &str),
        origins: &mut Origins,
    ) -> Value {
        let door = &self.orientation.doors[number];
        let mut body = Vec::new();
        if !reasons.is_empty() {
            let words = self.written.get("because").cloned().unwrap_or_default();
            body.push(json!({ "because": { "title": words, "reasons": reasons } }));
        }
        for (part, written) in door.body.iter().enumerate() {
            let mut written = written.clone();
            if written.get("lines").and_then(Value::as_str) == Some("municipality") {
                written = json!({ "lines": municipality });
            }
            origins.add(format!("{place}/body/{}", body.len()), file, &format!("/doors/{number}/body/{part}"));
            body.push(written);
        }
        let title = pointed(self.written, &format!("/doors/{number}/title")).cloned().unwrap_or_default();
        let mut note = json!({ "id": id, "kind": "note", "label": title, "when": when, "body": body });
        if let Some(tone) = &door.tone {
            note["tone"] = tone.as_str().into();
        }
        note
    }

    /// What a condition asks of the person, answer by answer, with the words of the form. What must not be is no reason.
    fn reasons(&self, condition: &Value, reasons: &mut Vec<Value>) {
        for key in ["all", "any"] {
            for inner in condition.get(key).and_then(Value::as_array).into_iter().flatten() {
                self.reasons(inner, reasons);
            }
        }
        let Some(path) = condition.get("answer").and_then(Value::as_str) else { return };
        let Some(question) = question(self.asked, path) else { return };
        let mut add = |when: Value, answer: Option<[String; 2]>| {
            let reason = json!({ "when": when, "say": said(&question, answer) });
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        };
        let values: Vec<Value> = match (condition.get("is"), condition.get("includes"), condition.get("in")) {
            (Some(value), ..) | (_, Some(value), _) => vec![value.clone()],
            (.., Some(Value::Array(values))) => values.clone(),
            _ => {
                return if condition.get("answered") == Some(&false.into()) {
                } else {
                    add(condition.clone(), None)
                };
            }
        };
        for value in values {
            let operator = if condition.get("includes").is_some() { "includes" } else { "is" };
            let mut when = Map::new();
            when.insert("answer".to_owned(), path.into());
            when.insert(operator.to_owned(), value.clone());
            add(Value::Object(when), self.answer(&question, &value));
        }
    }

    /// The words of an answer, in French and English.
    fn answer(&self, question: &Value, value: &Value) -> Option<[String; 2]> {
        let words = |fr: &str, en: &str| Some([fr.to_owned(), en.to_owned()]);
        match (question.get("kind").and_then(Value::as_str)?, value) {
            ("yes_no", Value::Bool(true)) => words("oui", "yes"),
            ("yes_no", Value::Bool(false)) => words("non", "no"),
            ("tri", Value::String(value)) => match value.as_str() {
                "yes" => words("oui", "yes"),
                "no" => words("non", "no"),
                _ => words("je ne sais pas", "I don’t know"),
            },
            _ => {
                let options = question.get("options").or_else(|| {
                    let list = question.get("list")?.as_str()?;
                    self.asked.get("lists")?.get(list)?.get("options")
                });
                let option = options?.as_array()?.iter().find(|option| option.get("value") == Some(value))?;
                Some(both(option.get("label")?))
            }
        }
    }
}

/// What a pointer of plain names and numbers leads to.
fn pointed<'v>(value: &'v Value, pointer: &str) -> Option<&'v Value> {
    crate::pieces(pointer, b'/').skip(1).try_fold(value, |value, step| match step.parse::<usize>() {
        Ok(index) => value.get(index),
        Err(_) => value.get(step),
    })
}

/// The question of a path, as it is written.
fn question(form: &Value, path: &str) -> Option<Value> {
    let sections = form.get("sections")?.as_array()?;
    sections.iter().find_map(|section| {
        let container = section.get("in").or(section.get("id"))?.as_str()?;
        let rest = path.strip_prefix(container)?.strip_prefix('.')?;
        let mut questions = section.get("questions")?.as_array()?;
        let mut found = None;
        for step in crate::pieces(rest, b'.') {
            let question =
                questions.iter().find(|question| question.get("id").and_then(Value::as_str) == Some(step))?;
            found = Some(question.clone());
            match question.get("questions").and_then(Value::as_array) {
                Some(inner) => questions = inner,
                None => break,
            }
        }
        found
    })
}

fn both(text: &Value) -> [String; 2] {
    let one = |language: &str| text.as_str().or_else(|| text.get(language)?.as_str()).unwrap_or_default().to_owned();
    [one("fr"), one("en")]
}

/// "Label : answer", or the label alone; a question mark needs no colon after it.
fn said(question: &Value, answer: Option<[String; 2]>) -> Value {
    let [fr, en] = both(question.get("label").unwrap_or(&Value::Null));
    let Some([said_fr, said_en]) = answer else { return json!({ "fr": fr, "en": en }) };
    let join = |label: String, colon: &str, said: String| {
        if label.ends_with('?') { format!("{label} {said}") } else { format!("{label}{colon} {said}") }
    };
    json!({ "fr": join(fr, "\u{a0}:", said_fr), "en": join(en, ":", said_en) })
}
