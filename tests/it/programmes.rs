//! What time does to the dossiers of the programmes: how long they are kept, and by when intake must act.

use std::sync::Arc;

use parcours_rules::calendar::{Holidays, Moment};
use parcours_rules::dossier::{Actor, Change, Deed, Dossier, Event, Process, replay};

use crate::workflow_cases::process;

/// A dossier opened then, whose last entry is a birth date given later.
fn born(process: &Arc<Process>, birth: &str, last: &str) -> Dossier {
    let event = Event {
        id: "00000000-0000-7000-8000-000000000001".to_owned(),
        at: last.to_owned(),
        by: Actor::new("person", ""),
        does: Deed::Save { changes: vec![Change::new("/person/birth_date", birth)] },
    };
    replay(process, "d-1", "2020-01-01T15:00:00Z", [event]).unwrap()
}

#[test]
fn a_service_plan_is_kept_five_years_after_its_last_entry_or_after_the_eighteenth_birthday() {
    let plan = process("service-plan");
    let until = |birth: &str, last: &str| plan.kept_until(&born(&plan, birth, last)).unwrap().to_string();
    assert_eq!(until("1980-02-14", "2026-11-25T15:00:00Z"), "2031-11-25");
    // In the evening in Québec it is tomorrow elsewhere: the day is that of here.
    assert_eq!(until("1980-02-14", "2026-11-26T03:00:00Z"), "2031-11-25");
    // Seventeen on the day of the last entry: five years from the 18th birthday. Eighteen that day: from the entry.
    assert_eq!(until("2008-11-26", "2026-11-25T15:00:00Z"), "2031-11-26");
    assert_eq!(until("2008-11-25", "2026-11-25T15:00:00Z"), "2031-11-25");
    assert_eq!(until("2020-06-01", "2026-11-25T15:00:00Z"), "2043-06-01");
    assert_eq!(until("2024-02-29", "2026-11-25T15:00:00Z"), "2047-02-28");
    // Whoever may not read the birth date is told no day at all, rather than a wrong one.
    assert_eq!(plan.kept_until(&Dossier::open(&plan, "d-1", "2026-11-25T15:00:00Z")), None);
    // No law of this kind is known for the others: nothing is promised.
    let intake = process("ssg-intake");
    assert_eq!(intake.kept_until(&born(&intake, "1980-02-14", "2026-11-25T15:00:00Z")), None);
}

fn due(process: &Arc<Process>, opened: &str, now: &str) -> Vec<(String, String, &'static str)> {
    let dossier = Dossier::open(process, "d-1", opened);
    let due = process.deadlines(&dossier, Moment::parse(now).unwrap(), &Holidays::PublicOffices);
    due.into_iter().map(|due| (due.deadline.id.clone(), due.at.to_string(), due.timing.name())).collect()
}

#[test]
fn intake_calls_back_within_24_hours_and_assesses_within_7_days_whatever_the_calendar_does() {
    let intake = process("ssg-intake");
    let check = |opened: &str, now: &str, expected: &[(&str, &str, &str)]| {
        let found = due(&intake, opened, now);
        let found: Vec<_> = found.iter().map(|(id, at, timing)| (id.as_str(), at.as_str(), *timing)).collect();
        assert_eq!(found, expected, "received {opened}, at {now}");
    };
    // The night clocks go back (November 1, 2026): 24 hours are hours, 7 days end with the local day.
    let received = "2026-10-31T19:00:00Z";
    let (callback, evaluation) = ("2026-11-01T19:00:00Z", "2026-11-08T04:59:59.999Z");
    check(received, received, &[("callback", callback, "due"), ("evaluation", evaluation, "due")]);
    check(received, "2026-11-01T14:12:00Z", &[("callback", callback, "soon"), ("evaluation", evaluation, "due")]);
    check(received, "2026-11-01T19:00:01Z", &[("callback", callback, "late"), ("evaluation", evaluation, "due")]);
    // The night they go forward (March 14, 2027).
    let received = "2027-03-13T20:00:00Z";
    let (callback, evaluation) = ("2027-03-14T20:00:00Z", "2027-03-21T03:59:59.999Z");
    check(received, received, &[("callback", callback, "due"), ("evaluation", evaluation, "due")]);
    // A delay that ends on a holiday is not moved: Christmas Eve, received on December 18.
    let received = "2026-12-18T15:00:00Z";
    let (callback, evaluation) = ("2026-12-19T15:00:00Z", "2026-12-26T04:59:59.999Z");
    check(received, "2026-12-26T05:00:00Z", &[("callback", callback, "late"), ("evaluation", evaluation, "late")]);
}
