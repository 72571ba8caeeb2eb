//! What a page loads the first time, weighed: the portal's visitors pay for every byte of it.

use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::house::{House, run};
use crate::site;

/// The most a first visit to CLI-60508 may transfer, in brotli bytes.
const GOAL: u64 = 130_000;

/// What a first visit to a dossier of the service plan may transfer. FIXME: it leaves room for what `<parcours-dossier>` does
/// not do yet (advisor mode, the file one keeps); once it does, this only goes down.
const DOSSIER_RATCHET: u64 = 280_000;

/// Builds the site, then prints the weight of each file and of the whole: of a form, then of a dossier; and holds each part of
/// the modules to its budget. `--why` also tells where the bytes of the modules come from.
pub fn size(house: &mut House, options: &[String]) -> Outcome {
    let why = match options {
        [] => false,
        [option] if option == "--why" => true,
        _ => return Err("size takes --why, or nothing".to_owned()),
    };
    site::build(house)?;
    let form = weigh_form(&house.site());
    println!();
    let dossier = weigh_dossier(&house.site());
    form.and(dossier).and(weigh_parts(house, "pkg", "form", why)).and(weigh_parts(house, "pkg-dossier", "dossier", why))
}

/// Holds the parts of a module to `module_budget.json`.
fn weigh_parts(house: &House, package: &str, budget: &str, why: bool) -> Outcome {
    run(house
        .command("node")
        .arg("module_parts.mjs")
        .arg(house.target.join(package).join("named.wasm"))
        .arg(budget)
        .args(why.then_some("--why"))
        .current_dir(house.e2e()))
}

/// What a visit to the form loads, in a language: that of the page. The glue is in the loader.
fn form_parts(language: &str) -> [(&'static str, String); 5] {
    [
        ("loader", "parcours/parcours.js".to_owned()),
        ("wasm", "parcours/parcours_embed_bg.wasm".to_owned()),
        ("words", format!("parcours/words.{language}.txt")),
        ("CSS", "parcours/parcours.css".to_owned()),
        ("form", format!("schemas/forms/cli-60508/form.{language}.json")),
    ]
}

fn weigh_form(site: &Path) -> Outcome {
    let limits = format!("at most {GOAL}");
    // The heavier of the two is held to the goal.
    let (french, english) = (weigh(site, &form_parts("fr"), &limits)?, weigh(site, &form_parts("en"), &limits)?);
    within(french.max(english), GOAL, "a form")
}

fn weigh_dossier(site: &Path) -> Outcome {
    let parts = [
        ("loader", "parcours/dossier/parcours-dossier.js"),
        ("glue", "parcours/dossier/parcours_embed.js"),
        ("wasm", "parcours/dossier/parcours_embed_bg.wasm"),
        ("CSS", "parcours/parcours.css"),
        ("CSS", "parcours/dossier/dossier.css"),
        ("bundle", "schemas/workflows/service-plan/bundle.json"),
    ];
    let parts = parts.map(|(name, file)| (name, file.to_owned()));
    let brotli = weigh(site, &parts, &format!("ratchet {DOSSIER_RATCHET}"))?;
    within(brotli, DOSSIER_RATCHET, "a dossier")
}

/// Prints the weight of each file, then of the whole, which it gives back: brotli bytes.
fn weigh(site: &Path, parts: &[(&str, String)], limits: &str) -> Result<u64, String> {
    println!("{:<8} {:>10} {:>10}  file", "", "brotli", "raw");
    let (mut brotli, mut raw) = (0, 0);
    for (name, file) in parts {
        let whole = length(&site.join(file))?;
        let small = length(&twin(&site.join(file)))?;
        println!("{name:<8} {small:>10} {whole:>10}  {file}");
        brotli += small;
        raw += whole;
    }
    println!("{:<8} {brotli:>10} {raw:>10}  {limits}", "total");
    Ok(brotli)
}

fn within(brotli: u64, most: u64, what: &str) -> Outcome {
    if brotli <= most {
        return Ok(());
    }
    let above = brotli - most;
    Err(format!("a first visit to {what} transfers {brotli} bytes, {above} above what it may: make it lighter again"))
}

fn twin(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    PathBuf::from(name)
}

fn length(file: &Path) -> Result<u64, String> {
    let metadata = std::fs::metadata(file).map_err(|error| format!("{} cannot be weighed: {error}", file.display()))?;
    Ok(metadata.len())
}
