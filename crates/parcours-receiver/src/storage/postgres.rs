//! Opening a PostgreSQL database. The queries are in the parent module.

use super::{Step, WAIT_FOR_CONNECTION};
use sqlx::AnyPool;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use std::str::FromStr;

pub(super) const MIGRATIONS: &[Step] = &[
    (1, "submissions", include_str!("../../migrations/postgres/0001_submissions.sql")),
    (2, "dossiers", include_str!("../../migrations/postgres/0002_dossiers.sql")),
    (3, "dossier_files", include_str!("../../migrations/postgres/0003_dossier_files.sql")),
    (4, "uploads", include_str!("../../migrations/postgres/0004_uploads.sql")),
];

const CONNECTIONS: u32 = 10;

pub(super) async fn open(url: &str) -> Result<AnyPool, String> {
    // The URL holds a password: it is named in no sentence.
    let broken = |error: sqlx::Error| format!("The PostgreSQL database cannot be opened: {error}.");
    let options = AnyConnectOptions::from_str(url).map_err(broken)?;
    AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(WAIT_FOR_CONNECTION)
        .connect_with(options)
        .await
        .map_err(broken)
}
