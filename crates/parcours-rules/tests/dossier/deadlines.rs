//! Deadlines in hours, days and working days, around clock changes, leap days and holidays.

use parcours_rules::calendar::{Holidays, Moment};
use parcours_rules::dossier::{Deed, Event, apply};
use serde_json::json;

use crate::trial::{Life, actor, go, id, now, save};

/// A dossier whose request was sent at that time.
fn submitted(at: &str) -> Life {
    let mut life = Life::new();
    let answers =
        [("/request/requester", json!("self")), ("/request/reason", json!("x")), ("/person/name", json!("Roy"))];
    life.must("person", save(&answers));
    let send = Event { id: id(50), at: at.to_owned(), by: actor("person"), does: go("submit") };
    let mut circumstances = now();
    circumstances.now = Moment::parse(at).unwrap();
    life.dossier = apply(&life.process, &life.dossier, send, &circumstances).unwrap();
    life
}

/// Each deadline that runs: its id, its last instant, how it stands.
fn due(life: &Life, now: &str) -> Vec<(String, String, &'static str)> {
    let now = Moment::parse(now).unwrap();
    let due = life.process.deadlines(&life.dossier, now, &Holidays::PublicOffices);
    due.into_iter().map(|due| (due.deadline.id.clone(), due.at.to_string(), due.timing.name())).collect()
}

fn check(life: &Life, now: &str, expected: &[(&str, &str, &str)]) {
    let found = due(life, now);
    let found: Vec<(&str, &str, &str)> = found.iter().map(|(id, at, timing)| (&id[..], &at[..], *timing)).collect();
    assert_eq!(found, expected, "at {now}");
}

#[test]
fn hours_days_and_working_days() {
    // A Friday at 16:00 in Québec.
    let life = submitted("2026-11-20T21:00:00Z");
    check(
        &life,
        "2026-11-20T21:00:00Z",
        &[
            ("callback", "2026-11-21T21:00:00Z", "due"),
            ("relay", "2026-11-24T04:59:59.999Z", "due"),
            ("welcome", "2026-11-28T04:59:59.999Z", "due"),
        ],
    );
    // The last fifth of 24 hours begins 4 h 48 min before their end.
    assert_eq!(due(&life, "2026-11-21T16:11:59Z")[0].2, "due");
    assert_eq!(due(&life, "2026-11-21T16:12:00Z")[0].2, "soon");
    assert_eq!(due(&life, "2026-11-21T21:00:00Z")[0].2, "soon");
    assert_eq!(due(&life, "2026-11-21T21:00:00.001Z")[0].2, "late");
    assert_eq!(due(&life, "2026-11-28T04:59:59.999Z")[2].2, "soon");
    assert_eq!(due(&life, "2026-11-28T05:00:00Z")[2].2, "late");
}

#[test]
fn around_both_clock_changes() {
    // Clocks go forward on March 8, 2026: 24 hours are 24 hours, the seventh day ends at midnight daylight time.
    let life = submitted("2026-03-07T20:00:00Z");
    check(
        &life,
        "2026-03-07T20:00:00Z",
        &[
            ("callback", "2026-03-08T20:00:00Z", "due"),
            ("relay", "2026-03-10T03:59:59.999Z", "due"),
            ("welcome", "2026-03-15T03:59:59.999Z", "due"),
        ],
    );
    // Clocks go back on November 1, 2026.
    let life = submitted("2026-10-31T20:00:00Z");
    check(
        &life,
        "2026-10-31T20:00:00Z",
        &[
            ("callback", "2026-11-01T20:00:00Z", "due"),
            ("relay", "2026-11-03T04:59:59.999Z", "due"),
            ("welcome", "2026-11-08T04:59:59.999Z", "due"),
        ],
    );
    // Late in the evening the day in Québec is not the day in UTC.
    let life = submitted("2026-07-15T03:30:00Z");
    assert_eq!(due(&life, "2026-07-15T03:30:00Z")[1].1, "2026-07-16T03:59:59.999Z");
}

#[test]
fn a_leap_day_and_holidays() {
    let life = submitted("2028-02-22T15:00:00Z");
    assert_eq!(due(&life, "2028-02-22T15:00:00Z")[2].1, "2028-03-01T04:59:59.999Z");
    // Calendar days that end on a holiday are not moved (Good Friday 2027); working days go round it.
    let life = submitted("2027-03-19T15:00:00Z");
    assert_eq!(due(&life, "2027-03-19T15:00:00Z")[2].1, "2027-03-27T03:59:59.999Z");
    let life = submitted("2027-03-25T15:00:00Z");
    let relay = due(&life, "2027-03-25T15:00:00Z").into_iter().find(|(id, ..)| id == "relay").unwrap();
    assert_eq!(relay.1, "2027-03-31T03:59:59.999Z");
    // With the days of labour standards, Easter Monday is worked.
    let now = Moment::parse("2027-03-25T15:00:00Z").unwrap();
    let labour = life.process.deadlines(&life.dossier, now, &Holidays::LabourStandards { easter_monday: false });
    let relay = labour.iter().find(|due| due.deadline.id == "relay").unwrap();
    assert_eq!(relay.day.unwrap().to_string(), "2027-03-29");
}

#[test]
fn the_review_date_that_was_answered() {
    let mut life = Life::at("in_execution");
    check(&life, "2027-10-22T12:00:00Z", &[("review", "2027-11-23T04:59:59.999Z", "due")]);
    check(&life, "2027-10-23T03:59:59Z", &[("review", "2027-11-23T04:59:59.999Z", "due")]);
    // Thirty days before, as the workflow says.
    check(&life, "2027-10-23T04:00:00Z", &[("review", "2027-11-23T04:59:59.999Z", "soon")]);
    check(&life, "2027-11-23T05:00:00Z", &[("review", "2027-11-23T04:59:59.999Z", "late")]);
    // In no other state does its clock run.
    life.must("coordinator", go("review"));
    check(&life, "2027-11-23T05:00:00Z", &[]);
    let parts = json!({ "day": "1", "month": "mars", "year": "2028" });
    let mut life = Life::at("in_review");
    life.save("coordinator", &[("/review/decision", json!("continue"))]);
    life.must("coordinator", go("renew"));
    life.save("coordinator", &[("/plan/review_date", parts)]);
    life.must("coordinator", go("draft_plan"));
    life.sign("person").unwrap();
    life.sign("coordinator").unwrap();
    life.must("person", go("accept"));
    check(&life, "2027-10-22T12:00:00Z", &[("review", "2028-03-02T04:59:59.999Z", "due")]);
    let none = Deed::Transition { id: "review".to_owned(), reason: Some("Earlier".to_owned()), sections: Vec::new() };
    life.must("coordinator", none);
}

#[test]
fn a_delay_counts_from_the_last_entry_of_this_episode() {
    let mut life = submitted("2026-11-20T21:00:00Z");
    life.must("adviser", crate::trial::go_because("send_back", "Say more"));
    assert!(due(&life, "2026-11-22T14:00:00Z").is_empty());
    life.must("person", go("submit"));
    assert_eq!(due(&life, "2026-11-22T14:00:00Z")[0].1, "2026-11-23T13:30:00Z");
}
