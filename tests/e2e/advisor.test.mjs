// Helping somebody with their dossier on a screen others may see: the veil, the band, somebody else's turn.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./harness/axe.mjs";
import { NARROW, WIDE, assertFocus, assertNoSidewaysScroll, focused, open } from "./harness/browser.mjs";
import { visitAs, workflow } from "./harness/dossier.mjs";
import { live } from "./harness/lives.mjs";
import { screenshot } from "./harness/screenshot.mjs";
import { stage } from "./harness/stage.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

const SAY = {
  fr: { place: "/service-plan/", hidden: "Écran caché", show: "Afficher de nouveau", title: "Plan de services – Portail de démonstration" },
  en: { place: "/en/service-plan/", hidden: "Screen hidden", show: "Show again", title: "Service plan – Demonstration portal" },
};

const CANARY = "Zanzibar-veil-7431";
const dossier = (page) => page.locator("parcours-dossier");
const screen = (page) => dossier(page).locator(".screen");
const veil = (page) => dossier(page).locator(".veil");

/** Visits a dossier with a clock the test moves. */
async function visit(language, viewport, { id = "", role } = {}) {
  const seen = await open(browser, "about:blank", { viewport, language });
  await seen.page.clock.install({ time: "2026-11-25T15:00:00Z" });
  await seen.page.goto(`${receiver.origin}${SAY[language].place}${id && `#${id}`}`);
  await dossier(seen.page).locator("a.task-name").first().waitFor();
  if (role) {
    await seen.page.locator("[data-visitor]:visible").selectOption(role);
    await dossier(seen.page).locator("a.task-name").first().waitFor();
  }
  return seen;
}

/** So much time goes by with nobody there. */
const wait = (page, time) => page.clock.fastForward(time);

for (const [language, viewport, hand] of [["fr", NARROW, "keyboard"], ["en", WIDE, "mouse"]]) {
  test(`T-08 A-01: three minutes without a touch hide the page, one ${hand === "mouse" ? "tap" : "key"} brings it back, ${language}, ${viewport.width} px [dossier service-plan]`, { timeout: 60_000 }, async () => {
    const say = SAY[language];
    const seen = await visit(language, viewport);
    const { page } = seen;
    await dossier(page).locator("a.task-name").nth(3).click();
    const field = dossier(page).locator(".page input[type=text]").first();
    await field.fill(CANARY);
    await field.focus();
    const { id } = await focused(page);

    // Somebody who types, however slowly, is never interrupted.
    await wait(page, "02:30");
    await page.keyboard.press("ArrowRight");
    await wait(page, "02:30");
    assert.equal(await veil(page).count(), 0, "somebody was there");

    await wait(page, "00:31");
    await veil(page).waitFor();
    await assertFocus(page, "veil", "the focus is where one key lifts the veil");
    assert.equal(await screen(page).isVisible(), false);
    assert.ok(await screen(page).evaluate((element) => element.inert && element.hidden));
    assert.equal(await veil(page).getByRole("heading").innerText(), say.hidden);
    assert.doesNotMatch(await page.locator("main").innerText(), new RegExp(CANARY));
    assert.doesNotMatch(await dossier(page).ariaSnapshot(), new RegExp(CANARY), "screen readers are told nothing either");
    await assertAccessible(page, `veil ${language}`);
    await assertNoSidewaysScroll(page, `veil ${language}`);
    await screenshot(page, "60-veil", language);

    // Keys that move about lift nothing, and reach nothing behind.
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    assert.equal(await veil(page).count(), 1);
    if (hand === "keyboard") {
      await dossier(page).locator("#veil").focus();
      await page.keyboard.press("q");
    } else await veil(page).getByRole("heading").click();
    await veil(page).waitFor({ state: "detached" });
    await page.clock.runFor(100);
    await assertFocus(page, id, "the focus is back where it was");
    assert.equal(await field.inputValue(), CANARY, "nothing is lost, and the key that lifted the veil is typed nowhere");
    await wait(page, "02:50");
    assert.equal(await veil(page).count(), 0);
    await wait(page, "00:11");
    await veil(page).waitFor();
    assert.equal(await page.title(), say.title);
    assert.doesNotMatch(JSON.stringify(seen.seen.messages), new RegExp(CANARY));
    await seen.close();
  });
}

test("T-08: a device that slept wakes up veiled", { timeout: 60_000 }, async () => {
  const seen = await visit("fr", WIDE);
  const { page } = seen;
  // The clock has gone on without a single timer.
  await page.clock.setSystemTime("2026-11-25T18:00:00Z");
  await page.mouse.move(20, 20);
  await veil(page).waitFor();
  // Whoever is elsewhere on the host page keeps the focus there.
  assert.notEqual((await focused(page)).id, "heading");
  await veil(page).click();
  await screen(page).waitFor();
  await seen.close();
});

for (const [language, viewport] of [["fr", WIDE], ["en", NARROW]]) {
  test(`an adviser and the person say the same numbers, help stands beside the questions, ${language}, ${viewport.width} px`, { timeout: 120_000 }, async () => {
    const id = await live(receiver.origin, "requested");
    const numbers = {};
    for (const role of ["person", "adviser"]) {
      const visitor = await visitAs(browser, receiver, role, { id, language, viewport });
      const tasks = await visitor.root.locator(".steps .task-name, .later li").allInnerTexts();
      numbers[role] = new Map(tasks.map((task) => /^([\d.]+)\s(.+)$/.exec(task).slice(1).toReversed()));
      if (role === "adviser") {
        await visitor.open("welcome");
        const number = numbers.adviser.get(await visitor.heading());
        const labels = await visitor.root.locator(".field > .label .number, .field > .title .number").allInnerTexts();
        assert.ok(labels.length > 2);
        for (const label of labels) assert.ok(label.startsWith(`${number}.`), `${label} is not of ${number}`);
        assert.equal(new Set(labels).size, labels.length);
        const help = await visitor.root.locator(".adviser-help").boundingBox();
        const question = await visitor.root.locator(".field").first().boundingBox();
        if (viewport === WIDE) assert.ok(help.x >= question.x + question.width, "beside the questions");
        else assert.ok(help.y + help.height <= question.y, "above the questions");
        await visitor.judge("61-adviser-help");
      }
      await visitor.close();
    }
    let common = 0;
    for (const [title, number] of numbers.person) {
      if (!numbers.adviser.has(title)) continue;
      common += 1;
      assert.equal(numbers.adviser.get(title), number, title);
    }
    assert.ok(common > 5, `${common} sections both see`);
  });

  test(`T-08 P-06 « Nouvelle personne » is asked once, then nothing of the person is left, ${language}, ${viewport.width} px`, { timeout: 120_000 }, async () => {
    const id = await live(receiver.origin, "requested");
    const visitor = await visitAs(browser, receiver, "adviser", { id, language, viewport, keys: true });
    const { page, root, hands } = visitor;
    await root.evaluate((element) => {
      globalThis.told = [];
      element.addEventListener("parcours-left", ({ detail }) => globalThis.told.push(detail));
    });
    const say = { fr: ["Nouvelle personne", "Effacer cet écran", "Écran effacé"], en: ["New person", "Erase this screen", "Screen erased"] }[language];
    await hands.press(visitor.button(say[0]));
    await assertFocus(page, "heading");
    await visitor.judge("62-leaving");
    await hands.press(visitor.button(say[1]));
    await root.getByRole("heading", { name: say[2] }).waitFor();
    await assertFocus(page, "heading");
    await visitor.judge("63-left");
    const shown = await root.evaluate((element) => element.shadowRoot.querySelector("[part=dossier]").textContent);
    assert.ok(shown.length < 400 && !/\d{3}[ -]\d{4}/.test(shown), shown);
    assert.deepEqual(await page.evaluate(() => globalThis.told), [{ workflow: { id: workflow.id, version: workflow.version } }]);
    assert.equal(new URL(page.url()).hash, "", "read again, the page does not open that dossier");
    await visitor.close();
  });
}

for (const [language, viewport] of [["fr", NARROW], ["en", WIDE]]) {
  test(`what was answered is read back in large print, ${language}, ${viewport.width} px`, { timeout: 60_000 }, async () => {
    const id = await live(receiver.origin, "requested");
    const visitor = await visitAs(browser, receiver, "adviser", { id, language, viewport });
    const { root } = visitor;
    const [title] = workflow.documents.filter((document) => document.id === "receipt").map((document) => document.title[language]);
    await visitor.link(title).click();
    const larger = visitor.button({ fr: "Lire en grands caractères", en: "Read in large print" }[language]);
    const size = () => root.locator("[part=document] dd").first().evaluate((answer) => parseFloat(getComputedStyle(answer).fontSize));
    const before = await size();
    assert.equal(await larger.getAttribute("aria-pressed"), "false");
    await larger.click();
    assert.equal(await larger.getAttribute("aria-pressed"), "true");
    assert.equal(await size(), before * 1.5);
    await visitor.judge("64-read-back");
    await larger.click();
    assert.equal(await size(), before);
    await visitor.close();
  });
}
