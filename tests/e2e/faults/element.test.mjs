// P-08 on a bad road, the whole element: someone sends, is told it is not sent, tries again, until there is a reference.
// At every moment the answers are on the screen, and what the screen says is so.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, startBrowser, whenReady } from "../harness/browser.mjs";
import { startFaulty } from "../harness/faulty.mjs";
import { PAGE } from "../harness/referral.mjs";
import { clock } from "./person.mjs";
import { SEED, numbers, schedule } from "./schedule.mjs";
import { answers, kept, startShort } from "./stage.mjs";

const COUNT = 16;
const SPEED = 50;
const NOT_SENT = { fr: "Votre demande n’est pas encore envoyée", en: "Your request has not been sent yet" };

let stage, road, browser;
let faults = [];
before(async () => {
  stage = await startShort();
  road = await startFaulty(stage.receiver.origin, { plan: () => faults.shift() ?? { kind: "pass" } });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await road?.stop();
  await stage?.stop();
});

for (const number of numbers(COUNT)) {
  const language = number % 2 ? "en" : "fr";
  // Not the faults of the other file: they are drawn further on.
  const drawn = schedule(number * 2 + 1000, 30_000 / SPEED);
  const name = drawn.faults.map(({ kind }) => kind).join(", ");

  test(`P-08: a form on a bad road, ${language}, PARCOURS_SEED=${SEED}:${number} (${name})`, { timeout: 120_000 }, async () => {
    faults = [...drawn.faults];
    const before = { requests: road.requests.length, rows: stage.receiver.rows().length };
    const given = answers(number);
    const visit = await open(browser, `${road.origin}/short/${language}/`, { language, expectMessages: true });
    const { page, context, seen } = visit;
    const root = await whenReady(page);
    await page.evaluate(clock, SPEED);
    await root.evaluate((element, given) => {
      element.answers = given;
      globalThis.ends = [];
      for (const end of ["error", "invalid", "submitted"]) document.addEventListener(`parcours-${end}`, ({ detail }) => globalThis.ends.push({ end, ...detail }));
    }, given);
    const said = PAGE[language];
    const button = (text) => root.getByRole("button", { name: text, exact: true });
    await button(said.next).click();
    await root.getByRole("textbox", { name: language === "fr" ? "De quoi avez-vous besoin?" : "What do you need?" }).waitFor();
    await button(said.next).click();
    await root.getByRole("heading", { name: said.review }).waitFor();

    let sends = 0;
    let end;
    do {
      // One of them without a network at all.
      const offline = sends === number % 3;
      await context.setOffline(offline);
      const requests = road.requests.length;
      await ((await button(said.again).count()) > 0 ? button(said.again) : button(said.send)).click();
      sends += 1;
      await page.waitForFunction((sends) => globalThis.ends.length >= sends, sends);
      end = (await page.evaluate(() => globalThis.ends)).at(-1);
      const text = await root.evaluate(({ shadowRoot }) => shadowRoot.textContent);
      if (end.end === "submitted") break;
      assert.ok(sends < 30, "it is received in the end");
      if (offline) assert.deepEqual([end.code, road.requests.length], ["offline", requests], "nothing leaves");
      await root.getByRole("alert").filter({ hasText: NOT_SENT[language] }).waitFor();
      assert.equal(await root.getByRole("heading", { name: said.received }).count(), 0, "nothing is claimed");
      assert.ok(!/P-[0-9A-Z]{4}-[0-9A-Z]{4}/.test(text), "no reference is shown");
      assert.ok(text.includes(given.person.name) && text.includes("Merci. 🙂"), "the answers are on the screen");
      assert.deepEqual(await root.evaluate((element) => element.answers.request), given.request, "and can be sent again");
      assert.ok(!text.includes("Bienvenue"), "no page of another is shown");
    } while (end.end !== "submitted");

    await root.getByRole("heading", { name: said.received }).waitFor();
    const text = await root.evaluate(({ shadowRoot }) => shadowRoot.textContent);
    // Before any late copy: what is said is already so.
    const [row, ...others] = stage.receiver.rows().slice(before.rows);
    assert.ok(row && others.length === 0, "one row");
    assert.deepEqual([row.id, row.reference], [end.id, end.reference]);
    assert.ok(text.includes(row.reference), "the reference on the screen is the one kept");
    assert.deepEqual(JSON.parse(row.envelope).answers, { ...given });
    await context.setOffline(false);
    await visit.close();

    await road.quiet();
    assert.equal(stage.receiver.rows().length, before.rows + 1, "late copies add nothing");
    assert.deepEqual(kept(stage.receiver).of(row.id).dossiers, [{ id: row.id, events: 1, places: 1 }]);
    const requests = road.requests.slice(before.requests);
    assert.deepEqual([...new Set(requests.map(({ key }) => key))], [row.id], "one key for all tries");
    assert.equal(new Set(requests.map(({ body }) => body)).size, 1, "one content for all tries");
    assert.deepEqual(road.astray, []);
    assert.deepEqual(seen.violations, []);
  });
}
