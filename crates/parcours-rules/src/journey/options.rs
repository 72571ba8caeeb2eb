//! What the host page decides before a journey begins.

use parcours_schema::{FilledBy, Language};

/// Settings of a journey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JourneyOptions {
    /// The language at the start.
    pub language: Language,
    /// Who fills the form.
    pub filled_by: FilledBy,
    /// What the browser's Back button does.
    pub history: HistoryMode,
    /// When the form was opened, RFC 3339.
    pub started_at: String,
    /// What the lasting names of rows begin with: some letters and digits that no other journey has.
    pub seed: String,
}

/// What the browser's Back button does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HistoryMode {
    /// Each page is an entry: Back goes to the page before.
    Push,
    /// No entry is made: Back leaves the form, and nothing of it can be found again (`ux.md` section 3, quick exit).
    #[default]
    Replace,
}
