//! Connections that send one submission after another, each with an id of its own, and how long each answer took.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

static COUNT: AtomicU64 = AtomicU64::new(1);

/// What one measure gave.
#[derive(Default)]
pub struct Load {
    times: Vec<Duration>,
    length: Duration,
}

impl Load {
    pub fn add(&mut self, other: Load) {
        self.times.extend(other.times);
        self.length += other.length;
    }

    /// Requests a second.
    pub fn rate(&self) -> f64 {
        self.times.len() as f64 / self.length.as_secs_f64()
    }

    /// What all but the slowest hundredth stay below, in milliseconds.
    pub fn slowest_hundredth(&self) -> f64 {
        let mut times = self.times.clone();
        times.sort_unstable();
        times.get(times.len() * 99 / 100).map_or(f64::NAN, |time| time.as_secs_f64() * 1_000.0)
    }
}

/// Sends from so many connections for so long. Every answer must be a 201.
pub fn drive(port: u16, connections: usize, length: Duration, envelope: &Value) -> Result<Load, String> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let start = Instant::now();
        let sending: Vec<_> =
            (0..connections).map(|_| tokio::spawn(send(port, start + length, envelope.clone()))).collect();
        let mut load = Load::default();
        for one in sending {
            load.times.extend(one.await.map_err(|error| error.to_string())??);
        }
        load.length = start.elapsed();
        Ok(load)
    })
}

async fn send(port: u16, until: Instant, mut envelope: Value) -> Result<Vec<Duration>, String> {
    let trouble = |error: std::io::Error| error.to_string();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.map_err(trouble)?;
    stream.set_nodelay(true).map_err(trouble)?;
    let mut times = Vec::new();
    while Instant::now() < until {
        // The process's number, so that a database that outlives one run takes the next.
        let id = format!(
            "00000000-0000-4000-8{:03x}-{:012x}",
            std::process::id() % 0xfff,
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        envelope["id"] = json!(id);
        let body = envelope.to_string();
        let head = format!(
            "POST /submissions HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\nidempotency-key: {id}\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        let sent = Instant::now();
        stream.write_all(format!("{head}{body}").as_bytes()).await.map_err(trouble)?;
        let answer = answer(&mut stream).await?;
        times.push(sent.elapsed());
        if !answer.starts_with("HTTP/1.1 201") {
            return Err(format!("a submission was refused: {answer}"));
        }
    }
    Ok(times)
}

/// One whole answer: its head, then as many bytes as it says.
async fn answer(stream: &mut TcpStream) -> Result<String, String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length =
                head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Ok(text.into_owned());
            }
        }
        let mut more = [0; 4096];
        match stream.read(&mut more).await {
            Ok(0) => return Err("the server closed the connection".to_owned()),
            Ok(count) => bytes.extend_from_slice(&more[..count]),
            Err(error) => return Err(error.to_string()),
        }
    }
}
