//! Answers judged in WebAssembly outside a browser: `new Checker(form).problems(answers)`. What `cargo xtask bench validate`
//! measures. As in a page, keys that no question has are not looked for.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs)] // `wasm_bindgen` writes items of its own.

use std::sync::Arc;

use chrono::NaiveDate;
use parcours_browser::platform::Browser;
use parcours_rules::{Context, Rules};
use parcours_schema::{Answers, NoLibrary, load_form};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
pub struct Checker {
    rules: Arc<Rules>,
    context: Context,
}

#[wasm_bindgen]
impl Checker {
    /// `form`: a bundled definition. `today`: `2026-11-22`.
    #[wasm_bindgen(constructor)]
    pub fn new(form: &str, today: &str) -> Result<Checker, String> {
        let today: NaiveDate = today.parse().map_err(|_| format!("{today} is no date"))?;
        let form = load_form("form.json", form, &NoLibrary).map_err(|faults| faults[0].to_string())?;
        let rules = Rules::compile(Arc::new(form)).map_err(|faults| faults[0].to_string())?;
        Ok(Checker { rules, context: Context { today, platform: Arc::new(Browser) } })
    }

    /// One line a problem: its pointer and its code.
    pub fn problems(&self, answers: &str) -> Result<String, String> {
        let answers = Answers::from_json(answers).map_err(|error| error.to_string())?;
        let report = self.rules.check(&answers, &self.context);
        let lines: Vec<String> =
            report.problems.iter().map(|problem| format!("{} {}", problem.at, problem.code.name())).collect();
        Ok(lines.join("\n"))
    }

    /// The answers in normal form, as JSON.
    pub fn normal(&self, answers: &str) -> Result<String, String> {
        let answers = Answers::from_json(answers).map_err(|error| error.to_string())?;
        Ok(self.rules.check(&answers, &self.context).answers.into_value().to_string())
    }
}
