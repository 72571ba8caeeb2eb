//! How a journey of the house's tests opens: by a professional, on one day, whatever the day.

use std::sync::Arc;

use parcours_rules::journey::{HistoryMode, JourneyOptions};
use parcours_rules::{Context, Native};
use parcours_schema::{FilledBy, Language};

pub fn options(language: Language) -> JourneyOptions {
    JourneyOptions {
        language,
        filled_by: FilledBy::Professional,
        history: HistoryMode::Replace,
        started_at: "2026-11-22T09:00:00-05:00".to_owned(),
        seed: "s".to_owned(),
    }
}

pub fn context() -> Context {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    Context { today, platform: Arc::new(Native) }
}
