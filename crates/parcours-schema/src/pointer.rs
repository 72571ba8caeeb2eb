//! JSON pointers (RFC 6901) into answers, and the dotted paths of questions.

use crate::pieces;

/// The pointer of a question's path: `person.address.street` -> `/person/address/street`.
pub fn pointer_of(path: &str) -> String {
    let mut pointer = String::with_capacity(path.len() + 1);
    for step in pieces(path, b'.') {
        pointer.push('/');
        pointer.push_str(step);
    }
    pointer
}

/// The decoded steps of a pointer: `/a/0/b~1c` -> `a`, `0`, `b/c`. A pointer without a leading `/` has no steps.
pub fn tokens(pointer: &str) -> impl Iterator<Item = String> + '_ {
    pieces(pointer, b'/').skip(1).map(unescape)
}

/// `~1` is `/` and `~0` is `~`; before anything else a `~` stays.
fn unescape(token: &str) -> String {
    let mut parts = pieces(token, b'~');
    let mut step = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (sign, rest) = match (part.as_bytes().first(), part.get(1..)) {
            (Some(b'0'), Some(rest)) => ('~', rest),
            (Some(b'1'), Some(rest)) => ('/', rest),
            _ => ('~', part),
        };
        step.push(sign);
        step.push_str(rest);
    }
    step
}

/// The path a pointer has once its row numbers are left out: `/person/phones/0/number` -> `person.phones.number`.
pub fn template_of(pointer: &str) -> String {
    let mut path = String::with_capacity(pointer.len());
    for token in pieces(pointer, b'/').skip(1).filter(|token| !is_row(token)) {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(token);
    }
    path
}

/// The pointer one step up: `/a/0/b` -> `/a/0`; of a single step, the empty pointer.
pub fn parent(pointer: &str) -> &str {
    let end = pointer.bytes().rposition(|byte| byte == b'/').unwrap_or_default();
    pointer.get(..end).unwrap_or_default()
}

/// One step, escaped for a pointer (`~` and `/`).
pub fn escape(step: &str) -> String {
    let mut escaped = String::with_capacity(step.len());
    for sign in step.chars() {
        match sign {
            '~' => escaped.push_str("~0"),
            '/' => escaped.push_str("~1"),
            other => escaped.push(other),
        }
    }
    escaped
}

fn is_row(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit())
}
