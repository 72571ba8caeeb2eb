//! Opening an SQLite file. The queries are in the parent module.

use super::{Step, WAIT_FOR_CONNECTION};
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyPool, Executor};
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

pub(super) const MIGRATIONS: &[Step] = &[
    (1, "submissions", include_str!("../../migrations/sqlite/0001_submissions.sql")),
    (2, "dossiers", include_str!("../../migrations/sqlite/0002_dossiers.sql")),
    (3, "dossier_files", include_str!("../../migrations/sqlite/0003_dossier_files.sql")),
    (4, "uploads", include_str!("../../migrations/sqlite/0004_uploads.sql")),
];

/// `synchronous = FULL`: a reference is only given once the row is on the disk, power cut included.
/// `busy_timeout` comes first, because the switch to WAL already needs a lock.
const SETTINGS: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                        PRAGMA foreign_keys = ON;";

/// SQLite has one writer at a time; more connections only serve readers.
const CONNECTIONS: u32 = 4;

pub(super) async fn open(url: &str) -> Result<AnyPool, String> {
    let path = path_of(url)?;
    create(&path).map_err(|error| format!("The database file {} cannot be created: {error}.", path.display()))?;
    let broken = |error: sqlx::Error| format!("The database file {} cannot be opened: {error}.", path.display());
    let options = AnyConnectOptions::from_str(&url_of(&path)).map_err(broken)?;
    AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(WAIT_FOR_CONNECTION)
        .after_connect(|connection, _| {
            Box::pin(async move {
                connection.execute(SETTINGS).await?;
                Ok(())
            })
        })
        .connect_with(options)
        .await
        .map_err(broken)
}

/// The absolute path in `sqlite:PATH`, `sqlite://PATH` or a plain path.
fn path_of(url: &str) -> Result<PathBuf, String> {
    let path = url.strip_prefix("sqlite:").unwrap_or(url);
    let path = path.strip_prefix("//").unwrap_or(path);
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    if path.is_empty() || path.contains(":memory:") {
        return Err("The database needs a file: give sqlite:PATH. One kept in memory would lose what it claims to \
                    have received."
            .to_owned());
    }
    if let Some((scheme, _)) = path.split_once("://") {
        return Err(format!("The database cannot be {scheme}: give sqlite:PATH or postgres://…"));
    }
    std::path::absolute(path).map_err(|error| format!("The database path cannot be read: {error}."))
}

/// The file holds health information: others on the machine may not read it. SQLite gives its side files
/// (`-wal`, `-shm`) the same rights.
fn create(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// The path as a URL, with the characters escaped that would end it.
fn url_of(path: &Path) -> String {
    let mut url = String::from("sqlite://");
    for character in path.to_string_lossy().chars() {
        match character {
            '%' | '?' | '#' | ' ' => url.push_str(&format!("%{:02X}", u32::from(character))),
            _ => url.push(character),
        }
    }
    url
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_way_to_name_a_file_gives_its_path() {
        for url in
            ["sqlite:/data/p.sqlite", "sqlite:///data/p.sqlite", "/data/p.sqlite", "sqlite:///data/p.sqlite?mode=rwc"]
        {
            assert_eq!(path_of(url).unwrap(), Path::new("/data/p.sqlite"), "{url}");
        }
        assert!(path_of("sqlite:p.sqlite").unwrap().is_absolute());
    }

    #[test]
    fn memory_and_other_databases_are_refused() {
        for url in ["sqlite::memory:", "sqlite:", "", "mysql://localhost/p"] {
            assert!(path_of(url).is_err(), "{url}");
        }
    }

    #[test]
    fn awkward_characters_stay_in_the_path() {
        assert_eq!(url_of(Path::new("/a b/50%?#.sqlite")), "sqlite:///a%20b/50%25%3F%23.sqlite");
    }
}
