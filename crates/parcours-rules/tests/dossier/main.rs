//! Dossiers, tried on a small form and workflow of their own: `trial/`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod careless;
mod changes;
mod deadlines;
mod grouping;
mod kept;
mod leaving;
mod life;
mod numbers;
mod proof;
mod random;
mod seen;
mod speed;
mod stepping;
mod tasks;
mod trial;
mod veil;
mod visit;
