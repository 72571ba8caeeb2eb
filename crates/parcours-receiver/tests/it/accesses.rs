//! Who had access to which dossier is noted, whatever became of it, and never with what content (R-22.1, s. 90).

use crate::desk::{Desk, bearer, event, goes, on_each, request, saves};
use crate::world::{World, id, token};
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

#[tokio::test]
async fn every_access_is_noted_without_content() {
    on_each(async |world| {
        let desk = Desk::open(world).await;
        desk.does("person", saves("/psi/reason_other", json!("CANARI"))).await;
        desk.does("provider", saves("/psi/reason_other", json!("CANARI"))).await;
        desk.does("adviser", goes("welcome")).await;
        desk.read("adviser").await;
        let path = format!("{}/accesses", desk.path());
        let answer = world.ask(request("GET", &path, "auditor", None, None)).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let lines: Vec<String> = answer.json()["accesses"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| ["role", "action", "outcome"].map(|key| line[key].as_str().unwrap().to_owned()).join(" "))
            .collect();
        for line in [
            "person open done",
            "person save done",
            "provider save not_yours",
            "adviser transition:welcome not_possible",
            "adviser read done",
            "auditor accesses done",
        ] {
            assert!(lines.iter().any(|noted| noted == line), "{line}: {lines:?}");
        }
        assert!(!answer.text().contains("CANARI"));
        assert_eq!(world.ask(request("GET", &path, "adviser", None, None)).await.status, 403);
    })
    .await;
}

/// What of each access was noted: dossier, subject, role, action, outcome.
async fn noted(world: &World) -> Vec<String> {
    use sqlx::Row;
    let mut connection = crate::world::connect(&world.database).await;
    let sql = "SELECT dossier_id, subject, role, action, outcome FROM dossier_accesses ORDER BY at";
    let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
    rows.iter().map(|row| [0, 1, 2, 3, 4].map(|column| row.get::<String, _>(column)).join(" ")).collect()
}

