//! The receiver as its senders and readers meet it: requests in, responses out, on every database at hand.
//!
//! SQLite always; PostgreSQL too when `PARCOURS_TEST_POSTGRES` is the URL of a server on which databases may be
//! created (`postgres://user@host:port/postgres`). Each test gets its own database.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod accesses;
mod attachments;
mod canary;
mod canary_dossiers;
mod desk;
mod dossier_files;
mod dossiers;
mod failures;
mod idempotency;
mod racing;
mod reading;
mod refusals;
mod site;
mod submissions;
mod timing;
mod uploads;
mod world;
