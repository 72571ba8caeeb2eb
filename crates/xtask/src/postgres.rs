//! A throwaway PostgreSQL server for one suite: started in a temporary folder, gone with it.
//!
//! It never touches a server or a database that is already on the machine.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;

use crate::house::{House, read, say};
use crate::system_packages::{is_root, postgres_programs};

/// A running server. Dropping it stops the server and removes its folder.
pub struct Postgres {
    programs: PathBuf,
    folder: String,
    port: u16,
    as_postgres: bool,
}

impl Postgres {
    /// Starts a server on a free port of this machine.
    pub fn start(house: &House) -> Result<Postgres, String> {
        let programs = postgres_programs(house).ok_or("PostgreSQL is not installed")?;
        let port = free_port()?;
        let folder = std::env::temp_dir().join(format!("parcours-postgres-{}", std::process::id()));
        let server = Postgres {
            programs,
            folder: folder.to_string_lossy().into_owned(),
            port,
            // PostgreSQL refuses to run as the administrator.
            as_postgres: is_root(),
        };
        say(&format!("PostgreSQL on port {port}, in {}", server.folder));
        read(&mut server.shell("mkdir -m 700 \"$FOLDER\""))?;
        read(
            &mut server
                .shell("\"$BIN/initdb\" -D \"$FOLDER/data\" -A trust -U parcours -E UTF8 --locale=C.UTF-8 --no-sync"),
        )?;
        read(&mut server.shell(
            "\"$BIN/pg_ctl\" -D \"$FOLDER/data\" -w -l \"$FOLDER/log\" \
             -o \"-p $PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories=$FOLDER -c fsync=off\" \
             start >/dev/null",
        ))?;
        Ok(server)
    }

    /// The address a program connects to.
    pub fn url(&self) -> String {
        format!("postgres://parcours@127.0.0.1:{}/postgres", self.port)
    }

    fn shell(&self, script: &str) -> Command {
        let mut command = if self.as_postgres {
            let mut runuser = Command::new("runuser");
            runuser.args(["-u", "postgres", "--", "sh", "-c", script]);
            runuser
        } else {
            let mut sh = Command::new("sh");
            sh.args(["-c", script]);
            sh
        };
        command
            .current_dir("/")
            .env("BIN", &self.programs)
            .env("FOLDER", &self.folder)
            .env("PORT", self.port.to_string());
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let _ = read(
            &mut self.shell("\"$BIN/pg_ctl\" -D \"$FOLDER/data\" -m immediate -w stop >/dev/null; rm -rf \"$FOLDER\""),
        );
    }
}

fn free_port() -> Result<u16, String> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("no free port: {error}"))
}
