//! Settings the loader gives as one JSON text.

use serde_json::Value;

/// A JSON object of the loader's; whatever is not there counts as nothing.
pub(crate) struct Settings(pub(crate) Value);

impl Settings {
    pub(crate) fn read(json: &str) -> Settings {
        Settings(serde_json::from_str(json).unwrap_or_default())
    }

    pub(crate) fn text(&self, key: &str) -> &str {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    pub(crate) fn number(&self, key: &str) -> u64 {
        self.0.get(key).and_then(Value::as_u64).unwrap_or_default()
    }

    pub(crate) fn flag(&self, key: &str) -> bool {
        self.0.get(key).and_then(Value::as_bool).unwrap_or_default()
    }
}
