// The kit prints nothing, and says nothing when it stops: what is built holds no call to the console, no message of a
// panic, no path of a machine; a trap forced while answers stand in memory tells nobody of them.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { open, whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { words } from "../harness/oracle.mjs";
import { definition, site } from "../harness/receiver.mjs";
import { ANSWERS, PAGE, referral, steps } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";
import { asked as filled } from "./base.mjs";
import { found } from "./canaries.mjs";
import { everything, watch } from "./places.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

const built = (folder, ending) => (existsSync(join(site, folder)) ? readdirSync(join(site, folder)).filter((name) => name.endsWith(ending)).map((name) => join(site, folder, name)) : []);

test("P-04: what a portal serves prints nothing", () => {
  const scripts = [...built("parcours", ".js"), ...built("parcours/dossier", ".js")];
  assert.ok(scripts.length >= 4, scripts.join(" "));
  for (const file of scripts) {
    const text = readFileSync(file, "utf8");
    assert.doesNotMatch(text, /\bconsole\s*[.[]|\bdebugger\b|\balert\s*\(/, file);
    assert.doesNotMatch(text, /sourceMappingURL/, file);
    assert.doesNotMatch(text, /\b(localStorage|sessionStorage|sendBeacon|BroadcastChannel|serviceWorker)\b|document\.cookie|postMessage/, file);
    // Drafts are kept there, encrypted, for those who ask (tests/e2e/draft); the exit deletes them.
    if (!/\/(draft|exit)\.js$/.test(file)) assert.doesNotMatch(text, /\bindexedDB\b/, file);
  }
});

test("P-04: the modules ask for no console, and hold no message of a panic nor path of a machine", async () => {
  const modules = [...built("parcours", ".wasm"), ...built("parcours/dossier", ".wasm")];
  assert.ok(modules.length >= 2, modules.join(" "));
  for (const file of modules) {
    const bytes = readFileSync(file);
    const module = await WebAssembly.compile(bytes);
    const imports = WebAssembly.Module.imports(module).map((one) => one.name);
    assert.ok(imports.length > 10);
    assert.deepEqual(imports.filter((name) => /console|_log_|_warn_|_error_|_debug_/i.test(name)), [], file);
    assert.deepEqual(WebAssembly.Module.customSections(module, "name"), [], `${file}: names of functions`);
    const text = bytes.toString("latin1");
    for (const sign of ["panicked at", "/rustc/", ".cargo/registry", "src/lib.rs", "called `Option::unwrap()`", "called `Result::unwrap()`", "index out of bounds", "RUST_BACKTRACE"]) {
      assert.ok(!text.includes(sign), `${file} holds ${sign}`);
    }
  }
});

/** Keeps what the module gives out: its memory and its tables, whatever their names. */
const exports = (page) =>
  page.addInitScript(() => {
    const keep = (instance) => {
      const given = Object.values(instance.exports);
      const memory = given.find((one) => one instanceof WebAssembly.Memory);
      if (memory) globalThis.module = { memory, tables: given.filter((one) => one instanceof WebAssembly.Table) };
      return instance;
    };
    const { instantiate, instantiateStreaming } = WebAssembly;
    const kept = (result) => (result instanceof WebAssembly.Instance ? keep(result) : (keep(result.instance), result));
    WebAssembly.instantiate = async (...args) => kept(await instantiate.apply(WebAssembly, args));
    WebAssembly.instantiateStreaming = async (...args) => kept(await instantiateStreaming.apply(WebAssembly, args));
  });

/** The canaries found in the module's memory: where each was written. */
async function inMemory(page, birds) {
  const counts = await page.evaluate((traces) => {
    const bytes = new Uint8Array(globalThis.module.memory.buffer);
    // Latin letters are a byte each: a text of the same bytes is searched faster than the bytes.
    const text = new TextDecoder("latin1").decode(bytes);
    return traces.filter(([, words]) => words.some((word) => text.includes(word))).map(([where]) => where);
  }, birds.kept.map(({ where, traces }) => [where, traces]));
  return counts;
}

test("P-04 P-06: a trap while answers are in memory tells nobody of them; what is on screen stays to be read", { timeout: 120_000 }, async () => {
  const messages = [];
  const visit = await open(browser, `${receiver.origin}/`, {
    expectMessages: true,
    prepare: async (page) => {
      await watch(page);
      await exports(page);
      page.on("console", (message) => messages.push(message.text()));
      page.on("pageerror", (error) => messages.push(`${error.message}\n${error.stack}`));
    },
  });
  const { page, seen } = visit;
  await page.goto(`${receiver.origin}/referral/`);
  const root = await whenReady(page);
  const { answers, birds } = filled(form);
  const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
  for (const section of steps(form).slice(0, 2)) {
    await person.heading(words(section.title, "fr"));
    await person.section(section, answers);
    await person.button(PAGE.fr.next).click();
  }
  await page.evaluate(() => {
    globalThis.faults = [];
    document.addEventListener("parcours-error", ({ detail }) => globalThis.faults.push(detail));
    // Its memory overwritten, the next thing it does is a trap of its own.
    new Uint8Array(globalThis.module.memory.buffer).fill(0xff, 0, 2 ** 20 + 2 ** 17);
  });
  await root.getByRole("radio").first().click({ force: true }).catch(() => {});
  await root.getByRole("textbox").first().fill("Qzkaprès").catch(() => {});
  await page.waitForFunction(() => globalThis.faults.length > 0, null, { timeout: 10_000 });
  assert.deepEqual(await page.evaluate(() => globalThis.faults), [{ code: "fault", message: "the kit stopped" }]);
  assert.ok(messages.length > 0, "the browser says that the module stopped");
  assert.deepEqual(found(birds, messages.join("\n")), []);
  assert.doesNotMatch(messages.join("\n"), /Qzk/);
  assert.ok(await page.getByText("Le formulaire ne s’affiche pas encore.").isVisible(), "the portal's own words come back");
  assert.deepEqual(seen.requests.filter(({ method }) => method === "POST"), [], "nothing is sent about it");
  await visit.close();
});

test("P-06: what is left of the answers in the module's memory, once wiped: told, as best effort", { timeout: 240_000 }, async (t) => {
  const visit = await open(browser, `${receiver.origin}/`, { prepare: async (page) => { await watch(page); await exports(page); } });
  const { page } = visit;
  await page.goto(`${receiver.origin}/referral/`);
  const root = await whenReady(page);
  const { answers, birds } = filled(form);
  const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
  await person.fill(answers);
  const before = await inMemory(page, birds);
  assert.ok(before.length > 50, `the search finds: ${before.length} of ${birds.kept.length} before sending`);
  await person.send();
  await person.reference();
  t.diagnostic(`${before.length} of ${birds.kept.length} canaries in memory before sending, ${(await inMemory(page, birds)).length} once sent`);
  await person.button(PAGE.fr.fresh).click();
  await person.heading(words(form.sections[0].title, "fr"));
  t.diagnostic(`${(await inMemory(page, birds)).length} after « Nouvelle demande »`);
  // The next person's answers take the place of the last one's.
  await person.fill({ ...ANSWERS });
  t.diagnostic(`${(await inMemory(page, birds)).length} after the next person's request`);
  await root.evaluate((element) => element.remove());
  await page.waitForTimeout(200);
  t.diagnostic(`${(await inMemory(page, birds)).length} once taken off the page`);
  assert.deepEqual(found(birds, await everything(page)), [], "and nothing on the page");
  await visit.close();
});
