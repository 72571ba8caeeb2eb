//! Dossiers, tried on a small form and workflow of their own: `trial/`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod life;
mod trial;
