//! Dossiers over HTTP: who may do what, what each sees, what happens when two write at once. The workflow is the real one.

use crate::desk::{Desk, bearer, code, event, goes, on_each, request, saves};
use crate::world::{Answer, id, on_each_database};
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

#[tokio::test]
async fn a_dossier_is_opened_once_and_each_writes_their_part() {
    on_each(async |world| {
        let desk = Desk::open(world).await;
        let body = json!({ "id": desk.dossier, "workflow": "service-plan" });
        let again = world.ask(request("POST", "/dossiers", "person", Some(&body), None)).await;
        assert_eq!(again.status, 200, "{}", again.text());
        assert_eq!(world.count("dossiers").await, 1);

        let saved = desk.does("person", saves("/psi/reason", json!(["services_missing"]))).await;
        assert_eq!(saved.status, 201, "{}", saved.text());
        assert_eq!(saved.json()["answers"]["psi"]["reason"], json!(["services_missing"]));
        let by = &saved.json()["history"][0]["by"];
        assert_eq!((by["role"].clone(), by["name"].clone()), (json!("person"), json!("Nom de person")));
        assert!(!saved.text().contains("Quelqu’un") && !saved.text().contains("2020-01-01"), "the token says who");

        for (role, does, status, expected) in [
            ("person", goes("submit"), 422, "blocked"),
            ("person", goes("start"), 403, "not-yours"),
            ("person", goes("renew"), 409, "not_possible"),
            ("provider", goes("submit"), 403, "not-yours"),
            ("provider", goes("nowhere"), 403, "not-yours"),
            ("adviser", goes("withdraw"), 422, "reason_missing"),
            ("provider", saves("/psi/reason", json!(["other"])), 403, "not_yours"),
            ("adviser", saves("/psi/reason", json!(["other"])), 403, "agreement_missing"),
            ("person", saves("/psi/nowhere", json!(1)), 422, "no_such_place"),
            ("person", json!({ "sign": { "name": "Ana", "hash": "00" } }), 409, "nothing_to_sign"),
            ("adviser", json!({ "sign": { "name": "Ana", "hash": "00" } }), 403, "not-yours"),
        ] {
            let answer = desk.does(role, does).await;
            assert_eq!(
                (answer.status.as_u16(), code(&answer).as_str()),
                (status, expected),
                "{role} {}",
                answer.text()
            );
            assert_eq!(answer.header("content-type"), "application/problem+json");
        }
        let blocked = desk.does("person", goes("submit")).await.json();
        assert!(
            blocked["blocked_by"].as_array().is_some_and(|by| by.iter().any(|by| by["section"].is_u64())),
            "{blocked}"
        );
        let refused = desk.does("provider", saves("/psi/reason", json!([]))).await.json();
        assert_eq!(refused["errors"][0]["pointer"], "#/psi/reason");
        assert_eq!(world.count("dossier_events").await, 1, "what is refused leaves nothing");
    })
    .await;
}

