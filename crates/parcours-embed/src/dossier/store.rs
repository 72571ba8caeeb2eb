//! Where the dossier is kept: by the host page, or in memory for as long as the element is on the page, judged as a
//! server judges.

use std::cell::RefCell;
use std::sync::Arc;

use js_sys::{Array, Object, Promise, Reflect};
use parcours_browser::files::{self, Files};
use parcours_browser::kept_file::{self, Unreadable};
use parcours_browser::platform::Browser;
use parcours_browser::{base64, clock, keep};
use parcours_rules::Context;
use parcours_rules::calendar::Moment;
use parcours_rules::dossier::{Circumstances, Dossier, Event, Kept, NotKept, Process, apply};
use parcours_rules::formats::date::iso;
use parcours_rules::visit::{NotOpened, StoreFailure, Stored};
use sha2::{Digest, Sha256};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::Means;
use crate::dossier_reply;

pub(super) struct Store {
    process: Arc<Process>,
    means: Means,
    /// The whole dossier, when nobody else keeps it.
    memory: RefCell<Option<Dossier>>,
    /// The files it names.
    files: Files,
}

type Answer = Result<Stored, StoreFailure>;

/// A time of the browser's: milliseconds since 1970.
pub(super) fn moment(now_ms: u64) -> Moment {
    Moment::from_millis(i64::try_from(now_ms).unwrap_or_default())
}

/// The time, the day in Québec, the browser's own tables.
pub(super) fn circumstances() -> Circumstances {
    Circumstances {
        now: moment(clock::now_ms()),
        context: Context { today: clock::today(), platform: Arc::new(Browser) },
        hash: sha256,
    }
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

impl Store {
    pub(super) fn new(process: Arc<Process>, means: Means) -> Store {
        Store { process, means, memory: RefCell::new(None), files: Files::default() }
    }

    pub(super) fn process(&self) -> &Arc<Process> {
        &self.process
    }

    pub(super) fn means(&self) -> &Means {
        &self.means
    }

    /// Whether there is a dossier that nobody else keeps.
    pub(super) fn is_open(&self) -> bool {
        self.memory.borrow().is_some()
    }

    /// The dossier nobody else keeps, closed with a passphrase, given as a file.
    pub(super) async fn keep(&self, passphrase: &str) -> Result<(), NotOpened> {
        let mut files = Vec::new();
        for sha256 in self.files.hashes() {
            // What can no longer be read is no reason to lose the rest.
            if let Some(content) = self.files.content(&sha256).await {
                files.push((sha256, content));
            }
        }
        let text = self.memory.borrow().as_ref().map(|dossier| dossier.to_kept(files)).ok_or(NotOpened::NotKept)?;
        let workflow = &self.process.workflow().id;
        let closed = kept_file::close(workflow, passphrase, &text).await.map_err(why)?;
        // Its name says nothing of what it holds.
        let name = ["dossier-", &iso(clock::today()), ".json"].concat();
        keep::keep(&name, "application/json", &closed).map_err(|_| NotOpened::NoCryptography)
    }

    /// Takes up the dossier of a file; whether other versions of the definitions filled it.
    pub(super) async fn unlock(&self, file: &str, passphrase: &str) -> Result<bool, NotOpened> {
        let text = kept_file::open(&self.process.workflow().id, passphrase, file).await.map_err(why)?;
        let Kept { dossier, files, of_other_version } =
            Dossier::from_kept(&self.process, &text).map_err(|not| match not {
                NotKept::NotADossier => NotOpened::NotKept,
                NotKept::Later => NotOpened::Later,
                NotKept::OtherWorkflow => NotOpened::OtherWorkflow,
            })?;
        self.files.clear();
        for (sha256, content) in files {
            if let Some(file) = base64::bytes(&content).and_then(|bytes| files::made_of(&bytes)) {
                self.files.keep(sha256, file);
            }
        }
        self.memory.replace(Some(dossier));
        Ok(of_other_version)
    }

    /// Forgets a dossier nobody else keeps.
    pub(super) fn forget(&self) {
        self.memory.replace(None);
        self.files.clear();
    }

    pub(super) async fn load(&self, role: &str) -> Answer {
        if self.means.stored() {
            return heard(self.means.load()).await;
        }
        let opened = self.memory.borrow().clone();
        let opened = opened.unwrap_or_else(|| Dossier::open(&self.process, "memory", &clock::now()));
        self.kept(opened, role)
    }

    /// The file of that SHA-256, wherever it is kept.
    pub(super) async fn file(&self, sha256: &str) -> Option<Blob> {
        if !self.means.stored() {
            return self.files.get(sha256);
        }
        JsFuture::from(self.means.file(sha256)).await.ok()?.dyn_into().ok()
    }

    /// `files` are those the event names that were chosen on this page, each with its SHA-256.
    pub(super) async fn append(&self, event: Event, files: Vec<(String, Blob)>, revision: &str, role: &str) -> Answer {
        if self.means.stored() {
            let with = Array::new();
            for (sha256, file) in &files {
                let one = Object::new();
                let _ = Reflect::set(&one, &"sha256".into(), &sha256.into());
                let _ = Reflect::set(&one, &"file".into(), file);
                with.push(&one);
            }
            return heard(self.means.append(&event.to_value().to_string(), revision, &with)).await;
        }
        for (sha256, file) in files {
            self.files.keep(sha256, file);
        }
        let Some(known) = self.memory.borrow().clone() else { return Err(StoreFailure::NotFound) };
        match apply(&self.process, &known, event, &circumstances()) {
            Ok(next) => self.kept(next, role),
            Err(refusal) => Err(StoreFailure::Refused(refusal.name().to_owned())),
        }
    }

    fn kept(&self, dossier: Dossier, role: &str) -> Answer {
        let seen = self.process.seen_by(&dossier, role).ok_or(StoreFailure::NotFound);
        let revision = dossier.history.len().to_string();
        *self.memory.borrow_mut() = Some(dossier);
        seen.map(|dossier| Stored { dossier, revision })
    }
}

fn why(unreadable: Unreadable) -> NotOpened {
    match unreadable {
        Unreadable::NotKept => NotOpened::NotKept,
        Unreadable::Later => NotOpened::Later,
        Unreadable::OtherWorkflow => NotOpened::OtherWorkflow,
        Unreadable::Locked => NotOpened::Locked,
        Unreadable::NoCryptography => NotOpened::NoCryptography,
    }
}

async fn heard(promise: Promise) -> Answer {
    let text = JsFuture::from(promise).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
    dossier_reply::read(&text)
}
