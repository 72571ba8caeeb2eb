//! `parcours serve` as a real process: killed without warning while it writes, with a full disk, asked to stop.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// In every answer; must never be in the log.
const MARK: &str = "Zq7canari";
/// A PDF of 990,009 bytes: its first line, then zeros.
const SIZE: usize = 990_009;
const SHA256: &str = "8002852cfa8a0e378991bd2d5e8139364c9683c8c87de89298c278ea2a0ff944";

struct Place {
    folder: PathBuf,
}

impl Place {
    fn new(name: &str) -> Place {
        let folder = std::env::temp_dir().join(format!("parcours-serve-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Place { folder }
    }

    /// Starts the server on this place's database; `shell` comes before the command in the shell that starts it.
    fn start(&self, shell: &str) -> Server {
        let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/../parcours-receiver/tests/schemas");
        let log = File::options().create(true).append(true).open(self.folder.join("log")).unwrap();
        let mut child = Command::new("sh")
            .args(["-c", &format!("{shell} exec \"$@\""), "sh", env!("CARGO_BIN_EXE_parcours")])
            .args(["serve", "--demo", "--port", "0", "--forms", schemas, "--database"])
            .arg(format!("sqlite:{}", self.folder.join("data").join("it.sqlite").display()))
            .env("PARCOURS_LOG", "trace")
            .env_remove("PARCOURS_TOKEN_SECRET")
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("ready http://").and_then(|rest| rest.strip_suffix('/'));
        Server { address: address.unwrap_or_else(|| panic!("it said {line:?}")).to_owned(), child }
    }

    fn end(self) {
        let log = fs::read_to_string(self.folder.join("log")).unwrap();
        assert!(log.contains("route=\"/api/submissions\""), "nothing was logged");
        assert!(!log.contains(MARK), "the log holds what a person wrote");
        fs::remove_dir_all(self.folder).unwrap();
    }
}

struct Server {
    address: String,
    child: Child,
}

impl Server {
    /// Status and body of a response; `None` when the connection broke.
    fn ask(&self, head: &str, body: &str) -> Option<(u16, String)> {
        ask(&self.address, head, body)
    }

    fn post(&self, envelope: &Value) -> Option<(u16, String)> {
        self.ask(&head(envelope), &envelope.to_string())
    }

    /// The list an advisor of the demo reads.
    fn ids(&self) -> Vec<String> {
        let (status, body) =
            self.ask("POST /demo/sign-in HTTP/1.1\r\nContent-Type: application/json", "{\"name\":\"Ann\"}").unwrap();
        assert_eq!(status, 200, "{body}");
        let token = serde_json::from_str::<Value>(&body).unwrap()["token"].as_str().unwrap().to_owned();
        let head = format!("GET /api/submissions?limit=200 HTTP/1.1\r\nAuthorization: Bearer {token}");
        let list: Value = serde_json::from_str(&self.ask(&head, "").unwrap().1).unwrap();
        let lines = list["submissions"].as_array().unwrap();
        lines.iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect()
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn ask(address: &str, head: &str, body: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    let length = body.len();
    let head = format!("{head}\r\nHost: localhost\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()?;
    let mut response = String::new();
    stream.read_to_string(&mut response).ok()?;
    let (head, body) = response.split_once("\r\n\r\n")?;
    Some((head.split(' ').nth(1)?.parse().ok()?, body.to_owned()))
}

fn head(envelope: &Value) -> String {
    let id = envelope["id"].as_str().unwrap();
    format!("POST /api/submissions HTTP/1.1\r\nContent-Type: application/json\r\nIdempotency-Key: {id}")
}

/// A submission with a file of a megabyte, so that writing it takes a moment.
fn envelope(number: usize) -> Value {
    let file = json!({ "name": format!("{MARK}.pdf"), "type": "application/pdf", "size": SIZE, "sha256": SHA256 });
    let mut entry = file.clone();
    entry["content"] = json!(format!("JVBERi0xLjcK{}", "A".repeat((SIZE - 9) / 3 * 4)));
    json!({
        "id": format!("01930000-0000-7000-8000-{number:012x}"),
        "form": { "id": "trial", "version": "1.2.0", "revision": "2026" },
        "language": "fr",
        "filled_by": { "kind": "professional" },
        "started_at": "2026-11-22T13:00:00-05:00",
        "submitted_at": "2026-11-22T13:30:00-05:00",
        "answers": { "person": { "first_name": MARK }, "attachments": [{ "file": file }] },
        "orientation": [],
        "attachments": [entry],
    })
}

#[test]
fn killed_while_it_writes_it_has_one_row_after_the_client_tries_again() {
    let place = Place::new("kill");
    let server = place.start("");
    let start = Instant::now();
    assert_eq!(server.post(&envelope(0)).unwrap().0, 201);
    let whole = start.elapsed();
    server.kill();

    // From before the body has arrived to after the answer has left.
    const ROUNDS: u32 = 16;
    let mut told = 0;
    for round in 0..ROUNDS {
        let server = place.start("");
        let sent = envelope(round as usize + 1);
        let (address, head, body) = (server.address.clone(), head(&sent), sent.to_string());
        let client = std::thread::spawn(move || ask(&address, &head, &body));
        std::thread::sleep(whole * round / (ROUNDS * 3 / 4));
        server.kill();
        let first = client.join().unwrap();

        let server = place.start("");
        let (status, receipt) = server.post(&sent).unwrap();
        assert_eq!(status, 201, "{receipt}");
        if let Some((status, before)) = first {
            assert_eq!((status, before), (201, receipt.clone()), "the first answer and the second differ");
            told += 1;
        }
        assert_eq!(server.post(&sent), Some((201, receipt)));
        let ids = server.ids();
        assert_eq!(ids.iter().filter(|id| sent["id"] == **id).count(), 1);
        assert_eq!(ids.len(), round as usize + 2);
        server.kill();
    }
    println!("{told} of {ROUNDS} were answered before the kill");
    place.end();
}

#[test]
fn a_full_disk_is_told_and_what_was_claimed_is_there() {
    let place = Place::new("full");
    place.start("").kill();
    // Files may not grow past 4,000 blocks of 512 bytes: what a full disk looks like to the process.
    let server = place.start("trap '' XFSZ; ulimit -f 4000;");
    let (mut claimed, mut refused) = (Vec::new(), None);
    for number in 0..12 {
        let sent = envelope(number);
        match server.post(&sent).unwrap() {
            (201, _) => claimed.push(sent["id"].as_str().unwrap().to_owned()),
            (503, problem) => {
                assert!(problem.contains("urn:parcours:problem:not-stored"), "{problem}");
                refused = Some(sent);
                break;
            }
            (status, body) => panic!("{status}: {body}"),
        }
    }
    let refused = refused.expect("the disk was never full");
    server.kill();

    let server = place.start("");
    let mut stored = server.ids();
    stored.reverse();
    assert_eq!(stored, claimed);
    assert_eq!(server.post(&refused).unwrap().0, 201);
    assert_eq!(server.ids().len(), claimed.len() + 1);
    server.kill();
    place.end();
}

#[test]
fn asked_to_stop_it_answers_what_is_under_way_and_ends_well() {
    let place = Place::new("stop");
    let mut server = place.start("");
    let sent = envelope(1);
    let mut stream = TcpStream::connect(&server.address).unwrap();
    let body = sent.to_string();
    let request = format!("{}\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n", head(&sent), body.len());
    stream.write_all(request.as_bytes()).unwrap();
    stream.write_all(&body.as_bytes()[..1000]).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    let pid = server.child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    std::thread::sleep(Duration::from_millis(200));
    stream.write_all(&body.as_bytes()[1000..]).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    assert!(response.starts_with("HTTP/1.1 201 "), "{response}");
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
    place.end();
}

#[test]
fn what_it_cannot_start_with_is_said() {
    let run = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_parcours")).arg("serve").args(args).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(run(&["--forms", "/nowhere"]).contains("/nowhere/forms"));
    assert!(run(&["--demo", "--host", "0.0.0.0"]).contains("--host"));
    assert!(run(&["--static", "/nowhere"]).contains("/nowhere"));
    let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/../parcours-receiver/tests/schemas");
    assert!(run(&["--forms", schemas, "--database", "sqlite::memory:"]).contains("needs a file"));
    let said = run(&["--forms", schemas, "--database", "postgres://x:hush@127.0.0.1:1/x"]);
    assert!(said.contains("PostgreSQL") && !said.contains("hush"), "{said}");
}
