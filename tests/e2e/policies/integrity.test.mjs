// One byte changed on the way, in any file of the kit: it refuses to run, and what the host wrote stays. A page names the
// hash of the loader on its script; the loader holds the others.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { open, whenReady } from "../harness/browser.mjs";
import { site } from "../harness/receiver.mjs";
import { stage } from "../harness/stage.mjs";
import { hearFaults } from "./faults.mjs";
import { isPage, rewrite, startRelay } from "./relay.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

const kit = (file) => readFileSync(join(site, "parcours", file));
const integrity = JSON.parse(kit("integrity.json"));

/** The page with the loader's hash on its script, and `spoilt` for the bytes of the files it names. */
async function visitSpoilt(spoilt = {}) {
  const relay = await startRelay(receiver.origin, {
    change(answer) {
      const file = answer.path.replace("/parcours/", "");
      if (file in spoilt) answer.body = spoilt[file](answer.body);
      if (isPage(answer)) rewrite(answer, (text) => text.replace('src="/parcours/parcours.js"', `$& integrity="${integrity["parcours.js"]}"`));
    },
  });
  const visit = await open(browser, `${relay.origin}/hosts/calm/`, { expectMessages: true, prepare: hearFaults });
  return { ...visit, stop: async () => (await visit.close(), await relay.stop()) };
}

/** The same text with one letter more: as right as before to whoever does not compare. */
const longer = (text) => (bytes) => Buffer.concat([bytes, Buffer.from(text)]);
/** A section with a name and nothing in it, which no engine looks at. */
const oneMoreSection = (bytes) => Buffer.concat([bytes, Buffer.from([0, 2, 1, 0x78])]);
/** A word of the interface in place of another, of the same length. */
const otherWord = (bytes) => Buffer.from(bytes.toString("utf8").replace("Continuer", "Confirmer"));

test("P-12: the hashes given are those of what is served", () => {
  for (const [file, given] of Object.entries(integrity)) {
    assert.equal(given, `sha384-${createHash("sha384").update(kit(file)).digest("base64")}`, file);
  }
  for (const file of ["parcours.js", "parcours_embed_bg.wasm", "parcours.css", "words.fr.txt", "words.en.txt"]) assert.ok(file in integrity, file);
  const loader = kit("parcours.js").toString("utf8");
  for (const file of ["parcours_embed_bg.wasm", "words.fr.txt", "words.en.txt"]) {
    assert.ok(loader.includes(`sha256-${createHash("sha256").update(kit(file)).digest("base64")}`), `the loader holds that of ${file}`);
  }
});

test("P-12: with every hash right, the form stands", { timeout: 60_000 }, async () => {
  const visit = await visitSpoilt();
  await whenReady(visit.page);
  assert.deepEqual(await visit.page.evaluate(() => globalThis.faults.map(({ code }) => code)), []);
  assert.deepEqual(visit.seen.messages, []);
  await visit.stop();
});

for (const [file, spoil, code] of [
  ["parcours.js", longer("\n"), undefined],
  ["parcours_embed_bg.wasm", oneMoreSection, "kit"],
  ["words.fr.txt", otherWord, "kit"],
]) {
  test(`A-34 P-12: with ${file} changed, no form stands and the fallback stays [cli-60508]`, { timeout: 60_000 }, async () => {
    assert.notDeepEqual(spoil(kit(file)), kit(file));
    const visit = await visitSpoilt({ [file]: spoil });
    const { page } = visit;
    if (code) await page.waitForFunction(() => globalThis.faults.length > 0);
    else await page.waitForLoadState("networkidle");
    assert.deepEqual(await page.evaluate(() => globalThis.faults.map(({ code }) => code)), code ? [code] : []);
    assert.ok(await page.locator("parcours-form a[href='tel:811']").isVisible());
    assert.equal(await page.locator("parcours-form").evaluate(({ shadowRoot }) => shadowRoot?.querySelector("[part=form]") ?? null), null);
    assert.match(visit.seen.messages.join("\n"), /integrity/);
    await visit.stop();
  });
}

test("A-34 P-12: with the other language's words changed, the form stays in its own and says so [cli-60508]", { timeout: 60_000 }, async () => {
  const visit = await visitSpoilt({ "words.en.txt": longer("x") });
  const root = await whenReady(visit.page);
  await root.locator("#language").click();
  await root.getByText("La version anglaise n’a pas pu être chargée.").first().waitFor();
  assert.deepEqual(await visit.page.evaluate(() => globalThis.faults.map(({ code }) => code)), ["language"]);
  await visit.stop();
});
