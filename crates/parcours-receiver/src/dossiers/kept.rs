//! Dossiers replayed lately. A history only grows, so that an id and a number of events say all: reading again what nobody
//! added to replays nothing and cuts nothing. Several receivers may share a database: how many events there are is always
//! asked of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use parcours_rules::dossier::{Dossier, Process};
use sha2::{Digest, Sha256};

use crate::idempotency;
use crate::refusal::Refusal;

/// Most dossiers kept, and most bytes of their events as they are stored; what they take in memory is a few times that.
const MOST: usize = 256;
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// A dossier as its events make it, whole; only a [`View`] of it may leave.
pub(crate) struct Kept {
    pub(super) process: Arc<Process>,
    pub(super) dossier: Dossier,
    /// Bytes of its events as they are stored.
    pub(super) bytes: usize,
    views: Mutex<BTreeMap<String, Arc<View>>>,
}

/// A dossier as a role sees it.
pub(crate) struct View {
    pub(super) seen: Dossier,
    /// As JSON.
    pub(super) content: String,
    /// Says what this very content is called: how many events are seen, and a hash. Made of what the role sees: what happens
    /// elsewhere leaves no trace in it.
    pub(super) tag: String,
}

impl Kept {
    pub(super) fn new(process: Arc<Process>, dossier: Dossier, bytes: usize) -> Arc<Kept> {
        Arc::new(Kept { process, dossier, bytes, views: Mutex::default() })
    }

    /// What that role sees; the first time takes as long as the history is.
    pub(super) fn view(&self, role: &str) -> Result<Arc<View>, Refusal> {
        if let Some(view) = locked(&self.views).get(role) {
            return Ok(view.clone());
        }
        let seen = self.process.seen_by(&self.dossier, role).ok_or(Refusal::NotFound)?;
        let content = seen.to_value().to_string();
        let digest = idempotency::hex(&Sha256::digest(content.as_bytes()));
        let tag = format!("\"{}-{}\"", seen.history.len(), digest.get(..32).unwrap_or_default());
        let view = Arc::new(View { seen, content, tag });
        // A role that the workflow has: there are only so many.
        locked(&self.views).insert(role.to_owned(), view.clone());
        Ok(view)
    }
}

impl View {
    /// How many events the content of that name had; none when it does not say, or says what cannot be.
    pub(super) fn since(&self, tag: &str) -> Option<usize> {
        let count = tag.trim_start_matches("W/").trim_matches('"').split_once('-')?.0.parse().ok()?;
        (count <= self.seen.history.len()).then_some(count)
    }
}

/// The dossiers replayed lately, the least lately read forgotten first.
#[derive(Default)]
pub(crate) struct Shelf {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    /// With the turn at which each was last read.
    kept: BTreeMap<String, (u64, Arc<Kept>)>,
    turn: u64,
    bytes: usize,
}

impl Shelf {
    /// The dossier of that id if it is here with as many events.
    pub(super) fn get(&self, id: &str, events: usize) -> Option<Arc<Kept>> {
        let mut inner = locked(&self.inner);
        inner.turn += 1;
        let turn = inner.turn;
        let (read, kept) = inner.kept.get_mut(id)?;
        *read = turn;
        (kept.dossier.history.len() == events).then(|| kept.clone())
    }

    pub(super) fn put(&self, kept: &Arc<Kept>) {
        if kept.bytes > MOST_BYTES {
            return;
        }
        let mut inner = locked(&self.inner);
        let id = &kept.dossier.id;
        // Whoever was slow to replay must not put an older one back.
        let newer = |(_, other): &(u64, Arc<Kept>)| other.dossier.history.len() > kept.dossier.history.len();
        if inner.kept.get(id).is_some_and(newer) {
            return;
        }
        inner.turn += 1;
        let turn = inner.turn;
        inner.bytes += kept.bytes;
        if let Some((_, before)) = inner.kept.insert(id.clone(), (turn, kept.clone())) {
            inner.bytes -= before.bytes;
        }
        while inner.kept.len() > MOST || inner.bytes > MOST_BYTES {
            let Some(oldest) = inner.kept.iter().min_by_key(|(_, (read, _))| *read).map(|(id, _)| id.clone()) else {
                return;
            };
            if let Some((_, gone)) = inner.kept.remove(&oldest) {
                inner.bytes -= gone.bytes;
            }
        }
    }
}

/// Nothing is ever half done under these locks: one that a panic left is as good as any.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
