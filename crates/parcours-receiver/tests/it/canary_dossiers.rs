//! Nothing a person wrote in a dossier is ever logged, noted or repeated in a refusal: answers, reasons, signatures, names in
//! tokens, ids and parameters that are none. Marked words go in by every door, as for submissions in `canary.rs`.

use crate::canary::{LOG, MARK, capture, exchange};
use crate::desk::workflows;
use crate::world::{World, connect, fresh_databases, id, token};
use serde_json::{Value, json};
use sqlx::Row;
use tokio::net::TcpListener;

#[tokio::test]
async fn no_word_of_a_dossier_reaches_the_log_a_note_or_a_refusal() {
    capture();
    for database in fresh_databases().await {
        let world = World::with(database, |config| {
            config.workflows = workflows();
            config.body_bytes = 100_000;
        })
        .await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let server = tokio::spawn(parcours_receiver::serve(listener, world.router.clone(), async move {
            let _ = stopped.await;
        }));
        let dossier = id();
        let send = async |role: &str, line: &str, more: &str, body: String| {
            let token = token(json!({ "sub": "s1", "role": role, "name": MARK, "dossiers": "*" }));
            let head = format!(
                "{line} HTTP/1.1\r\nContent-Type: application/json\r\nAuthorization: Bearer {token}{more}\r\n\
                 X-{MARK}: {MARK}\r\nReferer: http://localhost/{MARK}\r\nCookie: {MARK}"
            );
            exchange(address, &head, body.as_bytes()).await
        };
        let event = |does: Value| {
            let by = json!({ "role": "person", "name": MARK });
            json!({ "id": id(), "at": "2026-11-22T13:00:00Z", "by": by, "does": does }).to_string()
        };
        let saves = |at: &str, to: Value| event(json!({ "save": { "changes": [{ "at": at, "to": to }] } }));
        let goes = |id: &str| event(json!({ "transition": { "id": id, "reason": MARK } }));
        let open = json!({ "id": dossier, "workflow": "service-plan" }).to_string();
        let (one, events) = (format!("/dossiers/{dossier}"), format!("POST /dossiers/{dossier}/events"));
        let (put, stale) = (format!("PUT {one}"), format!("\r\nIf-Match: \"7-{MARK}\""));
        // A refusal may point at the place it is about: where `true` is, its sender wrote that place.
        let asked = [
            (201, "person", format!("POST /dossiers?{MARK}"), "", open.clone(), true),
            (
                404,
                "person",
                "POST /dossiers".to_owned(),
                "",
                json!({ "id": id(), "workflow": MARK }).to_string(),
                false,
            ),
            (
                422,
                "person",
                "POST /dossiers".to_owned(),
                "",
                json!({ "id": MARK, "workflow": MARK }).to_string(),
                false,
            ),
            (400, "person", "POST /dossiers".to_owned(), "", format!("{{\"id\": {MARK}"), false),
            (201, "person", events.clone(), "", saves("/psi/reason_other", json!(MARK)), true),
            (201, "person", events.clone(), "", saves("/person/address", json!({ "street": MARK })), true),
            (422, "person", events.clone(), "", saves(&format!("/psi/{MARK}"), json!(MARK)), true),
            (403, "provider", events.clone(), "", saves("/psi/reason_other", json!(MARK)), false),
            (403, "adviser", events.clone(), "", saves("/psi/reason_other", json!(MARK)), false),
            (422, "person", events.clone(), "", saves("/psi/reason_other", json!(MARK.repeat(3_000))), false),
            (413, "person", events.clone(), "", saves("/psi/reason_other", json!(MARK.repeat(20_000))), false),
            (422, "person", events.clone(), "", json!({ MARK: MARK }).to_string(), false),
            (422, "person", events.clone(), "", event(json!({ MARK: MARK })), false),
            (400, "person", events.clone(), "", format!("{{\"{MARK}\":1,}}"), false),
            (403, "person", events.clone(), "", goes(MARK), false),
            (409, "adviser", events.clone(), "", goes("welcome"), false),
            (422, "person", events.clone(), "", event(json!({ "transition": { "id": "submit" } })), false),
            (409, "coordinator", events.clone(), "", event(json!({ "sign": { "name": MARK, "hash": "00" } })), false),
            (428, "person", put.clone(), "", saves("/psi/reason_other", json!(MARK)), false),
            (412, "person", put.clone(), &stale, saves("/psi/reason_other", json!(MARK)), true),
            (200, "person", put.clone(), "\r\nIf-Match: *", saves("/psi/reason_other", json!(MARK)), true),
            (200, "person", format!("GET {one}?{MARK}"), "", String::new(), true),
            (404, "person", format!("GET /dossiers/{MARK}"), "", String::new(), false),
            (404, "neighbour", format!("GET {one}"), "", String::new(), false),
            (200, "adviser", format!("GET /dossiers?state={MARK}&acts={MARK}"), "", String::new(), false),
            (400, "adviser", format!("GET /dossiers?timing={MARK}"), "", String::new(), false),
            (400, "adviser", format!("GET /dossiers?before={MARK}"), "", String::new(), false),
            (200, "adviser", "GET /dossiers".to_owned(), "", String::new(), false),
            (200, "auditor", format!("GET {one}/accesses"), "", String::new(), false),
            (201, "person", events.clone(), "", goes("withdraw"), true),
        ];
        for (status, role, line, more, body, repeats) in asked {
            let response = send(role, &line, more, body).await;
            assert!(response.starts_with(&format!("HTTP/1.1 {status} ")), "{line} {status}: {response}");
            assert!(repeats || !response.contains(MARK), "a response repeats what was sent: {response}");
        }
        // The database quotes rows in its errors: let it fail in the middle of one.
        world.sql("ALTER TABLE dossier_events RENAME COLUMN event TO gone").await;
        world.sql("ALTER TABLE dossier_events ADD COLUMN event TEXT CHECK (event = '')").await;
        let response = send("person", &events, "", goes("reopen")).await;
        assert!(response.starts_with("HTTP/1.1 503 ") && !response.contains(MARK), "{response}");
        let rows = sqlx::query("SELECT dossier_id, at, role, action, outcome FROM dossier_accesses");
        let rows = rows.fetch_all(&mut connect(&world.database).await).await.unwrap();
        assert!(rows.len() > 20, "{} notes", rows.len());
        for row in rows {
            let texts: [String; 5] = [0, 1, 2, 3, 4].map(|column| row.get(column));
            assert!(!texts.join(" ").contains(MARK), "a note holds what a person wrote: {texts:?}");
        }
        drop(stop);
        server.await.unwrap().unwrap();
        world.end().await;
    }
    let log = String::from_utf8_lossy(&LOG.lock().unwrap()).into_owned();
    assert!(log.contains("route=\"/dossiers/{id}/events\"") && log.contains("refusal=\"not-yours\""), "{log}");
    assert_eq!(log.lines().find(|line| line.contains(MARK)), None, "the log holds what a person wrote");
}
