//! What is stored of a good submission, and what its sender is told.

use crate::world::{envelope, good, on_each_database};
use serde_json::json;

#[tokio::test]
async fn a_good_submission_is_stored_and_gets_a_reference() {
    on_each_database(async |world| {
        let sent = good();
        let answer = world.post(&sent).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.header("location"), format!("/submissions/{}", sent["id"].as_str().unwrap()));
        let receipt = answer.json();
        let reference = receipt["reference"].as_str().unwrap();
        assert!(reference.len() == 11 && reference.starts_with("P-"), "{reference}");
        assert!(receipt["received_at"].as_str().unwrap().ends_with('Z'));
        assert_eq!(receipt.as_object().unwrap().len(), 2);
        assert_eq!(world.read(&sent["id"]).await, sent);
        assert_eq!(world.count("submissions").await, 1);
    })
    .await;
}

#[tokio::test]
async fn answers_are_stored_in_normal_form_and_hidden_ones_are_not() {
    on_each_database(async |world| {
        let sent = envelope(json!({ "person": {
            "first_name": "  Jean   Guy ", "postal_code": "j6t-1a1", "needs_help": false, "help": "for nobody to read"
        } }));
        let answer = world.post(&sent).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let person = &world.read(&sent["id"]).await["answers"]["person"];
        assert_eq!(*person, json!({ "first_name": "Jean Guy", "postal_code": "J6T 1A1", "needs_help": false }));
    })
    .await;
}

#[tokio::test]
async fn a_warning_refuses_nothing() {
    on_each_database(async |world| {
        let elsewhere = envelope(json!({ "person": { "first_name": "Ann", "postal_code": "K1A 0B1" } }));
        assert_eq!(world.post(&elsewhere).await.status, 201);
    })
    .await;
}

#[tokio::test]
async fn every_response_forbids_guessing_storing_and_framing() {
    on_each_database(async |world| {
        for answer in [world.post(&good()).await, world.post(&json!({})).await, world.get("/nowhere").await] {
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("cache-control"), "no-store");
            assert_eq!(answer.header("referrer-policy"), "no-referrer");
            assert!(answer.header("content-security-policy").contains("default-src 'none'"));
        }
    })
    .await;
}
