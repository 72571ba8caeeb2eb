//! The files of a dossier: they come first, then the answer that names them; nobody is given one they may not read of.

use crate::desk::{Desk, bearer, code, on_each, request, saves};
use crate::world::{Answer, id};
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const PDF: &[u8] = b"%PDF-1.7\nZanzibar-file-6630\n%%EOF";

fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Desk<'_> {
    fn file(&self, sha256: &str) -> String {
        format!("{}/files/{sha256}", self.path())
    }

    async fn put(&self, role: &str, sha256: &str, content: &[u8]) -> Answer {
        let request = Request::builder().method("PUT").uri(self.file(sha256));
        let request = request.header("authorization", bearer(role, &json!("*")));
        self.world.ask(request.body(Body::from(content.to_vec())).unwrap()).await
    }

    async fn get(&self, role: &str, sha256: &str) -> Answer {
        self.world.ask(request("GET", &self.file(sha256), role, None, None)).await
    }

    async fn name(&self, role: &str, content: &[u8], media_type: &str) -> Answer {
        let size = content.len();
        let file = json!({ "name": "bilan.pdf", "type": media_type, "size": size, "sha256": sha256(content) });
        self.does(role, saves("/attachments", json!([{ "kind": "other", "file": file }]))).await
    }
}

#[tokio::test]
async fn a_file_comes_before_what_names_it_and_is_given_back_as_it_was() {
    on_each(async |world| {
        let desk = Desk::open(world).await;
        let hash = sha256(PDF);
        let refused = desk.name("person", PDF, "application/pdf").await;
        assert_eq!(refused.status, 422, "{}", refused.text());
        assert_eq!(refused.json()["errors"][0]["pointer"], "#/attachments/0/file", "{}", refused.text());
        assert_eq!(world.count("dossier_events").await, 0, "what names a file that is not there leaves nothing");

        for _ in 0..2 {
            assert_eq!(desk.put("person", &hash, PDF).await.status, 204);
        }
        assert_eq!(world.count("dossier_files").await, 1);
        assert_eq!(desk.get("person", &hash).await.status, 404, "nothing names it yet");
        let saved = desk.name("person", PDF, "application/pdf").await;
        assert_eq!(saved.status, 201, "{}", saved.text());
        for role in ["person", "adviser"] {
            let given = desk.get(role, &hash).await;
            assert_eq!((given.status.as_u16(), given.bytes.as_slice()), (200, PDF), "{role}");
            assert_eq!(given.header("content-type"), "application/pdf");
            assert_eq!(given.header("content-disposition"), "attachment; filename*=UTF-8''bilan.pdf");
            assert_eq!(given.header("cache-control"), "no-store");
        }
        let refused = desk.get("provider", &hash).await;
        assert_eq!((refused.status.as_u16(), code(&refused).as_str()), (404, "not-found"));
        let upper = desk.get("person", &hash.to_ascii_uppercase()).await;
        assert_eq!(upper.status, 200);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_file_of_the_form_is_not_kept() {
    on_each(async |world| {
        let desk = Desk::open(world).await;
        let html = b"<html><script>alert(1)</script></html>".as_slice();
        let large = [PDF, &vec![b' '; 10 * 1024 * 1024]].concat();
        for (role, hash, content, status) in [
            ("person", sha256(b"another"), PDF, 422),
            ("person", "nonsense".to_owned(), PDF, 422),
            ("person", sha256(html), html, 422),
            ("person", sha256(b""), b"".as_slice(), 422),
            ("person", sha256(&large), large.as_slice(), 413),
            ("provider", sha256(PDF), PDF, 403),
            ("nobody", sha256(PDF), PDF, 404),
        ] {
            let answer = desk.put(role, &hash, content).await;
            assert_eq!(answer.status, status, "{role} {hash} {}", answer.text());
            assert_eq!(answer.header("content-type"), "application/problem+json");
            assert!(!answer.text().contains("Zanzibar"));
        }
        assert_eq!(world.count("dossier_files").await, 0);

        // A dossier out of reach and one that does not exist are answered alike.
        let there = desk.file(&sha256(PDF));
        let nowhere = format!("/dossiers/{}/files/{}", id(), sha256(PDF));
        let mut told: Vec<Value> = Vec::new();
        for path in [there, nowhere] {
            let request = Request::builder().uri(path).header("authorization", bearer("person", &json!([id()])));
            let answer = world.ask(request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, 404);
            told.push(answer.json());
        }
        assert_eq!(told[0], told[1]);
    })
    .await;
}

#[tokio::test]
async fn who_sent_and_who_read_a_file_is_noted_without_content() {
    on_each(async |world| {
        let desk = Desk::open(world).await;
        let hash = sha256(PDF);
        desk.put("person", &hash, PDF).await;
        desk.name("person", PDF, "application/pdf").await;
        desk.get("adviser", &hash).await;
        desk.get("provider", &hash).await;
        let noted = world.ask(request("GET", &format!("{}/accesses", desk.path()), "auditor", None, None)).await;
        let lines: Vec<String> = noted.json()["accesses"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| format!("{} {} {}", line["role"], line["action"], line["outcome"]).replace('"', ""))
            .collect();
        for line in ["person file done", "adviser read_file done", "provider read_file not-found"] {
            assert!(lines.iter().any(|noted| noted == line), "{line}: {lines:?}");
        }
        assert!(!noted.text().contains(&hash) && !noted.text().contains("bilan"), "{}", noted.text());
    })
    .await;
}
