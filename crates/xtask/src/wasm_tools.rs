//! `wasm-bindgen` and `wasm-pack`, built by cargo once for a machine and kept out of the clone.
//!
//! `wasm-opt` comes from npm with the other packaging tools.

use std::time::Instant;

use crate::Outcome;
use crate::house::{House, read, read_file, run, say};

/// wasm-pack's version: change it here.
const WASM_PACK: &str = "0.15.1";

/// Builds what is missing. wasm-bindgen's version is always the one of the lock file, or its output would not load.
pub fn install(house: &House) -> Outcome {
    let bindgen = wasm_bindgen_version(house)?;
    if !answers(house, "wasm-bindgen", &bindgen) {
        // Its own lock file may name withdrawn versions: let cargo choose.
        build(house, "wasm-bindgen-cli", &bindgen, &[], "3 minutes")?;
    }
    if !answers(house, "wasm-pack", WASM_PACK) {
        // It only starts other programs: an unoptimised build is as good, and ready in half the time.
        build(house, "wasm-pack", WASM_PACK, &["--locked", "--debug"], "3 minutes")?;
    }
    Ok(())
}

fn build(house: &House, package: &str, version: &str, options: &[&str], expected: &str) -> Outcome {
    say(&format!("{package} {version}, built once for this machine (some {expected})"));
    let started = Instant::now();
    run(house
        .command("cargo")
        .args(["install", package, "--version", version, "--force", "--root"])
        .arg(&house.tools)
        .args(options)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_TARGET_DIR", house.tools.join("build")))?;
    say(&format!("{package} ready after {} s", started.elapsed().as_secs()));
    let _ = std::fs::remove_dir_all(house.tools.join("build"));
    Ok(())
}

fn answers(house: &House, program: &str, version: &str) -> bool {
    read(house.command(program).arg("--version")).is_ok_and(|said| said.split_whitespace().nth(1) == Some(version))
}

fn wasm_bindgen_version(house: &House) -> Result<String, String> {
    let lock = read_file(&house.root.join("Cargo.lock"))?;
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"wasm-bindgen\"");
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \""));
    version
        .and_then(|rest| rest.strip_suffix('"'))
        .map(str::to_owned)
        .ok_or_else(|| "Cargo.lock does not name a version of wasm-bindgen".to_owned())
}
