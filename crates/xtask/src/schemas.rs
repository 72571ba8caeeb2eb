//! `cargo xtask schemas`: rewrites the files that are generated and committed. Tests fail when they are stale.

use crate::Outcome;
use crate::house::{House, read, say, write_file};
use crate::site;

/// Rewrites the JSON Schema of each form's payload.
pub fn schemas(house: &House) -> Outcome {
    site::program(house)?;
    for id in site::form_ids(house)? {
        let source = format!("schemas/forms/{id}/form.json");
        let schema =
            read(house.command(&site::parcours(house).to_string_lossy()).args(["export", "json-schema", &source]))?;
        let place = format!("schemas/export/{id}.schema.json");
        write_file(&house.root.join(&place), schema.as_bytes())?;
        say(&place);
    }
    Ok(())
}
