//! Nothing a person wrote is ever logged or repeated in a refusal. Marked words go in by every door, through a real
//! connection, and the whole log at its finest level is searched for them.

use crate::world::{World, envelope, fresh_databases};
use serde_json::{Value, json};
use std::io::Write;
use std::sync::{Mutex, OnceLock};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tracing::Level;

/// In everything that is sent; nowhere else.
pub const MARK: &str = "Zq7canari";

pub static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Tee;

impl Write for Tee {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

pub fn capture() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        let log = tracing_subscriber::fmt().with_max_level(Level::TRACE).with_ansi(false).with_writer(|| Tee).finish();
        tracing::subscriber::set_global_default(log).unwrap();
    });
}

/// Sends bytes over a real connection and gives back the whole response.
pub async fn exchange(address: std::net::SocketAddr, head: &str, body: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!("{head}\r\nHost: localhost\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(body).await.unwrap();
    let mut response = Vec::new();
    stream.read_to_end(&mut response).await.unwrap();
    String::from_utf8_lossy(&response).into_owned()
}

#[tokio::test]
async fn no_answer_reaches_the_log_or_a_refusal() {
    capture();
    for database in fresh_databases().await {
        let world = World::with(database, |config| config.body_bytes = 100_000).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let server = tokio::spawn(parcours_receiver::serve(listener, world.router.clone(), async move {
            let _ = stopped.await;
        }));

        let person = json!({ "first_name": MARK, "needs_help": true, "help": format!("{MARK} needs help") });
        let good = envelope(json!({ "person": person }));
        let post = |id: &str| {
            format!(
                "POST /submissions?{MARK} HTTP/1.1\r\nContent-Type: application/json\r\nIdempotency-Key: {id}\r\n\
                 X-{MARK}: {MARK}\r\nReferer: http://localhost/{MARK}\r\nCookie: {MARK}"
            )
        };
        let with = |change: &dyn Fn(&mut Value)| {
            let mut sent = envelope(json!({ "person": person }));
            change(&mut sent);
            sent
        };
        let mut reused = good.clone();
        reused["answers"]["person"]["first_name"] = json!(format!("{MARK}2"));
        let envelopes = [
            (201, good.clone()),
            (201, good.clone()),
            (422, reused),
            (422, with(&|e| e["answers"]["person"]["first_name"] = json!(""))),
            (422, with(&|e| e["answers"]["person"]["birth_date"] = json!(MARK))),
            (422, with(&|e| e["answers"]["person"]["postal_code"] = json!(MARK))),
            (422, with(&|e| e["answers"]["person"]["first_name"] = json!({ MARK: MARK }))),
            (422, with(&|e| e["answers"]["person"]["help"] = json!(MARK.repeat(600)))),
            (422, with(&|e| e["answers"]["person"] = json!(MARK))),
            (422, with(&|e| e["answers"]["attachments"] = json!([{ "file": { "name": MARK } }]))),
            (422, with(&|e| e[MARK] = json!(MARK))),
            (422, with(&|e| e["language"] = json!(MARK))),
            (422, with(&|e| e["submitted_at"] = json!(MARK))),
            (422, with(&|e| e["orientation"] = json!([format!("{MARK} {MARK}")]))),
            (
                422,
                with(&|e| {
                    e["attachments"] =
                        json!([{ "name": MARK, "type": MARK, "size": 1, "sha256": MARK, "at": MARK, "content": MARK }]);
                }),
            ),
            (404, with(&|e| e["form"]["id"] = json!(MARK))),
            (404, with(&|e| e["form"]["version"] = json!(MARK))),
            (413, with(&|e| e["answers"]["person"]["help"] = json!(MARK.repeat(20_000)))),
        ];
        let mut told = Vec::new();
        for (status, sent) in envelopes {
            let response = exchange(address, &post(sent["id"].as_str().unwrap()), sent.to_string().as_bytes()).await;
            assert!(response.starts_with(&format!("HTTP/1.1 {status} ")), "{status}: {response}");
            told.push(response);
        }
        let id = good["id"].as_str().unwrap();
        for body in [format!("{{\"a\": {MARK}}}"), format!("\"{MARK}"), format!("{{\"{MARK}\":1,}}")] {
            told.push(exchange(address, &post(id), body.as_bytes()).await);
        }
        told.push(exchange(address, &post(MARK), good.to_string().as_bytes()).await);
        told.push(exchange(address, &format!("{MARK} /{MARK} HTTP/1.1"), b"").await);
        told.push(
            exchange(
                address,
                &format!("GET /submissions/{MARK}?a={MARK} HTTP/1.1\r\nAuthorization: Bearer {MARK}"),
                b"",
            )
            .await,
        );
        told.push(
            exchange(
                address,
                &format!(
                    "GET /submissions?before={MARK} HTTP/1.1\r\nAuthorization: Bearer {}",
                    crate::world::token(json!({ "sub": MARK }))
                ),
                b"",
            )
            .await,
        );

        // A file sent ahead: its name in the headers, its bytes, an address that is none.
        let tus = format!("Tus-Resumable: 1.0.0\r\nUpload-Metadata: filename {MARK},{MARK} {MARK}\r\nX-{MARK}: {MARK}");
        let begun =
            exchange(address, &format!("POST /uploads?{MARK} HTTP/1.1\r\nUpload-Length: 2000\r\n{tus}"), b"").await;
        let place = begun.lines().find_map(|line| line.strip_prefix("location: ")).unwrap_or_default();
        assert!(place.starts_with("/uploads/"), "{begun}");
        let piece = "Content-Type: application/offset+octet-stream\r\nUpload-Offset";
        for (path, at, status) in [(place, "0", 204), (place, MARK, 400), (&*format!("/uploads/{MARK}"), "0", 404)] {
            let head = format!("PATCH {path} HTTP/1.1\r\n{piece}: {at}\r\n{tus}");
            let response = exchange(address, &head, MARK.repeat(150).as_bytes()).await;
            assert!(response.starts_with(&format!("HTTP/1.1 {status} ")), "{status}: {response}");
            told.push(response);
        }
        told.push(exchange(address, &format!("POST /uploads HTTP/1.1\r\nUpload-Length: {MARK}\r\n{tus}"), b"").await);

        // The database quotes rows in its errors: let it fail in the middle of one.
        world.sql("ALTER TABLE submissions RENAME TO away").await;
        let sent = envelope(json!({ "person": person }));
        told.push(exchange(address, &post(sent["id"].as_str().unwrap()), sent.to_string().as_bytes()).await);
        world.sql("ALTER TABLE away RENAME TO submissions").await;
        world.sql("ALTER TABLE submissions RENAME COLUMN envelope TO gone").await;
        world.sql("ALTER TABLE submissions ADD COLUMN envelope TEXT CHECK (envelope = '')").await;
        told.push(exchange(address, &post(sent["id"].as_str().unwrap()), sent.to_string().as_bytes()).await);
        assert!(told[told.len() - 2..].iter().all(|response| response.starts_with("HTTP/1.1 503 ")), "{told:?}");

        for response in &told {
            assert!(!response.contains(MARK), "a response repeats what was sent: {response}");
        }
        drop(stop);
        server.await.unwrap().unwrap();
        world.end().await;
    }

    let log = String::from_utf8_lossy(&LOG.lock().unwrap()).into_owned();
    assert!(log.matches("refusal=").count() > 20, "the log was not captured: {log}");
    assert!(
        log.contains("route=\"/submissions\"") && log.contains("form=\"trial\"") && log.contains("refusal=\"answers\"")
    );
    let line = log.lines().find(|line| line.contains(MARK));
    assert_eq!(line, None, "the log holds what a person wrote");
}
