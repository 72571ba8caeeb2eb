//! Reading a request's body without trusting it: how large, how slow, how deep, how many.

use crate::refusal::Refusal;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use std::time::{Duration, Instant};

/// A sender may be slow (an old phone on a train) but must keep sending something.
const PAUSE: Duration = Duration::from_secs(30);
/// A body past the limit is still read to its end within these bounds, because a sender whose connection is cut
/// while it sends sees a broken connection instead of the 413.
const DRAIN_BYTES: usize = 64 * 1024 * 1024;
const DRAIN_TIME: Duration = Duration::from_secs(10);

/// What the body is said to be; nothing when it is not said.
pub(crate) fn content_type(headers: &HeaderMap) -> &str {
    headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The whole body, or why not. `limit` is in bytes.
pub(crate) async fn read(headers: &HeaderMap, mut body: Body, limit: usize) -> Result<Vec<u8>, Refusal> {
    let declared = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|bytes| bytes > limit) {
        // A sender that asks before sending has sent nothing yet: nothing to drain.
        if !headers.contains_key(header::EXPECT) {
            drain(body).await;
        }
        return Err(Refusal::TooLarge { limit });
    }
    let mut bytes = Vec::with_capacity(declared.unwrap_or(0).min(64 * 1024));
    loop {
        let Some(data) = next(&mut body).await? else { return Ok(bytes) };
        if bytes.len() + data.len() > limit {
            drop(bytes);
            drain(body).await;
            return Err(Refusal::TooLarge { limit });
        }
        bytes.extend_from_slice(&data);
    }
}

/// The next bytes of a body, empty ones too; nothing at its end.
pub(crate) async fn next(body: &mut Body) -> Result<Option<Bytes>, Refusal> {
    match tokio::time::timeout(PAUSE, body.frame()).await {
        Err(_) => Err(Refusal::TooSlow),
        Ok(None) => Ok(None),
        Ok(Some(Err(_))) => Err(Refusal::Interrupted),
        Ok(Some(Ok(frame))) => Ok(Some(frame.into_data().unwrap_or_default())),
    }
}

async fn drain(mut body: Body) {
    let start = Instant::now();
    let mut seen = 0;
    while seen < DRAIN_BYTES {
        let Some(left) = DRAIN_TIME.checked_sub(start.elapsed()) else { return };
        match tokio::time::timeout(left, body.frame()).await {
            Ok(Some(Ok(frame))) => seen += frame.data_ref().map_or(0, |data| data.len()),
            _ => return,
        }
    }
}

/// Refuses JSON that would cost far more memory once read than it has bytes, before reading it: brackets inside one
/// another past `depth`, or more than `values` values. Counts brackets and commas outside texts; whether the rest is
/// JSON is for the reader to say.
pub(crate) fn within(json: &[u8], depth: usize, values: usize) -> Result<(), Refusal> {
    let (mut level, mut count, mut in_text, mut escaped) = (0_usize, 1_usize, false, false);
    for byte in json {
        if in_text {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_text = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_text = true,
            b'{' | b'[' => (level, count) = (level + 1, count + 1),
            b'}' | b']' => level = level.saturating_sub(1),
            b',' => count += 1,
            _ => {}
        }
        if level > depth {
            return Err(Refusal::TooDeep { depth });
        }
        if count > values {
            return Err(Refusal::TooManyValues { values });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn depth_counts_brackets_outside_texts() {
        let deep = |json: &[u8], depth| matches!(within(json, depth, 100), Err(Refusal::TooDeep { .. }));
        assert!(!deep(br#"{"a":[1,{"b":2}],"c":[[]]}"#, 3));
        assert!(deep(br#"{"a":[1,{"b":2}]}"#, 2));
        assert!(!deep(br#"{"a":"[[[[[\"[[[[","b":"\\"}"#, 1));
        assert!(deep(&[b'['; 1_000], 32));
    }

    #[test]
    fn values_are_counted_outside_texts() {
        assert!(within(b"[1,2,3]", 8, 4).is_ok());
        assert!(matches!(within(b"[1,2,3,4]", 8, 4), Err(Refusal::TooManyValues { values: 4 })));
        assert!(within(br#"[",,,,,,,,"]"#, 8, 4).is_ok());
    }

    #[tokio::test]
    async fn a_body_past_the_limit_is_refused_whether_or_not_it_said_so() {
        let none = HeaderMap::new();
        let body = |size| Body::from(vec![b' '; size]);
        assert_eq!(read(&none, body(10), 10).await.ok().map(|bytes| bytes.len()), Some(10));
        assert!(matches!(read(&none, body(11), 10).await, Err(Refusal::TooLarge { limit: 10 })));
        let mut said = HeaderMap::new();
        said.insert(header::CONTENT_LENGTH, "11".parse().unwrap());
        assert!(matches!(read(&said, body(11), 10).await, Err(Refusal::TooLarge { limit: 10 })));
    }
}
