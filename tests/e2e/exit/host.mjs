// Pages of a portal made for these tests: any attributes, any wait, the kit's own files from the built site. Its pages may be
// kept, as most portals' may: Chromium then shows them again as they were left, when somebody goes back. Playwright turns that
// off, and what Back shows depends on it: `startKeeping` does not.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { site } from "../harness/receiver.mjs";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm", ".txt": "text/plain", ".svg": "image/svg+xml" };
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; font-src 'self'; " +
  "form-action 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'";
/** Where the exit leads, in each language's page. */
/** Waits until a page, or a frame, has gone where the exit leads; two elements lead there at once, and the first is cut short. */
export async function gone(page) {
  for (let wait = 0; wait < 300 && !page.url().endsWith(AWAY); wait += 1) await new Promise((done) => setTimeout(done, 50));
  if (!page.url().endsWith(AWAY)) throw new Error(`the page is still ${page.url()}`);
  await page.waitForLoadState().catch(() => {});
}

export const AWAY = "/away/";

const page = (body, { lang = "fr", title = "Portail d’essai", scripts = ["/parcours/parcours.js"] } = {}) =>
  `<!doctype html><html lang="${lang}-CA"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>` +
  `<link rel="icon" href="/favicon.svg">${scripts.map((script) => `<script type="module" src="${script}"></script>`).join("")}</head><body><main><h1>${title}</h1>${body}</main></body></html>`;

const FALLBACK = { fr: "<p>Téléphone : <a href=\"tel:811\">811</a></p>", en: "<p>Telephone: <a href=\"tel:811\">811</a></p>" };

/** A page with one form, its attributes and its fallback. */
export function formPage(attributes = {}, { lang = "fr", after = "", inside = "", ...more } = {}) {
  const all = { src: "/form.json", action: "/slow/", lang, "exit-url": AWAY, ...attributes };
  const text = Object.entries(all).map(([name, value]) => (value === null ? "" : ` ${name}="${String(value).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`)).join("");
  return page(`<parcours-form${text}>${inside}${FALLBACK[lang]}</parcours-form><p><a id="onward" href="/onward/">Autre page</a></p>${after}`, { lang, ...more });
}

/** Starts a portal; `pages` are its own, by path: HTML, or a function that answers. */
export async function startHost(pages = {}) {
  const folder = mkdtempSync(join(tmpdir(), "parcours-exit-"));
  const asked = [];
  // Answers kept waiting: closed with the rest.
  const waiting = new Set();
  const given = {
    [AWAY]: page("<p>Météo</p>", { title: "Météo", scripts: [] }),
    "/before/": page("<p>Avant</p>", { title: "Avant", scripts: [] }),
    "/onward/": page("<p>Autre page</p>", { title: "Autre page", scripts: [] }),
    "/slow/": (_, response) => waiting.add(response),
    ...pages,
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://host").pathname;
    asked.push({ path, headers: request.headers });
    const answer = given[path];
    if (typeof answer === "function") return answer(request, response);
    // The kit's scripts as they are written, under /source/; everything else as it was built.
    const file = path.startsWith("/source/") ? join(project, "www", normalize(path.slice(8))) : join(site, normalize(path));
    if (answer === undefined && !existsSync(file)) return response.writeHead(404).end();
    const type = answer === undefined ? TYPES[extname(file)] : path.endsWith(".json") ? TYPES[".json"] : TYPES[".html"];
    response.writeHead(200, { "content-type": `${type}; charset=utf-8`.replace("wasm; charset=utf-8", "wasm"), "content-security-policy": POLICY, "cache-control": "no-cache" });
    response.end(answer ?? readFileSync(file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  return {
    origin: `http://127.0.0.1:${port}`,
    /** The same machine under another name: another site, for a browser. */
    other: `http://localhost:${port}`,
    pages: given,
    asked,
    /** Gives a form under that path, as a page receives it. */
    give(path, form) {
      const file = join(folder, "form.json");
      writeFileSync(file, JSON.stringify(form));
      given[path] = bundle(file);
    },
    stop() {
      for (const response of waiting) response.destroy();
      server.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
      return new Promise((done) => server.close(done));
    },
  };
}

const project = fileURLToPath(new URL("../../..", import.meta.url));

function bundle(file) {
  const target = process.env.CARGO_TARGET_DIR ?? join(project, "target");
  return execFileSync(process.env.PARCOURS_PROGRAM ?? join(target, "debug/parcours"), ["bundle", file], { encoding: "utf8" });
}

const both = (fr, en = fr) => ({ fr, en });
const OPTIONS = ["one", "two"].map((value) => ({ value, label: both(`Choix ${value}`, `Choice ${value}`) }));

/** A short form with every kind of control that browsers fill again by themselves. */
export const FORM = {
  id: "exit-trial", version: "1.0.0", revision: "1", audience: "public", legal_regime: "a-2.1", sensitive: false,
  title: both("Essai", "Trial"),
  sections: [
    {
      id: "first", title: both("Première étape", "First step"),
      questions: [
        { id: "name", kind: "text", label: both("Votre nom", "Your name"), autocomplete: "name" },
        { id: "story", kind: "long_text", label: both("Ce qui se passe", "What is happening") },
        { id: "choice", kind: "choice", as: "select", label: both("Un choix", "A choice"), options: OPTIONS },
        { id: "many", kind: "choices", label: both("Des choix", "Choices"), options: OPTIONS },
      ],
    },
    { id: "second", title: both("Deuxième étape", "Second step"), questions: [{ id: "place", kind: "text", label: both("Un lieu", "A place") }] },
  ],
};

/** Debian's Chromium with the pages it leaves kept for Back, as people have it. */
export function startKeeping() {
  return chromium.launch({
    executablePath: process.env.PARCOURS_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--disable-gpu", "--no-first-run", "--disable-background-networking"],
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
    chromiumSandbox: false,
  });
}

/** Everything a person, or somebody after them, could find in the page, as one text. */
export async function traces(page) {
  return page.evaluate(async () => {
    const seen = [document.title, location.href, JSON.stringify(history.state), name, document.cookie];
    const walk = (node) => {
      seen.push(node.nodeValue ?? "");
      for (const attribute of node.attributes ?? []) seen.push(attribute.value);
      if ("value" in node) seen.push(String(node.value));
      // What is chosen says as much as what is typed.
      if (node.checked) seen.push(`checked:${node.labels[0]?.textContent.trim()}`);
      if (node.selectedIndex > 0) seen.push(`selected:${node.selectedOptions[0].label}`);
      for (const child of [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes]) walk(child);
    };
    walk(document.documentElement);
    seen.push(JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }));
    seen.push(JSON.stringify(await indexedDB.databases()), JSON.stringify(await caches.keys()));
    return seen.join("\n");
  });
}

export function assertNothing(text, canaries, where) {
  for (const canary of canaries) assert.ok(!text.includes(canary), `${where}: ${canary} is still there`);
}
