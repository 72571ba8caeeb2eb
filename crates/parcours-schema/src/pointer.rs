//! JSON pointers (RFC 6901) into answers, and the dotted paths of questions.

/// The pointer of a question's path: `person.address.street` -> `/person/address/street`.
pub fn pointer_of(path: &str) -> String {
    let mut pointer = String::with_capacity(path.len() + 1);
    for step in path.split('.') {
        pointer.push('/');
        pointer.push_str(step);
    }
    pointer
}

/// The decoded steps of a pointer: `/a/0/b~1c` -> `a`, `0`, `b/c`. A pointer without a leading `/` has no steps.
pub fn tokens(pointer: &str) -> impl Iterator<Item = String> + '_ {
    pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
}

/// The path a pointer has once its row numbers are left out: `/person/phones/0/number` -> `person.phones.number`.
pub fn template_of(pointer: &str) -> String {
    let mut path = String::with_capacity(pointer.len());
    for token in pointer.split('/').skip(1).filter(|token| !is_row(token)) {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(token);
    }
    path
}

/// The pointer one step up: `/a/0/b` -> `/a/0`; of a single step, the empty pointer.
pub fn parent(pointer: &str) -> &str {
    pointer.rfind('/').map_or("", |end| &pointer[..end])
}

/// One step, escaped for a pointer (`~` and `/`).
pub fn escape(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1")
}

fn is_row(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit())
}
