//! What comes from the system's own packages. On Debian and its children they are installed; elsewhere they are named.

use std::path::Path;

use crate::Outcome;
use crate::house::{House, read, run, say};

/// A program the project needs, and the package that brings it.
pub struct Need {
    program: &'static str,
    package: &'static str,
    why: &'static str,
}

/// The C compiler that SQLite is built with.
pub const C_COMPILER: Need =
    Need { program: "cc", package: "build-essential", why: "SQLite is built from its C source" };

/// All of them: what builds, then what only tests use.
pub const ALL: &[Need] = &[
    C_COMPILER,
    Need { program: "chromium", package: "chromium", why: "tests run in a real browser" },
    Need { program: "chromedriver", package: "chromium-driver", why: "WebAssembly tests drive the browser with it" },
    Need { program: "firefox-esr", package: "firefox-esr", why: "the main path is walked in Firefox too" },
    Need { program: "WebKitWebDriver", package: "webkit2gtk-driver", why: "and in WebKit, the engine of Safari" },
    Need { program: "Xvfb", package: "xvfb", why: "WebKit's browser needs a screen, that nobody sees" },
    Need { program: "pdfinfo", package: "poppler-utils", why: "tests read what is printed: its tags, then its text" },
    Need { program: "initdb", package: "postgresql", why: "the receiver is tested on PostgreSQL too" },
];

/// Installs those that are missing, in one go.
pub fn install(house: &House, needs: &[Need]) -> Outcome {
    let missing: Vec<&Need> = needs.iter().filter(|need| !present(house, need.program)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    for need in &missing {
        say(&format!("{} is missing ({}): package {}", need.program, need.why, need.package));
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    let by_hand = format!("install it by hand, then run this again: apt-get install {}", packages.join(" "));
    if house.program("apt-get").is_none() {
        return Err(format!("this is not a Debian system: find the like of {} and install them.", packages.join(", ")));
    }
    say("apt-get update, then install (a minute or two)");
    // A list of one source that cannot be refreshed must not stop an install that works without it.
    let _ = run(as_root(house, &by_hand)?.args(["apt-get", "update", "-qq"]));
    run(as_root(house, &by_hand)?
        .args(["apt-get", "install", "-y", "-qq", "--no-install-recommends"])
        .args(&packages))?;
    match needs.iter().find(|need| !present(house, need.program)) {
        Some(need) => Err(format!("{} is still missing: {by_hand}", need.program)),
        None => Ok(()),
    }
}

/// A command that runs the rest of its arguments as the administrator.
pub fn as_root(house: &House, otherwise: &str) -> Result<std::process::Command, String> {
    let mut command = if is_root() {
        house.command("env")
    } else if read(house.command("sudo").args(["-n", "true"])).is_ok() {
        let mut sudo = house.command("sudo");
        sudo.args(["-n", "env"]);
        sudo
    } else {
        return Err(format!("the administrator's rights are needed: {otherwise}"));
    };
    command.arg("DEBIAN_FRONTEND=noninteractive");
    Ok(command)
}

/// True for the administrator.
pub fn is_root() -> bool {
    read(std::process::Command::new("id").arg("-u")).is_ok_and(|number| number.trim() == "0")
}

/// The folder of PostgreSQL's own programs: Debian keeps them off the PATH, a folder for each version.
pub fn postgres_programs(house: &House) -> Option<std::path::PathBuf> {
    let mut versions: Vec<(u32, std::path::PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, bin)| bin.join("initdb").is_file())
        .collect();
    versions.sort();
    match versions.pop() {
        Some((_, bin)) => Some(bin),
        None => house.program("initdb").and_then(|file| file.parent().map(Path::to_path_buf)),
    }
}

fn present(house: &House, program: &str) -> bool {
    match program {
        "initdb" => postgres_programs(house).is_some(),
        other => house.program(other).is_some(),
    }
}
