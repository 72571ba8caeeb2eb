//! A form that arrives opens a dossier of the workflow that receives it, under the submission's own id: what was answered
//! is the first event of its history.
//!
//! It is done before the submission is kept, and doing it twice does nothing more: whoever is told that the form was
//! received is sure that somebody will find it at their desk.

use std::sync::Arc;

use parcours_rules::dossier::{Actor, Change, Deed, Dossier, Event};
use parcours_schema::Submission;

use crate::config::Inner;
use crate::refusal::Refusal;
use crate::storage::{Access, File, NewEvent};

/// Who opens it, in the notes of accesses: no token did.
const SUBJECT: &str = "submission";

/// Opens the dossier, when a workflow receives that form. `at` is now, RFC 3339 in UTC.
pub(crate) async fn arrive(
    inner: &Arc<Inner>,
    submission: &Submission,
    id: &str,
    files: &[File],
    at: &str,
) -> Result<(), Refusal> {
    let received = inner.workflows.iter().find_map(|process| {
        let receives = process.workflow().receives.as_ref()?;
        (receives.form == submission.form.id).then(|| (process, receives.role.clone()))
    });
    let Some((process, role)) = received else { return Ok(()) };
    let access = |action: &str| Access {
        dossier: id.to_owned(),
        at: at.to_owned(),
        subject: SUBJECT.to_owned(),
        role: role.clone(),
        action: action.to_owned(),
        outcome: "done".to_owned(),
    };
    let opening = Dossier::open(process, id, at);
    let workflow = &process.workflow().id;
    inner.storage.open_dossier(id, workflow, &opening.state, &access("open")).await?;
    for file in files {
        inner.storage.keep_dossier_file(id, file, &access("file")).await?;
    }
    let answers = submission.answers.as_map().iter();
    let changes = answers.map(|(name, answer)| Change::new(format!("/{name}"), answer.clone())).collect();
    let event = Event {
        id: id.to_owned(),
        at: at.to_owned(),
        // The name stands in the answers, for those who may read it.
        by: Actor::new(&role, ""),
        does: Deed::Save { changes },
    };
    let text = event.to_value().to_string();
    let row = NewEvent { dossier: id, place: 1, id, event: &text, state: &opening.state };
    // The place is taken when it arrived before.
    inner.storage.append(&row, &access("save")).await?;
    Ok(())
}
