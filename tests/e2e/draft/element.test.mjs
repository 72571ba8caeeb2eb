// Drafts of a real form, in the element: everything typed comes back, agreement included, on the page one was on; a
// sensitive form keeps none.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { WIDE, whenReady } from "../harness/browser.mjs";
import { program } from "../harness/receiver.mjs";
import { stage } from "../harness/stage.mjs";

let receiver, browser;
stage(async (started) => ({ receiver, browser } = started));

const both = (fr, en) => ({ fr, en });
const form = (change) => ({
  id: "draft-real", version: "1.0.0", revision: "2026", audience: "public", legal_regime: "a-2.1", sensitive: false,
  title: both("Demande", "Request"),
  sections: [
    { id: "who", title: both("Qui", "Who"), questions: [
      { id: "name", kind: "text", required: true, label: both("Nom", "Name") },
      { id: "born", kind: "date", label: both("Naissance", "Birth") },
      { id: "agrees", kind: "yes_no", as: "checkbox", label: both("La personne est d’accord", "The person agrees") },
      { id: "paper", kind: "attachment", types: ["application/pdf"], max_bytes: 100_000, label: both("Document", "Document") },
    ] },
    { id: "what", title: both("Quoi", "What"), questions: [{ id: "story", kind: "long_text", max: 500, rows: 3, label: both("Récit", "Story") }] },
  ],
  ...change,
});

/** The form as a page receives it. */
function bundled(change = {}) {
  const folder = mkdtempSync(join(tmpdir(), "draft-form-"));
  const file = join(folder, "form.json");
  writeFileSync(file, JSON.stringify(form(change)));
  const text = execFileSync(program, ["bundle", file], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  return text;
}

async function come(context, { document, lang = "fr" }) {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const html = `<!doctype html><html lang="${lang}-CA"><title>Portail</title><script type="module" src="/parcours/parcours.js"></script><parcours-form src="/draft-real/form.json" action="/api/referrals" draft="device" lang="${lang}"></parcours-form>`;
  await page.route("**/draft-real/", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
  await page.route("**/draft-real/form.json", (route) => route.fulfill({ contentType: "application/json", body: document }));
  await page.goto(`${receiver.origin}/draft-real/`);
  const root = await whenReady(page);
  return { page, root, button: (name) => root.getByRole("button", { name, exact: true }), at: (id) => root.locator(`#${id}`) };
}

const newContext = () => browser.newContext({ viewport: WIDE, locale: "fr-CA" });

test("P-05: a draft brings back answers, agreement and the page; a file is asked for again", { timeout: 120_000 }, async () => {
  const context = await newContext();
  const document = bundled();
  const before = await come(context, { document });
  await before.at("q-who-name").fill("Zoé");
  await before.at("q-who-born-year").fill("1990");
  await before.at("q-who-agrees").check();
  await before.at("q-who-paper").setInputFiles({ name: "note.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") });
  await before.root.getByText("note.pdf").first().waitFor();
  // A date without its day and month keeps the person there: it is kept as it is.
  await before.at("q-who-born-day").fill("3");
  await before.at("q-who-born-month").fill("mars");
  await before.button("Continuer").click();
  await before.at("q-what-story").fill("Rien d’urgent.");
  await before.button("Enregistrer pour plus tard sur cet appareil").click();
  assert.ok(!(await before.at("q-what-story").isVisible()), "a page of its own");
  await before.button("Oui, enregistrer sur cet appareil").click();
  await before.root.locator("#draft-status", { hasText: "Enregistré sur cet appareil" }).waitFor();
  await before.page.close();

  const after = await come(context, { document });
  await after.root.getByRole("heading", { name: "Demande enregistrée" }).waitFor();
  assert.ok(!(await after.root.evaluate((element) => element.shadowRoot.textContent)).includes("Zoé"), "no answer before one chooses");
  await after.button("Continuer").click();
  await after.root.getByRole("heading", { name: "Réponses à donner de nouveau" }).waitFor();
  assert.match(await after.root.locator(".draft").innerText(), /Document/);
  await after.root.locator(".draft .button").first().click();
  assert.equal(await after.at("q-what-story").inputValue(), "Rien d’urgent.");
  await after.root.locator(".back").click();
  assert.equal(await after.at("q-who-name").inputValue(), "Zoé");
  assert.equal(await after.at("q-who-born-month").inputValue(), "03", "in the form it is kept in");
  assert.ok(await after.at("q-who-agrees").isChecked());
  assert.ok(!(await after.root.evaluate((element) => element.shadowRoot.textContent)).includes("note.pdf"));
  await context.close();
});

test("P-05: the draft of a sensitive form is never offered, and none is left of an earlier version", { timeout: 60_000 }, async () => {
  const context = await newContext();
  const open = await come(context, { document: bundled() });
  await open.at("q-who-name").fill("Zoé");
  await open.button("Enregistrer pour plus tard sur cet appareil").click();
  await open.button("Oui, enregistrer sur cet appareil").click();
  await open.root.locator("#draft-status", { hasText: "Enregistré sur cet appareil" }).waitFor();
  await open.page.close();
  const closed = await come(context, { document: bundled({ sensitive: true, version: "1.1.0" }) });
  await closed.page.waitForLoadState("networkidle");
  assert.equal(await closed.root.locator(".draft").count(), 0);
  const left = await closed.page.evaluate(async () => {
    const [{ name } = {}] = await indexedDB.databases();
    if (!name) return 0;
    const database = await new Promise((done) => (indexedDB.open(name).onsuccess = ({ target }) => done(target.result)));
    return new Promise((done) => (database.transaction("drafts").objectStore("drafts").count().onsuccess = ({ target }) => done(target.result)));
  });
  assert.equal(left, 0);
  await context.close();
});
