//! Files come whole, of the type they are, and only when an answer names them.

use crate::world::{World, envelope, on_each_database};
use axum::body::Body;
use axum::http::Request;
use base64::Engine;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub const PDF: &[u8] = b"%PDF-1.7\n% a very small one";

fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn entry(content: &[u8], media_type: &str) -> Value {
    json!({ "name": "bilan été.pdf", "type": media_type, "size": content.len(), "sha256": sha256(content) })
}

/// An envelope whose answers name those files and which brings them along.
pub fn with_files(files: &[(&[u8], &str)]) -> Value {
    let rows: Vec<Value> = files.iter().map(|(content, kind)| json!({ "file": entry(content, kind) })).collect();
    let mut sent = envelope(json!({ "person": { "first_name": "Ann" }, "attachments": rows }));
    sent["attachments"] = files
        .iter()
        .enumerate()
        .map(|(row, (content, kind))| {
            let mut entry = entry(content, kind);
            entry["at"] = json!(format!("/attachments/{row}/file"));
            entry["content"] = json!(base64::engine::general_purpose::STANDARD.encode(content));
            entry
        })
        .collect();
    sent
}

#[tokio::test]
async fn a_file_is_stored_apart_and_read_back_as_a_download() {
    on_each_database(async |world| {
        let sent = with_files(&[(PDF, "application/pdf"), (b"\x89PNG\r\n\x1a\n...", "image/png")]);
        let answer = world.post(&sent).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        assert_eq!(world.count("attachments").await, 2);
        let stored = world.read(&sent["id"]).await;
        assert_eq!(stored["attachments"][0].get("content"), None);
        assert_eq!(stored["attachments"][0]["sha256"], sha256(PDF));

        let path = format!("/submissions/{}/attachments/{}", sent["id"].as_str().unwrap(), sha256(PDF));
        let file = world.get(&path).await;
        assert_eq!((file.status.as_u16(), file.bytes.as_slice()), (200, PDF));
        assert_eq!(file.header("content-type"), "application/pdf");
        assert_eq!(file.header("content-disposition"), "attachment; filename*=UTF-8''bilan%20%C3%A9t%C3%A9.pdf");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert_eq!(world.get(&path.replace(&sha256(PDF), &sha256(b""))).await.status, 404);
    })
    .await;
}

async fn refused(world: &World, what: &str, change: impl Fn(&mut Value), pointer: &str, code: &str) {
    let mut sent = with_files(&[(PDF, "application/pdf")]);
    change(&mut sent);
    let answer = world.post(&sent).await;
    assert_eq!(answer.status, 422, "{what}: {}", answer.text());
    let problem = answer.json();
    let errors = problem["errors"].as_array().unwrap_or_else(|| panic!("{what}: {problem}"));
    let found = errors.iter().any(|error| error["pointer"] == pointer && error["code"] == code);
    assert!(found, "{what}: {problem}");
}

