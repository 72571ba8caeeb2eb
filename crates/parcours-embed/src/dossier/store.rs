//! Where the dossier is kept: by the host page, or in memory for as long as the element is on the page, judged as a
//! server judges.

use std::cell::RefCell;
use std::sync::Arc;

use js_sys::Promise;
use parcours_browser::clock;
use parcours_browser::platform::Browser;
use parcours_rules::Context;
use parcours_rules::calendar::Moment;
use parcours_rules::dossier::{Circumstances, Dossier, Event, Process, apply};
use parcours_rules::visit::{StoreFailure, Stored};
use sha2::{Digest, Sha256};
use wasm_bindgen_futures::JsFuture;

use super::Means;
use crate::dossier_reply;

pub(super) struct Store {
    process: Arc<Process>,
    means: Means,
    /// The whole dossier, when nobody else keeps it.
    memory: RefCell<Option<Dossier>>,
}

type Answer = Result<Stored, StoreFailure>;

/// The time, the day in Québec, the browser's own tables.
pub(super) fn circumstances() -> Circumstances {
    let now = Moment::from_millis(i64::try_from(clock::now_ms()).unwrap_or_default());
    Circumstances { now, context: Context { today: clock::today(), platform: Arc::new(Browser) }, hash: sha256 }
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

impl Store {
    pub(super) fn new(process: Arc<Process>, means: Means) -> Store {
        Store { process, means, memory: RefCell::new(None) }
    }

    pub(super) fn process(&self) -> &Arc<Process> {
        &self.process
    }

    pub(super) fn means(&self) -> &Means {
        &self.means
    }

    /// Forgets a dossier nobody else keeps.
    pub(super) fn forget(&self) {
        self.memory.replace(None);
    }

    pub(super) async fn load(&self, role: &str) -> Answer {
        if self.means.stored() {
            return heard(self.means.load()).await;
        }
        let opened = self.memory.borrow().clone();
        let opened = opened.unwrap_or_else(|| Dossier::open(&self.process, "memory", &clock::now()));
        self.kept(opened, role)
    }

    pub(super) async fn append(&self, event: Event, revision: &str, role: &str) -> Answer {
        if self.means.stored() {
            return heard(self.means.append(&event.to_value().to_string(), revision)).await;
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

async fn heard(promise: Promise) -> Answer {
    let text = JsFuture::from(promise).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
    dossier_reply::read(&text)
}
