//! Yes or no: two buttons, and neither before one is pressed.

use super::yes_no_field;
use crate::example::{Example, answered, question, required};

/// The states.
pub const EXAMPLES: &[Example] = &[
    Example {
        component: "yes_no_field",
        name: "unanswered",
        view: |language| yes_no_field(&question(language, "informed", LABEL, required())),
    },
    Example {
        component: "yes_no_field",
        name: "no",
        view: |language| yes_no_field(&question(language, "informed", LABEL, answered(false))),
    },
];

const LABEL: [&str; 2] = ["La personne est informée de la demande", "Person knows of the request"];
