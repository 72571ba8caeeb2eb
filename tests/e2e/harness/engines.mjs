// Firefox and WebKit as Debian packages them, each started with a profile that is thrown away.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./receiver.mjs";
import { overHttp, overMarionette } from "./webdriver.mjs";

/** How each engine is started: gives `{ command, end }`. */
export const ENGINES = { firefox, webkit };

async function firefox() {
  const place = folder();
  const preferences = {
    // Firefox chooses a free port and writes it down.
    "marionette.port": 0,
    "datareporting.policy.dataSubmissionEnabled": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
  };
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${value});\n`);
  writeFileSync(join(place.path, "user.js"), lines.join(""));
  const program = process.env.PARCOURS_FIREFOX ?? "firefox-esr";
  const browser = started(program, ["--headless", "--marionette", "--no-remote", "--profile", place.path], place);
  const written = join(place.path, "MarionetteActivePort");
  await until("Firefox listens", browser, () => existsSync(written) && readFileSync(written, "utf8") !== "");
  return closing(await overMarionette(Number(readFileSync(written, "utf8"))), [browser], place);
}

/** The browser of WebKitGTK needs a screen: one that nobody sees. */
async function webkit() {
  const place = folder();
  let number = "";
  const screen = started("Xvfb", ["-displayfd", "1", "-screen", "0", "1400x1200x24", "-nolisten", "tcp"], place);
  screen.stdout.on("data", (text) => (number += text));
  await until("the screen is there", screen, () => number.includes("\n"));
  const port = await freePort();
  // Drawn without the graphics card's help, which a container has not.
  const env = { DISPLAY: `:${number.trim()}`, WEBKIT_DISABLE_DMABUF_RENDERER: "1", LIBGL_ALWAYS_SOFTWARE: "1", NO_AT_BRIDGE: "1" };
  const driver = started("WebKitWebDriver", [`--port=${port}`], place, env);
  const origin = `http://127.0.0.1:${port}`;
  await until("WebKitWebDriver listens", driver, () => fetch(`${origin}/status`, { signal: AbortSignal.timeout(5_000) }).then((answer) => answer.ok, () => false));
  return closing(await overHttp(origin, {}), [driver, screen], place);
}

function folder() {
  const path = mkdtempSync(join(tmpdir(), "parcours-engine-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }) };
}

/** Its home is the folder: nothing of the developer's own browser is read or written. */
function started(program, options, place, more = {}) {
  const env = { ...process.env, HOME: place.path, XDG_RUNTIME_DIR: place.path, TZ: "America/Toronto", ...more };
  const child = spawn(program, options, { env, stdio: ["ignore", "pipe", "pipe"] });
  // Whatever happens to the tests, nothing of it stays.
  process.once("exit", () => child.kill("SIGKILL"));
  child.said = "";
  child.on("error", (error) => (child.said += error.message));
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (child.said += text));
  return child;
}

async function until(what, child, reached) {
  for (let wait = 0; wait < 1200; wait += 1) {
    if (await reached()) return;
    if (child.exitCode !== null || child.pid === undefined) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`not reached: ${what}\n${child.said}`);
}

function closing({ command, end }, children, place) {
  return {
    command,
    async end() {
      await end().catch(() => {});
      for (const child of children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
        const gone = new Promise((done) => child.once("exit", done));
        child.kill("SIGKILL");
        await gone;
      }
      place.remove();
    },
  };
}
