//! A form on the disk, with the blocks and lists it shares.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use parcours_rules::doors::Doors;
use parcours_rules::{Rules, proof};
use parcours_schema::disk::{self, DEFINITION_FOLDERS, Disk, read};
use parcours_schema::{
    EasyTexts, Fault, Language, Loaded, Severity, bundle, load, load_easy, load_with_doors, pack, workflow,
};
use serde_json::{Value, json};

/// Where a form is, and where what it shares is.
#[derive(Args, Debug)]
pub struct Definition {
    /// The file, such as schemas/forms/cli-60508/form.json; `bundle` takes a workflow's too.
    #[arg(value_name = "FORM")]
    pub form: PathBuf,
    /// Folder of `blocks` and `lists`; by default the one that holds the `forms` folder the form stands in.
    #[arg(long, value_name = "DIR")]
    pub library: Option<PathBuf>,
}

impl Definition {
    /// The form, or what is wrong with its files.
    pub fn load(&self) -> Result<Loaded, Vec<Fault>> {
        load_from(&self.form, self.library.as_deref())
    }

    /// The form, once its references are known to hold: what an export can be made of.
    pub fn compile(&self) -> Result<Arc<Rules>, Vec<Fault>> {
        let loaded = self.load()?;
        Rules::compile(Arc::new(loaded.form)).map_err(|faults| loaded.places.place(faults))
    }

    /// The form as one document to read, once it is known to load.
    pub fn readable(&self) -> Result<Value, Vec<Fault>> {
        self.load()?;
        let text = read(&self.form).map_err(|fault| vec![fault])?;
        bundle(&name(&self.form), &text, &library(&self.form, self.library.as_deref()))
    }

    /// The doors of the orientation the form names, if it names one.
    pub fn doors(&self) -> Result<Option<Doors>, Vec<Fault>> {
        let text = read(&self.form).map_err(|fault| vec![fault])?;
        Doors::load(&name(&self.form), &text, &library(&self.form, self.library.as_deref()))
    }

    /// The easy-to-read texts beside the form, in one language, once they are known to be about it.
    pub fn easy(&self, language: Language) -> Result<Value, Vec<Fault>> {
        let path = EasyTexts::beside(&self.form);
        let file = name(&path);
        let texts = load_easy(&file, &read(&path).map_err(|fault| vec![fault])?)?;
        let found = proof::check_easy(&self.load()?.form, &texts).into_iter();
        let broken = found.filter(|finding| finding.severity == Severity::Error);
        let faults: Vec<Fault> =
            broken.map(|found| Fault { file: file.clone(), at: found.at, what: found.what, fix: found.fix }).collect();
        if faults.is_empty() { Ok(texts.in_language(language)) } else { Err(faults) }
    }

    /// What a page asks for: a form, in both languages or in one, or a workflow and its form.
    pub fn bundle(&self, only: Option<Language>) -> Result<Value, Vec<Fault>> {
        if !is_workflow(&self.form) {
            return self.compile().map(|rules| pack(rules.form(), only));
        }
        if only.is_some() {
            return Err(vec![Fault {
                file: name(&self.form),
                at: String::new(),
                what: "a workflow is bundled in both languages.".to_owned(),
                fix: "Leave `--lang` out.".to_owned(),
            }]);
        }
        let workflow = disk::workflow(&self.form)?;
        let form = library(&self.form, self.library.as_deref()).form(&workflow.form);
        let form = pack(&load_from(&form, self.library.as_deref())?.form, None);
        let text = read(&self.form).map_err(|fault| vec![fault])?;
        let mut document: Value = serde_json::from_str(&text).unwrap_or_default();
        if let Some(object) = document.as_object_mut() {
            object.remove("$schema");
        }
        Ok(json!({ "workflow": document, "form": form }))
    }
}

/// What a definition file is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A form, or something whose loader says what is wrong.
    Form,
    /// A workflow.
    Workflow,
    /// A crisis pack.
    CrisisPack,
    /// Orientation rules.
    Orientation,
}

/// What a file is, by its keys.
pub fn sort(file: &Path) -> Sort {
    let text = read(file).unwrap_or_default();
    let document: Value = serde_json::from_str(&text).unwrap_or_default();
    let of_crisis = document.get("territories").is_some() || file.parent().is_some_and(|f| f.ends_with("crisis"));
    let of_doors = file.parent().is_some_and(|f| f.ends_with("orientation"));
    match document {
        document if workflow::is_workflow(&document) => Sort::Workflow,
        _ if of_crisis => Sort::CrisisPack,
        document if of_doors || document.get("doors").is_some() => Sort::Orientation,
        _ => Sort::Form,
    }
}

/// Whether a file is a workflow. What cannot be read as JSON is read as a form, whose loader says what is wrong.
pub fn is_workflow(file: &Path) -> bool {
    sort(file) == Sort::Workflow
}

/// Reads a form file; `shared` is the folder given for its blocks and lists, if any.
pub fn load_from(form: &Path, shared: Option<&Path>) -> Result<Loaded, Vec<Fault>> {
    let text = read(form).map_err(|fault| vec![fault])?;
    load(&name(form), &text, &library(form, shared))
}

/// Reads a form file with the doors of the orientation it names; `None` when it names none.
pub fn load_doors(form: &Path, shared: &Disk) -> Result<Option<Loaded>, Vec<Fault>> {
    let text = read(form).map_err(|fault| vec![fault])?;
    load_with_doors(&name(form), &text, shared)
}

/// A form's faults, one a line.
pub fn lines(faults: &[Fault]) -> String {
    faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n")
}

fn name(form: &Path) -> String {
    form.display().to_string()
}

/// The folder given, or the one a form or a workflow belongs to.
pub fn library(file: &Path, shared: Option<&Path>) -> Disk {
    match shared {
        Some(folder) => Disk::new(folder),
        None => {
            // A name such as `form.json` says nothing of the folders above it.
            let is_kind = |part: Component<'_>| DEFINITION_FOLDERS.iter().any(|kind| part.as_os_str() == *kind);
            let named = file.components().any(is_kind);
            let whole = if named { None } else { std::path::absolute(file).ok() };
            Disk::around(whole.as_deref().unwrap_or(file))
        }
    }
}
