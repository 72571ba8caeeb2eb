//! What a server's answer means. Pure: what the loader was told in, outcome out. A page of HTML, a success without a
//! reference or a list of problems we cannot read is never taken for a success (`ux.md` P-08).

use parcours_rules::journey::{Failure, FailureKind, Outcome, ServerProblem};
use parcours_schema::{pieces, pointer_of};
use serde_json::{Map, Value};

/// Most characters of a reply that are read.
const LARGEST: usize = 1024 * 1024;
/// Most problems that are kept.
const MOST_PROBLEMS: usize = 500;

/// A server's reply.
struct Reply<'a> {
    /// HTTP status.
    pub status: u16,
    /// The `Content-Type` header; empty when there is none.
    pub content_type: &'a str,
    /// Seconds in the `Retry-After` header.
    pub retry_after: Option<u32>,
    /// The body.
    pub body: &'a str,
}

/// What came of a request, as the loader tells it (`www/sending.js`): JSON text, `{"status", "type", "retryAfter",
/// "body"}`, `{"host": …}` or `{"failed": …}`.
pub fn told(text: &str) -> Outcome {
    let told: Value = serde_json::from_str(text).unwrap_or_default();
    let said = |key: &str| told.get(key).and_then(Value::as_str).unwrap_or_default();
    if let Some(given) = told.get("host") {
        return of_host(given);
    }
    let number = |key: &str| told.get(key).and_then(Value::as_u64);
    let Some(status) = number("status") else {
        return Outcome::failed(match said("failed") {
            "offline" => FailureKind::Offline,
            "network" => FailureKind::Network,
            "timeout" => FailureKind::Timeout,
            "too-large" => FailureKind::TooLarge,
            _ => FailureKind::NotSet,
        });
    };
    outcome(&Reply {
        status: status as u16,
        content_type: said("type"),
        retry_after: number("retryAfter").map(|seconds| seconds.min(u64::from(u32::MAX)) as u32),
        body: said("body"),
    })
}

/// What the reply means.
fn outcome(reply: &Reply<'_>) -> Outcome {
    let object = json_object(reply);
    if (200..300).contains(&reply.status) {
        return received(object.as_ref());
    }
    let object = object.unwrap_or_default();
    if matches!(reply.status, 400 | 422) {
        let problems = problems(&object);
        if !problems.is_empty() {
            return Outcome::Problems(problems);
        }
    }
    let kind = match reply.status {
        _ if text(&object, "type").is_some_and(|of| of.ends_with("idempotency-key-reused")) => FailureKind::KeyReused,
        401 => FailureKind::SignInNeeded,
        403 => FailureKind::Forbidden,
        404 | 410 => FailureKind::NotFound,
        408 => FailureKind::Timeout,
        409 => FailureKind::Conflict,
        413 => FailureKind::TooLarge,
        415 => FailureKind::WrongType,
        422 => FailureKind::Refused,
        429 | 503 => FailureKind::Busy { retry_after: reply.retry_after },
        status => FailureKind::Status(status),
    };
    Outcome::Failed(Failure { kind, detail: text(&object, "detail").or_else(|| text(&object, "title")) })
}

/// What a function of the host page gave back: `{"reference": …}` or `{"errors": […]}`.
fn of_host(given: &Value) -> Outcome {
    let problems = given.as_object().map(problems).unwrap_or_default();
    if problems.is_empty() { received(given.as_object()) } else { Outcome::Problems(problems) }
}

fn received(object: Option<&Map<String, Value>>) -> Outcome {
    match object.and_then(reference) {
        Some(reference) => Outcome::Received { reference },
        None => Outcome::failed(FailureKind::NoReference),
    }
}

fn json_object(reply: &Reply<'_>) -> Option<Map<String, Value>> {
    let media_type = pieces(reply.content_type, b';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let json = media_type == "application/json" || media_type.ends_with("+json");
    if !json || reply.body.len() > LARGEST {
        return None;
    }
    match serde_json::from_str(reply.body) {
        Ok(Value::Object(map)) => Some(map),
        _ => None,
    }
}

fn reference(object: &Map<String, Value>) -> Option<String> {
    match object.get("reference")? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        number @ Value::Number(_) => serde_json::to_string(number).ok(),
        _ => None,
    }
}

