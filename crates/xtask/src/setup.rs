//! What a command needs before it can start, in the order in which it is put in place.
//!
//! Every step looks first and does nothing when there is nothing to do.

use crate::Outcome;
use crate::house::{House, read_file, run, say, write_file};
use crate::{debian_toolchain, system_packages, wasm_tools};

/// What building and serving the site needs.
pub fn for_the_site(house: &mut House) -> Outcome {
    node(house)?;
    system_packages::install(house, &[system_packages::C_COMPILER])?;
    npm_packages(house)?;
    wasm_target(house)?;
    wasm_tools::install(house)
}

/// What every command needs: the site, then what only tests use.
pub fn everything(house: &mut House) -> Outcome {
    system_packages::install(house, system_packages::ALL)?;
    for_the_site(house)?;
    say("set-up is complete");
    Ok(())
}

fn node(house: &House) -> Outcome {
    for program in ["node", "npm"] {
        if house.program(program).is_none() {
            return Err(format!("{program} is missing: install Node.js 20 or later, with npm, then run this again."));
        }
    }
    Ok(())
}

/// `npm ci`, once for each state of the lock file.
fn npm_packages(house: &House) -> Outcome {
    let folder = house.e2e();
    let lock = read_file(&folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.parcours-lock");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    say("npm packages for packaging and browser tests (some 20 seconds)");
    run(house
        .command("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&folder))?;
    write_file(&stamp, lock.as_bytes())
}

/// A compiler that can build for the browser: rustup's, or Debian's where rustup cannot download.
fn wasm_target(house: &mut House) -> Outcome {
    if let Some(name) = debian_toolchain::linked(house) {
        house.wasm_toolchain = Some(name);
        return Ok(());
    }
    if debian_toolchain::forced() {
        house.wasm_toolchain = Some(debian_toolchain::build(house)?);
        return Ok(());
    }
    if debian_toolchain::has_wasm(house) {
        return Ok(());
    }
    say("Rust's standard library for the browser: rustup target add wasm32-unknown-unknown");
    let added = run(house.command("rustup").args(["target", "add", "wasm32-unknown-unknown"]));
    if added.is_ok() && debian_toolchain::has_wasm(house) {
        return Ok(());
    }
    say("rustup could not fetch it: falling back to Debian's own compiler");
    house.wasm_toolchain = Some(debian_toolchain::build(house)?);
    Ok(())
}
