//! `cargo xtask package`: what portals install with npm, from the site as it is built. How it is laid out is told in
//! `tests/e2e/npm_package.mjs`.

use crate::Outcome;
use crate::house::{House, run, say};
use crate::site;

/// Makes `target/package` and, in it, `parcours-<version>.tgz`.
pub fn package(house: &mut House) -> Outcome {
    site::build(house)?;
    say("the npm package");
    // As what is built for the browser: it names the compiler that made the module.
    run(house
        .wasm_command("node")
        .arg(house.e2e().join("npm_package.mjs"))
        .arg(&house.root)
        .arg(house.site())
        .arg(house.target.join("package")))
}
