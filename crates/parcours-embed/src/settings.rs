//! Settings the loader gives as one JSON text.

use parcours_rules::journey::HistoryMode;
use parcours_schema::Form;
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

    /// A sensitive form keeps no entry, unless the host page insists: Back then leaves the form, and nothing of it can be
    /// found again.
    pub(crate) fn history(&self, form: &Form) -> HistoryMode {
        match self.text("history") {
            "push" => HistoryMode::Push,
            "replace" => HistoryMode::Replace,
            _ if form.sensitive => HistoryMode::Replace,
            _ => HistoryMode::Push,
        }
    }

    pub(crate) fn flag(&self, key: &str) -> bool {
        self.0.get(key).and_then(Value::as_bool).unwrap_or_default()
    }
}
