//! `parcours serve` as a real process: killed without warning while it writes, with a full disk, asked to stop.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use serde_json::{Value, json};
use std::collections::BTreeSet;
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
        self.start_with(concat!(env!("CARGO_MANIFEST_DIR"), "/../parcours-receiver/tests/schemas"), shell)
    }

    fn start_with(&self, schemas: &str, shell: &str) -> Server {
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

/// A token of the demo for somebody of that role.
fn token(address: &str, role: &str) -> String {
    let head = "POST /demo/sign-in HTTP/1.1\r\nContent-Type: application/json";
    let (status, body) = ask(address, head, &json!({ "name": "Ann", "role": role }).to_string()).unwrap();
    assert_eq!(status, 200, "{body}");
    serde_json::from_str::<Value>(&body).unwrap()["token"].as_str().unwrap().to_owned()
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

/// A folder of definitions with the workflow the rules are tried on.
fn trial(place: &Place) -> String {
    let trial = concat!(env!("CARGO_MANIFEST_DIR"), "/../parcours-rules/tests/dossier/trial");
    let schemas = place.folder.join("schemas");
    for (file, kind) in [("form.json", "forms"), ("workflow.json", "workflows")] {
        let folder = schemas.join(kind).join("trial");
        fs::create_dir_all(&folder).unwrap();
        fs::copy(format!("{trial}/{file}"), folder.join(file)).unwrap();
    }
    schemas.display().to_string()
}

/// A crisis pack that is broken keeps back the forms that share it; the others, and their dossiers, are served.
#[test]
fn a_broken_crisis_pack_keeps_back_only_the_forms_that_share_it() {
    let place = Place::new("broken");
    let schemas = trial(&place);
    let copy = |from: &std::path::Path, to: &std::path::Path| fs::copy(from, to).map(drop).unwrap();
    let house = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../schemas"));
    for folder in ["blocks", "lists"] {
        fs::create_dir_all(place.folder.join("schemas").join(folder)).unwrap();
        for entry in fs::read_dir(house.join(folder)).unwrap().flatten().filter(|entry| entry.path().is_file()) {
            copy(&entry.path(), &place.folder.join("schemas").join(folder).join(entry.file_name()));
        }
    }
    let form = place.folder.join("schemas/forms/cli-60508");
    let crisis = place.folder.join("schemas/crisis");
    fs::create_dir_all(&form).unwrap();
    fs::create_dir_all(&crisis).unwrap();
    copy(&house.join("forms/cli-60508/form.json"), &form.join("form.json"));
    let pack = fs::read_to_string(house.join("crisis/monteregie-ouest.json")).unwrap();
    fs::write(crisis.join("monteregie-ouest.json"), pack.replace("\"+14503714090\"", "\"+14503714091\"")).unwrap();

    let server = place.start_with(&schemas, "");
    assert_eq!(server.ask("GET /schemas/forms/trial/form.fr.json HTTP/1.1", "").unwrap().0, 200);
    assert_eq!(server.ask("GET /schemas/forms/cli-60508/form.fr.json HTTP/1.1", "").unwrap().0, 404);
    let token = token(&server.address, "person");
    let head =
        format!("POST /api/dossiers HTTP/1.1\r\nContent-Type: application/json\r\nAuthorization: Bearer {token}");
    let body = json!({ "id": "01930000-0000-7000-8000-00000000d0c5", "workflow": "trial" }).to_string();
    assert_eq!(server.ask(&head, &body).unwrap().0, 201);
    server.kill();
    let log = fs::read_to_string(place.folder.join("log")).unwrap();
    let told = log.lines().find(|line| line.starts_with("not offered: ")).unwrap_or_default();
    for word in ["crisis/monteregie-ouest.json at /services/2/tel", "does not dial `450 371-4090`", "Correct"] {
        assert!(told.contains(word), "{log}");
    }
    fs::remove_dir_all(&place.folder).unwrap();
}

/// Orientation rules that are broken keep back the guide, which is made of them; the referral is offered without doors.
#[test]
fn broken_orientation_rules_keep_back_the_guide_and_not_the_referral() {
    let place = Place::new("doors");
    let house = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../schemas"));
    let schemas = place.folder.join("schemas");
    for folder in ["blocks", "lists", "crisis", "orientation", "forms/cli-60508", "forms/guide"] {
        fs::create_dir_all(schemas.join(folder)).unwrap();
        for entry in fs::read_dir(house.join(folder)).unwrap().flatten().filter(|entry| entry.path().is_file()) {
            fs::copy(entry.path(), schemas.join(folder).join(entry.file_name())).unwrap();
        }
    }
    let file = schemas.join("orientation/ssg.json");
    let rules = fs::read_to_string(&file).unwrap().replace("\"door\": \"crisis\"", "\"door\": \"crises\"");
    fs::write(&file, rules).unwrap();
    let server = place.start_with(&schemas.display().to_string(), "");
    assert_eq!(server.ask("GET /schemas/forms/cli-60508/form.fr.json HTTP/1.1", "").unwrap().0, 200);
    assert_eq!(server.ask("GET /schemas/forms/guide/form.fr.json HTTP/1.1", "").unwrap().0, 404);
    server.kill();
    let log = fs::read_to_string(place.folder.join("log")).unwrap();
    let told: Vec<&str> = log.lines().filter(|line| line.starts_with("not offered: ")).collect();
    assert!(told.iter().any(|line| line.contains("ssg.json at /rules/1/door: there is no door `crises`.")), "{log}");
    fs::remove_dir_all(&place.folder).unwrap();
}

/// Two hundred times, while several write to one dossier, the server is killed at a moment of chance. Every event it said it
/// had is there afterwards, once, and whole; whatever else is there was sent.
#[test]
fn killed_at_any_moment_no_acknowledged_event_is_lost_nor_half_of_one_shown() {
    const ROUNDS: usize = 200;
    const WRITERS: usize = 4;
    const DOSSIER: &str = "01930000-0000-7000-8000-00000000d055";
    let place = Place::new("dossier");
    let schemas = trial(&place);
    let (mut sent, mut told, mut chance) = (BTreeSet::new(), BTreeSet::new(), 88_172_645_463_325_252_u64);
    for round in 0..=ROUNDS {
        let server = place.start_with(&schemas, "");
        let address = server.address.clone();
        let token = token(&address, "person");
        let head =
            |what: &str| format!("{what} HTTP/1.1\r\nContent-Type: application/json\r\nAuthorization: Bearer {token}");
        if round == 0 {
            let body = json!({ "id": DOSSIER, "workflow": "trial" }).to_string();
            assert_eq!(server.ask(&head("POST /api/dossiers"), &body).unwrap().0, 201);
        }
        let (status, body) = server.ask(&head(&format!("GET /api/dossiers/{DOSSIER}")), "").unwrap();
        assert_eq!(status, 200, "{body}");
        let dossier: Value = serde_json::from_str(&body).unwrap();
        let there: Vec<String> = dossier["history"]
            .as_array()
            .unwrap()
            .iter()
            .map(|event| {
                assert_eq!(event["does"]["save"]["changes"][0]["to"].as_str().map(str::len), Some(200 + MARK.len()));
                event["id"].as_str().unwrap().to_owned()
            })
            .collect();
        let once: BTreeSet<String> = there.iter().cloned().collect();
        assert_eq!(once.len(), there.len(), "an event is there twice");
        assert!(told.is_subset(&once), "{} acknowledged events are lost", told.difference(&once).count());
        assert!(once.is_subset(&sent), "an event is there that nobody sent");
        if round == ROUNDS {
            server.kill();
            break;
        }
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (address, head) = (address.clone(), head(&format!("POST /api/dossiers/{DOSSIER}/events")));
                std::thread::spawn(move || {
                    let (mut sent, mut told) = (Vec::new(), Vec::new());
                    for number in 0.. {
                        let id = format!("0193{writer:04x}-{round:04x}-7000-8000-{number:012x}");
                        let text = format!("{MARK}{}", "a".repeat(200));
                        let changes = json!([{ "at": "/request/reason", "to": text }]);
                        let event = json!({ "id": id, "at": "2026-11-22T13:00:00Z",
                            "by": { "role": "person", "name": "Ann" }, "does": { "save": { "changes": changes } } });
                        sent.push(id.clone());
                        match ask(&address, &head, &event.to_string()) {
                            Some((201, _)) => told.push(id),
                            Some((412 | 503, _)) => {}
                            Some((status, body)) => panic!("{status} {body}"),
                            None => break,
                        }
                    }
                    (sent, told)
                })
            })
            .collect();
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        std::thread::sleep(Duration::from_millis(5 + chance % 80));
        server.kill();
        for writer in writers {
            let (its_sent, its_told) = writer.join().unwrap();
            sent.extend(its_sent);
            told.extend(its_told);
        }
    }
    println!("{} sent, {} acknowledged, {ROUNDS} kills", sent.len(), told.len());
    assert!(told.len() >= 20, "only {} were acknowledged", told.len());
    let log = fs::read_to_string(place.folder.join("log")).unwrap();
    assert!(!log.contains(MARK), "the log holds what a person wrote");
    fs::remove_dir_all(place.folder).unwrap();
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

/// What is asked of CLI-60508 when it arrives: a dossier at intake, once, where each role sees its part and no more.
#[test]
fn a_referral_that_arrives_opens_its_dossier_at_intake() {
    let place = Place::new("intake");
    let house = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../schemas"));
    let case = fs::read_to_string(house.join("forms/cli-60508/cases/complete.json")).unwrap();
    let case: Value = serde_json::from_str(&case).unwrap();
    let mut answers = case["given"].clone();
    answers.as_object_mut().unwrap().remove("attachments");
    let id = "01930000-0000-7000-8000-00000000a001";
    let sent = |form: &str, version: &str, revision: &str, answers: Value| {
        json!({
            "id": id,
            "form": { "id": form, "version": version, "revision": revision },
            "language": "fr",
            "filled_by": { "kind": "professional" },
            "started_at": "2026-11-22T13:00:00-05:00",
            "submitted_at": "2026-11-22T13:30:00-05:00",
            "answers": answers,
            "orientation": ["danger"],
            "attachments": [],
        })
    };
    let server = place.start_with(&house.display().to_string(), "");

    // The guide shows the way and is never sent.
    let guide = sent("guide", "1.0.0", "2026-11", json!({}));
    assert_eq!(server.post(&guide).unwrap().0, 404);

    let referral = sent("cli-60508", "1.0.0", "Rév. 2024-02", answers);
    for _ in 0..2 {
        let (status, receipt) = server.post(&referral).unwrap();
        assert_eq!(status, 201, "{receipt}");
    }
    let seen = |role: &str| -> Value {
        let token = token(&server.address, role);
        let head = format!("GET /api/dossiers/{id} HTTP/1.1\r\nAuthorization: Bearer {token}");
        let (status, body) = server.ask(&head, "").unwrap();
        assert_eq!(status, 200, "{body}");
        serde_json::from_str(&body).unwrap()
    };
    let agent = seen("agent");
    assert_eq!(agent["state"], "received");
    assert_eq!(agent["answers"]["person"]["first_name"], "Félix");
    assert_eq!(agent["answers"]["risk"]["suicide"], "none");
    assert_eq!(agent["answers"]["motive"]["main"], "separation");
    assert_eq!(agent["history"].as_array().unwrap().len(), 1, "sent twice, there once");
    let referrer = seen("referrer");
    assert_eq!(referrer["answers"]["motive"]["main"], "separation");
    assert!(referrer["answers"].get("risk").is_none() && referrer["answers"].get("person").is_none());
    let envelope = server.ask(
        &format!("GET /api/submissions/{id} HTTP/1.1\r\nAuthorization: Bearer {}", token(&server.address, "advisor")),
        "",
    );
    let envelope: Value = serde_json::from_str(&envelope.unwrap().1).unwrap();
    let found = envelope.pointer("/envelope/orientation").or(envelope.get("orientation"));
    assert_eq!(found, Some(&json!(["hard_time"])), "the doors are those the receiver finds, not those the page said");
    server.kill();
    place.end();
}
