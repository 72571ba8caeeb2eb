//! Builds what a browser loads and lays it out as a portal would: `target/www`.
//!
//! ```text
//! index.html, referral/, …           the demo portal's pages, from www/
//! parcours/parcours.js               the loader, with the glue wasm-pack makes of parcours-embed
//! parcours/takeover.js               fetched where a page without script stands already
//! parcours/exit.js, exit-bar.js      fetched when the attribute exit-url asks for it; alike draft.js, encoding.js, upload.js,
//!                                    framed.js, session.js, aloud.js, easy.js
//! parcours/parcours_embed_bg.wasm    the module itself
//! parcours/words.fr.txt, …en.txt     the words of the interface, a language each
//! parcours/dossier/…                 the dossier's loader, its own module, what its style adds
//! parcours/integrity.json            the hash of each of these, as a script names it
//! gallery/kit/…                      the same with every component's examples, for the gallery only
//! schemas/forms/<id>/form.fr.json    each form as the page receives it, in one language; form.json in both
//! schemas/forms/<id>/easy.fr.json    its easy-to-read texts, where it has some, a language each
//! schemas/forms/<id>/readable.json   the same for programs that show answers: the demo's desk
//! schemas/workflows/<id>/bundle.json each workflow with its form, as one document
//! ```
//! Every file has a `.br` twin. How files are minified and compressed is told in `tests/e2e/package.mjs`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::Outcome;
use crate::house::{House, read, run, say, write_file};
use crate::{setup, small_std};

/// Builds and stages everything, from set-up on, once a run.
pub fn build(house: &mut House) -> Outcome {
    if house.site_is_built {
        return Ok(());
    }
    setup::for_the_site(house)?;
    // First what keeps one core busy for minutes and shares no lock with what the suites build meanwhile.
    kit(house)?;
    program(house)?;
    forms(house)?;
    workflows(house)?;
    words(house)?;
    stage(house)?;
    say(&format!("the site is in {}", house.site().display()));
    house.site_is_built = true;
    Ok(())
}

/// The `parcours` program: where it is once built.
pub fn parcours(house: &House) -> PathBuf {
    house.target.join("debug/parcours")
}

/// The ids of the forms in `schemas/forms`, in order.
pub fn form_ids(house: &House) -> Result<Vec<String>, String> {
    ids_of(house, "forms", "form.json")
}

