//! `cargo xtask demo`: the demo portal with its receiver, on this machine only.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::house::{House, say};
use crate::site;

const PORT: u16 = 8080;
const PATIENCE: Duration = Duration::from_secs(30);

/// Builds, then becomes the server, which says `ready` when it answers: whoever stops this command stops the server.
pub fn demo(house: &mut House, arguments: &[String]) -> Outcome {
    let wanted = Wanted::read(arguments)?;
    if TcpListener::bind(("127.0.0.1", wanted.port)).is_err() {
        return Err(format!("port {} is taken: choose another with --port N", wanted.port));
    }
    site::build(house)?;

    let folder = house.target.join("demo");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    let database = folder.join("parcours.sqlite");
    say(&format!("submissions are kept in {}", database.display()));
    if wanted.open {
        let own = std::env::current_exe().map_err(|error| format!("xtask cannot find itself: {error}"))?;
        let _ = house.command(own).args(["open", &wanted.port.to_string()]).spawn();
    }
    let trouble = house
        .command(site::parcours(house))
        .arg("serve")
        .arg("--static")
        .arg(house.site())
        .args(["--forms", "schemas", "--demo", "--port", &wanted.port.to_string(), "--database"])
        .arg(format!("sqlite:{}", database.display()))
        .exec();
    Err(format!("the server could not be started: {trouble}"))
}

/// Waits until the demo answers on that port, then opens it in the developer's browser; started by [`demo`] beside the
/// server. On a machine without a browser, the printed address is enough.
pub fn open(house: &House, arguments: &[String]) -> Outcome {
    let port = arguments.first().and_then(|port| port.parse().ok()).ok_or("open takes a port")?;
    let started = Instant::now();
    while !answers(port) {
        if started.elapsed() > PATIENCE {
            return Err(format!("nothing answers on port {port}"));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let address = format!("http://127.0.0.1:{port}/");
    if house.program(opener).is_none() || house.command(opener).arg(&address).spawn().is_err() {
        say("no browser could be opened here: open the address above in yours");
    }
    Ok(())
}

struct Wanted {
    port: u16,
    open: bool,
}

impl Wanted {
    fn read(arguments: &[String]) -> Result<Wanted, String> {
        let mut wanted = Wanted { port: PORT, open: true };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--no-open" => wanted.open = false,
                "--port" => {
                    let number = words.next().and_then(|number| number.parse().ok());
                    wanted.port = number.ok_or("--port takes a number from 1 to 65535")?;
                }
                other => return Err(format!("demo does not know {other}: it takes --port N and --no-open")),
            }
        }
        Ok(wanted)
    }
}

fn answers(port: u16) -> bool {
    let asked = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        let mut start = [0; 12];
        stream.read_exact(&mut start)?;
        Ok(start.ends_with(b"200"))
    };
    asked().unwrap_or(false)
}
