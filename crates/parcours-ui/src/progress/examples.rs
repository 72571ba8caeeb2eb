//! How far the person is.

use super::progress;
use crate::example::Example;

/// The states.
pub const EXAMPLES: &[Example] =
    &[Example { component: "progress", name: "second-of-five", view: |language| progress(2, 5, language) }];
