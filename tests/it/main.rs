//! The tests of the whole house, in one program: what no crate can check of itself.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod arrows;
mod broken;
mod broken_desks;
mod broken_workflows;
mod cases;
mod contract;
mod crisis;
mod differential;
mod fuzz_corpus;
mod incremental;
mod markup;
mod meta;
mod opening;
mod orientation;
mod packed;
mod plain;
mod programmes;
mod proof;
mod service_plan;
mod tidy;
mod typography;
mod workflow_cases;
