//! Dossiers, tried on a small form and workflow of their own: `trial/`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod careless;
mod changes;
mod deadlines;
mod life;
mod proof;
mod random;
mod seen;
mod speed;
mod tasks;
mod trial;
mod visit;
