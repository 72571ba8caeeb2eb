//! Where things are, and how another program is started: with the project's own tools first on its PATH.
//!
//! It changes nothing on the machine.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Outcome;

/// The places this project uses on this machine.
pub struct House {
    /// The top of the clone.
    pub root: PathBuf,
    /// Cargo's folder; everything generated is below it.
    pub target: PathBuf,
    /// Programs built by set-up and shared between clones: `bin/wasm-pack`, `bin/wasm-bindgen`.
    pub tools: PathBuf,
    /// The toolchain that builds for the browser, where the default one cannot.
    pub wasm_toolchain: Option<String>,
    /// Whether this run has built the site: the suites that need it lay it out once.
    pub site_is_built: bool,
}

impl House {
    /// Finds the clone this program was built from, and the folders that go with it.
    pub fn find() -> Result<House, String> {
        let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let root = here.ancestors().nth(2).map(Path::to_path_buf).ok_or("the project's top folder was not found")?;
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        Ok(House { root, target, tools: tools_folder()?, wasm_toolchain: None, site_is_built: false })
    }

    /// The folder of the staged site: what `parcours serve --static` is given.
    pub fn site(&self) -> PathBuf {
        self.target.join("www")
    }

    /// The folder of the browser tests, where npm keeps its packages.
    pub fn e2e(&self) -> PathBuf {
        self.root.join("tests/e2e")
    }

    /// A command at the top of the clone, with the project's tools first on its PATH.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", self.path());
        // What cargo sets for this program is not for the ones it starts: left in, it makes cargo build things twice.
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&*name);
            }
        }
        command
    }

    /// The same, for what is built for the browser.
    pub fn wasm_command(&self, program: &str) -> Command {
        let mut command = self.command(program);
        if let Some(toolchain) = &self.wasm_toolchain {
            command.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        command
    }

    /// The file of a program, looked for on the project's PATH.
    pub fn program(&self, name: &str) -> Option<PathBuf> {
        env::split_paths(&self.path()).map(|folder| folder.join(name)).find(|file| file.is_file())
    }

    fn path(&self) -> OsString {
        let own = [self.tools.join("bin"), self.e2e().join("node_modules/.bin")];
        let inherited = env::var_os("PATH").unwrap_or_default();
        let all = own.into_iter().chain(env::split_paths(&inherited));
        env::join_paths(all).unwrap_or(inherited)
    }
}

fn tools_folder() -> Result<PathBuf, String> {
    if let Some(folder) = env::var_os("PARCOURS_TOOLS") {
        return Ok(PathBuf::from(folder));
    }
    let cache = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")))
        .ok_or("HOME is not set: say where tools may be kept with PARCOURS_TOOLS=/some/folder")?;
    Ok(cache.join("parcours/tools"))
}

/// Says what is being done, so that a long step is never silent.
pub fn say(what: &str) {
    println!("· {what}");
}

/// Runs a command in the open: its output is the developer's.
pub fn run(command: &mut Command) -> Outcome {
    let shown = shown(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{shown}` ended with {status}")),
        Err(error) => Err(format!("`{shown}` could not be started: {error}")),
    }
}

/// Runs a command and gives what it printed.
pub fn read(command: &mut Command) -> Result<String, String> {
    let shown = shown(command);
    let output =
        command.stderr(Stdio::piped()).output().map_err(|error| format!("`{shown}` could not be started: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!("`{shown}` ended with {}:\n{}", output.status, said.trim()))
    }
}

/// Reads a file, or says which one could not be read.
pub fn read_file(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))
}

/// Writes a file and the folders above it, or says which one could not be written.
pub fn write_file(path: &Path, content: &[u8]) -> Outcome {
    let written = match path.parent() {
        Some(folder) => std::fs::create_dir_all(folder).and_then(|()| std::fs::write(path, content)),
        None => std::fs::write(path, content),
    };
    written.map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// The file of a program of that kind and name, in what cargo says it built (`--message-format=json`).
pub fn executable(said: &str, kind: &str, name: &str) -> Option<String> {
    let (kind, name) = (format!("\"kind\":[\"{kind}\"]"), format!("\"name\":\"{name}\""));
    said.lines()
        .filter(|line| line.contains(&kind) && line.contains(&name))
        .find_map(|line| line.split_once("\"executable\":\"")?.1.split('"').next().map(str::to_owned))
}
