//! A month.

use super::month_field;
use crate::example::{Example, answered, question};

/// The states.
pub const EXAMPLES: &[Example] = &[Example {
    component: "month_field",
    name: "kept",
    view: |language| {
        month_field(&question(language, "expiry", ["Expiration de la carte", "Card expiry"], answered("2027-03")))
    },
}];
