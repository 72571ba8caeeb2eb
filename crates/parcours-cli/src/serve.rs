//! `parcours serve`: a receiver and, with `--static`, the pages of a small portal. All it does is in
//! `parcours-receiver`; here are only its options and its last words.

use clap::Args;
use parcours_receiver::{
    Config, Definitions, Receiver, SECRET_BYTES, Site, TokenSecret, Workflows, log_to_stderr, serve,
};
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use tokio::net::TcpListener;

/// Receives what forms send, and serves a portal's pages.
///
/// Submissions are posted to /api/submissions and read by advisors with a token the portal signed with
/// PARCOURS_TOKEN_SECRET. PARCOURS_LOG sets how much is logged to standard error (info when absent).
#[derive(Args, Debug)]
pub struct ServeArgs {
    /// Folder of definitions: forms, blocks and lists.
    #[arg(long, value_name = "DIR", default_value = "schemas")]
    forms: PathBuf,
    /// sqlite:PATH or postgres://…; DATABASE_URL when absent, parcours.sqlite here when that is absent too.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Folder of pages served at /; give it again for more folders, the first that has a file wins.
    #[arg(long = "static", value_name = "DIR")]
    pages: Vec<PathBuf>,
    /// Content-Security-Policy of the pages, in place of the strict one.
    #[arg(long, value_name = "POLICY")]
    policy: Option<String>,
    /// Address to listen at.
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Port to listen at; 0 takes a free one.
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
    /// Largest submission taken, in bytes.
    #[arg(long, value_name = "BYTES", default_value_t = 32 * 1024 * 1024)]
    max_bytes: usize,
    /// Lets anyone on this machine sign in as an advisor. Refused on any other address than this machine's own.
    #[arg(long)]
    demo: bool,
    /// Shows each form of --forms at /preview/FORM/ while it is being written: read again at each save, its answers beside
    /// it, nothing kept. Needs the kit's files under --static. Refused on any other address than this machine's own.
    #[arg(long)]
    preview: bool,
}

/// Serves until the process is asked to stop. Prints `ready http://…/` once it answers.
///
/// Exit codes: 0 when asked to stop, 2 when it cannot start.
pub fn run(args: ServeArgs) -> ExitCode {
    log_to_stderr();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return refuse(&format!("The threads of the server cannot be started: {error}.")),
    };
    match runtime.block_on(start(args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => refuse(&sentence),
    }
}

fn refuse(sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::from(2)
}

async fn start(args: ServeArgs) -> Result<(), String> {
    if args.demo && !args.host.is_loopback() {
        return Err("--demo lets anyone in, so it only listens on this machine: leave --host out.".to_owned());
    }
    if args.preview && !args.host.is_loopback() {
        return Err("--preview is for whoever writes a form, on this machine: leave --host out.".to_owned());
    }
    for folder in &args.pages {
        if !folder.is_dir() {
            return Err(format!("There is no folder {} to serve pages from.", folder.display()));
        }
    }
    let database = args.database.or_else(|| std::env::var("DATABASE_URL").ok().filter(|url| !url.is_empty()));
    let definitions = Definitions::read(&args.forms)?;
    let workflows = Workflows::read(&args.forms);
    // The rest of the portal keeps working.
    let mut refused: Vec<&String> = definitions.refused().iter().chain(workflows.refused()).collect();
    refused.dedup();
    refused.iter().for_each(|fault| eprintln!("not offered: {fault}"));
    let mut config = Config::new(database.unwrap_or_else(|| "sqlite:parcours.sqlite".to_owned()), definitions);
    config.workflows = workflows;
    config.body_bytes = args.max_bytes;
    config.token_secret = secret(args.demo)?;
    let receiver = Receiver::open(config).await?;

    let preview = args.preview.then(|| args.forms.clone());
    let site = Site { folders: args.pages, policy: args.policy, demo: args.demo, preview };
    let router = site.router(&receiver)?;
    let address = SocketAddr::new(args.host, args.port);
    let listener = TcpListener::bind(address).await.map_err(|error| {
        format!("{address} cannot be listened at: {error}. Give another --port, or 0 for a free one.")
    })?;
    let address = listener.local_addr().map_err(|error| format!("The port cannot be told: {error}."))?;
    let stop = asked_to_stop()?;
    // Connections wait in the listener's queue from here on, so whoever reads this line is answered.
    let mut out = std::io::stdout();
    let _ = writeln!(out, "ready http://{address}/").and_then(|()| out.flush());
    let outcome = serve(listener, router, stop).await;
    receiver.close().await;
    outcome.map_err(|error| format!("The server stopped: {error}."))
}

/// The portal's secret, or for a demo one that nobody knows and that ends with the process.
fn secret(demo: bool) -> Result<Option<TokenSecret>, String> {
    match std::env::var("PARCOURS_TOKEN_SECRET").ok().filter(|text| !text.is_empty()) {
        Some(text) => TokenSecret::new(text).map(Some).ok_or_else(|| {
            format!("PARCOURS_TOKEN_SECRET is too short: give {SECRET_BYTES} bytes or more, drawn at random.")
        }),
        None if demo => TokenSecret::random().map(Some).ok_or_else(|| "The system gives no random numbers.".to_owned()),
        None => Ok(None),
    }
}

#[cfg(unix)]
fn asked_to_stop() -> Result<impl Future<Output = ()> + Send, String> {
    use tokio::signal::unix::{SignalKind, signal};
    let listen = |kind| signal(kind).map_err(|error| format!("Signals cannot be listened to: {error}."));
    let (mut terminate, mut interrupt) = (listen(SignalKind::terminate())?, listen(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn asked_to_stop() -> Result<impl Future<Output = ()> + Send, String> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
