//! A receiver for one test: its own empty database, a trial form, and short words for sending and reading.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use parcours_receiver::{Config, Definitions, Receiver, TokenSecret};
use serde_json::{Value, json};
use sqlx::{AnyConnection, Connection, Executor, Row};
use std::io::Write;
use std::path::Path;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};
use tower::ServiceExt;

pub const SECRET: &str = "thirty-two bytes of test secret..";

pub struct World {
    pub database: String,
    pub receiver: Receiver,
    pub router: Router,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// Runs a test on every database at hand, each time in an empty one.
pub async fn on_each_database(test: impl AsyncFn(&World)) {
    for url in fresh_databases().await {
        let world = World::with(url, |_| {}).await;
        test(&world).await;
        world.end().await;
    }
}

static COUNT: AtomicU32 = AtomicU32::new(0);

fn unique() -> String {
    format!("parcours_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// The PostgreSQL server to test on, if there is one.
fn server() -> Option<String> {
    static SAID: Once = Once::new();
    let server = std::env::var("PARCOURS_TEST_POSTGRES").ok().filter(|url| !url.is_empty());
    let said = match server {
        Some(_) => "the receiver's tests run on SQLite and PostgreSQL",
        None => "PARCOURS_TEST_POSTGRES is not set: the receiver's tests run on SQLite only",
    };
    // Past the test harness, which keeps what passing tests print to itself.
    SAID.call_once(|| std::io::stderr().write_all(format!("{said}\n").as_bytes()).unwrap());
    server
}

/// URLs of empty databases, SQLite first.
pub async fn fresh_databases() -> Vec<String> {
    let mut urls = vec![format!("sqlite:{}", std::env::temp_dir().join(unique()).join("it.sqlite").display())];
    if let Some(server) = server() {
        let name = unique();
        connect(&server).await.execute(format!("CREATE DATABASE {name}").as_str()).await.unwrap();
        urls.push(format!("{}/{name}", server.rsplit_once('/').unwrap().0));
    }
    urls
}

pub async fn connect(url: &str) -> AnyConnection {
    sqlx::any::install_default_drivers();
    AnyConnection::connect(&url.replacen("sqlite:/", "sqlite:///", 1)).await.unwrap()
}

pub fn definitions() -> Definitions {
    Definitions::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas")).unwrap()
}

impl World {
    pub async fn with(database: String, change: impl FnOnce(&mut Config)) -> World {
        let mut config = Config::new(&database, definitions());
        config.token_secret = TokenSecret::new(SECRET);
        change(&mut config);
        let receiver = Receiver::open(config).await.unwrap();
        World { router: receiver.router(), receiver, database }
    }

    /// Closes the receiver and drops its database.
    pub async fn end(self) {
        self.receiver.close().await;
        match (self.database.strip_prefix("sqlite:"), server()) {
            (Some(path), _) => std::fs::remove_dir_all(Path::new(path).parent().unwrap()).unwrap(),
            (None, Some(server)) => {
                let name = self.database.rsplit_once('/').unwrap().1;
                let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                connect(&server).await.execute(sql.as_str()).await.unwrap();
            }
            (None, None) => {}
        }
    }

    /// Runs SQL beside the receiver.
    pub async fn sql(&self, sql: &str) {
        connect(&self.database).await.execute(sql).await.unwrap();
    }

    pub async fn count(&self, table: &str) -> i64 {
        let mut connection = connect(&self.database).await;
        let sql = format!("SELECT COUNT(*) FROM {table}");
        sqlx::query(&sql).fetch_one(&mut connection).await.unwrap().get(0)
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        ask(&self.router, request).await
    }

    pub async fn post(&self, envelope: &Value) -> Answer {
        self.ask(post(envelope)).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        let token = token(json!({}));
        let request = Request::get(path).header("authorization", format!("Bearer {token}"));
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    /// The envelope as an advisor reads it back.
    pub async fn read(&self, id: &Value) -> Value {
        let answer = self.get(&format!("/submissions/{}", id.as_str().unwrap())).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()["envelope"].clone()
    }
}

pub async fn ask(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, bytes }
}

/// A request as the page makes it.
pub fn post(envelope: &Value) -> Request<Body> {
    Request::post("/submissions")
        .header("content-type", "application/json")
        .header("idempotency-key", envelope["id"].as_str().unwrap_or_default())
        .body(Body::from(envelope.to_string()))
        .unwrap()
}

/// A new id on every call, in the shape of a UUID version 7.
pub fn id() -> String {
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("01930000-0000-7000-8000-{:04x}{count:08x}", std::process::id() % 0x1_0000)
}

/// An envelope with those answers and nothing attached.
pub fn envelope(answers: Value) -> Value {
    json!({
        "id": id(),
        "form": { "id": "trial", "version": "1.2.0", "revision": "2026" },
        "language": "fr",
        "filled_by": { "kind": "professional" },
        "started_at": "2026-11-22T13:00:00-05:00",
        "submitted_at": "2026-11-22T13:30:00-05:00",
        "answers": answers,
        "orientation": [],
        "attachments": [],
    })
}

/// An envelope without fault.
pub fn good() -> Value {
    envelope(json!({ "person": { "first_name": "Amélie", "postal_code": "J6T 1A1", "birth_date": "1990-02-28" } }))
}

/// A token of the portal: good, but for those claims (`null` takes one away).
pub fn token(changed: Value) -> String {
    let mut claims = json!({ "sub": "a1", "role": "advisor", "aud": "parcours-receiver", "exp": 4_000_000_000_u64 });
    for (key, value) in changed.as_object().unwrap() {
        match value {
            Value::Null => drop(claims.as_object_mut().unwrap().remove(key)),
            value => claims[key] = value.clone(),
        }
    }
    signed(json!({ "alg": "HS256", "typ": "JWT" }), &claims, SECRET)
}

pub fn signed(header: Value, claims: &Value, secret: &str) -> String {
    use base64::Engine;
    let encode = |text: &[u8]| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text);
    let start = format!("{}.{}", encode(header.to_string().as_bytes()), encode(claims.to_string().as_bytes()));
    let signature = encode(&hmac_sha256(secret.as_bytes(), start.as_bytes()));
    format!("{start}.{signature}")
}

/// RFC 2104, so that tokens are not checked by the code that made them.
fn hmac_sha256(key: &[u8], message: &[u8]) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let mut block = [0_u8; 64];
    block[..key.len()].copy_from_slice(key);
    let pad = |with: u8| block.map(|byte| byte ^ with);
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().to_vec()
}
