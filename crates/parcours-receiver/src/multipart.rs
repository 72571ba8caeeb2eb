//! A submission as `multipart/form-data`, for pages whose host asks for it (`enctype`): the envelope in a part `submission`,
//! the files beside it, `attachments[0]`, `attachments[1]`… in the envelope's order. Files weigh a third less than in JSON.

use axum::body::Body;
use axum::http::HeaderMap;
use parcours_ui::plain::Posted as _;
use serde_json::Value;

use crate::body;
use crate::plain::posted;
use crate::refusal::Refusal;
use crate::submissions::envelope;

/// Whether the body is said to be of that kind.
pub(crate) fn is(headers: &HeaderMap) -> bool {
    body::content_type(headers).starts_with("multipart/form-data")
}

/// The same submission as the JSON it would have been sent as, so that both ways of sending it are one submission.
pub(crate) async fn as_json(headers: &HeaderMap, body: Body, limit: usize) -> Result<Vec<u8>, Refusal> {
    let posted = posted::read(headers, body, limit).await?;
    let text = posted.get("submission").ok_or_else(|| envelope("", "must be in a part named `submission`"))?;
    let mut value: Value =
        serde_json::from_str(text).map_err(|error| Refusal::NotJson { line: error.line(), column: error.column() })?;
    let entries = value.get_mut("attachments").and_then(Value::as_array_mut);
    for (index, entry) in entries.into_iter().flatten().enumerate() {
        let file = posted.files.get(&format!("attachments[{index}]"));
        if let (Some(file), Some(entry)) = (file, entry.as_object_mut()) {
            entry.insert("content".to_owned(), posted::text_of(&file.content).into());
        }
    }
    Ok(value.to_string().into_bytes())
}
