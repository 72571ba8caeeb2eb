//! Only an advisor with the portal's token reads; everyone else is told which of the three doors is shut.

use crate::world::{SECRET, World, ask, fresh_databases, good, on_each_database, signed, token};
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

async fn status(world: &World, path: &str, authorization: Option<&str>) -> (u16, String) {
    let mut request = Request::get(path);
    if let Some(authorization) = authorization {
        request = request.header("authorization", authorization);
    }
    let answer = ask(&world.router, request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.header("content-type").contains("problem"), answer.status != 200);
    (answer.status.as_u16(), answer.header("www-authenticate").to_owned())
}

#[tokio::test]
async fn every_reading_route_asks_for_a_good_token() {
    on_each_database(async |world| {
        let sent = good();
        world.post(&sent).await;
        let claims = json!({ "sub": "a1", "role": "advisor", "aud": "parcours-receiver", "exp": 4_000_000_000_u64 });
        let one = format!("/submissions/{}", sent["id"].as_str().unwrap());
        let file = format!("{one}/attachments/{}", "0".repeat(64));
        let (none, challenge) = (signed(json!({ "alg": "none" }), &claims, SECRET), "Bearer error=\"invalid_token\"");
        let unsigned = format!("{}.", none.rsplit_once('.').unwrap().0);
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        for path in ["/submissions", one.as_str(), file.as_str()] {
            assert_eq!(status(world, path, None).await, (401, "Bearer".into()));
            assert_eq!(status(world, path, Some("Basic YTpi")).await, (401, "Bearer".into()));
            for bad in [
                String::new(),
                "x.y.z".to_owned(),
                none.clone(),
                unsigned.clone(),
                signed(json!({ "alg": "HS512" }), &claims, SECRET),
                signed(json!({ "alg": "RS256" }), &claims, SECRET),
                signed(json!({ "alg": "HS256" }), &claims, "another secret of the same length"),
                token(json!({ "exp": now - 1 })),
                token(json!({ "exp": null })),
                token(json!({ "exp": "4000000000" })),
                token(json!({ "aud": "someone-else" })),
                token(json!({ "aud": null })),
                token(json!({ "sub": null })),
                token(json!({ "nbf": now + 600 })),
                "A".repeat(100_000),
            ] {
                let authorization = format!("Bearer {bad}");
                assert_eq!(status(world, path, Some(&authorization)).await, (401, challenge.into()), "{bad}");
            }
            for role in [json!("person"), json!(null), json!(["advisor"]), json!("Advisor")] {
                let authorization = format!("Bearer {}", token(json!({ "role": role })));
                assert_eq!(status(world, path, Some(&authorization)).await.0, 403, "{role}");
            }
        }
        assert_eq!(status(world, "/submissions", Some(&format!("bearer {}", token(json!({}))))).await.0, 200);
    })
    .await;
}

#[tokio::test]
async fn without_a_secret_nobody_reads() {
    for database in fresh_databases().await {
        let world = World::with(database, |config| config.token_secret = None).await;
        let answer = world.get("/submissions").await;
        assert_eq!(answer.status, 503);
        assert_eq!(answer.json()["type"], "urn:parcours:problem:reading-closed");
        world.end().await;
    }
}

#[tokio::test]
async fn the_list_is_newest_first_in_pages_and_without_answers() {
    on_each_database(async |world| {
        let mut sent: Vec<Value> = Vec::new();
        for _ in 0..5 {
            let one = good();
            assert_eq!(world.post(&one).await.status, 201);
            sent.insert(0, one["id"].clone());
        }
        let mut read = Vec::new();
        let mut path = "/submissions?limit=2".to_owned();
        loop {
            let answer = world.get(&path).await;
            assert_eq!(answer.status, 200, "{}", answer.text());
            assert!(!answer.text().contains("Amélie"));
            let page = answer.json();
            read.extend(page["submissions"].as_array().unwrap().iter().map(|line| line["id"].clone()));
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/submissions?limit=2&before={next}");
        }
        assert_eq!(read, sent);
        let first = &world.get("/submissions").await.json()["submissions"][0];
        assert_eq!(first["form"], json!({ "id": "trial", "version": "1.2.0", "revision": "2026" }));
        assert!(first["reference"].as_str().unwrap().starts_with("P-"));
        for query in ["limit=0", "limit=201", "limit=-1", "limit=two", "before=1", "limit=1&limit=2"] {
            let answer = world.get(&format!("/submissions?{query}")).await;
            assert_eq!(answer.status, 400, "{query}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    on_each_database(async |world| {
        for path in ["/submissions/x", "/submissions/01930000-0000-7000-8000-000000000000", "/submissions/%ff"] {
            assert_eq!(world.get(path).await.status, 404, "{path}");
        }
    })
    .await;
}
