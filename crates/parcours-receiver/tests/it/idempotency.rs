//! One submission, one row, one answer, however often and however simultaneously it is sent.

use crate::world::{ask, good, id, on_each_database, post};
use serde_json::json;

#[tokio::test]
async fn the_same_key_gives_the_same_answer_and_one_row() {
    on_each_database(async |world| {
        let sent = good();
        let first = world.post(&sent).await;
        let again = world.post(&sent).await;
        assert_eq!((first.status, &first.bytes), (again.status, &again.bytes));
        assert_eq!(first.header("location"), again.header("location"));
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(world.count("submissions").await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_order_of_keys_and_the_case_of_the_key_do_not_make_another_submission() {
    on_each_database(async |world| {
        let sent = good();
        let first = world.post(&sent).await;
        let mut entries: Vec<_> = sent.as_object().unwrap().iter().collect();
        entries.reverse();
        let turned: Vec<String> = entries.iter().map(|(key, value)| format!("{:?} : {value}", key)).collect();
        let mut request = post(&sent);
        *request.body_mut() = format!("{{\n{} }}", turned.join(",\n")).into();
        let key = format!("\"{}\"", sent["id"].as_str().unwrap().to_uppercase());
        request.headers_mut().insert("idempotency-key", key.parse().unwrap());
        let again = world.ask(request).await;
        assert_eq!((first.status, &first.bytes), (again.status, &again.bytes), "{}", again.text());
    })
    .await;
}

#[tokio::test]
async fn parallel_requests_with_one_key_leave_one_row_and_get_one_answer() {
    on_each_database(async |world| {
        for _ in 0..5 {
            let sent = good();
            let tries: Vec<_> = (0..16)
                .map(|_| {
                    let (router, request) = (world.router.clone(), post(&sent));
                    tokio::spawn(async move { ask(&router, request).await })
                })
                .collect();
            let mut bodies = Vec::new();
            for one in tries {
                let answer = one.await.unwrap();
                assert_eq!(answer.status, 201, "{}", answer.text());
                bodies.push(answer.bytes);
            }
            bodies.dedup();
            assert_eq!(bodies.len(), 1);
        }
        assert_eq!(world.count("submissions").await, 5);
    })
    .await;
}

#[tokio::test]
async fn another_content_under_the_same_key_is_refused_and_changes_nothing() {
    on_each_database(async |world| {
        let sent = good();
        world.post(&sent).await;
        let mut other = sent.clone();
        other["answers"]["person"]["first_name"] = json!("Other");
        let answer = world.post(&other).await;
        assert_eq!(answer.status, 422);
        assert_eq!(answer.json()["type"], "urn:parcours:problem:idempotency-key-reused");
        assert_eq!(world.read(&sent["id"]).await, sent);
    })
    .await;
}

#[tokio::test]
async fn parallel_requests_with_one_key_and_two_contents_store_one_of_them() {
    on_each_database(async |world| {
        let one = good();
        let mut two = one.clone();
        two["answers"]["person"]["first_name"] = json!("Other");
        let tries: Vec<_> = (0..12)
            .map(|turn| {
                let (router, request) = (world.router.clone(), post(if turn % 2 == 0 { &one } else { &two }));
                tokio::spawn(async move { (turn % 2, ask(&router, request).await.status.as_u16()) })
            })
            .collect();
        let mut seen = std::collections::BTreeSet::new();
        for one in tries {
            seen.insert(one.await.unwrap());
        }
        // One content always gets 201, the other always 422.
        assert!(seen.len() == 2 && seen.iter().map(|(_, status)| status).sum::<u16>() == 201 + 422, "{seen:?}");
        assert_eq!(world.count("submissions").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_missing_strange_or_foreign_key_is_refused_before_anything_is_stored() {
    on_each_database(async |world| {
        let sent = good();
        for (key, code) in [
            (None, "idempotency-key-missing"),
            (Some(String::new()), "idempotency-key-not-an-id"),
            (Some("again".to_owned()), "idempotency-key-not-an-id"),
            (Some(id()), "idempotency-key-mismatch"),
        ] {
            let mut request = post(&sent);
            match &key {
                None => drop(request.headers_mut().remove("idempotency-key")),
                Some(key) => drop(request.headers_mut().insert("idempotency-key", key.parse().unwrap())),
            }
            let answer = world.ask(request).await;
            assert_eq!(answer.status, 400, "{key:?}");
            assert_eq!(answer.json()["type"], format!("urn:parcours:problem:{code}"));
        }
        assert_eq!(world.count("submissions").await, 0);
    })
    .await;
}
