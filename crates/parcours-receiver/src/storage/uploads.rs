//! Where files on their way are kept, a piece a row, until a submission takes them or their day is over. Nothing here judges
//! what they are.

use sqlx::{AnyConnection, Row};

use super::{Storage, StorageError, signed};

/// A file on its way.
pub struct Upload {
    /// Bytes it will have.
    pub size: u64,
    /// Bytes that are here.
    pub received: u64,
    /// When it goes if nobody takes it, RFC 3339 in UTC with milliseconds.
    pub expires_at: String,
}

/// What became of a piece.
pub enum Added {
    /// It is here.
    Here,
    /// There is no such upload, or no longer.
    Gone,
    /// The upload does not go on where this piece starts.
    Elsewhere,
    /// All uploads together have as many bytes as they may.
    Full,
}

impl Storage {
    /// Begins an upload; false when those there are leave no room for it: `most` bytes, `rows` uploads.
    pub async fn open_upload(&self, id: &str, new: &Upload, most: u64, rows: usize) -> Result<bool, StorageError> {
        let inserted = sqlx::query(
            "INSERT INTO uploads (id, size, received, expires_at) SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT), 0, \
             CAST($3 AS TEXT) WHERE (SELECT COALESCE(SUM(received), 0) FROM uploads) + $2 <= $4 \
             AND (SELECT COUNT(*) FROM uploads) < $5",
        )
        .bind(id.to_owned())
        .bind(signed(new.size))
        .bind(new.expires_at.clone())
        .bind(signed(most))
        .bind(signed(rows))
        .execute(&self.pool)
        .await?;
        Ok(inserted.rows_affected() > 0)
    }

    /// The upload of that id, unless its day is over.
    pub async fn upload(&self, id: &str, now: &str) -> Result<Option<Upload>, StorageError> {
        let row = sqlx::query("SELECT size, received, expires_at FROM uploads WHERE id = $1 AND expires_at > $2")
            .bind(id.to_owned())
            .bind(now.to_owned())
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let (size, received): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
        Ok(Some(Upload { size: size.unsigned_abs(), received: received.unsigned_abs(), expires_at: row.try_get(2)? }))
    }

    /// Adds a piece where the upload stands: of two writers at once, one does. `most` bytes are kept of all uploads.
    pub async fn add_piece(
        &self,
        id: &str,
        start: u64,
        content: Vec<u8>,
        now: &str,
        most: u64,
    ) -> Result<Added, StorageError> {
        let mut transaction = self.pool.begin().await?;
        let connection: &mut AnyConnection = &mut transaction;
        let moved = sqlx::query(
            "UPDATE uploads SET received = received + $1 WHERE id = $2 AND received = $3 AND received + $1 <= size \
             AND expires_at > $4 AND (SELECT COALESCE(SUM(received), 0) FROM uploads) + $1 <= $5",
        )
        .bind(signed(content.len()))
        .bind(id.to_owned())
        .bind(signed(start))
        .bind(now.to_owned())
        .bind(signed(most))
        .execute(&mut *connection)
        .await?;
        if moved.rows_affected() == 0 {
            transaction.rollback().await?;
            return Ok(match self.upload(id, now).await? {
                None => Added::Gone,
                Some(upload) if upload.received == start => Added::Full,
                Some(_) => Added::Elsewhere,
            });
        }
        sqlx::query("INSERT INTO upload_pieces (upload_id, start, content) VALUES ($1, $2, $3)")
            .bind(id.to_owned())
            .bind(signed(start))
            .bind(content)
            .execute(&mut *connection)
            .await?;
        transaction.commit().await?;
        Ok(Added::Here)
    }

    /// The whole file of an upload that is finished, and that no other submission has taken.
    pub async fn uploaded(&self, id: &str, submission: &str, now: &str) -> Result<Option<Vec<u8>>, StorageError> {
        let rows = sqlx::query(
            "SELECT content FROM upload_pieces JOIN uploads ON uploads.id = upload_id WHERE upload_id = $1 \
             AND received = size AND expires_at > $2 AND (taken_by IS NULL OR taken_by = $3) ORDER BY start",
        )
        .bind(id.to_owned())
        .bind(now.to_owned())
        .bind(submission.to_owned())
        .fetch_all(&self.pool)
        .await?;
        if rows.is_empty() {
            return Ok(None);
        }
        let mut content = Vec::new();
        for row in rows {
            content.extend(row.try_get::<Vec<u8>, _>(0)?);
        }
        Ok(Some(content))
    }

    /// Gives uploads to a submission, all or none: false when one is no longer there, or another submission has it.
    pub async fn take_uploads(&self, ids: &[String], submission: &str) -> Result<bool, StorageError> {
        let mut transaction = self.pool.begin().await?;
        let connection: &mut AnyConnection = &mut transaction;
        for id in ids {
            let taken =
                sqlx::query("UPDATE uploads SET taken_by = $1 WHERE id = $2 AND (taken_by IS NULL OR taken_by = $1)")
                    .bind(submission.to_owned())
                    .bind(id.clone())
                    .execute(&mut *connection)
                    .await?;
            if taken.rows_affected() == 0 {
                transaction.rollback().await?;
                return Ok(false);
            }
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Drops an upload; false when there is none.
    pub async fn drop_upload(&self, id: &str) -> Result<bool, StorageError> {
        let gone = sqlx::query("DELETE FROM uploads WHERE id = $1").bind(id.to_owned()).execute(&self.pool).await?;
        Ok(gone.rows_affected() > 0)
    }

    /// Drops those whose day is over.
    pub async fn drop_old_uploads(&self, now: &str) -> Result<(), StorageError> {
        sqlx::query("DELETE FROM uploads WHERE expires_at <= $1").bind(now.to_owned()).execute(&self.pool).await?;
        Ok(())
    }
}
