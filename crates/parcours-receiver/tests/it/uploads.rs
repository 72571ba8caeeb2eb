//! Files sent ahead of the submission (tus 1.0): they go on where they were, are judged like the others, and are taken once.

use crate::attachments::{PDF, with_files};
use crate::world::{Answer, World, fresh_databases, on_each_database};
use axum::body::{Body, Bytes};
use axum::http::Request;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::task::{Context, Poll};

const AT: &str = "#/attachments/0/file";

impl World {
    pub async fn tus(&self, method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("tus-resumable", "1.0.0");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.ask(request.body(body.into()).unwrap()).await
    }

    /// Begins an upload; gives its address.
    pub async fn begin(&self, size: usize) -> String {
        let answer = self.tus("POST", "/uploads", &[("upload-length", &size.to_string())], "").await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.header("location").to_owned()
    }

    pub async fn piece(&self, address: &str, at: usize, bytes: impl Into<Body>) -> Answer {
        let headers = [("upload-offset", &*at.to_string()), ("content-type", "application/offset+octet-stream")];
        self.tus("PATCH", address, &headers, bytes).await
    }

    /// A whole upload; gives its address.
    pub async fn upload(&self, bytes: &[u8]) -> String {
        let address = self.begin(bytes.len()).await;
        assert_eq!(self.piece(&address, 0, bytes.to_vec()).await.status, 204);
        address
    }

    async fn stands(&self, address: &str) -> (u16, String) {
        let answer = self.tus("HEAD", address, &[], "").await;
        (answer.status.as_u16(), answer.header("upload-offset").to_owned())
    }
}

/// That submission, naming an upload for each of its files in the place of their content.
fn naming(mut sent: Value, addresses: &[&str]) -> Value {
    for (entry, address) in sent["attachments"].as_array_mut().unwrap().iter_mut().zip(addresses) {
        entry.as_object_mut().unwrap().remove("content");
        entry["upload"] = json!(address);
    }
    sent
}

fn one_pdf() -> Value {
    with_files(&[(PDF, "application/pdf")])
}

/// A PDF of that many bytes.
fn large(bytes: usize) -> Vec<u8> {
    let mut content = PDF.to_vec();
    content.extend((content.len()..bytes).map(|place| (place % 251) as u8));
    content
}

async fn missing(world: &World, sent: &Value, what: &str) {
    let answer = world.post(sent).await;
    assert_eq!(answer.status, 422, "{what}: {}", answer.text());
    let errors = answer.json()["errors"].clone();
    assert_eq!((&errors[0]["pointer"], &errors[0]["code"]), (&json!(AT), &json!("attachment_missing")), "{what}");
    assert!(errors[0]["detail"].as_str().unwrap().contains("n’est pas arrivé"), "{what}: {errors}");
}

