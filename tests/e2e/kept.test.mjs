// A dossier no site keeps: begun, closed in a file with a passphrase, opened again in another browser. What the file says
// from outside, what is said when it does not open, files of every earlier version.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { assertAccessible } from "./harness/axe.mjs";
import { NARROW, WIDE, assertFocus, assertNoSidewaysScroll, open } from "./harness/browser.mjs";
import { keyboard, mouse } from "./harness/hands.mjs";
import { screenshot } from "./harness/screenshot.mjs";
import { stage } from "./harness/stage.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

const SAY = {
  fr: { place: "/service-plan/kept/", begin: "Commencer un dossier", keep: "Enregistrer une copie", open: "Ouvrir", save: "Enregistrer et revenir", phrase: /^Phrase secrète/, again: /deuxième fois/, file: /Fichier du dossier/, only: /n’est que sur cette page/, whole: /contient tout/, since: /derniers changements/, locked: /n’ouvre pas ce fichier/, other: /n’est pas un dossier gardé/, show: "Montrer ce que j’écris", legal: /Assise légale|Situation légale|représent/i },
  en: { place: "/en/service-plan/kept/", begin: "Begin a case file", keep: "Save a copy", open: "Open", save: "Save and go back", phrase: /^Secret phrase/, again: /second time/, file: /Your file/, only: /only on this page/, whole: /holds everything/, since: /latest changes/, locked: /does not open this file/, other: /not a case file that was kept/, show: "Show what I type" },
};
const PHRASE = "Quatre mots bien choisis";
const CANARY = "Zanzibar-kept-9917";
const folder = mkdtempSync(join(tmpdir(), "kept-"));
/** Closed by the first version of the kit, with PHRASE; kept for ever. */
const FIRST = fileURLToPath(new URL("kept-1.json", import.meta.url));

async function visit(language, viewport, keys) {
  const seen = await open(browser, `${receiver.origin}${SAY[language].place}`, { viewport, language });
  const { page } = seen;
  const root = page.locator("parcours-dossier");
  const hands = keys ? keyboard(page) : mouse(page);
  const button = (name) => root.getByRole("button", { name, exact: true });
  await button(SAY[language].begin).waitFor();
  const judge = async (state) => {
    await assertAccessible(page, `${state} ${language}`);
    await assertNoSidewaysScroll(page, `${state} ${language}`);
    await screenshot(page, state, language);
  };
  return { ...seen, root, hands, button, judge };
}

/** Writes a name in the section of who asks, and saves. */
async function write({ root, button }, say, text) {
  await root.locator("#task-4").click();
  const field = root.locator(".page input[type=text]").first();
  await field.fill(text);
  await button(say.save).click();
  await root.locator(".whereabouts").waitFor();
}

async function read({ root }) {
  await root.locator("#task-4").click();
  return root.locator(".page input[type=text]").first().inputValue();
}

async function openFile({ root, hands, button }, say, path, phrase) {
  await root.locator("input[type=file]").setInputFiles(path);
  await hands.type(root.getByLabel(say.phrase), phrase);
  await hands.press(button(say.open));
}

for (const [language, viewport, keys] of [["fr", NARROW, true], ["en", WIDE, false]]) {
  test(`P-05 a dossier is kept in a file and opened elsewhere, ${language}, ${viewport.width} px`, { timeout: 180_000 }, async () => {
    const say = SAY[language];
    const first = await visit(language, viewport, keys);
    const { page, root, hands, button } = first;
    await first.judge("70-opening");
    await hands.press(button(say.begin));
    await root.getByText(say.only).waitFor();
    await assertFocus(page, "heading");
    await write(first, say, CANARY);
    await first.judge("71-not-kept-yet");

    await hands.press(button(say.keep));
    await assertFocus(page, "heading");
    await hands.type(root.getByLabel(say.phrase), PHRASE);
    await hands.press(button(say.keep));
    await assertFocus(page, "summary");
    await first.judge("72-keeping-errors");
    const again = root.getByLabel(say.again);
    assert.equal(await again.getAttribute("type"), "password");
    await hands.press(button(say.show));
    assert.equal(await again.getAttribute("type"), "text");
    assert.equal(await root.getByLabel(say.phrase).first().inputValue(), PHRASE, "what is shown is what was typed");
    await hands.type(again, PHRASE);
    const coming = page.waitForEvent("download");
    await hands.press(button(say.keep));
    const download = await coming;
    const path = join(folder, `${language}.json`);
    await download.saveAs(path);
    assert.match(download.suggestedFilename(), /^dossier-\d{4}-\d{2}-\d{2}\.json$/);
    await root.getByText(say.whole).waitFor();
    await assertFocus(page, "heading");
    const file = readFileSync(path, "utf8");
    assert.ok(!file.includes(CANARY) && !file.includes(PHRASE), "the file says nothing without its phrase");
    assert.equal(JSON.parse(file).rounds, 600_000);
    assert.equal(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])), '[{},{},""]');
    assert.equal(await root.evaluate((element) => element.unsaved), false);
    await write(first, say, `${CANARY}-2`);
    await root.getByText(say.since).waitFor();
    assert.equal(await root.evaluate((element) => element.unsaved), true);
    await first.close();

    const second = await visit(language, viewport, keys);
    await openFile(second, say, path, "Une autre phrase secrète");
    await second.root.getByText(say.locked).first().waitFor();
    await assertFocus(second.page, "summary");
    await second.judge("73-locked");
    await openFile(second, say, path, PHRASE);
    await second.root.getByText(say.whole).waitFor();
    await assertFocus(second.page, "heading");
    assert.equal(await read(second), CANARY);
    assert.ok(!JSON.stringify(second.seen).includes(CANARY), "nothing is logged");
    await second.close();
  });
}

test("a file that is no kept dossier is said, and the next one opens", { timeout: 120_000 }, async () => {
  const say = SAY.fr;
  const visitor = await visit("fr", WIDE, false);
  const whole = readFileSync(FIRST, "utf8");
  for (const [name, text] of [["empty.json", ""], ["half.json", whole.slice(0, whole.length / 2)], ["photo.json", "\u0000\u0001\ufffd"], ["other.json", "{}"]]) {
    const path = join(folder, name);
    writeFileSync(path, text);
    await openFile(visitor, say, path, PHRASE);
    await visitor.root.getByText(say.other).first().waitFor();
    await assertFocus(visitor.page, "summary");
  }
  const changed = JSON.parse(whole);
  changed.content = changed.content.replace(/^.{4}/, "AAAA");
  const path = join(folder, "changed.json");
  writeFileSync(path, JSON.stringify(changed));
  await openFile(visitor, say, path, PHRASE);
  await visitor.root.getByText(say.locked).first().waitFor();
  await openFile(visitor, say, FIRST, PHRASE);
  await visitor.root.getByText(say.whole).waitFor();
  assert.equal(await read(visitor), CANARY, "the file of every earlier version opens");
  await visitor.close();
});

test("T-08 « Nouvelle personne » forgets a dossier that only the page held", { timeout: 120_000 }, async () => {
  const say = SAY.fr;
  const visitor = await visit("fr", WIDE, false);
  const { page, root, button } = visitor;
  await page.locator("[data-visitor]:visible").selectOption("adviser");
  await button(say.begin).click();
  await button("Nouvelle personne").click();
  await button("Effacer cet écran").click();
  await button("Revenir au début").click();
  await button(say.begin).click();
  await root.getByText(say.only).waitFor();
  assert.equal(await root.evaluate((element) => element.unsaved), false, "it is a new dossier");
  await visitor.close();
});