/// RFC 9457 members `errors[{pointer, code, detail}]`, or `invalidParams[{name, code, reason}]`.
fn problems(object: &Map<String, Value>) -> Vec<ServerProblem> {
    let lists = ["errors", "invalidParams", "invalid-params"].iter().filter_map(|key| object.get(*key)?.as_array());
    let entries = lists.flatten().filter_map(Value::as_object).take(MOST_PROBLEMS);
    entries
        .map(|entry| ServerProblem {
            pointer: match (text(entry, "pointer"), text(entry, "name")) {
                (Some(pointer), _) => from_fragment(&pointer),
                (None, Some(name)) => from_name(&name),
                (None, None) => String::new(),
            },
            code: text(entry, "code").unwrap_or_default(),
            detail: text(entry, "detail").or_else(|| text(entry, "reason")).unwrap_or_default(),
        })
        .collect()
}

fn text(object: &Map<String, Value>, key: &str) -> Option<String> {
    object.get(key).and_then(Value::as_str).map(str::to_owned)
}

/// A pointer, or one written as a URI fragment: `#/a%20b`.
fn from_fragment(pointer: &str) -> String {
    let Some(fragment) = pointer.strip_prefix("#") else { return pointer.to_owned() };
    let (mut rest, mut bytes) = (fragment.as_bytes(), Vec::with_capacity(fragment.len()));
    while let [byte, after @ ..] = rest {
        rest = after;
        let mut read = *byte;
        // A sign that is followed by no two digits is itself.
        if let (b'%', [high, low, left @ ..]) = (byte, after)
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            (rest, read) = (left, high << 4 | low);
        }
        bytes.push(read);
    }
    String::from_utf8(bytes).unwrap_or_else(|_| pointer.to_owned())
}

/// What a hexadecimal digit stands for.
fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' | b'A'..=b'F' => Some((byte | 32) - b'a' + 10),
        _ => None,
    }
}