#[tokio::test]
async fn a_file_that_is_not_what_was_said_is_refused() {
    const AT: &str = "#/attachments/0/file";
    on_each_database(async |world| {
        refused(
            world,
            "no content",
            |e| drop(e["attachments"][0].as_object_mut().unwrap().remove("content")),
            AT,
            "attachment_missing",
        )
        .await;
        refused(world, "no entry", |e| e["attachments"] = json!([]), AT, "attachment_missing").await;
        refused(
            world,
            "for another question",
            |e| e["attachments"][0]["at"] = json!("/person/first_name"),
            "#",
            "attachment_unasked",
        )
        .await;
        refused(world, "asked by nobody", |e| e["answers"]["attachments"] = json!([]), "#", "attachment_unasked").await;
        refused(world, "not base64", |e| e["attachments"][0]["content"] = json!("*?"), AT, "attachment_not_base64")
            .await;
        refused(
            world,
            "another content",
            |e| e["attachments"][0]["content"] = json!("JVBERi0xLjcKJSBhIHZlcnkgc21hbGwgb25F"),
            AT,
            "attachment_sha256",
        )
        .await;
        refused(world, "another size", |e| e["attachments"][0]["size"] = json!(5), AT, "attachment_size").await;
        refused(world, "too large", |e| e["attachments"][0]["size"] = json!(1_000_001), AT, "attachment_too_large")
            .await;
        refused(
            world,
            "longer than said",
            |e| e["attachments"][0]["content"] = json!("A".repeat(2_000_000)),
            AT,
            "attachment_too_large",
        )
        .await;
        refused(
            world,
            "a size only the answer says",
            |e| e["answers"]["attachments"][0]["file"]["size"] = json!(5),
            AT,
            "attachment_size",
        )
        .await;
        refused(
            world,
            "a type only the answer says",
            |e| e["answers"]["attachments"][0]["file"]["type"] = json!("image/png"),
            AT,
            "attachment_type",
        )
        .await;
        assert_eq!(world.count("submissions").await, 0);
        assert_eq!(world.count("attachments").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_folder_in_a_name_is_not_kept() {
    on_each_database(async |world| {
        let mut sent = with_files(&[(PDF, "application/pdf")]);
        for entry in ["/attachments/0", "/answers/attachments/0/file"] {
            sent.pointer_mut(entry).unwrap()["name"] = json!("C:\\Users\\ann\\  bilan.pdf");
        }
        assert_eq!(world.post(&sent).await.status, 201);
        let stored = world.read(&sent["id"]).await;
        assert_eq!(stored["attachments"][0]["name"], "bilan.pdf");
        assert_eq!(stored["answers"]["attachments"][0]["file"]["name"], "bilan.pdf");
    })
    .await;
}

#[tokio::test]
async fn the_type_is_judged_by_content() {
    on_each_database(async |world| {
        for (content, said) in [
            (&b"MZ\x90\0 a program"[..], "application/pdf"),
            (b"<html><script>", "application/pdf"),
            (PDF, "image/png"),
            (b"\xff\xd8\xff\xe0 a photo this question does not take", "image/jpeg"),
        ] {
            let answer = world.post(&with_files(&[(content, said)])).await;
            assert_eq!(answer.status, 422, "{said}");
            assert_eq!(answer.json()["errors"][0]["pointer"], "#/attachments/0/file", "{}", answer.text());
        }
    })
    .await;
}

#[tokio::test]
async fn more_files_than_the_operator_takes_are_refused() {
    for database in crate::world::fresh_databases().await {
        let world = World::with(database, |config| config.attachments.max_files = 1).await;
        let answer = world.post(&with_files(&[(PDF, "application/pdf"), (b"%PDF-2", "application/pdf")])).await;
        assert_eq!(answer.status, 422);
        assert_eq!(answer.json()["errors"][0]["code"], "attachment_too_many");
        world.end().await;
    }
}

/// An envelope with one small file, for other tests.
pub fn one_file() -> Value {
    with_files(&[(PDF, "application/pdf")])
}

/// A request as a page makes it that sends files beside the envelope.
fn in_parts(envelope: &Value) -> Request<Body> {
    let mut told = envelope.clone();
    let mut body = Vec::new();
    let mut part = |headers: &str, content: &[u8]| {
        body.extend_from_slice(format!("--b\r\nContent-Disposition: form-data; {headers}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    for (index, entry) in told["attachments"].as_array_mut().unwrap().iter_mut().enumerate() {
        let content = entry.as_object_mut().unwrap().remove("content").unwrap();
        let content = base64::engine::general_purpose::STANDARD.decode(content.as_str().unwrap()).unwrap();
        part(&format!("name=\"attachments[{index}]\"; filename=\"x\""), &content);
    }
    part("name=\"submission\"", told.to_string().as_bytes());
    body.extend_from_slice(b"--b--\r\n");
    Request::post("/submissions")
        .header("content-type", "multipart/form-data; boundary=b")
        .header("idempotency-key", envelope["id"].as_str().unwrap())
        .body(Body::from(body))
        .unwrap()
}

#[tokio::test]
async fn files_beside_the_envelope_are_the_same_submission_as_files_in_it() {
    on_each_database(async |world| {
        let sent = with_files(&[(PDF, "application/pdf"), (b"\x89PNG\r\n\x1a\n...", "image/png")]);
        let first = world.ask(in_parts(&sent)).await;
        assert_eq!(first.status, 201, "{}", first.text());
        let second = world.post(&sent).await;
        assert_eq!((second.status.as_u16(), second.header("idempotency-replayed")), (201, "true"));
        assert_eq!(second.json()["reference"], first.json()["reference"]);
        assert_eq!((world.count("submissions").await, world.count("attachments").await), (1, 2));

        let mut without = with_files(&[(PDF, "application/pdf")]);
        without["attachments"][0]["content"] = json!("");
        assert_eq!(world.ask(in_parts(&without)).await.status, 422, "a file of another size than said");
        let empty = Request::post("/submissions").header("content-type", "multipart/form-data; boundary=b");
        let answer = world.ask(empty.body(Body::from("--b--\r\n")).unwrap()).await;
        assert_eq!(answer.status, 422, "{}", answer.text());
        let broken = Request::post("/submissions").header("content-type", "multipart/form-data; boundary=b");
        let answer = world.ask(broken.body(Body::from("--b\r\nno")).unwrap()).await;
        assert_eq!(answer.status, 415, "{}", answer.text());
        assert_eq!(world.count("submissions").await, 1);
    })
    .await;
}
