//! The bytes of an upload as they come: kept while they do, so that a line that breaks loses the last of them only.

use crate::body;
use crate::config::Inner;
use crate::refusal::Refusal;
use crate::storage::{Added, Upload};
use axum::body::Body;
use axum::http::{HeaderMap, header};

use super::text;
use super::told::number;

const TYPE: &str = "application/offset+octet-stream";
/// Bytes that are held before they are kept.
const HELD: usize = 256 * 1024;
/// Fewest bytes that are kept at once, but for the last: each piece is a row.
const LEAST: usize = 1024;

/// Adds the body to the upload; gives how it stands then.
pub(super) async fn add(
    inner: &Inner,
    headers: &HeaderMap,
    id: &str,
    mut upload: Upload,
    mut body: Body,
) -> Result<Upload, Refusal> {
    if !body::content_type(headers).eq_ignore_ascii_case(TYPE) {
        return Err(Refusal::NotPieceType);
    }
    if number(headers, "upload-offset")? != upload.received {
        return Err(Refusal::UploadOffset);
    }
    let left = upload.size.saturating_sub(upload.received);
    let too_large = || Refusal::TooLarge { limit: usize::try_from(left).unwrap_or(usize::MAX) };
    if headers.contains_key(header::CONTENT_LENGTH) && number(headers, "content-length")? > left {
        return Err(too_large());
    }
    let mut held = Vec::new();
    loop {
        // What came before the line broke is kept too.
        let (data, end) = match body::next(&mut body).await {
            Ok(Some(data)) => (data, None),
            Ok(None) => (Default::default(), Some(Ok(()))),
            Err(refusal) => (Default::default(), Some(Err(refusal))),
        };
        held.extend_from_slice(&data);
        let stands = upload.received + held.len() as u64;
        if stands > upload.size {
            return Err(too_large());
        }
        let whole = stands == upload.size;
        if !held.is_empty() && (held.len() >= HELD || whole || (end.is_some() && held.len() >= LEAST)) {
            keep(inner, id, &mut upload, std::mem::take(&mut held)).await?;
        }
        match end {
            None => {}
            Some(Err(refusal)) => return Err(refusal),
            Some(Ok(())) if held.is_empty() => return Ok(upload),
            Some(Ok(())) => return Err(Refusal::PieceTooSmall { least: LEAST }),
        }
    }
}

async fn keep(inner: &Inner, id: &str, upload: &mut Upload, piece: Vec<u8>) -> Result<(), Refusal> {
    let bytes = piece.len() as u64;
    let now = text((inner.clock)());
    match inner.storage.add_piece(id, upload.received, piece, &now, inner.upload_bytes).await? {
        Added::Here => {
            upload.received += bytes;
            Ok(())
        }
        Added::Gone => Err(Refusal::NotFound),
        Added::Elsewhere => Err(Refusal::UploadOffset),
        Added::Full => Err(Refusal::UploadsFull),
    }
}
