//! What an operator decides, in one place, and the receiver it makes.

use crate::attachments::AttachmentLimits;
use crate::definitions::Definitions;
use crate::dossiers::{self, Shelf, Turns};
use crate::storage::Storage;
use crate::tokens::{TokenSecret, Tokens};
use crate::uploads::{self, taking};
use crate::workflows::Workflows;
use chrono::{DateTime, Utc};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// What an operator decides. Start from [`Config::new`] and change what differs.
#[derive(Clone)]
pub struct Config {
    /// `sqlite:PATH`, a plain path, or `postgres://…`. For PostgreSQL on another machine write
    /// `?sslmode=verify-full`: without it the connection is encrypted only if the server offers to.
    pub database: String,
    /// The forms offered.
    pub definitions: Definitions,
    /// The workflows offered; their forms need not be among the definitions.
    pub workflows: Workflows,
    /// Checks the tokens of those who read. Without it nobody can read: reading is never open.
    pub token_secret: Option<TokenSecret>,
    /// Most bytes of one submission, files in base64 included.
    pub body_bytes: usize,
    /// Most files, and bytes of each.
    pub attachments: AttachmentLimits,
    /// Most bytes of the files sent ahead (`/uploads`) that no submission has taken yet, all together.
    pub upload_bytes: u64,
    /// The time it is; a test sets its own.
    pub clock: fn() -> DateTime<Utc>,
}

impl Config {
    /// That database and those forms, 32 MiB a submission, a gibibyte of files sent ahead, nobody reading.
    pub fn new(database: impl Into<String>, definitions: Definitions) -> Config {
        Config {
            database: database.into(),
            definitions,
            workflows: Workflows::default(),
            token_secret: None,
            body_bytes: 32 * 1024 * 1024,
            attachments: AttachmentLimits::default(),
            upload_bytes: 1024 * 1024 * 1024,
            clock: Utc::now,
        }
    }
}

/// A receiver with its database open. Cheap to clone; any number of processes may share one PostgreSQL database.
#[derive(Clone)]
pub struct Receiver {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) storage: Storage,
    pub(crate) definitions: Definitions,
    pub(crate) workflows: Workflows,
    pub(crate) tokens: Option<Tokens>,
    pub(crate) body_bytes: usize,
    pub(crate) attachments: AttachmentLimits,
    pub(crate) upload_bytes: u64,
    pub(crate) taking: Semaphore,
    pub(crate) clock: fn() -> DateTime<Utc>,
    pub(crate) shelf: Shelf,
    pub(crate) turns: Turns,
    pub(crate) judges: Arc<Semaphore>,
}

impl Receiver {
    /// Opens the database, creating or updating its tables.
    ///
    /// # Errors
    /// A finished English sentence for the operator; it holds no password.
    pub async fn open(config: Config) -> Result<Receiver, String> {
        let storage = Storage::open(&config.database).await?;
        let inner = Inner {
            storage,
            definitions: config.definitions,
            workflows: config.workflows,
            tokens: config.token_secret.as_ref().map(Tokens::new),
            body_bytes: config.body_bytes,
            attachments: config.attachments,
            upload_bytes: config.upload_bytes,
            taking: Semaphore::new(taking::AT_ONCE),
            clock: config.clock,
            shelf: Shelf::default(),
            turns: Turns::default(),
            judges: dossiers::judges(),
        };
        let inner = Arc::new(inner);
        uploads::sweep(&inner);
        Ok(Receiver { inner })
    }

    /// Closes the database once the last request is answered.
    pub async fn close(&self) {
        self.inner.storage.close().await;
    }
}
