//! House rules that no compiler checks: what a file starts with, how long it is, what it must never say.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const LONGEST_FILE: usize = 900;
const LONGEST_MEDIAN: usize = 200;

#[test]
fn every_source_file_says_what_it_is() {
    // A component's `tests.rs` says it by its name and its place.
    for (file, text) in rust_files().into_iter().filter(|(file, _)| !file.ends_with("/tests.rs")) {
        assert!(text.starts_with("//! "), "{file}: start with a comment that says what it is and what it does not do");
    }
}

#[test]
fn files_stay_readable_in_one_sitting() {
    let mut lengths: Vec<usize> = Vec::new();
    for (file, text) in rust_files() {
        let lines = text.lines().count();
        assert!(lines <= LONGEST_FILE, "{file} has {lines} lines: cut it along its concepts");
        lengths.push(lines);
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= LONGEST_MEDIAN, "half the files are longer than {median} lines");
}

#[test]
fn files_are_named_by_what_they_hold() {
    for (file, _) in rust_files() {
        let name = Path::new(&file).file_stem().unwrap().to_string_lossy().into_owned();
        assert!(
            !["utils", "util", "helpers", "helper", "common", "misc", "manager"].contains(&name.as_str()),
            "{file}"
        );
    }
}

#[test]
fn pure_crates_have_no_clock() {
    for (file, text) in rust_files() {
        let pure =
            ["schema", "rules", "text"].iter().any(|name| file.starts_with(&format!("crates/parcours-{name}/src")));
        for clock in ["SystemTime", "Instant::now", "Utc::now", "Local::now"] {
            assert!(!pure || !text.contains(clock), "{file} reads a clock: today's date is an argument");
        }
    }
}

#[test]
fn text_is_never_read_as_markup() {
    // In Leptos, in web-sys and in plain JavaScript: each turns what someone wrote into elements.
    let banned =
        ["inner_html", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "insert_adjacent_html"];
    for (file, text) in committed_files() {
        let shown = (file.starts_with("crates/") && file.ends_with(".rs"))
            || (file.starts_with("www/") && file.ends_with(".js"));
        for line in text.lines().filter(|line| shown && !line.trim_start().starts_with("//")) {
            assert!(!banned.iter().any(|name| line.contains(name)), "{file}: {line}");
        }
    }
}

#[test]
fn pages_obey_the_strictest_policy() {
    for (file, text) in committed_files() {
        if !(file.starts_with("www/") && file.ends_with(".html")) {
            continue;
        }
        for inline in ["<style", " style=", " onclick=", " onload=", "javascript:"] {
            assert!(!text.contains(inline), "{file} has {inline}: the policy of the demo refuses it");
        }
        for script in text.split("<script").skip(1) {
            assert!(
                script.contains("src=") && script.contains("></script>"),
                "{file} has a script written in the page"
            );
        }
        for address in ["http://", "https://", "\"//"] {
            let loaded = [format!("src=\"{address}"), format!("rel=\"stylesheet\" href=\"{address}")];
            assert!(!loaded.iter().any(|attribute| text.contains(attribute)), "{file} loads from elsewhere");
        }
    }
}

#[test]
fn nothing_committed_names_a_machine() {
    // Written in two halves, or this file would name them itself.
    let banned = [
        concat!("registry.npm", "js.org"),
        concat!("index.crates", ".io"),
        concat!("static.crates", ".io"),
        concat!("files.python", "hosted.org"),
        concat!("deb.debian", ".org"),
        concat!("\"resol", "ved\":"),
        concat!("/ro", "ot/"),
        concat!("/wo", "rk/"),
        concat!("/ho", "me/"),
    ];
    for (file, text) in committed_files() {
        for name in banned {
            assert!(!text.contains(name), "{file} mentions {name}");
        }
    }
}

#[test]
fn the_readme_shows_the_example_that_ci_runs() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let example = fs::read_to_string(root.join("crates/parcours-rules/examples/check_submission.rs")).unwrap();
    let shown = readme.split("```rust\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    assert!(shown.lines().count() >= 5);
    for line in shown.lines() {
        assert!(example.contains(line.trim()), "the README shows a line that the example has not: {line}");
    }
}

fn rust_files() -> Vec<(String, String)> {
    committed_files().into_iter().filter(|(file, _)| file.ends_with(".rs")).collect()
}

/// Every text file git knows or would add, with its place from the top of the project.
pub fn committed_files() -> Vec<(String, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(&root)
        .output()
        .expect("git lists the project's files");
    assert!(listed.status.success(), "git could not list the project's files");
    let files: Vec<(String, String)> = String::from_utf8_lossy(&listed.stdout)
        .split('\0')
        .filter(|file| !file.is_empty())
        .filter_map(|file| Some((file.to_owned(), fs::read_to_string(root.join(file)).ok()?)))
        .collect();
    assert!(!files.is_empty());
    files
}
