//! Where submissions are kept: one set of queries for SQLite and PostgreSQL.
//!
//! What differs between the two is in [`sqlite`] and [`postgres`]: how to open, and the dialect of the migrations.
//! Nothing here judges a submission, and no error of this module carries an answer.

mod dossier_files;
mod dossiers;
mod postgres;
mod sqlite;
mod uploads;

pub use dossiers::{Access, Appended, DossierLine, NewEvent};
pub use uploads::{Added, Upload};

use sqlx::any::AnyRow;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, AnyPool, Row};
use std::borrow::Cow;
use std::time::Duration;

/// How long a request waits for a free connection before the database counts as out of reach.
const WAIT_FOR_CONNECTION: Duration = Duration::from_secs(5);

/// The database did not do what was asked. The text of the database is left out on purpose: it can quote a row.
#[derive(Debug)]
pub struct StorageError {
    /// What failed: `connection`, `database`, `timeout`, `contention` or `other`.
    pub kind: &'static str,
    /// The database's own code (an SQLite result code or a PostgreSQL SQLSTATE), if it gave one.
    pub code: Option<String>,
}

impl std::fmt::Display for StorageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.code {
            Some(code) => write!(f, "{} (code {code})", self.kind),
            None => f.write_str(self.kind),
        }
    }
}

impl std::error::Error for StorageError {}

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> StorageError {
        let kind = match &error {
            sqlx::Error::Database(_) => "database",
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolClosed => "connection",
            sqlx::Error::PoolTimedOut => "timeout",
            _ => "other",
        };
        let code = error.as_database_error().and_then(|error| error.code()).map(Cow::into_owned);
        StorageError { kind, code }
    }
}

/// What the sender is told, and told again when the same submission arrives again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The number people write down.
    pub reference: String,
    /// When this server stored the submission, RFC 3339 in UTC.
    pub received_at: String,
    /// SHA-256 of what was sent.
    pub fingerprint: String,
}

/// A checked submission on its way into the database.
pub struct NewSubmission {
    /// The envelope's id, lower case.
    pub id: String,
    /// SHA-256 of what was sent.
    pub fingerprint: String,
    /// The form's id.
    pub form_id: String,
    /// The form's version.
    pub form_version: String,
    /// The form's revision.
    pub form_revision: String,
    /// `fr` or `en`.
    pub language: String,
    /// Who filled the form.
    pub filled_by: String,
    /// When the page sent it, as the page said it.
    pub submitted_at: String,
    /// When this server took it, RFC 3339 in UTC with milliseconds.
    pub received_at: String,
    /// The envelope in normal form, without the files' content.
    pub envelope: String,
    /// The files, in the envelope's order.
    pub files: Vec<File>,
    /// Ids of the uploads these files came by: they go once the submission is there.
    pub uploads: Vec<String>,
}

/// An attachment with its content.
#[derive(Clone)]
pub struct File {
    /// The name the person's device gave it.
    pub name: String,
    /// The media type, judged by content.
    pub media_type: String,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
    /// The bytes.
    pub content: Vec<u8>,
}

/// What became of a submission given to [`Storage::keep`].
pub enum Kept {
    /// It is stored now.
    New(Receipt),
    /// A submission of that id was there before; this is its receipt, and nothing was written.
    Before(Receipt),
}

/// One line of the list: everything but the answers.
pub struct Summary {
    /// The submission's id.
    pub id: String,
    /// The number people write down.
    pub reference: String,
    /// The form's id.
    pub form_id: String,
    /// The form's version.
    pub form_version: String,
    /// The form's revision.
    pub form_revision: String,
    /// `fr` or `en`.
    pub language: String,
    /// Who filled the form.
    pub filled_by: String,
    /// When the page sent it.
    pub submitted_at: String,
    /// When this server stored it.
    pub received_at: String,
    /// How many attachments.
    pub files: i64,
}

