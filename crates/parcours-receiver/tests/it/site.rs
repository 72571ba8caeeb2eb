//! The small site of `parcours serve`: pages with their headers, the receiver under `/api`, the demo's sign-in.

use crate::world::{World, ask, fresh_databases, good, post};
use axum::body::Body;
use axum::http::Request;
use parcours_receiver::Site;
use serde_json::json;
use std::fs;

async fn world() -> World {
    World::with(fresh_databases().await.remove(0), |_| {}).await
}

#[tokio::test]
async fn pages_come_with_their_types_headers_and_compressed_twins() {
    let world = world().await;
    let folder = std::env::temp_dir().join(format!("parcours-site-{}", std::process::id()));
    fs::create_dir_all(folder.join("referral")).unwrap();
    for (file, content) in [
        ("index.html", "<!doctype html>"),
        ("referral/index.html", "<!doctype html>"),
        ("parcours.js", "export {}"),
        ("parcours.css", "a{}"),
        ("parcours_bg.wasm", "\0asm"),
        ("parcours_bg.wasm.br", "small"),
        ("form.json", "{}"),
    ] {
        fs::write(folder.join(file), content).unwrap();
    }
    let site = Site { folders: vec![folder.clone()], ..Site::default() };
    let router = site.router(&world.receiver).unwrap();
    let get = async |path: &str| ask(&router, Request::get(path).body(Body::empty()).unwrap()).await;
    for (path, media_type) in [
        ("/", "text/html"),
        ("/referral/", "text/html"),
        ("/parcours.js", "text/javascript"),
        ("/parcours.css", "text/css"),
        ("/parcours_bg.wasm", "application/wasm"),
        ("/form.json", "application/json"),
    ] {
        let answer = get(path).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, media_type), "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval'") && policy.contains("frame-ancestors 'none'"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert!(answer.header("permissions-policy").contains("geolocation=()"));
    }
    let request = Request::get("/parcours_bg.wasm").header("accept-encoding", "gzip, br").body(Body::empty()).unwrap();
    let answer = ask(&router, request).await;
    assert_eq!((answer.header("content-encoding"), answer.header("content-type")), ("br", "application/wasm"));
    assert_eq!(answer.bytes, b"small");
    for path in ["/nowhere", "/../Cargo.toml", "/%2e%2e/Cargo.toml", "/referral/%2e%2e/%2e%2e/etc/passwd", "/a%00b"] {
        assert_eq!(get(path).await.status, 404, "{path}");
    }
    fs::remove_dir_all(folder).unwrap();
    world.end().await;
}

#[tokio::test]
async fn the_receiver_answers_under_api_and_under_the_portals_own_name() {
    let world = world().await;
    let router = Site::default().router(&world.receiver).unwrap();
    for path in ["/api/submissions", "/api/referrals"] {
        let sent = good();
        let mut request = post(&sent);
        *request.uri_mut() = path.parse().unwrap();
        let answer = ask(&router, request).await;
        assert_eq!(answer.status, 201, "{path}: {}", answer.text());
        assert_eq!(answer.header("location"), format!("/api/submissions/{}", sent["id"].as_str().unwrap()));
    }
    let health = ask(&router, Request::get("/api/health").body(Body::empty()).unwrap()).await;
    assert_eq!(health.status, 200);
    let form = ask(&router, Request::get("/schemas/forms/trial/readable.json").body(Body::empty()).unwrap()).await;
    assert_eq!((form.status.as_u16(), form.json()["id"].clone()), (200, json!("trial")));
    let missing = ask(&router, Request::get("/api/nowhere").body(Body::empty()).unwrap()).await;
    assert_eq!(missing.json()["type"], "urn:parcours:problem:not-found");
    world.end().await;
}

#[tokio::test]
async fn the_demo_lets_anyone_with_a_name_read_and_only_the_demo_does() {
    let world = world().await;
    let sign_in = |name: &str| {
        Request::post("/demo/sign-in")
            .header("content-type", "application/json")
            .body(Body::from(json!({ "name": name }).to_string()))
            .unwrap()
    };
    let router = Site::default().router(&world.receiver).unwrap();
    assert_eq!(ask(&router, sign_in("Ann")).await.status, 404);
    let weather = || Request::get("/demo/weather/").body(Body::empty()).unwrap();
    assert_eq!(ask(&router, weather()).await.status, 404);

    let demo = Site { demo: true, ..Site::default() };
    let router = demo.router(&world.receiver).unwrap();
    assert_eq!(ask(&router, sign_in("  ")).await.status, 422);
    // P-12: where the exit leads, nothing stored is left.
    let left = ask(&router, weather()).await;
    assert_eq!((left.status.as_u16(), left.header("clear-site-data")), (200, "\"storage\""));
    let token = ask(&router, sign_in("Ann")).await.json()["token"].as_str().unwrap().to_owned();
    let list = Request::get("/api/submissions").header("authorization", format!("Bearer {token}"));
    assert_eq!(ask(&router, list.body(Body::empty()).unwrap()).await.status, 200);
    world.end().await;
}
