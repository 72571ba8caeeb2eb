//! `cargo xtask bench`: how long things take. Whatever is compared is measured in the same run, in turn; what is checked is
//! a ratio, or a length of time with room to spare.

use std::path::PathBuf;
use std::process::Command;

use crate::Outcome;
use crate::house::{House, executable, read, run, say};
use crate::postgres::Postgres;
use crate::{setup, site};

/// What each bench measures, by the name it is asked with.
const BENCHES: &str = "\
  plan                 a long history replayed, and a key in a large plan
  growth               load, proof, a change and validation of forms of 31 to 10,000 questions, natively
  validate             answers judged natively and in WebAssembly, beside ajv
  receiver             submissions a second and memory of the receiver, beside a bare insert
  floor                a form beside plain HTML: first field, bytes, a key, errors
  peers [options…]     the same beside other form renderers, where the side-by-side bench is at hand; options are its own";

/// Runs the bench of that name; without one, those that need nothing but the project.
pub fn bench(house: &mut House, arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => plan(house).and_then(|()| growth(house)).and_then(|()| floor(house)),
        ["plan"] => plan(house),
        ["growth"] => growth(house),
        ["validate"] => validate(house),
        ["receiver"] => receiver(house),
        ["floor"] => floor(house),
        ["peers", options @ ..] => peers(house, options),
        _ => Err(format!("There is no such bench.\n\ncargo xtask bench [name]\n\n{BENCHES}")),
    }
}

/// Prints how long a long history takes to replay, then what a key takes in a whole plan beside one in a single field.
fn plan(house: &mut House) -> Outcome {
    say("a history of 10,000 events, natively");
    run(house
        .command("cargo")
        .args(["test", "--release", "--package", "parcours-rules", "--test", "dossier", "speed"])
        .args(["--", "--nocapture"]))?;
    site::build(house)?;
    say("a key in a plan of 40 needs and 120 services");
    run(&mut script(house, "keystrokes.mjs"))
}

/// Prints what forms cost as they grow, and the power of their questions it grows with.
fn growth(house: &House) -> Outcome {
    say("forms of 31 to 10,000 questions, natively");
    run(house.command("cargo").args([
        "test",
        "--release",
        "--package",
        "parcours-rules",
        "--test",
        "growth",
        "--",
        "--nocapture",
    ]))
}

/// Prints how many answers a second the rules judge, beside ajv.
fn validate(house: &mut House) -> Outcome {
    setup::everything(house)?;
    site::program(house)?;
    say("the rules, natively and in WebAssembly");
    let told = read(house.command("cargo").args([
        "bench",
        "--package",
        "parcours-rules",
        "--bench",
        "validate",
        "--no-run",
        "--message-format=json-render-diagnostics",
    ]))?;
    let native = executable(&told, "bench", "validate").ok_or("cargo built no bench named validate")?;
    let checker = ["build", "--release", "--package", "parcours-checker", "--target", "wasm32-unknown-unknown"];
    run(house.wasm_command("cargo").args(checker))?;
    let folder = pages(house).join("checker");
    let module = house.target.join("wasm32-unknown-unknown/release/parcours_checker.wasm");
    run(house.command("wasm-bindgen").args(["--target", "nodejs", "--out-dir"]).arg(&folder).arg(module))?;
    say("answers judged, beside ajv");
    run(script(house, "validate.mjs").arg(native).arg(folder).arg(pages(house)))
}

/// Prints what the receiver carries on each database, and its memory while it goes on.
fn receiver(house: &mut House) -> Outcome {
    setup::everything(house)?;
    let postgres = Postgres::start(house)?;
    say("submissions under load");
    run(house
        .command("cargo")
        .args(["bench", "--package", "parcours-receiver", "--bench", "load"])
        .env("PARCOURS_BENCH_POSTGRES", postgres.url()))
}

/// Prints what a form of thirty-one questions takes beside the same one in plain HTML.
fn floor(house: &mut House) -> Outcome {
    site::build(house)?;
    say("a form beside plain HTML");
    run(script(house, "beside_floor.mjs").arg(pages(house)))
}

/// Lays the kit out for the side-by-side bench, runs it and prints one table a form.
fn peers(house: &mut House, options: &[&str]) -> Outcome {
    site::build(house)?;
    say("a form beside those of other renderers");
    run(script(house, "beside_peers.mjs").arg(pages(house)).args(options))
}

/// Where the pages that are measured are laid out.
fn pages(house: &House) -> PathBuf {
    house.target.join("bench")
}

fn script(house: &House, name: &str) -> Command {
    let mut command = house.command("node");
    command
        .arg(format!("bench/{name}"))
        .current_dir(house.e2e())
        .env("PARCOURS_PROGRAM", site::parcours(house))
        .env("PARCOURS_SITE", house.site());
    command
}