#[tokio::test]
async fn the_same_event_counts_once_and_another_of_its_id_is_refused() {
    on_each(async |world| {
        let desk = Desk::open(world).await;
        let first = event(saves("/psi/reason", json!(["other"])));
        assert_eq!(desk.event("person", &first).await.status, 201);
        let again = desk.event("person", &first).await;
        assert_eq!((again.status.as_u16(), again.header("idempotency-replayed")), (200, "true"));
        let mut other = first.clone();
        other["does"] = saves("/psi/reason", json!(["transition"]));
        let refused = desk.event("person", &other).await;
        assert_eq!((refused.status.as_u16(), code(&refused).as_str()), (409, "id-taken"));
        assert_eq!(world.count("dossier_events").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_save_says_what_it_changes_and_loses_nothing_of_others() {
    on_each(async |world| {
        let desk = Desk::open(world).await;
        let read = desk.read("person").await;
        let tag = read.header("etag").to_owned();
        assert!(tag.len() > 20, "{tag}");
        let without = desk.save("person", "/psi/reason", json!(["other"]), None).await;
        assert_eq!((without.status.as_u16(), code(&without).as_str()), (428, "condition-missing"));
        let saved = desk.save("person", "/psi/reason", json!(["other"]), Some(&tag)).await;
        assert_eq!(saved.status, 200, "{}", saved.text());
        assert_ne!(saved.header("etag"), tag);
        let stale = desk.save("person", "/psi/reason", json!(["transition"]), Some(&tag)).await;
        assert_eq!((stale.status.as_u16(), code(&stale).as_str()), (412, "stale"));
        assert_eq!(desk.read("person").await.json()["answers"]["psi"]["reason"], json!(["other"]));
        let transition = request("PUT", &desk.path(), "person", Some(&event(goes("submit"))), Some(&tag));
        assert_eq!(world.ask(transition).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn nobody_sees_what_is_not_theirs_nor_that_it_is_there() {
    on_each(async |world| {
        let desk = Desk::open(world).await;
        let before = desk.read("provider").await;
        assert_eq!(before.status, 200);
        let address = saves("/person/address", json!({ "street": "CANARI-RUE", "municipality": "Beauharnois" }));
        assert_eq!(desk.does("person", address).await.status, 201);
        let after = desk.read("provider").await;
        assert!(!after.text().contains("CANARI"));
        assert_eq!(before.bytes, after.bytes, "not even a count tells");
        assert_eq!(before.header("etag"), after.header("etag"));
        assert!(desk.read("adviser").await.text().contains("CANARI-RUE"));

        // Out of reach, not there, or of no role: one and the same answer.
        let elsewhere = |path: String, role: &str, dossiers: Value| {
            let request = Request::get(path).header("authorization", bearer(role, &dossiers)).body(Body::empty());
            world.ask(request.unwrap())
        };
        let missing = elsewhere(format!("/dossiers/{}", id()), "person", json!("*")).await;
        let mut alike = vec![missing];
        alike.push(elsewhere(desk.path(), "person", json!([id()])).await);
        alike.push(elsewhere(desk.path(), "person", Value::Null).await);
        alike.push(elsewhere(desk.path(), "neighbour", json!("*")).await);
        alike.push(elsewhere("/dossiers/not-an-id".to_owned(), "person", json!("*")).await);
        for answer in &alike {
            assert_eq!((answer.status.as_u16(), &answer.bytes), (404, &alike[0].bytes));
            let names = |answer: &Answer| answer.headers.keys().map(ToString::to_string).collect::<Vec<_>>();
            assert_eq!(names(answer), names(&alike[0]));
        }
        let own = elsewhere(desk.path(), "person", json!([desk.dossier.to_uppercase()])).await;
        assert_eq!(own.status, 200);
        assert_eq!(world.ask(Request::get(desk.path()).body(Body::empty()).unwrap()).await.status, 401);
    })
    .await;
}

#[tokio::test]
async fn a_desk_lists_what_it_reaches_with_what_is_due() {
    on_each(async |world| {
        let (one, two) = (Desk::open(world).await, Desk::open(world).await);
        two.does("person", json!({ "transition": { "id": "withdraw", "reason": "Je déménage." } })).await;
        let list = async |query: &str, role: &str, dossiers: Value| {
            let request = Request::get(format!("/dossiers{query}")).header("authorization", bearer(role, &dossiers));
            let answer = world.ask(request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, 200, "{}", answer.text());
            answer.json()
        };
        let ids = |list: &Value| -> Vec<String> {
            list["dossiers"].as_array().unwrap().iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect()
        };
        let all = list("", "adviser", json!("*")).await;
        assert_eq!(ids(&all), [two.dossier.clone(), one.dossier.clone()], "the last opened first");
        assert!(!all.to_string().contains("déménage"));
        assert_eq!(ids(&list("?state=draft", "adviser", json!("*")).await), std::slice::from_ref(&one.dossier));
        assert_eq!(ids(&list("?acts=person", "adviser", json!("*")).await), std::slice::from_ref(&one.dossier));
        assert_eq!(ids(&list("", "person", json!([two.dossier])).await), std::slice::from_ref(&two.dossier));
        assert!(ids(&list("", "person", Value::Null).await).is_empty());
        let unseen = list("", "provider", json!("*")).await;
        one.does("person", saves("/person/address", json!({ "street": "Cachée" }))).await;
        assert_eq!(list("", "provider", json!("*")).await, unseen, "what a role may not see leaves no trace");
        let page = list("?limit=1", "adviser", json!("*")).await;
        let next = format!("?limit=1&before={}", page["next"].as_str().unwrap());
        assert_eq!(ids(&list(&next, "adviser", json!("*")).await), std::slice::from_ref(&one.dossier));
        for wrong in ["?limit=0", "?limit=x", "?before=x", "?timing=never"] {
            let answer = world.ask(request("GET", &format!("/dossiers{wrong}"), "adviser", None, None)).await;
            assert_eq!((answer.status.as_u16(), code(&answer).as_str()), (400, "query"), "{wrong}");
        }
    })
    .await;
}

#[tokio::test]
async fn pages_of_the_list_are_full_and_end_where_it_ends() {
    on_each(async |world| {
        let mut opened = Vec::new();
        for number in 0..9 {
            let desk = Desk::open(world).await;
            if number % 3 != 1 {
                desk.does("person", json!({ "transition": { "id": "withdraw", "reason": "Plus tard." } })).await;
            }
            opened.push(desk.dossier);
        }
        let page = async |query: &str, dossiers: &Value| {
            let request =
                Request::get(format!("/dossiers?{query}")).header("authorization", bearer("person", dossiers));
            let answer = world.ask(request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, 200, "{}", answer.text());
            let list = answer.json();
            let lines = list["dossiers"].as_array().unwrap().iter();
            let ids: Vec<String> = lines.map(|line| line["id"].as_str().unwrap().to_owned()).collect();
            (ids, list["next"].as_str().map(str::to_owned))
        };
        let some: Vec<&String> = opened.iter().step_by(2).collect();
        for scope in [json!("*"), json!(opened), json!(some)] {
            for filter in ["", "state=draft&", "state=withdrawn&", "acts=person&", "timing=late&"] {
                let (all, none) = page(&format!("{filter}limit=100"), &scope).await;
                assert_eq!(none, None, "{filter} {scope}");
                for limit in 1..=10 {
                    let (mut walked, mut next) = (Vec::new(), None::<String>);
                    loop {
                        let before = next.map(|id| format!("&before={id}")).unwrap_or_default();
                        let (ids, more) = page(&format!("{filter}limit={limit}{before}"), &scope).await;
                        assert!(
                            more.is_none() || ids.len() == limit,
                            "{filter} {limit}: a page is full unless it is the last"
                        );
                        assert!(!ids.is_empty() || all.is_empty(), "{filter} {limit}: no page is empty");
                        walked.extend(ids);
                        next = more;
                        if next.is_none() {
                            break;
                        }
                    }
                    assert_eq!(walked, all, "{filter} {limit} {scope}");
                }
            }
        }
        let (drafts, _) = page("state=draft", &json!("*")).await;
        assert_eq!(drafts.len(), 3);
        assert_eq!(page("", &json!(some)).await.0.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn an_adviser_opens_a_dossier_for_whoever_they_help() {
    on_each(async |world| {
        let body = json!({ "id": id(), "workflow": "service-plan" });
        let answer = world.ask(request("POST", "/dossiers", "adviser", Some(&body), None)).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
    })
    .await;
}

#[tokio::test]
async fn a_workflow_nobody_offers_and_a_role_that_opens_none_are_refused() {
    on_each_database(async |world| {
        let body = json!({ "id": id(), "workflow": "service-plan" });
        let answer = world.ask(request("POST", "/dossiers", "person", Some(&body), None)).await;
        assert_eq!((answer.status.as_u16(), code(&answer).as_str()), (404, "unknown-workflow"));
    })
    .await;
    on_each(async |world| {
        let body = json!({ "id": id(), "workflow": "service-plan" });
        let answer = world.ask(request("POST", "/dossiers", "provider", Some(&body), None)).await;
        assert_eq!((answer.status.as_u16(), code(&answer).as_str()), (403, "role-refused"));
        let answer = world.ask(request("POST", "/dossiers", "person", Some(&json!({ "id": "x" })), None)).await;
        assert_eq!((answer.status.as_u16(), code(&answer).as_str()), (422, "envelope"));
        assert_eq!(world.count("dossiers").await, 0);
    })
    .await;
}
