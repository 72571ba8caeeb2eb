//! The workflows a receiver offers, each compiled with its form and proved at start.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parcours_rules::dossier::Process;
use parcours_rules::{Rules, proof};
use parcours_schema::disk::{self, Disk};
use parcours_schema::{Fault, Severity};

/// The workflows offered, by id.
#[derive(Clone, Default)]
pub struct Workflows {
    by_id: BTreeMap<String, Arc<Process>>,
    refused: Vec<String>,
}

impl Workflows {
    /// Reads the workflows of a folder laid out like `schemas/`: `workflows/<id>/workflow.json`. A folder without any is
    /// no mistake. A workflow that is broken is not offered: the others are, and [`Workflows::refused`] says what to mend.
    pub fn read(folder: &Path) -> Workflows {
        let Ok(entries) = fs::read_dir(folder.join("workflows")) else { return Workflows::default() };
        let files = entries.flatten().map(|entry| entry.path().join("workflow.json")).filter(|file| file.is_file());
        let mut files: Vec<PathBuf> = files.collect();
        files.sort();
        let mut workflows = Workflows::default();
        for file in files {
            match process(&file) {
                Ok(process) => workflows.add(process),
                Err(found) => workflows.refused.extend(found.iter().map(ToString::to_string)),
            }
        }
        workflows
    }

    /// What kept workflows from being offered: file, place, what is wrong, what to do, one a line.
    pub fn refused(&self) -> &[String] {
        &self.refused
    }

    /// Offers one more workflow, or another in the place of one of the same id.
    pub fn add(&mut self, process: Arc<Process>) {
        self.by_id.insert(process.workflow().id.clone(), process);
    }

    /// The workflows, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Process>> {
        self.by_id.values()
    }

    /// The workflow of that id.
    pub fn get(&self, id: &str) -> Option<&Arc<Process>> {
        self.by_id.get(id)
    }
}

/// A workflow that nobody could get stuck in.
fn process(file: &Path) -> Result<Arc<Process>, Vec<Fault>> {
    let workflow = disk::workflow(file)?;
    let library = Disk::around(file);
    let form = Arc::new(library.load(&library.form(&workflow.form))?);
    let name = file.display().to_string();
    let findings = proof::check_workflow(&workflow, &form);
    let faults: Vec<Fault> = findings
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| Fault { file: name.clone(), at: finding.at, what: finding.what, fix: finding.fix })
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    Process::compile(Arc::new(workflow), Rules::compile(form)?)
}