#[tokio::test]
async fn what_is_refused_or_only_listed_is_noted_too() {
    on_each(async |world| {
        let desk = Desk::open(world).await;
        let there = desk.dossier.clone();
        let (missing, beyond) = (id(), id());
        let send = async |method: &str, path: &str, role: &str, dossiers: Value, body: Option<&str>| {
            let request = Request::builder().method(method).uri(path).header("authorization", bearer(role, &dossiers));
            let request = request.header("content-type", "application/json");
            world.ask(request.body(body.map_or(Body::empty(), |body| Body::from(body.to_owned()))).unwrap()).await
        };
        let of = |id: &str| format!("/dossiers/{id}");
        let events = |id: &str| format!("/dossiers/{id}/events");
        let all = json!("*");
        let save = event(saves("/psi/reason_other", json!("CANARI"))).to_string();
        for (method, path, role, reach, body, status, line) in [
            (
                "GET",
                "/dossiers".to_owned(),
                "adviser",
                all.clone(),
                None,
                200,
                format!("{there} sub-adviser adviser list done"),
            ),
            (
                "GET",
                "/dossiers?state=ended".to_owned(),
                "adviser",
                all.clone(),
                None,
                200,
                " sub-adviser adviser list done".to_owned(),
            ),
            (
                "GET",
                "/dossiers?limit=CANARI".to_owned(),
                "adviser",
                all.clone(),
                None,
                400,
                " sub-adviser adviser list query".to_owned(),
            ),
            (
                "GET",
                of(&missing),
                "adviser",
                all.clone(),
                None,
                404,
                format!("{missing} sub-adviser adviser read not-found"),
            ),
            (
                "GET",
                of(&there),
                "family",
                json!([beyond]),
                None,
                404,
                format!("{there} sub-family family read not-found"),
            ),
            (
                "GET",
                of(&there),
                "neighbour",
                all.clone(),
                None,
                404,
                format!("{there} sub-neighbour neighbour read not-found"),
            ),
            ("GET", of("CANARI"), "adviser", all.clone(), None, 404, " sub-adviser adviser read not-found".to_owned()),
            (
                "GET",
                format!("{}/accesses", of(&there)),
                "adviser",
                all.clone(),
                None,
                403,
                format!("{there} sub-adviser adviser accesses role-refused"),
            ),
            (
                "POST",
                events(&there),
                "person",
                all.clone(),
                Some("{\"CANARI\""),
                400,
                format!("{there} sub-person person write not-json"),
            ),
            (
                "POST",
                events(&there),
                "person",
                all.clone(),
                Some("{\"CANARI\": 1}"),
                422,
                format!("{there} sub-person person write envelope"),
            ),
            (
                "POST",
                events(&missing),
                "person",
                all.clone(),
                Some(&save),
                404,
                format!("{missing} sub-person person save not-found"),
            ),
            (
                "POST",
                events(&there),
                "provider",
                json!([beyond]),
                Some(&save),
                404,
                format!("{there} sub-provider provider write not-found"),
            ),
            (
                "PUT",
                of(&there),
                "person",
                all.clone(),
                Some(&save),
                428,
                format!("{there} sub-person person save condition-missing"),
            ),
            (
                "POST",
                "/dossiers".to_owned(),
                "person",
                all.clone(),
                Some("CANARI"),
                400,
                " sub-person person open not-json".to_owned(),
            ),
            (
                "POST",
                "/dossiers".to_owned(),
                "provider",
                all.clone(),
                Some(&json!({ "id": beyond, "workflow": "service-plan" }).to_string()),
                403,
                format!("{beyond} sub-provider provider open role-refused"),
            ),
        ] {
            let before = noted(world).await;
            let answer = send(method, &path, role, reach, body).await;
            assert_eq!(answer.status, status, "{line}: {}", answer.text());
            let mut after = noted(world).await;
            for old in &before {
                after.remove(after.iter().position(|new| new == old).unwrap());
            }
            assert_eq!(after, [line], "{method} {path}");
        }
        assert!(!noted(world).await.join("\n").contains("CANARI"));
    })
    .await;
}

#[tokio::test]
async fn a_note_that_cannot_be_written_gives_nothing_away() {
    on_each(async |world| {
        let desk = Desk::open(world).await;
        world.sql("ALTER TABLE dossier_accesses RENAME TO away").await;
        assert_eq!(desk.read("person").await.status, 503);
        assert_eq!(world.ask(request("GET", "/dossiers", "adviser", None, None)).await.status, 503);
        assert_eq!(desk.does("person", saves("/psi/reason_other", json!("Autre"))).await.status, 503);
        assert_eq!(world.count("dossier_events").await, 0, "nor keeps what could not be noted");
        world.sql("ALTER TABLE away RENAME TO dossier_accesses").await;
        assert_eq!(desk.read("person").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn no_name_locks_a_dossier_and_no_note_holds_what_a_sender_wrote() {
    on_each(async |world| {
        let desk = Desk::open(world).await;
        let claims = json!({ "role": "person", "name": "é".repeat(500), "dossiers": "*" });
        let request = Request::post(format!("{}/events", desk.path()))
            .header("authorization", format!("Bearer {}", token(claims)))
            .header("content-type", "application/json")
            .body(Body::from(event(saves("/psi/reason", json!(["other"]))).to_string()));
        assert_eq!(world.ask(request.unwrap()).await.status, 201);
        assert_eq!(desk.read("person").await.status, 200, "it can still be read");
        assert_eq!(desk.does("person", goes("CANARI")).await.status, 403);
        let noted = world.ask(request_of_auditor(&desk.path())).await;
        assert!(noted.text().contains("transition") && !noted.text().contains("CANARI"), "{}", noted.text());
    })
    .await;
}

fn request_of_auditor(path: &str) -> Request<Body> {
    request("GET", &format!("{path}/accesses"), "auditor", None, None)
}
