//! Until when a dossier is kept at least (`domain.md` section 13: E-20.1, r. 1 for the service plan).

use chrono::NaiveDate;
use parcours_schema::pointer_of;
use serde_json::Value;

use super::{Dossier, Process};
use crate::calendar::{Moment, day_of};
use crate::formats::date;

/// The age from which the years count for somebody who was a minor.
const MAJORITY: u32 = 18;

impl Process {
    /// The last day on which the dossier must still be there if nothing more is added to it: so many years after its last
    /// entry, or after the 18th birthday of somebody who is under 18 then. None when the workflow has no rule, or when the
    /// birth date it counts from is not among what these answers show.
    pub fn kept_until(&self, dossier: &Dossier) -> Option<NaiveDate> {
        let rule = self.workflow().retention.as_ref()?;
        let last = dossier.history.last().map_or(&dossier.opened_at, |event| &event.at);
        let last = day_of(Moment::parse(last)?);
        let from = match &rule.birth_date {
            None => last,
            Some(path) => {
                let Value::String(born) = dossier.answers.get(&pointer_of(path))? else { return None };
                let born = date::parse(born).ok()?;
                // For somebody born on February 29 this is February 28, a day before `age_on` counts 18.
                let of_age = born.checked_add_months(chrono::Months::new(12 * MAJORITY))?;
                let minor = date::age_on(born, last).is_none_or(|age| age < MAJORITY);
                if minor { of_age } else { last }
            }
        };
        from.checked_add_months(chrono::Months::new(12 * rule.years))
    }
}
