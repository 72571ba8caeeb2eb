//! `cargo xtask test`: the suites in order, each with a name, a time and a result; the last line counts them.

use std::process::Command;
use std::time::Instant;

use crate::Outcome;
use crate::ahead::Ahead;
use crate::house::{House, executable, read, run, write_file};
use crate::postgres::Postgres;
use crate::{setup, site, size};

struct Suite {
    name: &'static str,
    what: &'static str,
    run: fn(&mut House) -> Outcome,
    /// Not run unless named: all of them together would not fit in the time a check-out may take.
    named_only: bool,
}

const fn suite(name: &'static str, what: &'static str, run: fn(&mut House) -> Outcome) -> Suite {
    Suite { name, what, run, named_only: false }
}

/// The quick ones first: a slip in layout is told in seconds.
const SUITES: &[Suite] = &[
    suite("fmt", "rustfmt", fmt),
    suite("clippy", "lints, warnings refused", clippy),
    suite("clippy-wasm", "the same for the browser", clippy_wasm),
    suite("native", "unit, cases, contract, tidy, property and differential tests", native),
    suite("example", "the ten-line server check of the README", example),
    suite("postgres", "the receiver's tests again, on PostgreSQL", postgres),
    suite("wasm", "WebAssembly tests in Chromium", wasm),
    suite("site", "the demo portal builds", site::build),
    suite("size", "a first visit stays within its budget, and each part of it", |house| size::size(house, &[])),
    suite("e2e", "the whole journey in Chromium, on the real receiver; the main path in Firefox and WebKit", e2e),
    Suite {
        name: "hard",
        what: "every state of every form, bad roads, hostile hosts, canaries, the npm package (only when named)",
        run: hard,
        named_only: true,
    },
];

/// The crates that only mean something in a browser.
const BROWSER_CRATES: [&str; 4] = ["--package", "parcours-browser", "--package", "parcours-embed"];

/// Runs all suites, or those named.
pub fn test(house: &mut House, names: &[String]) -> Outcome {
    if names.iter().any(|name| name == "--list") {
        for suite in SUITES {
            println!("{:<12} {}", suite.name, suite.what);
        }
        return Ok(());
    }
    if let Some(unknown) = names.iter().find(|name| !SUITES.iter().any(|suite| suite.name == **name)) {
        let known: Vec<&str> = SUITES.iter().map(|suite| suite.name).collect();
        return Err(format!("there is no suite named {unknown}; there are {}", known.join(", ")));
    }
    setup::everything(house)?;

    let by_default = |suite: &Suite| names.is_empty() && !suite.named_only;
    let wanted = SUITES.iter().filter(|suite| by_default(suite) || names.iter().any(|name| name == suite.name));
    let wanted: Vec<&Suite> = wanted.collect();
    let mut ahead = Ahead::start(house, wanted.iter().position(|suite| suite.name == "site"))?;
    let mut lines = Vec::new();
    let (mut passed, mut failed) = (0, 0);
    for suite in wanted {
        println!("\n=== {}: {}", suite.name, suite.what);
        let started = Instant::now();
        if suite.name == "site" {
            house.site_is_built = ahead.end();
        }
        let outcome = (suite.run)(house);
        let seconds = started.elapsed().as_secs();
        let word = match &outcome {
            Ok(()) => "passed",
            Err(_) => "FAILED",
        };
        if let Err(trouble) = outcome {
            println!("{trouble}");
            failed += 1;
        } else {
            passed += 1;
        }
        let line = format!("{:<12} {word} in {seconds} s", suite.name);
        println!("--- {line}");
        lines.push(line);
    }
    println!();
    for line in lines {
        println!("{line}");
    }
    println!("{passed} passed, {failed} failed");
    if failed > 0 {
        std::process::exit(1);
    }
    Ok(())
}

fn fmt(house: &mut House) -> Outcome {
    run(house.command("cargo").args(["fmt", "--all", "--check"]))
}

