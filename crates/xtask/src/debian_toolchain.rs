//! Debian's own Rust compiler as a toolchain that builds for the browser, for networks where rustup cannot download.
//!
//! Debian ships the sources of the standard library but not its build for `wasm32-unknown-unknown`: it is built here,
//! offline, and put with links to the rest of Debian's compiler in a folder that rustup knows as `parcours-debian`.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::house::{House, read, run, say, write_file};
use crate::system_packages::as_root;

const NAME: &str = "parcours-debian";
const TARGET: &str = "wasm32-unknown-unknown";
const PACKAGES: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy", "lld-22"];

/// The name of the toolchain, when an earlier run built it.
pub fn linked(house: &House) -> Option<String> {
    let ready = prefix(house).join("ready").is_file();
    let known = read(house.command("rustup").args(["toolchain", "list"])).ok()?;
    (ready && known.lines().any(|line| line.starts_with(NAME))).then(|| NAME.to_owned())
}

/// True when the developer asks for it with `PARCOURS_TOOLCHAIN=debian`, to try it where rustup works.
pub fn forced() -> bool {
    std::env::var("PARCOURS_TOOLCHAIN").is_ok_and(|wanted| wanted == "debian")
}

/// True when the toolchain in use has the browser's standard library.
pub fn has_wasm(house: &House) -> bool {
    let folder = read(house.command("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    folder.is_ok_and(|folder| holds_library(Path::new(folder.trim())))
}

/// Installs Debian's packages, builds the library and gives the toolchain's name.
pub fn build(house: &House) -> Result<String, String> {
    let by_hand = format!("apt-get install {}", PACKAGES.join(" "));
    say(&format!("apt packages {}", PACKAGES.join(" ")));
    let _ = run(as_root(house, &by_hand)?.args(["apt-get", "update", "-qq"]));
    run(as_root(house, &by_hand)?.args(["apt-get", "install", "-y", "-qq", "--no-install-recommends"]).args(PACKAGES))?;

    let prefix = prefix(house);
    let _ = std::fs::remove_dir_all(&prefix);
    say("Rust's standard library for the browser, from Debian's sources (about a minute)");
    let built = build_library(house, &prefix.join("build"))?;
    lay_out(&prefix, &built)?;
    run(house.command("rustup").args(["toolchain", "link", NAME]).arg(&prefix))?;
    write_file(&prefix.join("ready"), b"")?;
    Ok(NAME.to_owned())
}

fn prefix(house: &House) -> PathBuf {
    house.tools.join("debian-toolchain")
}

/// Builds `std` for the browser with an empty crate as the pretext; gives the folder of its `.rlib` files.
fn build_library(house: &House, folder: &Path) -> Result<PathBuf, String> {
    write_file(
        &folder.join("Cargo.toml"),
        b"[package]\nname = \"pretext\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n[profile.release]\npanic = \"abort\"\n",
    )?;
    write_file(&folder.join("src/lib.rs"), b"")?;
    // Debian keeps what the standard library is built from beside it: nothing is fetched.
    write_file(
        &folder.join(".cargo/config.toml"),
        b"[source.crates-io]\nreplace-with = \"debian\"\n[source.debian]\ndirectory = \"/usr/lib/rustlib/src/rust/library/vendor\"\n",
    )?;
    let out = folder.join("out");
    run(house
        .command("/usr/bin/cargo")
        .args(["build", "--release", "--offline", "-Zbuild-std=std,panic_abort,test", "--target", TARGET])
        .current_dir(folder)
        .env_remove("RUSTUP_TOOLCHAIN")
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", &out))?;
    Ok(out.join(TARGET).join("release/deps"))
}

/// A sysroot made of links to Debian's, with the browser's library and linker added.
fn lay_out(prefix: &Path, built: &Path) -> Outcome {
    let host = "x86_64-unknown-linux-gnu";
    let wasm = prefix.join("lib/rustlib").join(TARGET).join("lib");
    let linker = prefix.join("lib/rustlib").join(host).join("bin");
    let laid = || -> std::io::Result<()> {
        std::fs::create_dir_all(prefix.join("bin"))?;
        std::fs::create_dir_all(&wasm)?;
        std::fs::create_dir_all(&linker)?;
        symlink("/usr/bin/cargo", prefix.join("bin/cargo"))?;
        // Debian's compiler looks for libraries where Debian put them, wherever it is called from: it has to be told.
        let place = prefix.display();
        for (program, call) in [
            ("rustc", format!("exec /usr/bin/rustc \"$@\" --sysroot '{place}'")),
            ("rustdoc", format!("exec /usr/bin/rustdoc \"$@\" --sysroot '{place}'")),
            ("cargo-clippy", format!("SYSROOT='{place}' exec /usr/bin/cargo-clippy \"$@\"")),
        ] {
            let file = prefix.join("bin").join(program);
            std::fs::write(&file, format!("#!/bin/sh\n{call}\n"))?;
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755))?;
        }
        symlink(
            Path::new("/usr/lib/rustlib").join(host).join("lib"),
            prefix.join("lib/rustlib").join(host).join("lib"),
        )?;
        symlink("/usr/bin/lld-22", linker.join("rust-lld"))?;
        for entry in std::fs::read_dir(built)? {
            let file = entry?.path();
            let library = file.extension().is_some_and(|extension| extension == "rlib");
            let name = file.file_name().unwrap_or_default();
            if library && !name.to_string_lossy().starts_with("libpretext") {
                std::fs::copy(&file, wasm.join(name))?;
            }
        }
        Ok(())
    };
    laid().map_err(|error| format!("Debian's toolchain could not be laid out in {}: {error}", prefix.display()))
}

fn holds_library(folder: &Path) -> bool {
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
}
