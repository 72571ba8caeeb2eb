//! Where dossiers are kept: their events, in order, and who had access to them. Nothing here judges an event.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::{Storage, StorageError, signed};

/// A dossier as it is kept, but for its events.
pub struct DossierHead {
    /// Id of its workflow.
    pub workflow: String,
    /// When it was opened, RFC 3339 in UTC.
    pub opened_at: String,
    /// How many events it has.
    pub events: usize,
}

/// One line of the list: nothing of the content.
pub struct DossierLine {
    /// Its id.
    pub id: String,
    /// Id of its workflow.
    pub workflow: String,
    /// The state it is in.
    pub state: String,
}

/// An event on its way into a history.
pub struct NewEvent<'a> {
    /// The dossier.
    pub dossier: &'a str,
    /// Its place in the history, from 1.
    pub place: usize,
    /// The event's id.
    pub id: &'a str,
    /// The event as JSON text.
    pub event: &'a str,
    /// The state the dossier is in afterwards.
    pub state: &'a str,
}

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// It is in the history.
    Done,
    /// Another event took the place meanwhile.
    PlaceTaken,
}

/// One access, without content.
#[derive(Clone)]
pub struct Access {
    /// The dossier; empty when none was named by a UUID.
    pub dossier: String,
    /// When, RFC 3339 in UTC with milliseconds.
    pub at: String,
    /// Who: `sub` of the token.
    pub subject: String,
    /// As what.
    pub role: String,
    /// What for.
    pub action: String,
    /// `done`, or the code of the refusal.
    pub outcome: String,
}

impl Storage {
    /// Keeps a new dossier without events; false when there is one of that id.
    pub async fn open_dossier(
        &self,
        id: &str,
        workflow: &str,
        state: &str,
        access: &Access,
    ) -> Result<bool, StorageError> {
        let mut transaction = self.pool.begin().await?;
        let connection: &mut AnyConnection = &mut transaction;
        let kept = sqlx::query(
            "INSERT INTO dossiers (id, workflow, opened_at, state, events, changed_at) VALUES ($1, $2, $3, $4, 0, $3) \
             ON CONFLICT (id) DO NOTHING",
        )
        .bind(id.to_owned())
        .bind(workflow.to_owned())
        .bind(access.at.clone())
        .bind(state.to_owned())
        .execute(&mut *connection)
        .await?;
        if kept.rows_affected() == 0 {
            transaction.rollback().await?;
            return Ok(false);
        }
        note(connection, access).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// What is kept of the dossier of that id beside its events.
    pub async fn dossier_head(&self, id: &str) -> Result<Option<DossierHead>, StorageError> {
        let row = sqlx::query("SELECT workflow, opened_at, events FROM dossiers WHERE id = $1")
            .bind(id.to_owned())
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let events = usize::try_from(row.try_get::<i64, _>(2)?).unwrap_or_default();
        Ok(Some(DossierHead { workflow: row.try_get(0)?, opened_at: row.try_get(1)?, events }))
    }

    /// The events of a dossier as JSON text, in order.
    pub async fn dossier_events(&self, id: &str) -> Result<Vec<String>, StorageError> {
        let rows = sqlx::query("SELECT event FROM dossier_events WHERE dossier_id = $1 ORDER BY place")
            .bind(id.to_owned())
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|row| row.try_get(0).map_err(StorageError::from)).collect()
    }

