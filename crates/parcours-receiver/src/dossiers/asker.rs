//! Who asks, for what, about which dossier. Whatever becomes of a request of somebody the portal signed for is noted,
//! without content (R-22.1, s. 90); what cannot be noted is not answered.

use axum::body::Body;
use axum::http::{HeaderMap, Response};

use super::now;
use crate::config::Receiver;
use crate::idempotency;
use crate::refusal::Refusal;
use crate::storage::Access;
use crate::tokens::{AUDITOR, Bearer};

/// Somebody with a good token, and the access that their request is.
pub(super) struct Asker {
    pub(super) bearer: Bearer,
    pub(super) access: Access,
}

impl Asker {
    /// Who asks to do that. Without a good token nobody is known, and only the server's log has a line.
    pub(super) fn of(receiver: &Receiver, headers: &HeaderMap, action: &str) -> Result<Asker, Refusal> {
        let bearer = receiver.inner.tokens.as_ref().ok_or(Refusal::ReadingClosed)?.bearer(headers)?;
        let access = Access {
            dossier: String::new(),
            at: now(receiver),
            subject: bearer.subject.clone(),
            role: bearer.role.clone(),
            action: action.to_owned(),
            outcome: "done".to_owned(),
        };
        Ok(Asker { bearer, access })
    }

    /// The dossier of that id, if it is within reach. Only a UUID is noted: other text may say anything.
    pub(super) fn reach(&mut self, receiver: &Receiver, id: &str) -> Result<String, Refusal> {
        let id = idempotency::id(id).ok_or(Refusal::NotFound)?;
        self.access.dossier.clone_from(&id);
        // A role of no workflow is told so before the dossier is looked for: how long it takes must not say it is there.
        let mut processes = receiver.inner.workflows.iter();
        let known = processes.any(|process| process.workflow().role(&self.bearer.role).is_some());
        let reached = self.bearer.reaches(&id) && (known || self.bearer.role == AUDITOR);
        if reached { Ok(id) } else { Err(Refusal::NotFound) }
    }

    /// Notes that it was done.
    pub(super) async fn done(&self, receiver: &Receiver) -> Result<(), Refusal> {
        Ok(receiver.inner.storage.note(std::slice::from_ref(&self.access)).await?)
    }

    /// The answer; a refusal is noted first.
    pub(super) async fn told(
        mut self,
        receiver: &Receiver,
        outcome: Result<Response<Body>, Refusal>,
    ) -> Result<Response<Body>, Refusal> {
        match outcome {
            // The database is what cannot be written to.
            Ok(_) | Err(Refusal::Storage(_)) => outcome,
            Err(refusal) => {
                refusal.code().clone_into(&mut self.access.outcome);
                self.done(receiver).await?;
                Err(refusal)
            }
        }
    }
}
