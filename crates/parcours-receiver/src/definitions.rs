//! The forms this receiver offers, read from a `schemas` folder when it starts and never again.

use parcours_rules::Rules;
use parcours_rules::doors::Doors;
use parcours_schema::disk::{self, Disk};
use parcours_schema::{Fault, Form, Language, Library, bundle, load, pack};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A form ready to check answers with, and the document a page needs to show it.
#[derive(Clone)]
pub struct Definition {
    pub(crate) rules: Arc<Rules>,
    pub(crate) readable: Arc<Value>,
    /// The doors that answers lead to, when the form names an orientation.
    pub(crate) doors: Option<Doors>,
    /// What is wrong with those doors: the form is offered without them.
    faults: Vec<Fault>,
}

impl Definition {
    /// Reads a form from its text; `file` names it in faults, `library` has its blocks and lists.
    ///
    /// # Errors
    /// Every fault of the definition, with file, place and fix.
    pub fn load(file: &str, text: &str, library: &dyn Library) -> Result<Definition, Vec<Fault>> {
        let loaded = load(file, text, library)?;
        let rules = Rules::compile(Arc::new(loaded.form)).map_err(|faults| loaded.places.place(faults))?;
        let (doors, faults) = match Doors::load(file, text, library) {
            Ok(doors) => (doors, Vec::new()),
            Err(faults) => (None, faults),
        };
        Ok(Definition { rules, readable: Arc::new(bundle(file, text, library)?), doors, faults })
    }

    /// The form.
    pub fn form(&self) -> &Form {
        self.rules.form()
    }

    /// The form as a file of that name: what a page receives, `form.json` or, in one language, `form.fr.json` and
    /// `form.en.json`; what other programs read, `readable.json`.
    pub(crate) fn document(&self, file: &str) -> Option<String> {
        match file {
            "form.json" => Some(pack(self.form(), None).to_string()),
            "form.fr.json" => Some(pack(self.form(), Some(Language::Fr)).to_string()),
            "form.en.json" => Some(pack(self.form(), Some(Language::En)).to_string()),
            "readable.json" => Some(self.readable.to_string()),
            _ => None,
        }
    }
}

/// The forms offered, by id and version: several versions of one form may be offered side by side.
#[derive(Clone, Default)]
pub struct Definitions {
    forms: BTreeMap<(String, String), Definition>,
    refused: Vec<String>,
}

/// What a form's id and version lead to.
pub(crate) enum Lookup<'a> {
    Found(&'a Definition),
    UnknownVersion,
    UnknownForm,
}

impl Definitions {
    /// Reads `FOLDER/forms/*/form.json` with the blocks, lists and crisis packs of the folder. A form that is broken, or that
    /// shares a file that is, is not offered: the others are, and [`Definitions::refused`] says what to mend.
    ///
    /// # Errors
    /// Every fault of every form, one a line, each with file, place and fix, when none can be offered; or that there is no
    /// form at all.
    pub fn read(folder: &Path) -> Result<Definitions, String> {
        let forms = folder.join("forms");
        let entries = fs::read_dir(&forms).map_err(|error| {
            format!(
                "The folder {} cannot be read: {error}. Give the folder that holds forms, blocks and lists.",
                forms.display()
            )
        })?;
        let mut files: Vec<PathBuf> =
            entries.flatten().map(|entry| entry.path().join("form.json")).filter(|file| file.is_file()).collect();
        files.sort();
        if files.is_empty() {
            return Err(format!("The folder {} holds no form: write FORM/form.json in it.", forms.display()));
        }
        let library = Disk::new(folder);
        let mut definitions = Definitions::default();
        let mut faults = Vec::new();
        for file in files {
            let name = file.display().to_string();
            let definition = disk::read(&file)
                .map_err(|fault| vec![fault])
                .and_then(|text| Definition::load(&name, &text, &library));
            match definition {
                Ok(definition) => {
                    faults.extend(definition.faults.iter().map(ToString::to_string));
                    // Of two, the one read first stays: which one a page shows must not depend on luck.
                    if let Some(before) = definitions.add(definition) {
                        let form = before.form();
                        faults.push(format!("{name}: the form {} {} is defined twice.", form.id, form.version));
                        definitions.add(before);
                    }
                }
                Err(found) => faults.extend(found.iter().map(ToString::to_string)),
            }
        }
        if definitions.forms.is_empty() {
            return Err(faults.join("\n"));
        }
        faults.dedup();
        definitions.refused = faults;
        Ok(definitions)
    }

    /// What kept forms from being offered: file, place, what is wrong, what to do, one a line.
    pub fn refused(&self) -> &[String] {
        &self.refused
    }

    /// Offers one more form; gives back the one of that id and version that was offered before.
    pub fn add(&mut self, definition: Definition) -> Option<Definition> {
        let key = (definition.form().id.clone(), definition.form().version.clone());
        self.forms.insert(key, definition)
    }

    /// The forms, sorted by id and version.
    pub fn iter(&self) -> impl Iterator<Item = &Definition> {
        self.forms.values()
    }

    /// The form of that id in its highest version.
    pub fn latest(&self, id: &str) -> Option<&Definition> {
        let number = |version: &str| -> Vec<u64> { version.split('.').filter_map(|part| part.parse().ok()).collect() };
        let of_id = self.iter().filter(|definition| definition.form().id == id);
        of_id.max_by_key(|definition| number(&definition.form().version))
    }

    pub(crate) fn find(&self, id: &str, version: &str) -> Lookup<'_> {
        match self.forms.get(&(id.to_owned(), version.to_owned())) {
            Some(definition) => Lookup::Found(definition),
            None if self.forms.keys().any(|(known, _)| known == id) => Lookup::UnknownVersion,
            None => Lookup::UnknownForm,
        }
    }
}