/// The ids of the definitions of a folder of `schemas`: those that have that file.
fn ids_of(house: &House, kind: &str, file: &str) -> Result<Vec<String>, String> {
    let folder = house.root.join("schemas").join(kind);
    let entries = fs::read_dir(&folder).map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
    let mut ids: Vec<String> = entries
        .flatten()
        .filter(|entry| entry.path().join(file).is_file())
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

/// What wasm-pack makes of parcours-embed, for portals and again for the gallery. Cargo keeps one file for both, so it
/// would link each anew every time: nothing is asked of it while no source has changed.
fn kit(house: &House) -> Outcome {
    let stamp = house.target.join("pkg.seal");
    let small = small_std::install(house);
    let seal = format!("{}\n{}", if small { small_std::SETTINGS } else { "" }, sources(house)?);
    let whole = ["pkg", "pkg-gallery", "pkg-dossier"].iter().all(|name| package(house, name).is_dir());
    if whole && fs::read_to_string(&stamp).is_ok_and(|known| known == seal) {
        return Ok(());
    }
    say("the gallery's WebAssembly module (wasm-pack, a minute or two)");
    // Only the demo loads it: it is not made smaller.
    wasm_pack(house, &package(house, "pkg-gallery"), &["--no-opt"], &["--features", "gallery"], small)?;
    say("the dossier's WebAssembly module (wasm-pack, a minute or two)");
    wasm_pack(house, &package(house, "pkg-dossier"), &[], &["--features", "dossier"], small)?;
    say("the WebAssembly module (wasm-pack, a minute or two)");
    wasm_pack(house, &package(house, "pkg"), &[], &[], small)?;
    write_file(&stamp, seal.as_bytes())
}

fn wasm_pack(house: &House, out: &Path, options: &[&str], for_cargo: &[&str], small: bool) -> Outcome {
    let mut command = house.wasm_command("wasm-pack");
    command
        .arg("build")
        .arg(house.root.join("crates/parcours-embed"))
        .args(["--mode", "no-install", "--target", "web", "--release", "--no-pack", "--no-typescript"])
        .args(options)
        .arg("--out-dir")
        .arg(out)
        .arg("--")
        .args(for_cargo);
    if small {
        small_std::prepare(&mut command).args(small_std::FOR_CARGO);
    }
    run(&mut command)
}

fn package(house: &House, name: &str) -> PathBuf {
    house.target.join(name)
}

/// What the sources look like: changes when one of them does.
fn sources(house: &House) -> Result<String, String> {
    let mut seal = String::new();
    let mut waiting = vec![house.root.join("Cargo.toml"), house.root.join("Cargo.lock")];
    for name in ["schema", "rules", "text", "ui", "browser", "embed"] {
        waiting.push(house.root.join("crates").join(format!("parcours-{name}")));
    }
    waiting.extend(["small-json", "send-wrapper", "wasm-streams"].map(|name| house.root.join("crates").join(name)));
    while let Some(place) = waiting.pop() {
        let trouble = |error| format!("{} cannot be read: {error}", place.display());
        let metadata = fs::metadata(&place).map_err(trouble)?;
        if metadata.is_dir() {
            let mut inner: Vec<PathBuf> = fs::read_dir(&place).map_err(trouble)?.flatten().map(|e| e.path()).collect();
            inner.sort();
            waiting.extend(inner);
        } else {
            let age = metadata.modified().map_err(trouble)?.duration_since(UNIX_EPOCH).unwrap_or_default();
            seal.push_str(&format!("{} {} {}\n", place.display(), metadata.len(), age.as_nanos()));
        }
    }
    Ok(seal)
}

/// Each form with its blocks and lists inlined, so that a page asks for one file.
fn forms(house: &House) -> Outcome {
    for id in form_ids(house)? {
        let source = format!("schemas/forms/{id}/form.json");
        let files: [(&str, &[&str]); 4] = [
            ("form.json", &[]),
            ("form.fr.json", &["--lang", "fr"]),
            ("form.en.json", &["--lang", "en"]),
            ("readable.json", &["--readable"]),
        ];
        for (file, options) in files {
            let mut program = house.command(parcours(house));
            let bundle = read(program.args(["bundle", &source]).args(options))?;
            write_file(&house.target.join("forms").join(&id).join(file), bundle.as_bytes())?;
        }
        easy_texts(house, &id, &source)?;
    }
    Ok(())
}

/// The easy-to-read texts of a form, where some stand beside it.
fn easy_texts(house: &House, id: &str, source: &str) -> Outcome {
    if !house.root.join(source).with_file_name("easy.json").is_file() {
        return Ok(());
    }
    for language in ["fr", "en"] {
        let mut program = house.command(parcours(house));
        let texts = read(program.args(["bundle", source, "--easy", "--lang", language]))?;
        let file = house.target.join("forms").join(id).join(format!("easy.{language}.json"));
        write_file(&file, texts.as_bytes())?;
    }
    Ok(())
}

/// Each workflow with its form, for the pages of its dossiers.
fn workflows(house: &House) -> Outcome {
    for id in ids_of(house, "workflows", "workflow.json")? {
        let source = format!("schemas/workflows/{id}/workflow.json");
        let bundled = read(house.command(parcours(house)).args(["bundle", &source]))?;
        write_file(&house.target.join("workflows").join(&id).join("bundle.json"), bundled.as_bytes())?;
    }
    Ok(())
}

/// The words of the interface, for the module that carries none.
fn words(house: &House) -> Outcome {
    let folder = house.target.join("words");
    read(house.command(parcours(house)).args(["generate", "words"]).arg(&folder)).map(drop)
}

fn stage(house: &House) -> Outcome {
    say("staging: minified and compressed");
    run(house
        .command("node")
        .arg(house.e2e().join("package.mjs"))
        .arg(&house.root)
        .arg(package(house, "pkg"))
        .arg(house.target.join("forms"))
        .arg(house.site())
        .arg(parcours(house)))
}
