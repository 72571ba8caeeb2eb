//! `cargo xtask bench`: how long a large plan takes. Whatever is compared is measured in the same run, in turn; what is
//! checked is a ratio, or a length of time with room to spare.

use crate::Outcome;
use crate::house::{House, run, say};
use crate::site;

/// Prints how long a long history takes to replay, then what a key takes in a whole plan beside one in a single field.
pub fn bench(house: &mut House) -> Outcome {
    say("a history of 10,000 events, natively");
    run(house
        .command("cargo")
        .args(["test", "--release", "--package", "parcours-rules", "--test", "dossier", "speed"])
        .args(["--", "--nocapture"]))?;
    site::build(house)?;
    say("a key in a plan of 40 needs and 120 services");
    run(house
        .command("node")
        .arg("bench/keystrokes.mjs")
        .current_dir(house.e2e())
        .env("PARCOURS_PROGRAM", site::parcours(house))
        .env("PARCOURS_SITE", house.site()))
}
