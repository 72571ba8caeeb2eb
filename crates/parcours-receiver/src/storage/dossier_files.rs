//! Where the files of dossiers are kept, each once in its dossier. Nothing here judges what they are.

use sqlx::{AnyConnection, Row};

use super::dossiers::note;
use super::{Access, File, Storage, StorageError, signed};

impl Storage {
    /// Keeps a file of a dossier, with the access that it is; one of that hash that is there already stays.
    pub async fn keep_dossier_file(&self, dossier: &str, file: &File, access: &Access) -> Result<(), StorageError> {
        let mut transaction = self.pool.begin().await?;
        let connection: &mut AnyConnection = &mut transaction;
        sqlx::query(
            "INSERT INTO dossier_files (dossier_id, sha256, type, size, content) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (dossier_id, sha256) DO NOTHING",
        )
        .bind(dossier.to_owned())
        .bind(file.sha256.clone())
        .bind(file.media_type.clone())
        .bind(signed(file.content.len()))
        .bind(file.content.clone())
        .execute(&mut *connection)
        .await?;
        note(connection, access).await?;
        Ok(transaction.commit().await?)
    }

    /// The file of that hash of a dossier. It has no name: each answer that names it gives it one.
    pub async fn dossier_file(&self, dossier: &str, sha256: &str) -> Result<Option<File>, StorageError> {
        let row = sqlx::query("SELECT type, content FROM dossier_files WHERE dossier_id = $1 AND sha256 = $2")
            .bind(dossier.to_owned())
            .bind(sha256.to_owned())
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let (media_type, content) = (row.try_get(0)?, row.try_get(1)?);
        Ok(Some(File { name: String::new(), media_type, sha256: sha256.to_owned(), content }))
    }

    /// The hashes of the files of a dossier.
    pub async fn dossier_file_hashes(&self, dossier: &str) -> Result<Vec<String>, StorageError> {
        let rows = sqlx::query("SELECT sha256 FROM dossier_files WHERE dossier_id = $1")
            .bind(dossier.to_owned())
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|row| row.try_get(0).map_err(StorageError::from)).collect()
    }
}
