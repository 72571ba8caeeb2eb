//! `cargo xtask …`: the developer commands, in one list. Each one sets up what it needs first, says what it does,
//! and is quick the second time.
//!
//! This crate only starts other programs. What a form means, how it is checked or served lives elsewhere.

mod ahead;
mod bench;
mod conformance;
mod debian_toolchain;
mod demo;
mod house;
mod package;
mod postgres;
mod schemas;
mod setup;
mod site;
mod size;
mod small_std;
mod suites;
mod system_packages;
mod wasm_tools;

use std::process::ExitCode;

/// What a command gives: nothing, or a sentence for the developer that says what is wrong and what to do.
pub type Outcome = Result<(), String>;

const USAGE: &str = "\
cargo xtask <command>

  demo [--port N] [--no-open]   build everything, serve the demo portal on 127.0.0.1, open it
  test [suite…]                 run every suite, or only those named (list them with: test --list)
  package                       make the npm package that portals install, in target/package
  size [--why]                  weigh what a page loads for CLI-60508; fails above the budget, of the whole or of a part;
                                --why tells which crate and which question kind the bytes are
  bench [name]                  what a large plan costs, forms as they grow, a form beside plain HTML, beside other
                                renderers, the receiver under load
  conformance [--keep]          write, form by form, which criterion of accessibility is met by which test, in
                                target/conformance; --keep also in the pages of the portal, --release as what the next
                                release is compared with, --pages without running the tests again
  schemas                       refresh the files that are generated and committed
  setup                         only fetch and install what the commands above need
  build                         build and stage the site into target/www, serve nothing

Tools are kept in $PARCOURS_TOOLS, by default ~/.cache/parcours/tools, and shared between clones.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[] as &[String]),
    };
    let outcome = house::House::find().and_then(|mut house| match command {
        "demo" => demo::demo(&mut house, rest),
        "open" => demo::open(&house, rest),
        "test" => suites::test(&mut house, rest),
        "package" => package::package(&mut house),
        "size" => size::size(&mut house, rest),
        "bench" => bench::bench(&mut house, rest),
        "conformance" => conformance::conformance(&mut house, rest),
        "schemas" => schemas::schemas(&house),
        "setup" => setup::everything(&mut house),
        "build" => site::build(&mut house),
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        other => Err(format!("There is no command named {other}.\n\n{USAGE}")),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("\nxtask: {trouble}");
            ExitCode::FAILURE
        }
    }
}
