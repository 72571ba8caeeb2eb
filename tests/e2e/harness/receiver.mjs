// The real receiver on a database of its own: started, stopped, killed and started again by the tests.

import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const project = fileURLToPath(new URL("../../..", import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(project, "target");
export const program = process.env.PARCOURS_PROGRAM ?? join(target, "debug/parcours");
export const site = process.env.PARCOURS_SITE ?? join(target, "www");

/**
 * Starts a receiver; it answers at `origin` when this returns. `options` are further arguments of `parcours serve`, `forms`
 * its folder of definitions.
 */
export async function startReceiver(options = [], forms = "schemas") {
  const folder = mkdtempSync(join(tmpdir(), "parcours-e2e-"));
  const database = join(folder, "received.sqlite");
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  let server;
  let log = "";

  async function start() {
    const command = ["serve", "--static", site, "--forms", forms, "--demo", "--port", String(port)];
    server = spawn(program, [...command, "--database", `sqlite:${database}`, ...options], {
      cwd: project,
      stdio: ["ignore", "pipe", "pipe"],
    });
    server.stdout.on("data", (text) => (log += text));
    server.stderr.on("data", (text) => (log += text));
    const child = server;
    for (let wait = 0; wait < 300; wait += 1) {
      if (child.exitCode !== null) throw new Error(`the receiver stopped with ${child.exitCode}:\n${log}`);
      if (await fetch(`${origin}/`).then((answer) => answer.ok, () => false)) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`the receiver did not answer:\n${log}`);
  }

  async function end(signal) {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((done) => server.once("exit", done));
    server.kill(signal);
    await gone;
  }

  await start();
  return {
    origin,
    /** Starts again on the same database and port. */
    start,
    /** As a power cut would. */
    kill: () => end("SIGKILL"),
    /** Everything it has written, for the canary tests. */
    log: () => log,
    /** The stored submissions, read from the file itself and not through the program. */
    rows: () => query(database, "select id, reference, envelope from submissions"),
    /** Anything else of that file. */
    query: (sql) => query(database, sql),
    /** What an advisor's program reads. */
    async read(path) {
      const signIn = await fetch(`${origin}/demo/sign-in`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name: "e2e" }),
      });
      const { token } = await signIn.json();
      const answer = await fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${token}` } });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
      return answer.json();
    },
    async stop() {
      await end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A form as the page receives it: one document. */
export async function definition(origin, id = "cli-60508") {
  const answer = await fetch(`${origin}/schemas/forms/${id}/readable.json`);
  return answer.json();
}

/** What a database answers, a row an object. */
export function query(database, sql) {
  const script = [
    "import json, sqlite3, sys",
    "rows = sqlite3.connect(sys.argv[1])",
    "rows.row_factory = sqlite3.Row",
    "print(json.dumps([dict(row) for row in rows.execute(sys.argv[2])]))",
  ].join("\n");
  return JSON.parse(execFileSync("python3", ["-c", script, database, sql], { encoding: "utf8" }));
}

/** A port nobody listens on. */
export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
