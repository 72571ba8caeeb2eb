// A small form made for drafts alone, in a shadow root as the element's: what is typed is really typed, and the browser's
// own storage and cryptography are used. Only the kit is not there.

import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { WIDE, startBrowser } from "../harness/browser.mjs";
import { startHost } from "../exit/host.mjs";

const both = (fr, en) => ({ fr, en });
const text = (id, fr, en) => ({ id, kind: "text", label: both(fr, en) });
const QUESTIONS = {
  "1.0.0": [text("name", "Votre nom", "Your name"), text("phone", "Votre téléphone", "Your telephone"), text("story", "Ce qui se passe", "What is happening")],
  // A later version: one question less, one more.
  "2.0.0": [text("name", "Votre nom", "Your name"), text("story", "Ce qui se passe", "What is happening"), text("city", "Votre ville", "Your town")],
};
const definition = (version) => ({ id: "draft-trial", version, sections: [{ id: "you", questions: QUESTIONS[version] }] });

/** Runs in the page. `globalThis.shift` moves its clock, in milliseconds. */
const script = (version, options) => `
import { draft } from "/source/draft.js";
const definition = ${JSON.stringify(definition(version))};
const element = document.querySelector("#element");
const root = element.attachShadow({ mode: "open" });
root.adoptedStyleSheets = [await new CSSStyleSheet().replace(await (await fetch("/parcours/parcours.css")).text())];
const language = () => element.lang;
const node = (tag, properties, ...children) => { const made = Object.assign(document.createElement(tag), properties); made.append(...children); return made; };
const inputs = {};
const shown = node("div", { className: "parcours", lang: language() });
const form = node("form", { noValidate: true, autocomplete: "off", onsubmit: (event) => event.preventDefault() });
form.append(node("h2", { id: "heading", tabIndex: -1, textContent: "Demande" }));
for (const { id, label } of definition.sections[0].questions) {
  // Ids as the kit makes them of the answer's pointer.
  const change = () => element.dispatchEvent(new CustomEvent("parcours-change", { detail: { at: "/you/" + id } }));
  inputs[id] = node("input", { className: "control", id: "q-you-" + id, autocomplete: "off", oninput: change });
  const mark = node("span", { className: "optional", textContent: " (facultatif)" });
  form.append(node("div", { className: "field" }, node("label", { className: "label", htmlFor: inputs[id].id }, label[language()], mark), inputs[id]));
}
form.append(node("div", { className: "actions" }, node("button", { className: "button", type: "submit", textContent: "Suite" })));
shown.append(form);
const place = node("div");
root.append(shown, place);
const typed = () => JSON.stringify({ you: Object.fromEntries(Object.entries(inputs).map(([id, input]) => [id, input.value])) });
const restore = (text) => { for (const [id, value] of Object.entries(JSON.parse(text).you)) if (inputs[id]) inputs[id].value = value; };
globalThis.told = [];
document.addEventListener("parcours-save", ({ detail }) => told.push(detail));
globalThis.served = await draft({
  element, place, shown: () => shown, form: { id: definition.id, version: definition.version }, language, typed, restore,
  now: () => Date.now() + (globalThis.shift ?? 0), level: 2, sensitive: false, ...${JSON.stringify(options)},
});
`;

const page = (lang, address) =>
  `<!doctype html><html lang="${lang}-CA"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Essai</title><link rel="icon" href="/favicon.svg">` +
  `<script type="module" src="${address}"></script></head><body><main><h1>Essai</h1><div id="element" lang="${lang}"></div></main></body></html>`;

const PAGES = {
  fr: ["fr", "1.0.0", {}], en: ["en", "1.0.0", {}], later: ["fr", "2.0.0", {}], sensitive: ["fr", "1.0.0", { sensitive: true }], month: ["fr", "1.0.0", { days: "90" }], day: ["fr", "1.0.0", { days: "1" }],
};

