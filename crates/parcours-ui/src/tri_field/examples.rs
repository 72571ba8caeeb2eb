//! Yes, no, or not known.

use super::tri_field;
use crate::example::{Example, answered, question};

/// The states.
pub const EXAMPLES: &[Example] = &[Example {
    component: "tri_field",
    name: "unknown",
    view: |language| {
        let label = ["Peut-on laisser un message à ce numéro?", "Can we leave a message at this number?"];
        tri_field(&question(language, "message_ok", label, answered("unknown")))
    },
}];
