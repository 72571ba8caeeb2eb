//! Answers in, report out: what is shown, what is wrong, what is computed, in what form answers are kept.
//!
//! Pure: today's date, the clock, patterns and Unicode tables enter as arguments. A person's mistake is a
//! [`Problem`](parcours_schema::Problem) in the report; only a broken definition is an `Err`.

mod agenda;
pub mod calendar;
#[cfg(feature = "native")]
pub mod doors;
pub mod dossier;
mod engine;
#[cfg(feature = "native")]
pub mod export;
mod few;
pub mod formats;
mod holds;
pub mod journey;
mod kinds;
mod plan;
mod platform;
#[cfg(feature = "native")]
pub mod proof;
mod report;
mod row_keys;
mod rows;
#[cfg(feature = "native")]
mod unknown_keys;
pub mod visit;

pub use engine::{Engine, State};
pub use plan::Rules;
#[cfg(feature = "native")]
pub use platform::native::Native;
pub use platform::{Context, Platform};
pub use report::Report;
pub use row_keys::Referable;