/** A portal with those pages: `/fr/`, `/en/`, `/later/` (another version of the form), `/sensitive/`… */
function startTrial() {
  const pages = {};
  for (const [name, [lang, version, options]] of Object.entries(PAGES)) {
    pages[`/${name}/`] = page(lang, `/trial-${name}.js`);
    pages[`/trial-${name}.js`] = (_, response) => response.writeHead(200, { "content-type": "text/javascript; charset=utf-8" }).end(script(version, options));
  }
  return startHost(pages);
}

/** A browser whose profile is a folder: what it keeps is kept there, as on a person's own device. */
export const startProfile = (folder) =>
  chromium.launchPersistentContext(folder, { executablePath: process.env.PARCOURS_CHROMIUM ?? "/usr/bin/chromium", args: ["--disable-gpu", "--no-first-run"], chromiumSandbox: false, acceptDownloads: true });

/** A portal and a browser for a file of tests. Gives `device(options)`: `come(page, options)` is a visit on it, `context` what stays. */
export function stage() {
  let host, browser;
  before(async () => {
    host = await startTrial();
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    await host?.stop();
  });
  return {
    origin: () => host.origin,
    async device(options) {
      const context = await browser.newContext({ viewport: WIDE, acceptDownloads: true, ...options });
      return { context, come: (name = "fr", more) => visit(context, host.origin, name, more), close: () => context.close() };
    },
  };
}

/** Somebody at the form; `shift` moves the page's clock. */
export async function visit(context, origin, name, { shift = 0, prepare } = {}) {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.addInitScript((shift) => (globalThis.shift = shift), shift);
  await prepare?.(page);
  await page.goto(`${origin}/${name}/`);
  await page.waitForFunction(() => globalThis.served !== undefined);
  const button = (name) => page.getByRole("button", { name, exact: true });
  return {
    page,
    button,
    heading: (name) => page.getByRole("heading", { name }).waitFor(),
    field: (name) => page.getByRole("textbox", { name }),
    phrase: () => page.locator("#draft-phrase"),
    again: () => page.locator("#draft-again"),
    status: () => page.locator("#draft-status").innerText(),
    told: () => page.evaluate(() => globalThis.told),
    databases: () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)),
    /** Fills the form. */
    async write({ name, phone, story }) {
      for (const [id, text] of Object.entries({ name, phone, story })) if (text) await page.locator(`#q-you-${id}`).fill(text);
    },
    /** Keeps the draft on the device, with a passphrase or none. */
    async save(phrase = "") {
      await button("Enregistrer pour plus tard sur cet appareil").click();
      await page.getByRole("heading", { name: "Cet appareil est-il seulement à vous?" }).waitFor();
      if (phrase) {
        await page.locator("#draft-phrase").fill(phrase);
        await page.locator("#draft-again").fill(phrase);
      }
      await button("Oui, enregistrer sur cet appareil").click();
      await page.locator("#draft-status", { hasText: "Enregistré sur cet appareil" }).waitFor();
    },
  };
}

/** What the device holds of drafts, and a way to change it. */
export const stored = (page) =>
  page.evaluate(async () => {
    if ((await indexedDB.databases()).length === 0) return undefined;
    const database = await new Promise((done) => (indexedDB.open("parcours").onsuccess = ({ target }) => done(target.result)));
    const all = await new Promise((done) => (database.transaction("drafts").objectStore("drafts").getAll().onsuccess = ({ target }) => done(target.result)));
    database.close();
    return all.map(({ envelope, revision, key }) => ({ envelope, revision, key: key && { extractable: key.extractable, type: key.type, usages: [...key.usages] } }));
  });

export const change = (page, changes) =>
  page.evaluate(async (changes) => {
    const database = await new Promise((done) => (indexedDB.open("parcours").onsuccess = ({ target }) => done(target.result)));
    const drafts = database.transaction("drafts", "readwrite").objectStore("drafts");
    const record = await new Promise((done) => (drafts.get("draft-trial").onsuccess = ({ target }) => done(target.result)));
    Object.assign(record.envelope, changes);
    await new Promise((done) => (drafts.put(record, "draft-trial").onsuccess = done));
    database.close();
  }, changes);