/// A stored submission, whole.
pub struct Stored {
    /// The number people write down.
    pub reference: String,
    /// When this server stored it.
    pub received_at: String,
    /// The envelope as JSON text.
    pub envelope: String,
}

/// The database, by whichever of the two it is. Cheap to clone.
#[derive(Clone)]
pub struct Storage {
    pool: AnyPool,
}

impl Storage {
    /// Opens the database and brings its tables up to date.
    ///
    /// `url` is `postgres://…`, `sqlite:PATH` or a plain path. A missing SQLite file is created with its folders.
    /// Errors are finished English sentences for the operator; they carry no password.
    pub async fn open(url: &str) -> Result<Storage, String> {
        sqlx::any::install_default_drivers();
        let (pool, migrations) = if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            (postgres::open(url).await?, postgres::MIGRATIONS)
        } else {
            (sqlite::open(url).await?, sqlite::MIGRATIONS)
        };
        migrate(&pool, migrations).await?;
        Ok(Storage { pool })
    }

    /// Whether the database answers.
    pub async fn answers(&self) -> Result<(), StorageError> {
        sqlx::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }

    /// The receipt of the submission of that id.
    pub async fn receipt(&self, id: &str) -> Result<Option<Receipt>, StorageError> {
        let row = sqlx::query("SELECT reference, received_at, fingerprint FROM submissions WHERE id = $1")
            .bind(id.to_owned())
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| receipt_of(&row)).transpose()?)
    }

    /// Stores a submission and its files, all or nothing, once per id.
    ///
    /// Two requests with one id may arrive together: the primary key lets one of them in and the other gets the
    /// winner's receipt. `draw` gives candidate references; one that is taken is drawn again.
    pub async fn keep(&self, new: &NewSubmission, draw: impl Fn() -> String) -> Result<Kept, StorageError> {
        const DRAWS: usize = 8;
        let mut draws = 0;
        loop {
            let reference = draw();
            match self.insert(new, &reference).await {
                Ok(true) => {
                    let (received_at, fingerprint) = (new.received_at.clone(), new.fingerprint.clone());
                    return Ok(Kept::New(Receipt { reference, received_at, fingerprint }));
                }
                Ok(false) => {
                    let winner = self.receipt(&new.id).await?;
                    return winner.map(Kept::Before).ok_or(StorageError { kind: "other", code: None });
                }
                Err(sqlx::Error::Database(error)) if error.is_unique_violation() && draws < DRAWS => draws += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// `false` when the id is already there.
    async fn insert(&self, new: &NewSubmission, reference: &str) -> Result<bool, sqlx::Error> {
        let mut transaction = self.pool.begin().await?;
        let connection: &mut AnyConnection = &mut transaction;
        let inserted = sqlx::query(
            "INSERT INTO submissions (id, reference, fingerprint, form_id, form_version, form_revision, language, \
             filled_by, submitted_at, received_at, files, envelope) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO NOTHING",
        )
        .bind(new.id.clone())
        .bind(reference.to_owned())
        .bind(new.fingerprint.clone())
        .bind(new.form_id.clone())
        .bind(new.form_version.clone())
        .bind(new.form_revision.clone())
        .bind(new.language.clone())
        .bind(new.filled_by.clone())
        .bind(new.submitted_at.clone())
        .bind(new.received_at.clone())
        .bind(signed(new.files.len()))
        .bind(new.envelope.clone())
        .execute(&mut *connection)
        .await?;
        if inserted.rows_affected() == 0 {
            transaction.rollback().await?;
            return Ok(false);
        }
        for (position, file) in new.files.iter().enumerate() {
            sqlx::query(
                "INSERT INTO attachments (submission_id, position, name, type, size, sha256, content) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(new.id.clone())
            .bind(signed(position))
            .bind(file.name.clone())
            .bind(file.media_type.clone())
            .bind(signed(file.content.len()))
            .bind(file.sha256.clone())
            .bind(file.content.clone())
            .execute(&mut *connection)
            .await?;
        }
        for upload in &new.uploads {
            sqlx::query("DELETE FROM uploads WHERE id = $1").bind(upload.clone()).execute(&mut *connection).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// The newest submissions, at most `limit`; with `before`, those received before the submission of that id.
    /// An unknown `before` gives an empty list.
    pub async fn list(&self, limit: usize, before: Option<&str>) -> Result<Vec<Summary>, StorageError> {
        const COLUMNS: &str = "id, reference, form_id, form_version, form_revision, language, filled_by, \
                               submitted_at, received_at, files";
        let rows = match before {
            None => {
                let sql = format!("SELECT {COLUMNS} FROM submissions ORDER BY received_at DESC, id DESC LIMIT $1");
                sqlx::query(&sql).bind(signed(limit)).fetch_all(&self.pool).await?
            }
            Some(id) => {
                let sql = format!(
                    "SELECT {COLUMNS} FROM submissions WHERE (received_at, id) < \
                     (SELECT received_at, id FROM submissions WHERE id = $1) \
                     ORDER BY received_at DESC, id DESC LIMIT $2"
                );
                sqlx::query(&sql).bind(id.to_owned()).bind(signed(limit)).fetch_all(&self.pool).await?
            }
        };
        rows.iter().map(|row| summary_of(row).map_err(StorageError::from)).collect()
    }

    /// The stored submission of that id.
    pub async fn stored(&self, id: &str) -> Result<Option<Stored>, StorageError> {
        let row = sqlx::query("SELECT reference, received_at, envelope FROM submissions WHERE id = $1")
            .bind(id.to_owned())
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Stored { reference: row.try_get(0)?, received_at: row.try_get(1)?, envelope: row.try_get(2)? }))
    }

    /// The attachment with that SHA-256 of that submission.
    pub async fn file(&self, id: &str, sha256: &str) -> Result<Option<File>, StorageError> {
        let row = sqlx::query(
            "SELECT name, type, sha256, content FROM attachments \
             WHERE submission_id = $1 AND sha256 = $2 ORDER BY position LIMIT 1",
        )
        .bind(id.to_owned())
        .bind(sha256.to_owned())
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(File {
            name: row.try_get(0)?,
            media_type: row.try_get(1)?,
            sha256: row.try_get(2)?,
            content: row.try_get(3)?,
        }))
    }

    /// Closes every connection; requests still under way get an error.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

fn receipt_of(row: &AnyRow) -> Result<Receipt, sqlx::Error> {
    Ok(Receipt { reference: row.try_get(0)?, received_at: row.try_get(1)?, fingerprint: row.try_get(2)? })
}

fn summary_of(row: &AnyRow) -> Result<Summary, sqlx::Error> {
    Ok(Summary {
        id: row.try_get(0)?,
        reference: row.try_get(1)?,
        form_id: row.try_get(2)?,
        form_version: row.try_get(3)?,
        form_revision: row.try_get(4)?,
        language: row.try_get(5)?,
        filled_by: row.try_get(6)?,
        submitted_at: row.try_get(7)?,
        received_at: row.try_get(8)?,
        files: row.try_get(9)?,
    })
}

/// SQL has no unsigned integers; no count here comes near the end of the signed ones.
fn signed(count: impl TryInto<i64>) -> i64 {
    count.try_into().unwrap_or(i64::MAX)
}

/// A migration: its number, its name, its SQL. Never edited once released; the database keeps a checksum.
type Step = (i64, &'static str, &'static str);

async fn migrate(pool: &AnyPool, steps: &[Step]) -> Result<(), String> {
    let migrations: Vec<Migration> = steps
        .iter()
        .map(|&(version, name, sql)| {
            Migration::new(version, Cow::Borrowed(name), MigrationType::Simple, Cow::Borrowed(sql), false)
        })
        .collect();
    let migrator = Migrator { migrations: Cow::Owned(migrations), ..Migrator::DEFAULT };
    migrator.run(pool).await.map_err(|error| format!("The database's tables cannot be brought up to date: {error}."))
}
