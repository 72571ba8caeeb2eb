//! What of a journey must be kept to go on with it elsewhere: in a page served without script and taken over by the
//! module, in a draft. Plain data that whoever holds it could have typed: nothing in it is believed, everything is judged
//! again.

use std::sync::Arc;

use parcours_schema::{Answers, object};
use serde_json::Value;

use super::state::Returning;
use super::{Effect, Journey, JourneyOptions, Page};
use crate::{Context, Engine, Rules};

impl Journey {
    /// `{"answers", "page", "passed", "from", "stopped"}`: the answers as typed, the page, the sections left without errors,
    /// the question one left the review page for, and whether something to correct is shown.
    pub fn kept(&self) -> Value {
        let passed: Vec<Value> = self.passed.iter().map(|section| Value::from(*section as u64)).collect();
        object([
            ("answers", self.engine.answers().clone().into_value()),
            ("page", self.page.step_id().into()),
            ("passed", Value::Array(passed)),
            ("from", self.returning.as_ref().map_or(Value::Null, |returning| returning.at.clone().into())),
            ("stopped", self.errors_shown().into()),
        ])
    }

    /// A journey that goes on from what [`Journey::kept`] gave. What does not fit the form is left out: a page that cannot
    /// be shown yet becomes the first that must be seen.
    pub fn resume(rules: Arc<Rules>, options: JourneyOptions, kept: &Value, context: Context) -> Journey {
        let answers = kept.get("answers").cloned().and_then(|answers| Answers::from_value(answers).ok());
        let mut journey = Journey::with(Engine::new(rules, answers.unwrap_or_default(), context), options);
        journey.begin();
        let passed = kept.get("passed").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        for section in passed.iter().filter_map(Value::as_u64) {
            journey.passed.insert(section as usize);
            journey.reached.insert(section as usize);
        }
        let page = kept.get("page").and_then(Value::as_str).and_then(Page::from_step_id);
        if let Some(page) = page.filter(|page| journey.may_show(*page)) {
            journey.page = page;
        }
        if let Page::Section(section) = journey.page {
            journey.reached.insert(section);
            journey.fold_rows(section);
        }
        if let Some(at) = kept.get("from").and_then(Value::as_str) {
            journey.returning = Some(Returning { at: at.to_owned(), faulty_before: journey.faulty_sections() });
        }
        if kept.get("stopped").and_then(Value::as_bool) == Some(true) {
            journey.judge_again();
        } else if journey.page == Page::Review {
            journey.show_on_review();
        }
        journey
    }

    /// What is wrong on the page, shown again.
    fn judge_again(&mut self) {
        self.shown = match self.page {
            Page::Section(section) => self.engine.section_problems(section),
            Page::Review => self.engine.report().problems,
            Page::Confirmation => Vec::new(),
        };
        self.unfold_for(&[Effect::Focus(super::Focus::Summary)]);
    }
}
