//! Several who write to one dossier at once: nothing is lost, nothing is refused that could be kept, and whoever wrote on an
//! older dossier is told what changed.

use crate::desk::{Desk, code, event, on_each, request, saves, workflows};
use crate::world::{World, ask};
use axum::Router;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[tokio::test]
async fn of_two_who_save_the_same_version_one_is_told() {
    on_each(async |world| {
        let desk = Desk::open(world).await;
        for round in 0..5 {
            let tag = desk.read("person").await.header("etag").to_owned();
            let tries: Vec<_> = (0..20)
                .map(|try_| {
                    let text = format!("Essai {round} {try_}");
                    let event = event(saves("/psi/reason_other", json!(text)));
                    let (router, request) =
                        (world.router.clone(), request("PUT", &desk.path(), "person", Some(&event), Some(&tag)));
                    tokio::spawn(async move { (ask(&router, request).await, text) })
                })
                .collect();
            let mut won = Vec::new();
            for one in tries {
                let (answer, text) = one.await.unwrap();
                match answer.status.as_u16() {
                    200 => won.push(text),
                    status => assert_eq!(status, 412, "{}", answer.text()),
                }
            }
            assert_eq!(won.len(), 1, "round {round}");
            let now = desk.read("person").await.json();
            assert_eq!(now["answers"]["psi"]["reason_other"], json!(won[0]));
        }
        assert_eq!(world.count("dossier_events").await, 5);
    })
    .await;
}

/// Posts an event on a task of its own; what it was answered.
fn posts(router: &Router, path: &str, event: &Value) -> tokio::task::JoinHandle<u16> {
    let (router, request) = (router.clone(), request("POST", &format!("{path}/events"), "person", Some(event), None));
    tokio::spawn(async move { ask(&router, request).await.status.as_u16() })
}

#[tokio::test]
async fn a_hundred_events_at_once_all_find_their_place_at_the_first_try() {
    on_each(async |world| {
        let desk = Desk::open(world).await;
        let events: Vec<Value> = (0..100).map(|_| event(saves("/psi/reason_other", json!("Beaucoup")))).collect();
        let tries: Vec<_> = events.iter().map(|event| posts(&world.router, &desk.path(), event)).collect();
        for one in tries {
            assert_eq!(one.await.unwrap(), 201);
        }
        let there = desk.read("person").await.json()["history"].clone();
        let ids = |list: &Value| -> BTreeSet<String> {
            list.as_array().unwrap().iter().map(|event| event["id"].as_str().unwrap().to_owned()).collect()
        };
        assert!(ids(&json!(events)).is_subset(&ids(&there)), "an acknowledged event is not there");
    })
    .await;
}

#[tokio::test]
async fn two_receivers_on_one_database_take_turns_and_never_show_what_was() {
    on_each(async |world| {
        let desk = Desk::open(world).await;
        let other = World::with(world.database.clone(), |config| config.workflows = workflows()).await;
        let before = world.count("dossier_events").await;
        let mut tries = Vec::new();
        for _ in 0..25 {
            for router in [&world.router, &other.router] {
                tries.push(posts(router, &desk.path(), &event(saves("/psi/reason_other", json!("À deux")))));
            }
        }
        for one in tries {
            assert_eq!(one.await.unwrap(), 201);
        }
        assert_eq!(world.count("dossier_events").await - before, 50);
        for (text, from, to) in [("Un", world, &other), ("Deux", &other, world)] {
            let saved = event(saves("/psi/reason_other", json!(text)));
            assert_eq!(posts(&from.router, &desk.path(), &saved).await.unwrap(), 201);
            let read = to.ask(request("GET", &desk.path(), "person", None, None)).await.json();
            assert_eq!(read["answers"]["psi"]["reason_other"], json!(text), "what one took, the other shows");
        }
        other.receiver.close().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_wrote_on_an_older_dossier_is_told_who_changed_what_and_when() {
    on_each(async |world| {
        let desk = Desk::open(world).await;
        let tag = desk.read("family").await.header("etag").to_owned();
        let both = json!({ "save": { "changes": [
            { "at": "/psi/reason_other", "to": "Autre chose" },
            { "at": "/person/address", "to": { "street": "CANARI-RUE" } },
        ] } });
        assert_eq!(desk.does("person", both).await.status, 201);
        assert_eq!(desk.does("person", saves("/person/address", json!({ "street": "CANARI" }))).await.status, 201);
        let stale = desk.save("family", "/psi/reason_other", json!("La mienne"), Some(&tag)).await;
        assert_eq!((stale.status.as_u16(), code(&stale).as_str()), (412, "stale"));
        let told = stale.json();
        let now = desk.read("family").await;
        assert_eq!((told["dossier"].clone(), stale.header("etag")), (now.json(), now.header("etag")));
        let at = now.json()["history"].as_array().unwrap().last().unwrap()["at"].clone();
        let by = json!({ "role": "person", "name": "Nom de person" });
        let change = json!({ "at": at, "by": by, "does": "save", "pointers": ["/psi/reason_other"] });
        assert_eq!(told["changes"], json!([change]), "what a role may not read is not told");
        assert!(!stale.text().contains("CANARI"));
        // With what they were told, they can go on.
        let saved = desk.save("family", "/psi/reason_other", json!("La mienne"), Some(stale.header("etag"))).await;
        assert_eq!(saved.status, 200, "{}", saved.text());
        let unknown = desk.save("family", "/psi/reason_other", json!("Encore"), Some("\"elsewhere\"")).await;
        assert_eq!((unknown.status.as_u16(), unknown.json()["changes"].clone()), (412, Value::Null));
    })
    .await;
}
