//! What is refused, with which status, and that it is said in the reader's language and in the shape of RFC 9457.

use crate::world::{Answer, World, envelope, good, on_each_database, post};
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

/// A refusal of that status and code, told in full.
fn check(answer: &Answer, status: u16, code: &str) {
    let problem = answer.json();
    assert_eq!(answer.status, status, "{code}: {problem}");
    assert_eq!(answer.header("content-type"), "application/problem+json", "{code}");
    assert_eq!(problem["type"], format!("urn:parcours:problem:{code}"));
    assert_eq!(problem["status"], status);
    for key in ["title", "detail"] {
        assert!(problem[key].as_str().is_some_and(|text| text.len() > 10), "{code} has no {key}");
    }
    assert_eq!(problem.get("instance"), None);
}

async fn send(world: &World, body: &str) -> Answer {
    let mut request = post(&good());
    *request.body_mut() = Body::from(body.to_owned());
    world.ask(request).await
}

#[tokio::test]
async fn what_is_not_json_is_refused_with_the_place() {
    on_each_database(async |world| {
        for body in ["", "{", "{\"a\":}", "nul", "{} {}", "{'a':1}", "\u{feff}\u{feff}{}", "[1,]", "\"\\ud800\""] {
            check(&send(world, body).await, 400, "not-json");
        }
        let answer = send(world, "{\n  \"id\": oops\n}").await;
        assert!(answer.text().contains("ligne 2, colonne 9"), "{}", answer.text());
        let mut request = post(&good());
        *request.body_mut() = Body::from(vec![b'"', 0xff, 0xfe, b'"']);
        check(&world.ask(request).await, 400, "not-json");
    })
    .await;
}

#[tokio::test]
async fn depth_and_number_of_values_are_bounded() {
    on_each_database(async |world| {
        check(&send(world, &"[".repeat(500_000)).await, 400, "too-deep");
        check(&send(world, &format!("{{\"a\":{}{}}}", "[".repeat(40), "]".repeat(40))).await, 400, "too-deep");
        check(&send(world, &format!("[{}0]", "0,".repeat(300_000))).await, 400, "too-many-values");
    })
    .await;
}

#[tokio::test]
async fn another_type_of_content_is_refused() {
    on_each_database(async |world| {
        for content_type in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/jsonp",
            "",
            "application/json; charset=latin1",
        ] {
            let mut request = post(&good());
            request.headers_mut().insert("content-type", content_type.parse().unwrap());
            check(&world.ask(request).await, 415, "not-json-type");
        }
        let mut request = post(&good());
        request.headers_mut().remove("content-type");
        check(&world.ask(request).await, 415, "not-json-type");
        let mut request = post(&good());
        request.headers_mut().insert("content-type", "Application/JSON; charset=UTF-8".parse().unwrap());
        assert_eq!(world.ask(request).await.status, 201);
    })
    .await;
}

