//! The way to the other language.

use std::sync::Arc;

use super::language_switch;
use crate::example::Example;

/// The states.
pub const EXAMPLES: &[Example] = &[Example {
    component: "language_switch",
    name: "to-the-other",
    view: |language| language_switch(language, Arc::new(|_| {})),
}];
