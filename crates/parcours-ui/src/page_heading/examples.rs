//! The heading of a page.

use super::page_heading;
use crate::example::{Example, said};

/// The states.
pub const EXAMPLES: &[Example] = &[Example {
    component: "page_heading",
    name: "second-level",
    view: |language| page_heading(said(language, ["Personne", "Person"]), 2),
}];