/// A dotted name: `person.phones.0.number`.
fn from_name(name: &str) -> String {
    if name.starts_with(['#', '/']) {
        return from_fragment(name);
    }
    pointer_of(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(status: u16, content_type: &str, body: &str) -> Outcome {
        outcome(&Reply { status, content_type, retry_after: Some(7), body })
    }

    fn kind(outcome: Outcome) -> FailureKind {
        match outcome {
            Outcome::Failed(failure) => failure.kind,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_json_with_a_reference_is_a_success() {
        let received = Outcome::Received { reference: "R-1".into() };
        assert_eq!(read(201, "application/json", r#"{"reference":" R-1 "}"#), received);
        assert_eq!(read(202, "application/hal+json; charset=utf-8", r#"{"reference":"R-1"}"#), received);
        assert_eq!(read(200, "application/json", r#"{"reference":12}"#), Outcome::Received { reference: "12".into() });
        for (content_type, body) in [
            ("text/html", "<h1>Merci</h1>"),
            ("text/html", r#"{"reference":"R-1"}"#),
            ("application/json", "<h1>Merci</h1>"),
            ("application/json", "{}"),
            ("application/json", r#"{"reference":""}"#),
            ("application/json", r#"{"reference":null}"#),
            ("application/json", r#"["R-1"]"#),
            ("application/json", ""),
            ("", ""),
        ] {
            assert_eq!(kind(read(200, content_type, body)), FailureKind::NoReference, "{content_type} {body}");
        }
        let long = format!(r#"{{"reference":"R-1","more":"{}"}}"#, "x".repeat(LARGEST));
        assert_eq!(kind(read(200, "application/json", &long)), FailureKind::NoReference);
    }

    #[test]
    fn problems_keep_their_places() {
        let body = r##"{"title":"t","errors":[{"pointer":"#/person/nam","code":"nam_date","detail":"Vérifiez."},
            {"pointer":"/a~1b/0","code":"x"},{"pointer":"#/a%20b/%C3%A9"},{"detail":"?"},"not an object"]}"##;
        let Outcome::Problems(problems) = read(422, "application/problem+json", body) else { panic!() };
        let pointers: Vec<_> = problems.iter().map(|problem| problem.pointer.as_str()).collect();
        assert_eq!(pointers, ["/person/nam", "/a~1b/0", "/a b/é", ""]);
        assert_eq!((problems[0].code.as_str(), problems[0].detail.as_str()), ("nam_date", "Vérifiez."));
        let body = r#"{"invalidParams":[{"name":"person.phones.0.number","code":"bad","reason":"Non."}]}"#;
        let Outcome::Problems(problems) = read(400, "application/json", body) else { panic!() };
        assert_eq!((problems[0].pointer.as_str(), problems[0].detail.as_str()), ("/person/phones/0/number", "Non."));
    }

    #[test]
    fn each_refusal_has_its_own_name() {
        let of = |status| kind(read(status, "text/html", "<p>…</p>"));
        assert_eq!(of(401), FailureKind::SignInNeeded);
        assert_eq!(of(403), FailureKind::Forbidden);
        assert_eq!(of(404), FailureKind::NotFound);
        assert_eq!(of(409), FailureKind::Conflict);
        assert_eq!(of(413), FailureKind::TooLarge);
        assert_eq!(of(415), FailureKind::WrongType);
        assert_eq!(of(422), FailureKind::Refused);
        assert_eq!(of(429), FailureKind::Busy { retry_after: Some(7) });
        assert_eq!(of(503), FailureKind::Busy { retry_after: Some(7) });
        assert_eq!(of(500), FailureKind::Status(500));
        assert_eq!(of(302), FailureKind::Status(302));
        let body = r#"{"type":"urn:parcours:problem:idempotency-key-reused","detail":"Déjà reçue."}"#;
        let reused = read(422, "application/problem+json", body);
        assert_eq!(
            reused,
            Outcome::Failed(Failure { kind: FailureKind::KeyReused, detail: Some("Déjà reçue.".into()) })
        );
    }

    #[test]
    fn a_host_function_answers_in_the_same_words() {
        assert_eq!(told(r#"{"host":{"reference":"A"}}"#), Outcome::Received { reference: "A".into() });
        for nothing in ["null", "\"A\"", "[]", "{}"] {
            let text = format!(r#"{{"host":{nothing}}}"#);
            assert_eq!(told(&text), Outcome::failed(FailureKind::NoReference), "{text}");
        }
        assert!(matches!(told(r#"{"host":{"errors":[{"pointer":"/a/b"}]}}"#), Outcome::Problems(_)));
    }

    #[test]
    fn what_the_loader_tells_is_read() {
        let reply = r#"{"status":503,"type":"text/html","retryAfter":12,"body":"<p>"}"#;
        assert_eq!(kind(told(reply)), FailureKind::Busy { retry_after: Some(12) });
        let reply = r#"{"status":201,"type":"application/json","body":"{\"reference\":\"R-2\"}"}"#;
        assert_eq!(told(reply), Outcome::Received { reference: "R-2".into() });
        for (failed, expected) in [
            ("offline", FailureKind::Offline),
            ("network", FailureKind::Network),
            ("timeout", FailureKind::Timeout),
            ("too-large", FailureKind::TooLarge),
            ("not-set", FailureKind::NotSet),
            ("?", FailureKind::NotSet),
        ] {
            assert_eq!(kind(told(&format!(r#"{{"failed":"{failed}"}}"#))), expected);
        }
        for nothing in ["", "{}", "null", "{\"host\""] {
            assert_eq!(kind(told(nothing)), FailureKind::NotSet, "{nothing}");
        }
    }

    #[test]
    fn a_broken_fragment_stays_as_it_is() {
        assert_eq!(from_fragment("#/a%zz%4"), "/a%zz%4");
        assert_eq!(from_fragment("#/a%4"), "/a%4");
        assert_eq!(from_fragment("#/%C3%a9"), "/é");
        assert_eq!(from_fragment("#/%ff"), "#/%ff");
    }
}
