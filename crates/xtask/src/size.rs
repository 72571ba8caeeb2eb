//! What a page loads the first time, weighed: the portal's visitors pay for every byte of it.

use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::house::House;
use crate::site;

/// The most a first visit to CLI-60508 should transfer, in brotli bytes.
const GOAL: u64 = 130_000;

/// FIXME: the goal is not reached yet. Until it is, this is what a first visit may transfer: it only ever goes down, to
/// just above what is measured, and disappears when the goal is met.
const RATCHET: u64 = 158_000;

/// Builds the site, then prints the weight of each file and of the whole.
pub fn size(house: &mut House) -> Outcome {
    site::build(house)?;
    weigh(&house.site())
}

fn weigh(site: &Path) -> Outcome {
    let parts = [
        ("loader", "parcours/parcours.js"),
        ("glue", "parcours/parcours_embed.js"),
        ("wasm", "parcours/parcours_embed_bg.wasm"),
        ("CSS", "parcours/parcours.css"),
        ("form", "schemas/forms/cli-60508/form.json"),
    ];
    println!("{:<8} {:>10} {:>10}  file", "", "brotli", "raw");
    let (mut brotli, mut raw) = (0, 0);
    for (name, file) in parts {
        let whole = length(&site.join(file))?;
        let small = length(&twin(&site.join(file)))?;
        println!("{name:<8} {small:>10} {whole:>10}  {file}");
        brotli += small;
        raw += whole;
    }
    println!("{:<8} {brotli:>10} {raw:>10}  goal {GOAL}, ratchet {RATCHET}", "total");
    if brotli > RATCHET {
        return Err(format!(
            "a first visit transfers {brotli} bytes, {} above what it did: make it lighter again",
            brotli - RATCHET
        ));
    }
    if brotli <= GOAL {
        return Err("the goal is reached: put GOAL in the place of RATCHET".to_owned());
    }
    println!("known wrong: {} bytes above the goal", brotli - GOAL);
    Ok(())
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
