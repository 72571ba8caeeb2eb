//! Due, soon, late: the list as days go by on the server's own clock.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::desk::{Desk, goes, request, workflows};
use crate::world::{World, fresh_databases};

/// Seconds since 1970 on the server's clock.
static NOW: AtomicI64 = AtomicI64::new(0);

fn clock() -> DateTime<Utc> {
    DateTime::from_timestamp(NOW.load(Ordering::SeqCst), 0).unwrap()
}

fn at(moment: &str) {
    NOW.store(DateTime::parse_from_rfc3339(moment).unwrap().timestamp(), Ordering::SeqCst);
}

async fn listed(world: &World, query: &str) -> Vec<Value> {
    let answer = world.ask(request("GET", &format!("/dossiers{query}"), "adviser", None, None)).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()["dossiers"].as_array().unwrap().clone()
}

/// Sends a whole request for a plan, as the cases of the workflow tell it.
async fn submit(desk: &Desk<'_>) {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schemas/forms/service-plan/cases/plan.json");
    let given: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let pointers = ["/psi/requester", "/psi/reason", "/psi/disability_nature", "/psi/significant_persistent"];
    let changes: Vec<Value> = pointers
        .iter()
        .chain(&["/person", "/legal", "/consent"])
        .map(|at| json!({ "at": at, "to": given["given"].pointer(at).unwrap() }))
        .collect();
    let saved = desk.does("person", json!({ "save": { "changes": changes } })).await;
    assert_eq!(saved.status, 201, "{}", saved.text());
    let sent = desk.does("person", goes("submit")).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
}

#[tokio::test]
async fn the_list_tells_what_is_due_soon_and_late_and_picks_each_out() {
    for url in fresh_databases().await {
        // A Thursday: two working days later is the Monday.
        at("2026-11-19T15:00:00Z");
        let world = World::with(url, |config| {
            config.workflows = workflows();
            config.clock = clock;
        })
        .await;
        let desk = Desk::open(&world).await;
        assert!(listed(&world, "?timing=due").await.is_empty(), "nothing runs before the request is sent");
        submit(&desk).await;
        Desk::open(&world).await;
        for (moment, timing) in [
            ("2026-11-19T16:00:00Z", "due"),
            ("2026-11-22T15:00:00Z", "due"),
            // Until midnight in Québec.
            ("2026-11-24T04:59:59Z", "soon"),
            ("2026-11-24T05:00:00Z", "late"),
            ("2026-11-24T15:00:00Z", "late"),
            ("2027-03-01T15:00:00Z", "late"),
        ] {
            at(moment);
            let all = listed(&world, "").await;
            assert_eq!(all.len(), 2, "{moment}");
            let line = all.iter().find(|line| line["id"] == desk.dossier).unwrap();
            assert_eq!(line["deadlines"][0]["timing"], timing, "{moment} {line}");
            for other in ["due", "soon", "late"] {
                let picked = listed(&world, &format!("?timing={other}")).await;
                assert_eq!(picked.len(), usize::from(other == timing), "{moment} {other}");
            }
            let mine = listed(&world, &format!("?timing={timing}&acts=adviser&state=submitted")).await;
            assert_eq!(mine.len(), 1, "{moment}");
            assert!(listed(&world, &format!("?timing={timing}&acts=coordinator")).await.is_empty());
        }
        world.end().await;
    }
}
