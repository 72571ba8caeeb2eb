//! The module's standard library, built for size instead of taken ready-made: a seventh less for every page to load.
//!
//! The compiler's own sources are needed (rustup's `rust-src`), and two settings the stable compiler keeps to itself:
//! panics stop at once without composing a sentence nobody reads, and no place of a source file stays in the module
//! (which also keeps the builder's folders out of it). Where the sources cannot be had, the ready-made library serves:
//! the module works the same and weighs more.
//!
//! What the module holds of the page stands in a table of the glue's, not in one of the module's own (reference types): a
//! kilobyte less, and one thing less a browser must know.

use std::path::Path;
use std::process::Command;

use crate::house::{House, read, run, say};

/// What the compiler is told.
pub const SETTINGS: &str = "-Ctarget-feature=-reference-types -Zlocation-detail=none -Zfmt-debug=none -Cpanic=immediate-abort -Zunstable-options";

/// Arguments for cargo that go with [`prepare`].
pub const FOR_CARGO: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// Fetches the compiler's sources when they are not there; whether they are there then.
pub fn install(house: &House) -> bool {
    if has_sources(house) {
        return true;
    }
    if house.wasm_toolchain.is_none() {
        say("the standard library's sources: rustup component add rust-src");
        let _ = run(house.command("rustup").args(["component", "add", "rust-src"]));
    }
    let ready = has_sources(house);
    if !ready {
        say("they cannot be had here: the module will weigh more");
    }
    ready
}

/// Lets a command build the library along with the module.
pub fn prepare(command: &mut Command) -> &mut Command {
    command.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", SETTINGS)
}

fn has_sources(house: &House) -> bool {
    let sysroot = read(house.wasm_command("rustc").args(["--print", "sysroot"]));
    sysroot.is_ok_and(|root| Path::new(root.trim()).join("lib/rustlib/src/rust/library/std/src/lib.rs").is_file())
}
