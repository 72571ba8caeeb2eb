//! A crisis pack that loads can still be worth a look: numbers nobody looked at for a season, numbers kept without being
//! sure, municipalities that have no line of their own.

use chrono::NaiveDate;
use parcours_schema::CrisisPack;

use super::{Finding, Findings, Rule};
use crate::formats::date;

/// After so many days a number must be looked at again (`ux.md` section 3).
const DAYS: i64 = 90;

/// What to mend or to look at in a crisis pack; `today` in Québec.
pub fn check_crisis(pack: &CrisisPack, today: NaiveDate) -> Vec<Finding> {
    let mut findings = Findings::default();
    for (index, service) in pack.services.iter().enumerate() {
        let at = format!("/services/{index}");
        match date::from_iso(&service.verified_on).map(|day| (today - day).num_days()) {
            None => findings.error(
                Rule::Verified,
                format!("{at}/verified_on"),
                format!("`{}` is a day of no calendar.", service.verified_on),
                "Correct the date.",
            ),
            Some(days) if days < 0 => findings.error(
                Rule::Verified,
                format!("{at}/verified_on"),
                format!("the number of `{}` was verified in the future.", service.id),
                "Correct the date.",
            ),
            Some(days) if days > DAYS => findings.warning(
                Rule::Verified,
                format!("{at}/verified_on"),
                format!("the number of `{}` was verified {days} days ago.", service.id),
                format!("Call it or find it at its source, then write the date; every {DAYS} days at most."),
            ),
            Some(_) => {}
        }
        if !service.verified {
            findings.warning(
                Rule::Verified,
                format!("{at}/verified"),
                format!("the number of `{}`, {}, is kept and shown to nobody.", service.id, service.number.fr),
                "Confirm it at its source, then give it something to dial.",
            );
        }
    }
    if !pack.unplaced.is_empty() {
        findings.warning(
            Rule::Territory,
            "/territories",
            format!("no territory has {}.", pack.unplaced.join(", ")),
            "Place them; until then they have the lines of everywhere.",
        );
    }
    findings.0
}
