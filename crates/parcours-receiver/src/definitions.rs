//! The forms this receiver offers, read from a `schemas` folder when it starts and never again.

use parcours_schema::{Form, Library, Source, bundle, load_form};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A form and the document a page needs to show it.
#[derive(Clone)]
pub struct Definition {
    /// The form the answers are checked against.
    pub form: Arc<Form>,
    /// The same form as one JSON document, blocks and lists inlined.
    pub bundle: Arc<Value>,
}

/// The forms offered, by id and version: several versions of one form may be offered side by side.
#[derive(Clone, Default)]
pub struct Definitions {
    forms: BTreeMap<(String, String), Definition>,
}

/// What a form's id and version lead to.
pub(crate) enum Lookup<'a> {
    Found(&'a Definition),
    UnknownVersion,
    UnknownForm,
}

impl Definitions {
    /// Reads `FOLDER/forms/*/form.json` with the blocks and lists of `FOLDER/blocks` and `FOLDER/lists`.
    ///
    /// # Errors
    /// Every fault of every form, one a line, each with file, place and fix; or that there is no form at all.
    pub fn read(folder: &Path) -> Result<Definitions, String> {
        let forms = folder.join("forms");
        let entries = fs::read_dir(&forms).map_err(|error| {
            format!("The folder {} cannot be read: {error}. Give the folder that holds forms, blocks and lists.", forms.display())
        })?;
        let mut files: Vec<PathBuf> =
            entries.flatten().map(|entry| entry.path().join("form.json")).filter(|file| file.is_file()).collect();
        files.sort();
        if files.is_empty() {
            return Err(format!("The folder {} holds no form: write FORM/form.json in it.", forms.display()));
        }
        let library = Folder(folder);
        let mut definitions = Definitions::default();
        let mut faults = Vec::new();
        for file in files {
            let name = file.display().to_string();
            match read_form(&file, &name, &library) {
                Ok(definition) => {
                    if let Some(before) = definitions.add(definition) {
                        faults.push(format!("{name}: the form {} {} is defined twice.", before.form.id, before.form.version));
                    }
                }
                Err(found) => faults.extend(found),
            }
        }
        if faults.is_empty() { Ok(definitions) } else { Err(faults.join("\n")) }
    }

    /// Offers one more form; gives back the one of that id and version that was offered before.
    pub fn add(&mut self, definition: Definition) -> Option<Definition> {
        let key = (definition.form.id.clone(), definition.form.version.clone());
        self.forms.insert(key, definition)
    }

    /// The forms, sorted by id and version.
    pub fn iter(&self) -> impl Iterator<Item = &Definition> {
        self.forms.values()
    }

    /// The form of that id in its highest version.
    pub fn latest(&self, id: &str) -> Option<&Definition> {
        let number = |version: &str| -> Vec<u64> { version.split('.').filter_map(|part| part.parse().ok()).collect() };
        self.iter().filter(|definition| definition.form.id == id).max_by_key(|definition| number(&definition.form.version))
    }

    pub(crate) fn find(&self, id: &str, version: &str) -> Lookup<'_> {
        match self.forms.get(&(id.to_owned(), version.to_owned())) {
            Some(definition) => Lookup::Found(definition),
            None if self.forms.keys().any(|(known, _)| known == id) => Lookup::UnknownVersion,
            None => Lookup::UnknownForm,
        }
    }
}

fn read_form(file: &Path, name: &str, library: &dyn Library) -> Result<Definition, Vec<String>> {
    let text = fs::read_to_string(file).map_err(|error| vec![format!("{name} cannot be read: {error}.")])?;
    let sentences = |faults: Vec<parcours_schema::Fault>| faults.iter().map(ToString::to_string).collect::<Vec<_>>();
    let form = load_form(name, &text, library).map_err(sentences)?;
    let bundle = bundle(name, &text, library).map_err(sentences)?;
    Ok(Definition { form: Arc::new(form), bundle: Arc::new(bundle) })
}

/// Blocks and lists on disk. Ids come from the definitions, which are ours; an id that is no plain name finds nothing.
struct Folder<'a>(&'a Path);

impl Folder<'_> {
    fn open(&self, kind: &str, id: &str) -> Option<Source> {
        let plain = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let file = self.0.join(kind).join(format!("{id}.json"));
        let text = plain.then(|| fs::read_to_string(&file).ok())??;
        Some(Source { file: file.display().to_string(), text })
    }
}

impl Library for Folder<'_> {
    fn block(&self, id: &str) -> Option<Source> {
        self.open("blocks", id)
    }

    fn list(&self, id: &str) -> Option<Source> {
        self.open("lists", id)
    }
}
