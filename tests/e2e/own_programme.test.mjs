// schemas/README.md, followed to the letter by somebody who has never written a form: its commands, its question, its page.
// It ends with what the person sent, stored.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { assertAccessible } from "./harness/axe.mjs";
import { open, whenReady } from "./harness/browser.mjs";
import { query } from "./harness/receiver.mjs";
import { screenshot } from "./harness/screenshot.mjs";
import { stage } from "./harness/stage.mjs";

let browser;
stage(async (started) => {
  ({ browser } = started);
});

const GUIDE = readFileSync(new URL("../../schemas/README.md", import.meta.url), "utf8");
const blocks = (language) => [...GUIDE.matchAll(new RegExp("```" + language + "\\n([\\s\\S]*?)```", "g"))].map((found) => found[1].trim());
const PROGRAM = process.env.PARCOURS_PROGRAM;
const here = mkdtempSync(join(tmpdir(), "parcours-own-"));
const servers = [];
after(() => {
  servers.forEach((server) => server.kill());
  rmSync(here, { recursive: true, force: true });
});

/** Runs a line of the guide; a server is left running, on a free port, and its address given. */
async function run(line) {
  const [command, ...words] = line.split(" ");
  assert.equal(command, "parcours", line);
  if (words[0] !== "serve") return execFileSync(PROGRAM, words, { cwd: here, encoding: "utf8" });
  const server = spawn(PROGRAM, [...words, "--port", "0"], { cwd: here, stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, PARCOURS_LOG: "error" } });
  servers.push(server);
  for await (const said of createInterface({ input: server.stdout })) {
    if (said.startsWith("ready ")) return said.slice("ready ".length);
  }
  throw new Error(`${line}: never ready`);
}

test("C-01: the guide « Add your own programme », to a submission stored [documentation]", { timeout: 120_000 }, async () => {
  const [begin, look, serve] = blocks("sh");
  mkdirSync(join(here, "target"));
  symlinkSync(process.env.PARCOURS_SITE, join(here, "target/www"));

  for (const line of begin.split("\n")) await run(line);
  const file = join(here, "schemas/forms/respite-care/form.json");
  const form = JSON.parse(readFileSync(file, "utf8"));

  // Looking at it while it changes.
  const preview = await run(look);
  const visit = await open(browser, `${preview}preview/respite-care/`, { expectMessages: true });
  const { page } = visit;
  const root = await whenReady(page);
  await root.getByRole("textbox", { name: "Votre nom" }).fill("Anne Roy");
  await page.locator("#data", { hasText: "Anne Roy" }).waitFor();
  form.sections.find((section) => section.id === "request").questions.push(JSON.parse(blocks("json")[0]));
  form.sections[1].title = { fr: "Vous, qui demandez", en: "You, who ask" };
  writeFileSync(file, JSON.stringify(form, null, 2));
  await page.getByRole("heading", { name: "Vous, qui demandez" }).waitFor();
  assert.equal(await root.getByRole("textbox", { name: "Votre nom" }).inputValue(), "Anne Roy", "what was typed is kept");
  await screenshot(page, "preview", "fr");

  // A mistake is told with file, place and remedy, and the last sound version stays.
  writeFileSync(file, JSON.stringify(form).replace('"choices"', '"choice_s"'));
  const told = page.locator("#faults");
  await told.waitFor();
  assert.match(await told.innerText(), /form\.json at \/sections\/2\/questions\/1\/kind: .*did you mean `choices`/);
  assert.equal(await page.getByRole("heading", { name: "Vous, qui demandez" }).count(), 1);
  await assertAccessible(page, "preview, with a mistake");
  writeFileSync(file, JSON.stringify(form, null, 2));
  await told.waitFor({ state: "hidden" });
  await visit.close();
  servers.pop().kill();
  await run(begin.split("\n")[1]);

  // In a page of one's own.
  mkdirSync(join(here, "pages/own"), { recursive: true });
  writeFileSync(join(here, "pages/own/index.html"), `<!doctype html><html lang="fr-CA"><head><meta charset="utf-8"><title>Répit</title></head><body><main><h1>Répit</h1>\n${blocks("html")[0]}\n</main></body></html>`);
  const origin = await run(serve);
  const own = await open(browser, `${origin}own/`);
  const shown = await whenReady(own.page);
  const next = () => shown.getByRole("button", { name: "Continuer", exact: true }).click();
  await shown.getByRole("textbox", { name: "Votre nom" }).fill("Anne Roy");
  await shown.getByRole("textbox", { name: "Votre téléphone" }).fill("450 555-0123");
  await next();
  await shown.getByRole("textbox", { name: /De quoi avez-vous besoin/ }).fill("Un répit le samedi.");
  await shown.getByRole("checkbox", { name: "La fin de semaine" }).check();
  await next();
  await shown.getByRole("button", { name: "Envoyer la demande", exact: true }).click();
  await shown.getByText(/P-[0-9A-Z]{4}-[0-9A-Z]{4}/).waitFor();
  await own.close();
  const [{ envelope }] = query(join(here, "parcours.sqlite"), "SELECT envelope FROM submissions");
  const stored = JSON.parse(envelope);
  assert.deepEqual(stored.answers.request, { need: "Un répit le samedi.", days: ["weekend"] });
});