#[tokio::test]
async fn an_envelope_of_another_shape_is_refused_with_a_pointer() {
    on_each_database(async |world| {
        type Change = Box<dyn Fn(&mut Value)>;
        let cases: Vec<(&str, Change)> = vec![
            ("#/form", Box::new(|e| drop(e.as_object_mut().unwrap().remove("form")))),
            ("#/form/version", Box::new(|e| e["form"]["version"] = json!(1))),
            ("#/form/revision", Box::new(|e| e["form"]["revision"] = json!("1999"))),
            ("#/language", Box::new(|e| e["language"] = json!("de"))),
            ("#/filled_by/kind", Box::new(|e| e["filled_by"]["kind"] = json!("cat"))),
            ("#/submitted_at", Box::new(|e| e["submitted_at"] = json!("yesterday"))),
            ("#/started_at", Box::new(|e| e["started_at"] = json!("2026-13-41"))),
            ("#/answers", Box::new(|e| e["answers"] = json!([]))),
            ("#/orientation", Box::new(|e| e["orientation"] = json!(["a text with blanks"]))),
            ("#/attachments/0", Box::new(|e| e["attachments"] = json!([1]))),
            ("#", Box::new(|e| e["surprise"] = json!(true))),
            ("#/form", Box::new(|e| e["form"]["surprise"] = json!(true))),
        ];
        for (pointer, change) in cases {
            let mut sent = good();
            change(&mut sent);
            let answer = world.post(&sent).await;
            check(&answer, 422, "envelope");
            assert!(answer.text().contains(pointer), "{pointer}: {}", answer.text());
            assert!(!answer.text().contains("surprise"));
        }
        for body in ["null", "[]", "1", "\"text\"", "{}"] {
            check(&send(world, body).await, 422, "envelope");
        }
        let mut sent = good();
        sent["id"] = json!("not-a-uuid");
        let mut request = post(&sent);
        request.headers_mut().insert("idempotency-key", good()["id"].as_str().unwrap().parse().unwrap());
        check(&world.ask(request).await, 422, "envelope");
        assert_eq!(world.count("submissions").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_form_that_is_not_offered_is_not_found() {
    on_each_database(async |world| {
        let mut sent = good();
        sent["form"]["id"] = json!("../trial");
        check(&world.post(&sent).await, 404, "unknown-form");
        sent["form"] = json!({ "id": "trial", "version": "9.9.9", "revision": "2026" });
        check(&world.post(&sent).await, 404, "unknown-version");
    })
    .await;
}

#[tokio::test]
async fn answers_to_correct_are_named_by_pointers_into_the_answers() {
    on_each_database(async |world| {
        let mut sent = envelope(json!({ "person": { "postal_code": "123", "birth_date": "2999-01-01" } }));
        let answer = world.post(&sent).await;
        check(&answer, 422, "answers");
        let problem = answer.json();
        let errors = problem["errors"].as_array().unwrap();
        let pointers: Vec<&str> = errors.iter().map(|error| error["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["#/person/first_name", "#/person/postal_code", "#/person/birth_date"]);
        assert_eq!(errors[0]["code"], "required");
        assert_eq!(errors[0]["detail"], "Inscrivez le prénom.");
        sent["language"] = json!("en");
        let english = world.post(&sent).await.json();
        assert_eq!(english["errors"][0]["detail"], "Enter the first name.");
        assert_eq!(world.count("submissions").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_language_is_the_requests_then_the_envelopes_then_french() {
    on_each_database(async |world| {
        let said = async |accept: Option<&str>, body: &str| {
            let mut request = post(&good());
            *request.body_mut() = Body::from(body.to_owned());
            if let Some(accept) = accept {
                request.headers_mut().insert("accept-language", accept.parse().unwrap());
            }
            world.ask(request).await.header("content-language").to_owned()
        };
        let mut english = envelope(json!({}));
        english["language"] = json!("en");
        assert_eq!(said(None, "{").await, "fr-CA");
        assert_eq!(said(Some("en-US,en;q=0.9"), "{").await, "en-CA");
        assert_eq!(said(Some("fr"), &english.to_string()).await, "fr-CA");
        assert_eq!(said(Some("*"), &english.to_string()).await, "en-CA");
        assert_eq!(said(None, &english.to_string()).await, "en-CA");
    })
    .await;
}

#[tokio::test]
async fn too_large_is_refused_and_the_limit_is_the_operators() {
    for database in crate::world::fresh_databases().await {
        let world = World::with(database, |config| config.body_bytes = 2_000).await;
        let mut sent = good();
        assert_eq!(world.post(&sent).await.status, 201);
        sent["answers"]["person"]["help"] = json!("x".repeat(2_000));
        let answer = world.post(&sent).await;
        check(&answer, 413, "too-large");
        assert!(answer.text().contains("1\u{a0}ko"), "{}", answer.text());
        world.end().await;
    }
}

#[tokio::test]
async fn strange_addresses_and_methods_are_told_so() {
    on_each_database(async |world| {
        check(&world.get("/nowhere").await, 404, "not-found");
        let request = Request::put("/submissions").body(Body::empty()).unwrap();
        let answer = world.ask(request).await;
        check(&answer, 405, "method-not-allowed");
        assert!(answer.header("allow").contains("POST"), "{:?}", answer.headers);
    })
    .await;
}
