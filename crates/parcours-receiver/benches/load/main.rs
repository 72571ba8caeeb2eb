//! Submissions under load: requests a second and the slowest hundredth at 1, 8 and 64 connections, beside the floor, the same
//! axum server with no validation and a bare insert; and memory while it goes on. Started by `cargo xtask bench receiver`.
//!
//! Each server is a process of its own (this program again), so that its memory is its own. Set
//! `PARCOURS_BENCH_POSTGRES` to a server's address to measure PostgreSQL too; `PARCOURS_BENCH_SECONDS` is how long each
//! measure takes (5), `PARCOURS_BENCH_MINUTES` how long memory is watched (1).

mod drive;
mod floor;
mod serve;

use std::time::Duration;

use serde_json::{Value, json};

const CONNECTIONS: [usize; 3] = [1, 8, 64];

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|one| one != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["serve", which, database] => serve::serve(which, database),
        [] => measure(),
        _ => Err("the bench takes no arguments".to_owned()),
    }
}

fn number(variable: &str, usual: u64) -> Result<u64, String> {
    match std::env::var(variable) {
        Ok(text) => text.parse().map_err(|_| format!("{variable} is not a number: {text}")),
        Err(_) => Ok(usual),
    }
}

fn measure() -> Result<(), String> {
    let length = Duration::from_secs(number("PARCOURS_BENCH_SECONDS", 5)?);
    let minutes = number("PARCOURS_BENCH_MINUTES", 1)?;
    let folder = std::env::temp_dir().join(format!("parcours-load-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    let mut databases = vec![(
        "SQLite",
        format!("sqlite:{}", folder.join("floor.sqlite").display()),
        format!("sqlite:{}", folder.join("ours.sqlite").display()),
    )];
    if let Ok(url) = std::env::var("PARCOURS_BENCH_POSTGRES") {
        databases.push(("PostgreSQL", url.clone(), url));
    }
    let envelope = envelope()?;
    println!("POST /submissions: CLI-60508, {} bytes of JSON\n", envelope.to_string().len());
    println!("| database | connections | floor, a second | ours, a second | ours / floor | floor p99 | ours p99 |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (name, floor, ours) in &databases {
        let floor = serve::Server::start("floor", floor)?;
        let ours = serve::Server::start("ours", ours)?;
        for connections in CONNECTIONS {
            // In turns, so that what else the machine does falls on both.
            let mut both = [drive::Load::default(), drive::Load::default()];
            for _ in 0..2 {
                for (server, load) in [&floor, &ours].into_iter().zip(&mut both) {
                    load.add(drive::drive(server.port, connections, length / 2, &envelope)?);
                }
            }
            let [floor, ours] = both;
            println!(
                "| {name} | {connections} | {:.0} | {:.0} | {:.2} | {:.1} ms | {:.1} ms |",
                floor.rate(),
                ours.rate(),
                ours.rate() / floor.rate(),
                floor.slowest_hundredth(),
                ours.slowest_hundredth()
            );
        }
    }
    println!("\nmemory of the receiver while eight connections send without a pause, SQLite, {minutes} minutes:");
    let server = serve::Server::start("ours", &format!("sqlite:{}", folder.join("memory.sqlite").display()))?;
    let mut seen = Vec::new();
    for minute in 0..minutes * 2 {
        let load = drive::drive(server.port, 8, Duration::from_secs(30), &envelope)?;
        let kilobytes = server.memory()?;
        println!(
            "  {:>4.1} min: {:.1} MB, {:.0} a second",
            f64::from(minute as u32 + 1) / 2.0,
            kilobytes as f64 / 1024.0,
            load.rate()
        );
        seen.push(kilobytes);
    }
    drop(server);
    std::fs::remove_dir_all(&folder).map_err(|error| format!("{} cannot be removed: {error}", folder.display()))?;
    flat(&seen)
}

/// Memory does not grow once the server is warm: the last third beside the middle one.
fn flat(kilobytes: &[u64]) -> Result<(), String> {
    let third = kilobytes.len() / 3;
    if third == 0 {
        return Ok(());
    }
    let most = |part: &[u64]| part.iter().copied().max().unwrap_or(0);
    let (middle, last) = (most(&kilobytes[third..2 * third]), most(&kilobytes[2 * third..]));
    println!("  the most in the middle third {middle} kB, in the last {last} kB");
    if last > middle + middle / 10 { Err(format!("memory grows: {middle} kB, then {last} kB")) } else { Ok(()) }
}

/// A whole referral, from its own case.
fn envelope() -> Result<Value, String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schemas/forms/cli-60508");
    let read = |name: &str| -> Result<Value, String> {
        let text = std::fs::read_to_string(format!("{folder}/{name}")).map_err(|error| format!("{name}: {error}"))?;
        serde_json::from_str(&text).map_err(|error| format!("{name}: {error}"))
    };
    let (form, mut case) = (read("form.json")?, read("cases/complete.json")?);
    let mut answers = case["given"].take();
    // What the page gives by itself, or a case only says it has.
    if let Some(sections) = answers.as_object_mut() {
        sections.remove("attachments");
    }
    Ok(json!({
        "id": "", "form": { "id": "cli-60508", "version": form["version"], "revision": form["revision"] }, "language": "fr",
        "filled_by": { "kind": "professional" }, "started_at": "2026-11-22T13:00:00-05:00",
        "submitted_at": "2026-11-22T13:30:00-05:00", "answers": answers, "orientation": [], "attachments": []
    }))
}
