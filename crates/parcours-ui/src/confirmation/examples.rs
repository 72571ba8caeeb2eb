//! The page that closes a journey.

use crate::example::{Example, drawn, received};

/// The states.
pub const EXAMPLES: &[Example] =
    &[Example { component: "confirmation", name: "received", view: |language| drawn(received(language)) }];
