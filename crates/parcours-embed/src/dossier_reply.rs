//! What a store answered, read from the loader's JSON text: the dossier with its revision, or why not.

use parcours_rules::dossier::Dossier;
use parcours_rules::visit::{StoreFailure, Stored};
use serde_json::Value;

/// `{"dossier": {…}, "revision": "…"}`, with `"failure"` when the store did not do it: `changed` (with the dossier as it
/// is now), `not_found`, `sign_in`, `refused` (with a `"code"`), anything else being no answer at all.
///
/// # Errors
/// Why the store did not do it.
pub fn read(text: &str) -> Result<Stored, StoreFailure> {
    let reply: Value = serde_json::from_str(text).map_err(|_| StoreFailure::Unreachable)?;
    let said = |key: &str| reply.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let stored = || {
        let dossier = Dossier::from_value(reply.get("dossier")?).ok()?;
        Some(Stored { dossier, revision: said("revision") })
    };
    match said("failure").as_str() {
        "" => stored().ok_or(StoreFailure::Unreachable),
        "changed" => Err(match stored() {
            Some(stored) => StoreFailure::Changed(Box::new(stored)),
            None => StoreFailure::Unreachable,
        }),
        "not_found" => Err(StoreFailure::NotFound),
        "sign_in" => Err(StoreFailure::SignInNeeded),
        "refused" => Err(StoreFailure::Refused(said("code"))),
        _ => Err(StoreFailure::Unreachable),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const DOSSIER: &str = r#"{ "id": "d-1", "opened_at": "2026-11-22T13:30:00Z", "state": "draft", "episode": 1,
        "workflow": { "id": "plan", "version": "1.0.0" }, "form": { "version": "1.0.0" }, "answers": {} }"#;

    #[test]
    fn a_dossier_comes_with_its_revision() {
        let stored = read(&format!(r#"{{ "dossier": {DOSSIER}, "revision": "7" }}"#)).ok().unwrap();
        assert_eq!((stored.dossier.state.as_str(), stored.revision.as_str()), ("draft", "7"));
    }

    #[test]
    fn each_failure_is_told_apart_and_nonsense_is_no_answer() {
        let failure = |text: &str| read(text).err().unwrap();
        let changed = format!(r#"{{ "failure": "changed", "dossier": {DOSSIER}, "revision": "8" }}"#);
        assert!(matches!(failure(&changed), StoreFailure::Changed(stored) if stored.revision == "8"));
        assert!(
            matches!(failure(r#"{ "failure": "refused", "code": "blocked" }"#), StoreFailure::Refused(code) if code == "blocked")
        );
        assert!(matches!(failure(r#"{ "failure": "not_found" }"#), StoreFailure::NotFound));
        assert!(matches!(failure(r#"{ "failure": "sign_in" }"#), StoreFailure::SignInNeeded));
        for text in ["", "<html>", "{}", r#"{ "failure": "changed" }"#, r#"{ "dossier": { "id": 1 } }"#] {
            assert!(matches!(failure(text), StoreFailure::Unreachable), "{text}");
        }
    }
}
