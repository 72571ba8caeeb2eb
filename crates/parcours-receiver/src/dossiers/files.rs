//! The files that answers of a dossier name. They come first, each at the address of its hash; then the event that names
//! them, which is refused while one is missing: what is acknowledged is whole.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, Response, StatusCode};
use parcours_rules::dossier::{Dossier, Process};
use sha2::{Digest, Sha256};

use super::asker::Asker;
use super::{load, view};
use crate::attachments::{named_files, taken_types, type_of};
use crate::body;
use crate::config::Receiver;
use crate::idempotency::hex;
use crate::reading::{answer as respond, download};
use crate::refusal::{FileFault, Fix, Refusal};
use crate::storage::File;

/// Most files of one dossier.
const MOST: usize = 200;

type Address = Result<Path<(String, String)>, PathRejection>;

/// `PUT /dossiers/{id}/files/{sha256}`: the bytes of a file; 204, as often as it is sent.
pub(crate) async fn put(State(receiver): State<Receiver>, path: Address, request: Request) -> Response<Body> {
    let (id, sha256) = path.map(|Path(both)| both).unwrap_or_default();
    let (parts, body) = request.into_parts();
    respond(&parts.headers, take(&receiver, &parts.headers, &id, &sha256, body).await)
}

/// `GET /dossiers/{id}/files/{sha256}`: always a download, for roles that may read an answer that names it.
pub(crate) async fn get(State(receiver): State<Receiver>, headers: HeaderMap, path: Address) -> Response<Body> {
    let (id, sha256) = path.map(|Path(both)| both).unwrap_or_default();
    respond(&headers, give(&receiver, &headers, &id, &sha256).await)
}

async fn take(
    receiver: &Receiver,
    headers: &HeaderMap,
    id: &str,
    sha256: &str,
    body: Body,
) -> Result<Response<Body>, Refusal> {
    let mut asker = Asker::of(receiver, headers, "file")?;
    let outcome = take_from(receiver, headers, &mut asker, id, sha256, body).await;
    asker.told(receiver, outcome).await
}

async fn take_from(
    receiver: &Receiver,
    headers: &HeaderMap,
    asker: &mut Asker,
    id: &str,
    sha256: &str,
    body: Body,
) -> Result<Response<Body>, Refusal> {
    let id = asker.reach(receiver, id)?;
    let kept = load(receiver, &id).await?;
    // A role without a part must not learn that the dossier is there.
    view(receiver, &kept, &asker.bearer.role).await?;
    if !may_attach(&kept.process, &kept.dossier, &asker.bearer.role) {
        return Err(Refusal::NotYours);
    }
    let limit = usize::try_from(receiver.inner.attachments.max_bytes).unwrap_or(usize::MAX);
    let content = body::read(headers, body, limit).await?;
    let refused = |fault| Refusal::Answers(vec![Fix::File { at: String::new(), fault }]);
    let hash = hex(&Sha256::digest(&content));
    if !hash.eq_ignore_ascii_case(sha256) {
        return Err(refused(FileFault::Hash));
    }
    let taken = taken_types(kept.process.form());
    let media_type = type_of(&content).filter(|found| taken.iter().any(|one| one == found));
    let media_type = media_type.ok_or(refused(FileFault::UnknownType))?.to_owned();
    let there = receiver.inner.storage.dossier_file_hashes(&id).await?;
    if there.len() >= MOST && !there.contains(&hash) {
        return Err(refused(FileFault::TooMany { max: MOST }));
    }
    let file = File { name: String::new(), media_type, sha256: hash, content };
    receiver.inner.storage.keep_dossier_file(&id, &file, &asker.access).await?;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    Ok(response)
}

async fn give(receiver: &Receiver, headers: &HeaderMap, id: &str, sha256: &str) -> Result<Response<Body>, Refusal> {
    let mut asker = Asker::of(receiver, headers, "read_file")?;
    let outcome = give_to(receiver, &mut asker, id, sha256).await;
    asker.told(receiver, outcome).await
}

async fn give_to(receiver: &Receiver, asker: &mut Asker, id: &str, sha256: &str) -> Result<Response<Body>, Refusal> {
    let id = asker.reach(receiver, id)?;
    let kept = load(receiver, &id).await?;
    let view = view(receiver, &kept, &asker.bearer.role).await?;
    let named = named_files(kept.process.form(), &view.seen.answers);
    let name = named.iter().find(|file| file.sha256().eq_ignore_ascii_case(sha256)).map(|file| file.name().to_owned());
    let name = name.ok_or(Refusal::NotFound)?;
    let file = receiver.inner.storage.dossier_file(&id, &sha256.to_ascii_lowercase()).await?;
    let file = File { name, ..file.ok_or(Refusal::NotFound)? };
    asker.done(receiver).await?;
    download(file)
}

/// Whether the role writes some file of the dossier as it stands.
fn may_attach(process: &Process, dossier: &Dossier, role: &str) -> bool {
    let mut questions = process.form().questions();
    questions.any(|(_, question)| {
        let file = matches!(question.kind, parcours_schema::Kind::Attachment(_));
        file && process.may_write(role, &question.path, &dossier.state)
    })
}

/// The files that a dossier's answers name and that an earlier one's do not, each with its pointer.
pub(super) fn newly_named(process: &Process, before: &Dossier, after: &Dossier) -> Vec<(String, String)> {
    let known = named_files(process.form(), &before.answers);
    let named = named_files(process.form(), &after.answers);
    let new = named.iter().filter(|file| known.iter().all(|other| other.sha256() != file.sha256()));
    new.map(|file| (file.at().to_owned(), file.sha256().to_ascii_lowercase())).collect()
}

/// Refuses while one of them did not come.
pub(super) async fn all_there(receiver: &Receiver, id: &str, named: &[(String, String)]) -> Result<(), Refusal> {
    if named.is_empty() {
        return Ok(());
    }
    let there = receiver.inner.storage.dossier_file_hashes(id).await?;
    let missing = named.iter().filter(|(_, sha256)| !there.contains(sha256));
    let fixes: Vec<Fix> = missing.map(|(at, _)| Fix::File { at: at.clone(), fault: FileFault::Missing }).collect();
    if fixes.is_empty() { Ok(()) } else { Err(Refusal::Answers(fixes)) }
}