#[tokio::test]
async fn a_file_comes_in_pieces_and_is_taken_by_the_submission_that_names_it() {
    on_each_database(async |world| {
        let content = large(700_000);
        let address = world.begin(content.len()).await;
        assert!(address.starts_with("/uploads/") && address.len() == "/uploads/".len() + 32, "{address}");
        assert_eq!(world.stands(&address).await, (200, "0".into()));
        let mut at = 0;
        for piece in content.chunks(300_000) {
            let answer = world.piece(&address, at, piece.to_vec()).await;
            at += piece.len();
            assert_eq!((answer.status.as_u16(), answer.header("upload-offset")), (204, &*at.to_string()));
            assert!(answer.header("upload-expires").ends_with(" GMT"));
            assert_eq!(answer.header("tus-resumable"), "1.0.0");
        }
        let sent = naming(with_files(&[(&content, "application/pdf")]), &[&address]);
        let first = world.post(&sent).await;
        assert_eq!(first.status, 201, "{}", first.text());
        let stored = world.read(&sent["id"]).await;
        assert_eq!((stored["attachments"][0].get("content"), stored["attachments"][0].get("upload")), (None, None));
        let entry = &sent["attachments"][0];
        let (id, sha256) = (sent["id"].as_str().unwrap(), entry["sha256"].as_str().unwrap());
        assert_eq!(world.get(&format!("/submissions/{id}/attachments/{sha256}")).await.bytes, content);
        assert_eq!((world.count("uploads").await, world.count("upload_pieces").await), (0, 0));

        // The same again, by whatever way, is the same submission.
        for again in [sent.clone(), naming(sent, &["/uploads/elsewhere"])] {
            let second = world.post(&again).await;
            assert_eq!((second.status.as_u16(), second.header("idempotency-replayed")), (201, "true"));
            assert_eq!(second.json()["reference"], first.json()["reference"]);
        }
        assert_eq!(world.count("submissions").await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_came_before_a_line_broke_is_kept() {
    on_each_database(async |world| {
        let content = large(600_000);
        let address = world.begin(content.len()).await;
        let (first, second) =
            (Bytes::from(content[..300_000].to_vec()), Bytes::from(content[300_000..350_000].to_vec()));
        let cut = Parts([Ok(first), Ok(second), Err(std::io::Error::other("cut"))].into_iter());
        assert_eq!(world.piece(&address, 0, Body::from_stream(cut)).await.status, 400);
        assert_eq!(world.stands(&address).await, (200, "350000".into()));
        assert_eq!(world.piece(&address, 350_000, content[350_000..].to_vec()).await.status, 204);
        let sent = naming(with_files(&[(&content, "application/pdf")]), &[&address]);
        assert_eq!(world.post(&sent).await.status, 201);
    })
    .await;
}

/// A body that comes in those parts.
struct Parts<const N: usize>(std::array::IntoIter<std::io::Result<Bytes>, N>);

impl<const N: usize> futures_core::Stream for Parts<N> {
    type Item = std::io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next())
    }
}

#[tokio::test]
async fn an_upload_that_is_not_there_or_not_whole_is_told_at_its_file() {
    on_each_database(async |world| {
        missing(world, &naming(one_pdf(), &["/uploads/00000000000000000000000000000000"]), "unknown").await;
        missing(world, &naming(one_pdf(), &["https://elsewhere.example/' OR 1=1 --"]), "no id").await;
        let half = world.begin(PDF.len() + 2000).await;
        assert_eq!(world.piece(&half, 0, large(2000)).await.status, 204);
        missing(world, &naming(one_pdf(), &[&half]), "unfinished").await;
        let used = world.upload(PDF).await;
        assert_eq!(world.post(&naming(one_pdf(), &[&used])).await.status, 201);
        missing(world, &naming(one_pdf(), &[&used]), "already used").await;

        let both = world.upload(PDF).await;
        let mut sent = one_pdf();
        sent["attachments"][0]["upload"] = json!(both);
        let answer = world.post(&sent).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["type"]), (422, &json!("urn:parcours:problem:envelope")));
        sent["attachments"][0]["upload"] = json!(7);
        sent["attachments"][0].as_object_mut().unwrap().remove("content");
        assert_eq!(world.post(&sent).await.status, 422, "not a text");
        assert_eq!(world.count("submissions").await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_comes_ahead_is_judged_like_what_comes_within() {
    on_each_database(async |world| {
        for (content, said, code) in [
            (&b"MZ\x90\0 a program"[..], "application/pdf", "attachment_type"),
            (PDF, "image/png", "attachment_type"),
            (&large(1_000_001), "application/pdf", "attachment_too_large"),
        ] {
            let address = world.upload(content).await;
            let answer = world.post(&naming(with_files(&[(content, said)]), &[&address])).await;
            let problem = answer.json();
            assert_eq!((answer.status.as_u16(), &problem["errors"][0]["code"]), (422, &json!(code)), "{problem}");
            assert_eq!(problem["errors"][0]["pointer"], AT);
            assert_eq!(world.stands(&address).await.0, 200, "refused, it is not taken");
        }
        let other = world.upload(&large(PDF.len() + 1)).await;
        let answer = world.post(&naming(one_pdf(), &[&other])).await;
        assert_eq!(answer.json()["errors"][0]["code"], "attachment_size", "{}", answer.text());
        let changed: Vec<u8> = PDF.iter().rev().copied().collect();
        let other = world.upload(&changed).await;
        let answer = world.post(&naming(one_pdf(), &[&other])).await;
        assert_eq!(answer.json()["errors"][0]["code"], "attachment_sha256", "{}", answer.text());
    })
    .await;
}

#[tokio::test]
async fn of_two_pieces_or_two_submissions_at_once_one_is_taken() {
    on_each_database(async |world| {
        let content = large(8_000);
        let address = world.begin(content.len()).await;
        let (one, two) = (content[..4_000].to_vec(), content[..5_000].to_vec());
        let both = tokio::join!(world.piece(&address, 0, one), world.piece(&address, 0, two));
        let mut statuses = [both.0.status.as_u16(), both.1.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [204, 409]);
        let (_, at) = world.stands(&address).await;
        let at: usize = at.parse().unwrap();
        assert_eq!(world.piece(&address, at - 1, content[at..].to_vec()).await.status, 409, "not where it stands");
        assert_eq!(world.piece(&address, at, content[at..].to_vec()).await.status, 204);

        let sent = || naming(with_files(&[(&content, "application/pdf")]), &[&address]);
        let (one, two) = (sent(), sent());
        let both = tokio::join!(world.post(&one), world.post(&two));
        let mut statuses = [both.0.status.as_u16(), both.1.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 422], "{} {}", both.0.text(), both.1.text());
        assert_eq!((world.count("submissions").await, world.count("attachments").await), (1, 1));

        // A receiver that stopped right after it took a file: only that submission goes on.
        let (address, taken) = (world.upload(PDF).await, one_pdf());
        world.sql(&format!("UPDATE uploads SET taken_by = '{}'", taken["id"].as_str().unwrap())).await;
        missing(world, &naming(one_pdf(), &[&address]), "of another").await;
        assert_eq!(world.post(&naming(taken, &[&address])).await.status, 201);
    })
    .await;
}

#[tokio::test]
async fn a_file_may_answer_two_questions_by_one_upload() {
    on_each_database(async |world| {
        let address = world.upload(PDF).await;
        let twice = with_files(&[(PDF, "application/pdf"), (PDF, "application/pdf")]);
        assert_eq!(world.post(&naming(twice, &[&address, &address])).await.status, 201);
        let address = world.upload(PDF).await;
        let mixed = with_files(&[(PDF, "application/pdf"), (b"\x89PNG\r\n\x1a\n...", "image/png")]);
        assert_eq!(world.post(&naming(mixed, &[&address])).await.status, 201, "one ahead, one within");
    })
    .await;
}

static HOURS: AtomicI64 = AtomicI64::new(0);

fn clock() -> DateTime<Utc> {
    "2026-11-22T18:30:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::hours(HOURS.load(Ordering::Relaxed))
}

#[tokio::test]
async fn an_upload_lives_for_a_day() {
    for database in fresh_databases().await {
        HOURS.store(0, Ordering::Relaxed);
        let world = World::with(database, |config| config.clock = clock).await;
        let (whole, half) = (world.upload(PDF).await, world.begin(2_000).await);
        assert_eq!(world.tus("HEAD", &half, &[], "").await.header("upload-expires"), "Mon, 23 Nov 2026 18:30:00 GMT");
        HOURS.store(23, Ordering::Relaxed);
        assert_eq!(world.stands(&whole).await.0, 200);
        HOURS.store(24, Ordering::Relaxed);
        assert_eq!((world.stands(&whole).await.0, world.stands(&half).await.0), (404, 404));
        assert_eq!(world.piece(&half, 0, large(2_000)).await.status, 404);
        missing(&world, &naming(one_pdf(), &[&whole]), "expired").await;
        world.begin(10).await;
        assert_eq!((world.count("uploads").await, world.count("upload_pieces").await), (1, 0), "nothing old stays");
        world.end().await;
    }
}

#[tokio::test]
async fn a_stranger_cannot_fill_the_disk() {
    for database in fresh_databases().await {
        let world = World::with(database, |config| config.upload_bytes = 10_000).await;
        let (one, two) = (world.begin(6_000).await, world.begin(6_000).await);
        assert_eq!(world.piece(&one, 0, large(6_000)).await.status, 204);
        let answer = world.piece(&two, 0, large(6_000)).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["type"]),
            (507, &json!("urn:parcours:problem:uploads-full"))
        );
        assert_eq!(world.tus("POST", "/uploads", &[("upload-length", "5000")], "").await.status, 507);
        // What is dropped or taken makes room.
        assert_eq!(world.tus("DELETE", &one, &[], "").await.status, 204);
        assert_eq!(world.piece(&two, 0, large(6_000)).await.status, 204);
        let sent = naming(with_files(&[(&large(6_000), "application/pdf")]), &[&two]);
        assert_eq!(world.post(&sent).await.status, 201);
        assert_eq!(world.tus("POST", "/uploads", &[("upload-length", "10000")], "").await.status, 201);
        world.end().await;
    }
}

#[tokio::test]
async fn the_protocol_is_kept_to() {
    on_each_database(async |world| {
        let spoken = world.ask(Request::options("/uploads").body(Body::empty()).unwrap()).await;
        assert_eq!((spoken.status.as_u16(), spoken.header("tus-version")), (204, "1.0.0"));
        assert_eq!(spoken.header("tus-extension"), "creation,expiration,termination");
        assert_eq!(spoken.header("tus-max-size"), (10 * 1024 * 1024).to_string());

        let none = Request::post("/uploads").header("upload-length", "5").body(Body::empty()).unwrap();
        let answer = world.ask(none).await;
        assert_eq!((answer.status.as_u16(), answer.header("tus-version")), (412, "1.0.0"), "{}", answer.text());
        for (name, value, status) in
            [("upload-length", "-1", 400), ("upload-defer-length", "1", 400), ("upload-length", "10485761", 413)]
        {
            let answer = world.tus("POST", "/uploads", &[(name, value)], "").await;
            assert_eq!(answer.status, status, "{name}: {value}");
            assert_eq!(answer.header("tus-resumable"), "1.0.0");
        }

        let address = world.begin(3_000).await;
        let typed = |kind| [("upload-offset", "0"), ("content-type", kind)];
        assert_eq!(world.tus("PATCH", &address, &typed("application/octet-stream"), "x").await.status, 415);
        assert_eq!(world.piece(&address, 0, large(3_001)).await.status, 413);
        assert_eq!(world.piece(&address, 0, large(1_000)).await.status, 400, "a crumb");
        assert_eq!(world.stands(&address).await, (200, "0".into()));
        assert_eq!(world.piece(&address, 0, "").await.status, 204, "nothing is nothing");
        assert_eq!(world.piece(&address, 0, large(2_999)).await.status, 204);
        assert_eq!(world.piece(&address, 2_999, "x").await.status, 204, "the last may be small");
        assert_eq!(world.ask(Request::get(&address).body(Body::empty()).unwrap()).await.status, 405, "nobody reads");
        let head = world.tus("HEAD", &address, &[], "").await;
        assert_eq!((head.header("upload-length"), head.header("cache-control")), ("3000", "no-store"));

        assert_eq!(world.tus("DELETE", &address, &[], "").await.status, 204);
        for method in ["DELETE", "HEAD"] {
            assert_eq!(world.tus(method, &address, &[], "").await.status, 404);
        }
        assert_eq!(world.tus("HEAD", "/uploads/..%2f", &[], "").await.status, 404);
    })
    .await;
}
