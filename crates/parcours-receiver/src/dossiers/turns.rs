//! Whoever adds to a dossier waits for their turn, and judging is done aside.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Arc, Mutex, Weak};

use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard, Semaphore};

use super::kept::locked;
use crate::config::Receiver;
use crate::refusal::Refusal;

/// One writer at a time to each dossier, in the order they came; writers of other processes are met in the database.
#[derive(Default)]
pub(crate) struct Turns {
    by_dossier: Mutex<BTreeMap<String, Weak<AsyncMutex<()>>>>,
}

impl Turns {
    pub(super) async fn wait(&self, dossier: &str) -> OwnedMutexGuard<()> {
        let turn = {
            let mut waited = locked(&self.by_dossier);
            waited.retain(|_, turn| turn.strong_count() > 0);
            let known = waited.get(dossier).and_then(Weak::upgrade);
            known.unwrap_or_else(|| {
                let new = Arc::new(AsyncMutex::new(()));
                waited.insert(dossier.to_owned(), Arc::downgrade(&new));
                new
            })
        };
        turn.lock_owned().await
    }
}

/// How much is judged at once: as much as there are processors.
pub(crate) fn judges() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(std::thread::available_parallelism().map_or(2, NonZero::get)))
}

/// Replaying, judging and cutting take the processor for a while: they are done on threads of their own, and not more at
/// once than there are processors, so that whoever waits for the database or the network never waits for them.
pub(super) async fn aside<T: Send + 'static>(
    receiver: &Receiver,
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let permit = receiver.inner.judges.clone().acquire_owned().await.map_err(|_| Refusal::Failed)?;
    let judged = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        work()
    });
    judged.await.map_err(|_| Refusal::Failed)?
}
