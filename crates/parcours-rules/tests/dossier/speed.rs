//! How long a long history takes to replay.

use std::time::{Duration, Instant};

use parcours_rules::dossier::{Deed, Event, replay};
use serde_json::json;

use crate::trial::{OPENED, actor, event, process, save};

#[test]
fn ten_thousand_events_replay_in_ten_frames() {
    let process = process();
    let row = |group: &str, number: usize| format!("/{group}/@k{number}");
    let mut history: Vec<Event> = Vec::new();
    let add = |does: Deed, history: &mut Vec<Event>| {
        let number = history.len();
        history.push(event(number, actor("coordinator"), does));
    };
    for number in 0..40 {
        add(save(&[(&row("needs/list", number), json!({ "description": "Need" }))]), &mut history);
        add(save(&[(&row("plan/services", number), json!({ "means": "Means" }))]), &mut history);
    }
    while history.len() < 10_000 {
        let number = history.len();
        let (need, service) = (row("needs/list", number % 40), row("plan/services", number * 7 % 40));
        let does = save(&[
            (&format!("{need}/description"), json!(format!("What was typed at {number}"))),
            (&format!("{service}/status"), json!("running")),
            ("/person/name", json!(format!("Name {number}"))),
        ]);
        add(does, &mut history);
    }
    let start = Instant::now();
    let dossier = replay(&process, "d-1", OPENED, history).unwrap();
    let took = start.elapsed();
    println!("10,000 events replayed in {took:?}");
    assert_eq!(dossier.history.len(), 10_000);
    // Ten animation frames for the program as it ships; a test build is several times slower.
    let budget = Duration::from_millis(if cfg!(debug_assertions) { 3_000 } else { 167 });
    assert!(took < budget, "{took:?}");
}
