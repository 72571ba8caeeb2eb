//! The least a server that keeps submissions can do: the envelope read as JSON, one insert, a 201. No rule, no reference, no file.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyPool, Executor};
use std::str::FromStr;

/// The same settings as the receiver's, so that each row is as safely on the disk.
const SQLITE: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";

pub async fn router(database: &str) -> Result<Router, String> {
    let broken = |error: sqlx::Error| error.to_string();
    sqlx::any::install_default_drivers();
    let lite = database.starts_with("sqlite:");
    let url = if lite { format!("{database}?mode=rwc") } else { database.to_owned() };
    let pool = AnyPoolOptions::new()
        .max_connections(if lite { 4 } else { 10 })
        .after_connect(move |connection, _| {
            Box::pin(async move {
                if lite {
                    connection.execute(SQLITE).await?;
                }
                Ok(())
            })
        })
        .connect_with(AnyConnectOptions::from_str(&url).map_err(broken)?)
        .await
        .map_err(broken)?;
    pool.execute("CREATE TABLE IF NOT EXISTS floor (id TEXT NOT NULL PRIMARY KEY, envelope TEXT NOT NULL)")
        .await
        .map_err(broken)?;
    Ok(Router::new().route("/submissions", post(keep)).with_state(pool))
}

async fn keep(State(pool): State<AnyPool>, Json(envelope): Json<Value>) -> (StatusCode, Json<Value>) {
    let id = envelope["id"].as_str().unwrap_or_default();
    let kept = sqlx::query("INSERT INTO floor (id, envelope) VALUES ($1, $2)")
        .bind(id)
        .bind(envelope.to_string())
        .execute(&pool)
        .await;
    match kept {
        Ok(_) => (StatusCode::CREATED, Json(json!({ "reference": id }))),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({ "detail": error.to_string() }))),
    }
}
