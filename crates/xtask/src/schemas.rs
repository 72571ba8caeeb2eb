//! `cargo xtask schemas`: rewrites the files that are generated and committed. Tests fail when they are stale.

use crate::Outcome;
use crate::house::{House, run};
use crate::site;

/// Rewrites the schemas of the definition formats and of each form's answers; names each file.
pub fn schemas(house: &House) -> Outcome {
    site::program(house)?;
    run(house.command(site::parcours(house)).args(["generate", "schemas", "schemas"]))
}
