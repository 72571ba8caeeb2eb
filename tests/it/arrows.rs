//! The house's arrows, read from the manifests: who may know whom. A dependency that points back fails here.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// Each crate, and the crates of the house it may depend on. What is absent here may not be added by accident.
const ARROWS: &[(&str, &[&str])] = &[
    ("parcours-schema", &[]),
    ("parcours-rules", &["parcours-schema"]),
    ("parcours-text", &["parcours-schema"]),
    ("parcours-ui", &["parcours-schema", "parcours-rules", "parcours-text"]),
    ("parcours-browser", &["parcours-schema", "parcours-rules"]),
    ("parcours-embed", &["parcours-schema", "parcours-rules", "parcours-text", "parcours-ui", "parcours-browser"]),
    ("parcours-receiver", &["parcours-schema", "parcours-rules", "parcours-text", "parcours-ui"]),
    ("parcours-cli", &["parcours-schema", "parcours-rules", "parcours-text", "parcours-ui", "parcours-receiver"]),
    ("send-wrapper", &[]),
    ("small-json", &[]),
    ("wasm-streams", &[]),
    ("xtask", &[]),
];

/// Crates that run anywhere: no browser, no runtime, no view.
const PURE: [&str; 3] = ["parcours-schema", "parcours-rules", "parcours-text"];
const BROWSER_ONLY: [&str; 8] =
    ["leptos", "web-sys", "js-sys", "gloo", "wasm-bindgen", "wasm-bindgen-futures", "tokio", "getrandom"];

struct Dependency {
    name: String,
    line: String,
}

#[test]
fn no_arrow_turns_back() {
    for (name, allowed) in ARROWS {
        for dependency in dependencies(name) {
            let ours = dependency.name.starts_with("parcours") || dependency.name == "xtask";
            assert!(
                !ours || allowed.contains(&dependency.name.as_str()),
                "{name} must not depend on {}: see the arrows in the README",
                dependency.name
            );
        }
    }
}

#[test]
fn every_crate_has_its_arrows_written_down() {
    let written: BTreeSet<String> = ARROWS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let present: BTreeSet<String> = fs::read_dir(crates())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("Cargo.toml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(written, present);
}

#[test]
fn pure_crates_run_anywhere() {
    for name in PURE {
        for dependency in dependencies(name) {
            assert!(!BROWSER_ONLY.contains(&dependency.name.as_str()), "{name} is pure, {} is not", dependency.name);
            assert!(
                dependency.name != "chrono" || !dependency.line.contains("clock"),
                "{name} must be given today's date: chrono's clock stays out of it"
            );
        }
    }
}

#[test]
fn only_the_browser_crate_and_the_element_touch_the_browser() {
    for (name, _) in ARROWS {
        let touches = ["parcours-browser", "parcours-embed"].contains(name);
        let gloo = dependencies(name).iter().any(|dependency| dependency.name.starts_with("gloo"));
        assert!(!gloo || touches, "{name} must leave the browser to parcours-browser");
    }
}

#[test]
fn servers_use_the_views_only_as_text() {
    for name in ["parcours-receiver", "parcours-cli"] {
        for dependency in dependencies(name).iter().filter(|dependency| dependency.name == "parcours-ui") {
            assert!(dependency.line.contains("ssr"), "{name} may use parcours-ui only with its feature `ssr`");
        }
    }
}

/// What a crate is built with; what only its tests use does not count.
fn dependencies(name: &str) -> Vec<Dependency> {
    let manifest = fs::read_to_string(crates().join(name).join("Cargo.toml")).unwrap();
    let mut within = false;
    let mut found = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[') {
            let section = section.trim_end_matches(']');
            within = section.ends_with("dependencies") && !section.contains("dev-dependencies");
        } else if within && let Some((key, _)) = line.split_once('=') {
            let name = key.trim().trim_end_matches(".workspace").to_owned();
            found.push(Dependency { name, line: line.to_owned() });
        }
    }
    found
}

fn crates() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../crates")
}
