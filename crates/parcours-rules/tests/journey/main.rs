//! The rules of the page, one test each, on a small form.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod answers;
mod demo;
mod pages;
mod paths;
mod rows;
mod sending;
