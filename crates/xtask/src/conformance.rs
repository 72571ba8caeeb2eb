//! `cargo xtask conformance`: which criterion of SGQRI 008 3.0 and WCAG 2.2 is met on which form, by which test, from a real
//! run of every test that names a requirement. What is joined and written is told in `tests/e2e/a11y/conformance`.

use crate::Outcome;
use crate::house::{House, run};
use crate::site;

/// Runs the tests and writes `target/conformance`; the options are those of `conformance.mjs`.
pub fn conformance(house: &mut House, options: &[String]) -> Outcome {
    let known = ["--told", "--keep", "--release", "--pages"];
    if let Some(unknown) = options.iter().find(|option| !known.contains(&option.as_str())) {
        return Err(format!("conformance does not know {unknown}: it takes {}", known.join(", ")));
    }
    if !options.iter().any(|option| option == "--pages" || option == "--told") {
        site::build(house)?;
    }
    run(house
        .command("node")
        .arg("a11y/conformance/conformance.mjs")
        .arg(&house.target)
        .args(options)
        .current_dir(house.e2e())
        .env("PARCOURS_PROGRAM", site::parcours(house))
        .env("PARCOURS_SITE", house.site()))
}
