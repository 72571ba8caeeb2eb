//! What must be done by when, and whether it is late. A delay that ends on a holiday is not moved (`domain.md` 12).

use chrono::NaiveDate;
use parcours_schema::pointer_of;
use parcours_schema::workflow::{Deadline, Delay, Since};
use serde_json::Value;

use super::{Dossier, Process};
use crate::calendar::{Holidays, Moment, day_of, end_of, start_of};
use crate::formats::date;

/// Something to be done, with its time.
#[derive(Clone, Debug, PartialEq)]
pub struct Due<'a> {
    /// What, and by whom.
    pub deadline: &'a Deadline,
    /// The last instant at which it is in time.
    pub at: Moment,
    /// The day it is due, when it is counted in days: to its end, in Québec.
    pub day: Option<NaiveDate>,
    /// Whether it is late.
    pub timing: Timing,
}

/// How a deadline stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timing {
    /// There is time.
    Due,
    /// In the last fifth of the delay, or as long before its end as the workflow says.
    Soon,
    /// It is past.
    Late,
}

impl Timing {
    /// `due`, `soon` or `late`, as written in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Timing::Due => "due",
            Timing::Soon => "soon",
            Timing::Late => "late",
        }
    }
}

impl Process {
    /// The deadlines that run now, the nearest first. One that counts from an answer the dossier does not show (cut to
    /// what a role may read) is not among them.
    pub fn deadlines(&self, dossier: &Dossier, now: Moment, holidays: &Holidays) -> Vec<Due<'_>> {
        let runs = |deadline: &&Deadline| self.workflow().among(&deadline.states, &dossier.state);
        let running = self.workflow().deadlines.iter().filter(runs);
        let mut due: Vec<Due<'_>> = running.filter_map(|deadline| due(deadline, dossier, now, holidays)).collect();
        due.sort_by_key(|due| due.at);
        due
    }
}

fn due<'a>(deadline: &'a Deadline, dossier: &Dossier, now: Moment, holidays: &Holidays) -> Option<Due<'a>> {
    let entered = |state: &str| {
        let entered = dossier.entered.iter().rev().find(|entered| entered.state == state)?;
        Moment::parse(&entered.at)
    };
    // From an answered date the clock starts when the state was entered: that is when the date came to matter.
    let (from, clock) = match &deadline.from {
        Since::Entered(state) => entered(state).map(|at| (at, at))?,
        Since::Answer(path) => (start_of(answered(dossier, path)?), entered(&dossier.state)?),
    };
    let day = match deadline.after {
        Delay::Hours(_) => None,
        Delay::Days(days) => Some(day_of(from).checked_add_days(chrono::Days::new(u64::from(days)))?),
        Delay::WorkingDays(days) => Some(holidays.after(day_of(from), days)),
    };
    let at = match (deadline.after, day) {
        (Delay::Hours(hours), _) => from.plus_hours(hours),
        (_, Some(day)) => end_of(day),
        (_, None) => return None,
    };
    let soon = match deadline.soon {
        None => clock.plus_millis((at.millis() - clock.millis()).max(0) / 5 * 4),
        Some(Delay::Hours(hours)) => at.plus_millis(-i64::from(hours) * 3_600_000),
        Some(Delay::Days(days) | Delay::WorkingDays(days)) => {
            start_of(day_of(at).checked_sub_days(chrono::Days::new(u64::from(days)))?)
        }
    };
    let timing = match () {
        () if now > at => Timing::Late,
        () if now >= soon => Timing::Soon,
        () => Timing::Due,
    };
    Some(Due { deadline, at, day, timing })
}

/// The date answered at a path, in one text or in three parts.
fn answered(dossier: &Dossier, path: &str) -> Option<NaiveDate> {
    match dossier.answers.get(&pointer_of(path))? {
        Value::String(text) => date::parse(text).ok(),
        Value::Object(parts) => {
            let part = |key: &str| parts.get(key).and_then(Value::as_str).unwrap_or_default();
            date::parse_parts(part("day"), part("month"), part("year"))?.ok()
        }
        _ => None,
    }
}
