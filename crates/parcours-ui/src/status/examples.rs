//! The polite live region.

use super::status;
use crate::example::{Example, said};

/// The states.
pub const EXAMPLES: &[Example] = &[Example {
    component: "status",
    name: "sending",
    view: |language| status(move || said(language, ["Envoi en cours…", "Sending…"])),
}];
