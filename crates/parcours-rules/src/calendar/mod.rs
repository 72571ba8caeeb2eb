//! Time as the law and people count it: instants, days where Québec's clocks are, holidays, delays. Pure: what time it
//! is now is an argument. No form needs it; dossiers do, and servers.

mod holidays;
mod ics;
mod moment;
mod zone;

pub use chrono::NaiveDate;
pub use holidays::{Holidays, easter};
pub use ics::{Entry, When, ics};
pub use moment::Moment;
pub use zone::{clock_of, day_of, end_of, start_of};

#[cfg(test)]
mod tests;
