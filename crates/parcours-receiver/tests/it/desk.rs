//! Dossiers of the real workflow, and short words for asking about them.

use crate::world::{Answer, World, fresh_databases, id, token};
use axum::body::Body;
use axum::http::Request;
use parcours_receiver::Workflows;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::OnceLock;

pub fn workflows() -> Workflows {
    static READ: OnceLock<Workflows> = OnceLock::new();
    let read = || {
        let read = Workflows::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas"));
        assert!(read.refused().is_empty(), "{:?}", read.refused());
        read
    };
    READ.get_or_init(read).clone()
}

pub async fn on_each(test: impl AsyncFn(&World)) {
    for url in fresh_databases().await {
        let world = World::with(url, |config| config.workflows = workflows()).await;
        test(&world).await;
        world.end().await;
    }
}

pub fn bearer(role: &str, dossiers: &Value) -> String {
    let claims =
        json!({ "sub": format!("sub-{role}"), "role": role, "name": format!("Nom de {role}"), "dossiers": dossiers });
    format!("Bearer {}", token(claims))
}

pub fn request(method: &str, path: &str, role: &str, body: Option<&Value>, tag: Option<&str>) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path).header("authorization", bearer(role, &json!("*")));
    if let Some(tag) = tag {
        request = request.header("if-match", tag);
    }
    match body {
        Some(body) => request.header("content-type", "application/json").body(Body::from(body.to_string())).unwrap(),
        None => request.body(Body::empty()).unwrap(),
    }
}

pub struct Desk<'a> {
    pub world: &'a World,
    pub dossier: String,
}

impl Desk<'_> {
    pub async fn open(world: &World) -> Desk<'_> {
        let dossier = id();
        let body = json!({ "id": dossier, "workflow": "service-plan" });
        let answer = world.ask(request("POST", "/dossiers", "person", Some(&body), None)).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        Desk { world, dossier }
    }

    pub fn path(&self) -> String {
        format!("/dossiers/{}", self.dossier)
    }

    pub async fn read(&self, role: &str) -> Answer {
        self.world.ask(request("GET", &self.path(), role, None, None)).await
    }

    pub async fn does(&self, role: &str, does: Value) -> Answer {
        self.event(role, &event(does)).await
    }

    pub async fn event(&self, role: &str, event: &Value) -> Answer {
        let path = format!("{}/events", self.path());
        self.world.ask(request("POST", &path, role, Some(event), None)).await
    }

    pub async fn save(&self, role: &str, at: &str, to: Value, tag: Option<&str>) -> Answer {
        let event = event(saves(at, to));
        self.world.ask(request("PUT", &self.path(), role, Some(&event), tag)).await
    }
}

/// What the page writes of itself is replaced: the role, the name, the time.
pub fn event(does: Value) -> Value {
    json!({ "id": id(), "at": "2020-01-01T00:00:00Z", "by": { "role": "coordinator", "name": "Quelqu’un d’autre" }, "does": does })
}

pub fn saves(at: &str, to: Value) -> Value {
    json!({ "save": { "changes": [{ "at": at, "to": to }] } })
}

pub fn goes(transition: &str) -> Value {
    json!({ "transition": { "id": transition } })
}

pub fn code(answer: &Answer) -> String {
    answer.json()["type"].as_str().unwrap_or_default().trim_start_matches("urn:parcours:problem:").to_owned()
}