fn clippy(house: &mut House) -> Outcome {
    run(house.command("cargo").args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn clippy_wasm(house: &mut House) -> Outcome {
    run(for_the_browser(house.wasm_command("cargo").arg("clippy")).args(["--all-targets", "--", "-D", "warnings"]))
}

fn native(house: &mut House) -> Outcome {
    run(house.command("cargo").args(["test", "--workspace"]))
}

fn example(house: &mut House) -> Outcome {
    let program = built(house, "example", "check_submission")?;
    run(&mut house.command(&program))
}

fn postgres(house: &mut House) -> Outcome {
    let program = built(house, "test", "receiver")?;
    let server = Postgres::start(house)?;
    run(house
        .command(&program)
        .current_dir(house.root.join("crates/parcours-receiver"))
        .env("PARCOURS_TEST_POSTGRES", server.url()))
}

/// The file of a program that the suite `native` builds. Asked of cargo in the very same words: any other choice of
/// packages or targets would give crates other features and build most of them a second time.
fn built(house: &House, kind: &str, name: &str) -> Result<String, String> {
    let asked = ["test", "--workspace", "--no-run", "--quiet", "--message-format=json-render-diagnostics"];
    let said = read(house.command("cargo").args(asked))?;
    executable(&said, kind, name).ok_or_else(|| format!("cargo built no program for {name}"))
}

fn wasm(house: &mut House) -> Outcome {
    let driver = house.program("chromedriver").ok_or("chromedriver is missing")?;
    run(for_the_browser(house.wasm_command("cargo").arg("test"))
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", driver))
}

fn e2e(house: &mut House) -> Outcome {
    in_the_browser(house, false)
}

fn hard(house: &mut House) -> Outcome {
    in_the_browser(house, true)
}

/// The folders of `tests/e2e` that only the suite `hard` runs.
const HARD: [&str; 6] = ["a11y_every", "engines_every", "faults", "hosts", "package", "privacy"];

fn in_the_browser(house: &mut House, hard: bool) -> Outcome {
    site::build(house)?;
    let files = test_files(&house.e2e(), hard)?;
    // A browser and a receiver of their own for each file: two at once, but where time and pixels are measured.
    let at_once = if hard { "--test-concurrency=1" } else { "--test-concurrency=2" };
    // What each test proves is kept too, for `cargo xtask conformance --told`.
    let told = house.target.join("conformance").join(if hard { "hard.jsonl" } else { "e2e.jsonl" });
    write_file(&told, b"")?;
    run(house
        .command("node")
        .args(["--test", at_once, "--test-reporter=tap", "--test-reporter-destination=stdout"])
        .arg("--test-reporter=./a11y/conformance/reporter.mjs")
        .arg(format!("--test-reporter-destination={}", told.display()))
        .args(files)
        .current_dir(house.e2e())
        .env("PARCOURS_PROGRAM", site::parcours(house))
        .env("PARCOURS_SITE", house.site()))
}

/// The files of tests of one kind, each folder in order.
fn test_files(folder: &std::path::Path, hard: bool) -> Result<Vec<std::path::PathBuf>, String> {
    let mut files = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(place) = waiting.pop() {
        let trouble = |error| format!("{} cannot be read: {error}", place.display());
        for entry in std::fs::read_dir(&place).map_err(trouble)?.flatten() {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            if path.is_dir() && name != "node_modules" {
                waiting.push(path);
            } else if name.ends_with(".test.mjs") {
                let of_hard =
                    path.strip_prefix(folder).is_ok_and(|path| HARD.iter().any(|kind| path.starts_with(kind)));
                if of_hard == hard {
                    files.push(path);
                }
            }
        }
    }
    files.sort();
    Ok(files)
}

fn for_the_browser(cargo: &mut Command) -> &mut Command {
    cargo.args(BROWSER_CRATES).args(["--target", "wasm32-unknown-unknown"])
}
