//! From the text of a definition to a form, or to the list of what must be mended.

use serde_json::Value;

use crate::bundle::{Origins, resolve};
use crate::form::read_form;
use crate::orientation::DOORS;
use crate::packed::{Bundle, is_packed, unpack_value};
use crate::read::{Faults, Item};
use crate::{Fault, Form, limits};

/// A shared file: its name, for faults, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Name of the file, as faults will print it.
    pub file: String,
    /// Its whole text.
    pub text: String,
}

/// Where shared blocks and lists come from; the disk, for a command, or memory, for a test.
pub trait Library {
    /// The file of a block, by its id.
    fn block(&self, id: &str) -> Option<Source>;
    /// The file of a list, by its id.
    fn list(&self, id: &str) -> Option<Source>;
    /// The file of a crisis pack, by its id.
    fn crisis(&self, _id: &str) -> Option<Source> {
        None
    }
    /// The file of orientation rules, by their id.
    fn orientation(&self, _id: &str) -> Option<Source> {
        None
    }
}

/// No shared files: for a bundle, which needs none.
pub struct NoLibrary;

impl Library for NoLibrary {
    fn block(&self, _: &str) -> Option<Source> {
        None
    }

    fn list(&self, _: &str) -> Option<Source> {
        None
    }
}

/// Reads a form, its blocks and its lists. `file` names the text in faults.
///
/// # Errors
/// Every fault found, in document order: broken JSON, unknown keys, missing texts, references to blocks or lists that
/// do not exist, sizes out of bounds. Whether its references between questions hold is for `parcours check`.
pub fn load_form(file: &str, text: &str, library: &dyn Library) -> Result<Form, Vec<Fault>> {
    load(file, text, library).map(|loaded| loaded.form)
}

/// A form, and where in its files each of its parts was written.
pub struct Loaded {
    /// The form.
    pub form: Form,
    /// The way back to the files.
    pub places: Places,
}

/// From a place of the whole form, blocks and lists put in, to a file and a place in that file.
pub struct Places {
    file: String,
    origins: Origins,
}

impl Places {
    /// File, and JSON pointer in it, of a JSON pointer into the whole form (`/sections/2/questions/0/when`).
    pub fn find(&self, at: &str) -> (String, String) {
        self.origins.find(at).unwrap_or_else(|| (self.file.clone(), at.to_owned()))
    }

    /// The same faults, each in the file it was written in.
    pub fn place(&self, faults: Vec<Fault>) -> Vec<Fault> {
        let placed = |fault: Fault| {
            let (file, at) = self.find(&fault.at);
            Fault { file, at, ..fault }
        };
        faults.into_iter().map(placed).collect()
    }
}

/// Like [`load_form`], for authors' tools: the form with the place of each of its parts.
///
/// # Errors
/// As [`load_form`].
pub fn load(file: &str, text: &str, library: &dyn Library) -> Result<Loaded, Vec<Fault>> {
    load_document(file, parse(file, text).map_err(|fault| vec![fault])?, library)
}

/// Like [`load`], with the doors of the orientation that the form names, when no section shows them: for whoever receives
/// the answers. `None` when the form names none.
///
/// # Errors
/// As [`load_form`]; those of the orientation file among them.
pub fn load_with_doors(file: &str, text: &str, library: &dyn Library) -> Result<Option<Loaded>, Vec<Fault>> {
    let mut document = parse(file, text).map_err(|fault| vec![fault])?;
    let Some(name) = document.get("orientation").filter(|name| name.is_string()).cloned() else { return Ok(None) };
    if let Some(Value::Array(sections)) = document.get_mut("sections")
        && !sections.iter().any(|section| section.get("orientation").is_some())
    {
        sections.push(serde_json::json!({ "id": DOORS, "orientation": name }));
    }
    load_document(file, document, library).map(Some)
}

fn load_document(file: &str, document: Value, library: &dyn Library) -> Result<Loaded, Vec<Fault>> {
    if is_packed(&document) {
        let bundle = unpack_value(file, document).map_err(|fault| vec![fault])?;
        let form = in_both(file, bundle).map_err(|fault| vec![fault])?;
        return Ok(Loaded { form, places: Places { file: file.to_owned(), origins: Origins::default() } });
    }
    let (document, origins, mut faults) = resolve(file, document, library);
    let (form, found) = read_document(file, &document);
    faults.extend(found.into_iter().map(|fault| origins.translate(fault)));
    // A note that became several says what is wrong with it once.
    faults.dedup();
    let form = sound(file, form, faults)?;
    Ok(Loaded { form, places: Places { file: file.to_owned(), origins } })
}

/// The form, when its bundle has both languages: what is read here is not for one person only.
fn in_both(file: &str, bundle: Bundle) -> Result<Form, Fault> {
    match bundle.only {
        None => Ok(bundle.form),
        Some(language) => Err(Fault {
            file: file.to_owned(),
            at: String::new(),
            what: format!("this bundle is in one language only, `{}`: it is for a page.", language.code()),
            fix: "Give the definition, or make a bundle without `--lang`.".to_owned(),
        }),
    }
}

/// The form, when nothing is wrong with it.
fn sound(file: &str, form: Option<Form>, faults: Vec<Fault>) -> Result<Form, Vec<Fault>> {
    match form {
        Some(form) if faults.is_empty() => match too_many_questions(file, &form) {
            None => Ok(form),
            Some(fault) => Err(vec![fault]),
        },
        _ => Err(faults),
    }
}

fn read_document(file: &str, document: &Value) -> (Option<Form>, Vec<Fault>) {
    let faults = Faults::new(file, document);
    let form = read_form(Item { value: document, faults: &faults });
    (form, faults.into_vec())
}

fn too_many_questions(file: &str, form: &Form) -> Option<Fault> {
    let count = form.questions().count();
    (count > limits::QUESTIONS).then(|| Fault {
        file: file.to_owned(),
        at: "/sections".to_owned(),
        what: format!("the form has {count} questions."),
        fix: format!("Keep to {}.", limits::QUESTIONS),
    })
}

/// The JSON of a definition, within the limits of size and depth.
pub(crate) fn parse(file: &str, text: &str) -> Result<Value, Fault> {
    let fault = |what: String, fix: String| Fault { file: file.to_owned(), at: String::new(), what, fix };
    if text.len() > limits::FILE_BYTES {
        let what = format!("the file has {} bytes.", text.len());
        return Err(fault(what, format!("Keep to {} bytes.", limits::FILE_BYTES)));
    }
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| fault(format!("this is not JSON: {error}."), "Correct that line.".to_owned()))?;
    if let Some((at, key)) = crate::twice::key_given_twice(text) {
        let what = format!("the key `{key}` stands twice in one object.");
        return Err(Fault { at, ..fault(what, "Keep one of them.".to_owned()) });
    }
    if crate::answers::depth(&value) > limits::JSON_DEPTH {
        let fix = format!("Keep to {} levels.", limits::JSON_DEPTH);
        return Err(fault("the JSON is nested too deep.".to_owned(), fix));
    }
    Ok(value)
}

impl Origins {
    /// The same fault, in the file its place came from.
    fn translate(&self, fault: Fault) -> Fault {
        match self.find(&fault.at) {
            Some((file, at)) => Fault { file, at, ..fault },
            None => fault,
        }
    }
}
