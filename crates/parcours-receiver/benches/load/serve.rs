//! The servers that are measured, each in a process of its own.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use parcours_receiver::{Config, Definitions, Receiver};

use crate::floor;

/// Serves until the process ends; its port is the first line it prints.
pub fn serve(which: &str, database: &str) -> Result<(), String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.map_err(|error| error.to_string())?;
        let port = listener.local_addr().map_err(|error| error.to_string())?.port();
        let router = match which {
            "floor" => floor::router(database).await?,
            _ => {
                let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schemas");
                let definitions = Definitions::read(schemas.as_ref())?;
                Receiver::open(Config::new(database, definitions)).await?.router()
            }
        };
        println!("{port}");
        std::io::stdout().flush().map_err(|error| error.to_string())?;
        axum::serve(listener, router).await.map_err(|error| error.to_string())
    })
}

/// A server that runs; it ends with this value.
pub struct Server {
    child: Child,
    pub port: u16,
}

impl Server {
    pub fn start(which: &str, database: &str) -> Result<Server, String> {
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        let mut child = Command::new(program)
            .args(["serve", which, database])
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("the server {which} did not start: {error}"))?;
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut line).map_err(|error| error.to_string())?;
        }
        let port =
            line.trim().parse().map_err(|_| format!("the server {which} did not say its port, on {database}"))?;
        Ok(Server { child, port })
    }

    /// Memory held now, in kilobytes.
    pub fn memory(&self) -> Result<u64, String> {
        let file = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        line.trim().trim_end_matches(" kB").parse().map_err(|_| format!("{file} does not say VmRSS"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
