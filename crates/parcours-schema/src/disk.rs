//! Definitions from a folder laid out like `schemas/`. Only with the feature `disk`, for servers, commands and tests:
//! without it this crate opens no file.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{Fault, Form, Library, Source, Workflow, load_form, load_workflow};

/// The folders, in a folder of definitions, of what is checked by itself.
pub const DEFINITION_FOLDERS: [&str; 4] = ["forms", "workflows", "crisis", "orientation"];

/// What the forms of a folder share: `<folder>/blocks/<id>.json`, `<folder>/lists/<id>.json`, `<folder>/crisis/<id>.json`,
/// `<folder>/orientation/<id>.json`.
#[derive(Clone, Debug)]
pub struct Disk {
    folder: PathBuf,
}

impl Disk {
    /// The library of a `schemas` folder.
    pub fn new(folder: impl Into<PathBuf>) -> Disk {
        Disk { folder: folder.into() }
    }

    /// The library a definition belongs to: the folder that holds the `forms`, `workflows`, `crisis` or `orientation`
    /// folder it stands in, or its own folder.
    pub fn around(file: &Path) -> Disk {
        let holds =
            |folder: &&Path| folder.file_name().is_some_and(|name| DEFINITION_FOLDERS.iter().any(|kind| name == *kind));
        let above = file.ancestors().skip(1).find(holds);
        let folder = above.and_then(Path::parent).or(file.parent()).unwrap_or(Path::new("."));
        Disk::new(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
    }

    /// Reads a form file with this library.
    ///
    /// # Errors
    /// The faults of the form; a file that cannot be read is one too.
    pub fn load(&self, form: &Path) -> Result<Form, Vec<Fault>> {
        load_form(&form.display().to_string(), &read(form).map_err(|fault| vec![fault])?, self)
    }

    /// The file of a form, by its id: `<folder>/forms/<id>/form.json`.
    pub fn form(&self, id: &str) -> PathBuf {
        self.folder.join("forms").join(id).join("form.json")
    }

    fn source(&self, kind: &str, id: &str) -> Option<Source> {
        // An id names a file of the folder and nothing else.
        let plain = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let path = self.folder.join(kind).join(format!("{id}.json"));
        let text = plain.then(|| fs::read_to_string(&path).ok()).flatten()?;
        Some(Source { file: path.display().to_string(), text })
    }
}

impl Library for Disk {
    fn block(&self, id: &str) -> Option<Source> {
        self.source("blocks", id)
    }

    fn list(&self, id: &str) -> Option<Source> {
        self.source("lists", id)
    }

    fn crisis(&self, id: &str) -> Option<Source> {
        self.source("crisis", id)
    }

    fn orientation(&self, id: &str) -> Option<Source> {
        self.source("orientation", id)
    }
}

/// Reads a workflow file. Its form is [`Disk::form`] of the library [`Disk::around`] it.
///
/// # Errors
/// The faults of the workflow; a file that cannot be read is one too.
pub fn workflow(file: &Path) -> Result<Workflow, Vec<Fault>> {
    load_workflow(&file.display().to_string(), &read(file).map_err(|fault| vec![fault])?)
}

/// The text of a definition file.
///
/// # Errors
/// A fault that names the file and why it cannot be read.
pub fn read(path: &Path) -> Result<String, Fault> {
    fs::read_to_string(path).map_err(|error| Fault {
        file: path.display().to_string(),
        at: String::new(),
        what: format!("the file cannot be read: {error}."),
        fix: "Correct the path, or the rights on the file.".to_owned(),
    })
}
