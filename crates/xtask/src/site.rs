//! Builds what a browser loads and lays it out as a portal would: `target/www`.
//!
//! ```text
//! index.html, referral/, …           the demo portal's pages, from www/
//! parcours/parcours.js               the loader
//! parcours/parcours_embed.js, …wasm  what wasm-pack makes of parcours-embed
//! gallery/kit/…                      the same with every component's examples, for the gallery only
//! schemas/forms/<id>/form.json       each form as one document
//! ```
//! Every file has a `.br` twin. How files are minified and compressed is told in `tests/e2e/package.mjs`.

use std::fs;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use crate::Outcome;
use crate::house::{House, read, run, say, write_file};
use crate::setup;

/// Builds and stages everything, from set-up on. Quick when nothing changed.
pub fn build(house: &mut House) -> Outcome {
    setup::for_the_site(house)?;
    program(house)?;
    gallery(house)?;
    kit(house)?;
    forms(house)?;
    stage(house)?;
    say(&format!("the site is in {}", house.site().display()));
    Ok(())
}

/// The `parcours` program: where it is once built.
pub fn parcours(house: &House) -> PathBuf {
    house.target.join("debug/parcours")
}

/// The ids of the forms in `schemas/forms`, in order.
pub fn form_ids(house: &House) -> Result<Vec<String>, String> {
    let folder = house.root.join("schemas/forms");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
    let mut ids: Vec<String> = entries
        .flatten()
        .filter(|entry| entry.path().join("form.json").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    ids.sort();
    Ok(ids)
}

/// Builds the `parcours` program.
pub fn program(house: &House) -> Outcome {
    say("the parcours program (cargo build)");
    run(house.command("cargo").args(["build", "--package", "parcours-cli"]))
}

/// The WebAssembly module and its glue. Binding and optimising take longer than all the rest, so they are skipped
/// when the compiler made nothing new.
fn kit(house: &House) -> Outcome {
    say("the WebAssembly module (cargo build --release)");
    let folder = house.root.join("crates/parcours-embed");
    run(house
        .wasm_command("cargo")
        .args(["build", "--lib", "--release", "--target", "wasm32-unknown-unknown"])
        .current_dir(&folder))?;
    let built = house.target.join("wasm32-unknown-unknown/release/parcours_embed.wasm");
    let seal = fs::metadata(&built).and_then(|file| Ok((file.len(), file.modified()?)));
    let (size, time) = seal.map_err(|error| format!("{} cannot be read: {error}", built.display()))?;
    let since = time.duration_since(UNIX_EPOCH).map(|age| age.as_nanos()).unwrap_or_default();
    let manifest = crate::house::read_file(&folder.join("Cargo.toml"))?;
    let seal = format!("{size} {since}\n{manifest}");
    let stamp = house.target.join("pkg.seal");
    if fs::read_to_string(&stamp).is_ok_and(|known| known == seal) && package_folder(house).is_dir() {
        return Ok(());
    }
    say("its JavaScript glue and its smallest form (wasm-pack)");
    run(house
        .wasm_command("wasm-pack")
        .arg("build")
        .arg(&folder)
        .args(["--mode", "no-install", "--target", "web", "--release", "--no-pack", "--out-dir"])
        .arg(package_folder(house)))?;
    write_file(&stamp, seal.as_bytes())
}

/// The module with the examples. Only the demo loads it, so it is not made smaller.
fn gallery(house: &House) -> Outcome {
    say("the gallery's WebAssembly module (cargo build --release)");
    run(house
        .wasm_command("cargo")
        .args(["build", "--lib", "--release", "--target", "wasm32-unknown-unknown", "--features", "gallery"])
        .current_dir(house.root.join("crates/parcours-embed")))?;
    run(house
        .command("wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--out-dir"])
        .arg(house.target.join("pkg-gallery"))
        .arg(house.target.join("wasm32-unknown-unknown/release/parcours_embed.wasm")))
}

/// Each form with its blocks and lists inlined, so that a page asks for one file.
fn forms(house: &House) -> Outcome {
    for id in form_ids(house)? {
        let source = format!("schemas/forms/{id}/form.json");
        let bundled = read(house.command(&parcours(house).to_string_lossy()).args(["bundle", &source]))?;
        write_file(&house.target.join("forms").join(&id).join("form.json"), bundled.as_bytes())?;
    }
    Ok(())
}

fn stage(house: &House) -> Outcome {
    say("staging: minified and compressed");
    run(house
        .command("node")
        .arg(house.e2e().join("package.mjs"))
        .arg(&house.root)
        .arg(package_folder(house))
        .arg(house.target.join("forms"))
        .arg(house.site()))
}

fn package_folder(house: &House) -> PathBuf {
    house.target.join("pkg")
}
