//! What a page posted: `multipart/form-data` as our pages send it, or `application/x-www-form-urlencoded`.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::body;
use crate::refusal::Refusal;

/// Most fields of one page: the largest has some thousands of questions.
const FIELDS: usize = 20_000;

/// Texts and files by name; of a name that comes twice, the first.
#[derive(Debug, Default)]
pub(crate) struct Posted {
    texts: BTreeMap<String, String>,
    pub(crate) files: BTreeMap<String, PostedFile>,
}

#[derive(Debug)]
pub(crate) struct PostedFile {
    pub name: String,
    pub content: Vec<u8>,
}

impl parcours_ui::plain::Posted for Posted {
    fn get(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }
}

pub(crate) async fn read(headers: &HeaderMap, body: Body, limit: usize) -> Result<Posted, Refusal> {
    let media_type = body::content_type(headers);
    let boundary = multer::parse_boundary(media_type).ok();
    let bytes = body::read(headers, body, limit).await?;
    match boundary {
        Some(boundary) => parts(bytes, boundary).await,
        None if media_type.starts_with("application/x-www-form-urlencoded") => Ok(pairs(&bytes)),
        None => Err(Refusal::NotFormType),
    }
}

/// Bytes as the text a page, or JSON, can carry: base64.
pub(crate) fn text_of(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

fn pairs(bytes: &[u8]) -> Posted {
    let mut posted = Posted::default();
    for (name, value) in form_urlencoded::parse(bytes).take(FIELDS) {
        posted.texts.entry(name.into_owned()).or_insert_with(|| value.into_owned());
    }
    posted
}

async fn parts(bytes: Vec<u8>, boundary: String) -> Result<Posted, Refusal> {
    let mut parts = multer::Multipart::new(Body::from(bytes).into_data_stream(), boundary);
    let mut posted = Posted::default();
    for _ in 0..FIELDS {
        let Some(part) = parts.next_field().await.map_err(|_| Refusal::NotFormType)? else { break };
        let Some(name) = part.name().map(str::to_owned) else { continue };
        let file = part.file_name().map(str::to_owned);
        let content = part.bytes().await.map_err(|_| Refusal::NotFormType)?;
        match file {
            // A place for a file where none was chosen is posted too, without name or content.
            Some(name) if name.is_empty() && content.is_empty() => {}
            Some(file) => {
                posted.files.entry(name).or_insert(PostedFile { name: file, content: content.to_vec() });
            }
            None => {
                let text = String::from_utf8_lossy(&content).into_owned();
                posted.texts.entry(name).or_insert(text);
            }
        }
    }
    Ok(posted)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use axum::http::header;
    use parcours_ui::plain::Posted as _;

    async fn sent(media_type: &str, body: &'static str) -> Result<Posted, Refusal> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, media_type.parse().unwrap());
        read(&headers, Body::from(body), 10_000).await
    }

    #[tokio::test]
    async fn both_ways_of_posting_are_read() {
        let posted = sent("application/x-www-form-urlencoded", "a=%C3%A9t%C3%A9+2&b=&a=other").await.unwrap();
        assert_eq!((posted.get("a"), posted.get("b"), posted.get("c")), (Some("été 2"), Some(""), None));
        let body = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nété\r\n\
                    --x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-\r\n\
                    --x\r\nContent-Disposition: form-data; name=\"g\"; filename=\"\"\r\n\r\n\r\n--x--\r\n";
        let posted = sent("multipart/form-data; boundary=x", body).await.unwrap();
        assert_eq!(posted.get("a"), Some("été"));
        assert_eq!((posted.files["f"].name.as_str(), posted.files["f"].content.as_slice()), ("n.pdf", &b"%PDF-"[..]));
        assert!(!posted.files.contains_key("g"));
    }

    #[tokio::test]
    async fn anything_else_is_refused_and_a_broken_body_too() {
        for (media_type, body) in
            [("application/json", "{}"), ("", ""), ("multipart/form-data; boundary=x", "--y\r\n\r\n--x")]
        {
            assert!(matches!(sent(media_type, body).await, Err(Refusal::NotFormType)), "{media_type}");
        }
    }
}