    /// Puts an event at the end of a history, with the access that it is: both or neither.
    pub async fn append(&self, new: &NewEvent<'_>, access: &Access) -> Result<Appended, StorageError> {
        let mut transaction = self.pool.begin().await?;
        let connection: &mut AnyConnection = &mut transaction;
        // The line of the dossier is taken first, so that two writers wait for each other rather than fail.
        let moved =
            sqlx::query("UPDATE dossiers SET events = $2, state = $3, changed_at = $4 WHERE id = $1 AND events = $5")
                .bind(new.dossier.to_owned())
                .bind(signed(new.place))
                .bind(new.state.to_owned())
                .bind(access.at.clone())
                .bind(signed(new.place.saturating_sub(1)))
                .execute(&mut *connection)
                .await?;
        if moved.rows_affected() == 0 {
            transaction.rollback().await?;
            return Ok(Appended::PlaceTaken);
        }
        let kept =
            sqlx::query("INSERT INTO dossier_events (dossier_id, place, event_id, event) VALUES ($1, $2, $3, $4)")
                .bind(new.dossier.to_owned())
                .bind(signed(new.place))
                .bind(new.id.to_owned())
                .bind(new.event.to_owned())
                .execute(&mut *connection)
                .await;
        match kept {
            Ok(_) => {}
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {
                transaction.rollback().await?;
                return Ok(Appended::PlaceTaken);
            }
            Err(error) => return Err(error.into()),
        }
        note(connection, access).await?;
        transaction.commit().await?;
        Ok(Appended::Done)
    }

    /// Dossiers, the last opened first, at most `limit`; with `before`, those opened before that one. When one last changed
    /// would tell of what the asker may not see.
    pub async fn dossier_lines(&self, limit: usize, before: Option<&str>) -> Result<Vec<DossierLine>, StorageError> {
        const COLUMNS: &str = "id, workflow, state";
        let rows = match before {
            None => {
                let sql = format!("SELECT {COLUMNS} FROM dossiers ORDER BY opened_at DESC, id DESC LIMIT $1");
                sqlx::query(&sql).bind(signed(limit)).fetch_all(&self.pool).await?
            }
            Some(id) => {
                let sql = format!(
                    "SELECT {COLUMNS} FROM dossiers WHERE (opened_at, id) < \
                     (SELECT opened_at, id FROM dossiers WHERE id = $1) ORDER BY opened_at DESC, id DESC LIMIT $2"
                );
                sqlx::query(&sql).bind(id.to_owned()).bind(signed(limit)).fetch_all(&self.pool).await?
            }
        };
        rows.iter().map(|row| line(row).map_err(StorageError::from)).collect()
    }

    /// The lines of those dossiers that are there, in the order asked.
    pub async fn dossier_lines_of(&self, ids: &[String]) -> Result<Vec<DossierLine>, StorageError> {
        let mut lines = Vec::new();
        for id in ids {
            let row = sqlx::query("SELECT id, workflow, state FROM dossiers WHERE id = $1")
                .bind(id.clone())
                .fetch_optional(&self.pool)
                .await?;
            lines.extend(row.as_ref().map(line).transpose()?);
        }
        Ok(lines)
    }

    /// Notes accesses, all or none.
    pub async fn note(&self, accesses: &[Access]) -> Result<(), StorageError> {
        let mut transaction = self.pool.begin().await?;
        for access in accesses {
            note(&mut transaction, access).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// The accesses to a dossier, the oldest first.
    pub async fn accesses(&self, dossier: &str) -> Result<Vec<Access>, StorageError> {
        let rows = sqlx::query(
            "SELECT at, subject, role, action, outcome FROM dossier_accesses WHERE dossier_id = $1 ORDER BY at",
        )
        .bind(dossier.to_owned())
        .fetch_all(&self.pool)
        .await?;
        let access = |row: &AnyRow| -> Result<Access, sqlx::Error> {
            Ok(Access {
                dossier: dossier.to_owned(),
                at: row.try_get(0)?,
                subject: row.try_get(1)?,
                role: row.try_get(2)?,
                action: row.try_get(3)?,
                outcome: row.try_get(4)?,
            })
        };
        rows.iter().map(|row| access(row).map_err(StorageError::from)).collect()
    }
}

pub(super) async fn note(connection: &mut AnyConnection, access: &Access) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO dossier_accesses (dossier_id, at, subject, role, action, outcome) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(access.dossier.clone())
    .bind(access.at.clone())
    .bind(access.subject.clone())
    .bind(access.role.clone())
    .bind(access.action.clone())
    .bind(access.outcome.clone())
    .execute(connection)
    .await?;
    Ok(())
}

fn line(row: &AnyRow) -> Result<DossierLine, sqlx::Error> {
    Ok(DossierLine { id: row.try_get(0)?, workflow: row.try_get(1)?, state: row.try_get(2)? })
}
