//! Two other readers of JSON Schema: the `jsonschema` crate, and ajv in Node (or Python's `jsonschema` where there is
//! no Node). Neither knows anything of this project.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// The verdict of the `jsonschema` crate on each document.
pub fn of_the_crate(schema: &Value, documents: &[Value]) -> Vec<bool> {
    let validator = jsonschema::draft202012::options().should_validate_formats(true).build(schema).unwrap();
    documents.iter().map(|document| validator.is_valid(document)).collect()
}

/// The verdict of another programming language's validator on each document, and its name.
///
/// Panics with what to install when there is none: a comparison that was not made has not passed.
pub fn of_another_language(schema: &Value, documents: &[Value]) -> (&'static str, Vec<bool>) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("it/differential");
    let ajv = parcours_tests::root().join("tests/e2e/node_modules/ajv/package.json");
    let mut input = format!("{schema}\n");
    for document in documents {
        input.push_str(&document.to_string());
        input.push('\n');
    }
    if ajv.is_file() && answers("node", "--version") {
        return ("ajv", run(Command::new("node").arg(here.join("ajv.mjs")), &input));
    }
    let installed = Command::new("python3").args(["-c", "import jsonschema"]).output();
    if installed.is_ok_and(|output| output.status.success()) {
        return ("jsonschema (Python)", run(Command::new("python3").arg(here.join("python.py")), &input));
    }
    panic!(
        "no second reader of JSON Schema: run `cargo xtask setup` (or `npm ci` in tests/e2e), or install Python's jsonschema"
    );
}

fn answers(program: &str, argument: &str) -> bool {
    Command::new(program).arg(argument).output().is_ok_and(|output| output.status.success())
}

/// Gives a program the schema and the documents, one a line; reads a line of `1` (valid) and `0` for each document.
fn run(command: &mut Command, input: &str) -> Vec<bool> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "the second reader stopped with {}", output.status);
    String::from_utf8(output.stdout).unwrap().trim().chars().map(|verdict| verdict == '1').collect()
}
