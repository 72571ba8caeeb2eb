// How long a key takes to be seen, in a plan of 40 needs and 120 services and on a page with one field, in the same run and
// in turn: what counts is one against the other, on whatever machine this is. Called by `cargo xtask bench plan`.

import assert from "node:assert/strict";
import { WIDE, startBrowser } from "../harness/browser.mjs";
import { visitAs } from "../harness/dossier.mjs";
import { planOf } from "../harness/plans.mjs";
import { startReceiver } from "../harness/receiver.mjs";

const KEYS = 60;
const ROUNDS = 7;
/** A key in a whole plan may take so many times what it takes in one field. */
const MOST = 1.3;

const receiver = await startReceiver();
const browser = await startBrowser();
try {
  const alone = await oneField();
  const whole = await wholePlan();
  const times = { alone: [], whole: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.alone.push(await type(alone.page, alone.field));
    times.whole.push(await type(whole.page, whole.field));
  }
  const [one, plan] = [median(times.alone.map(p95)), median(times.whole.map(p95))];
  const spread = (rounds) => `${Math.min(...rounds.map(p95)).toFixed(1)} to ${Math.max(...rounds.map(p95)).toFixed(1)}`;
  console.log(`keystroke to paint, p95 of ${KEYS} keys, median of ${ROUNDS} rounds`);
  console.log(`  one field                    ${one.toFixed(1)} ms (${spread(times.alone)})`);
  console.log(`  40 needs and 120 services    ${plan.toFixed(1)} ms (${spread(times.whole)}), ${whole.rows} rows on the page`);
  console.log(`  ratio                        ${(plan / one).toFixed(2)}, at most ${MOST}`);
  assert.ok(plan <= one * MOST, `a key in a whole plan takes ${(plan / one).toFixed(2)} times what it takes in one field`);
} finally {
  await browser.close();
  await receiver.stop();
}

async function oneField() {
  const page = await (await browser.newContext({ viewport: WIDE })).newPage();
  await page.setContent('<!DOCTYPE html><html lang="fr"><title>Un champ</title><label for="one">Nom</label> <input id="one">');
  return { page, field: page.locator("#one") };
}

/** A coordinator writing one of the services of a plan, every other a line on the page. */
async function wholePlan() {
  const id = await planOf(receiver.origin, { needs: 40, objectives: 60, services: 120 });
  const visitor = await visitAs(browser, receiver, "coordinator", { id, viewport: WIDE });
  await visitor.open("services");
  await visitor.root.getByRole("button", { name: /^Service 61\b/ }).click();
  const field = visitor.root.locator('input[id$="-60-means"]');
  await field.waitFor();
  const rows = await visitor.root.locator("fieldset.row").count();
  assert.equal(rows, 120, "every service has its line");
  const fields = await visitor.root.evaluate((element) => element.shadowRoot.querySelectorAll("input, select, textarea").length);
  return { page: visitor.page, field, rows, fields };
}

/** Times of each key, from its event to the frame after it, in milliseconds. */
async function type(page, field) {
  await page.bringToFront();
  await field.click();
  await field.evaluate((input) => {
    globalThis.times = [];
    input.addEventListener("keydown", (globalThis.clock = (event) => {
      const start = event.timeStamp;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => globalThis.times.push(performance.now() - start);
        port2.postMessage(0);
      });
    }));
  });
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press("abcdefghij"[key % 10]);
    await page.waitForFunction((count) => globalThis.times.length === count, key + 1, { polling: 5 });
  }
  return field.evaluate((input) => {
    input.removeEventListener("keydown", globalThis.clock);
    input.select();
    return globalThis.times;
  });
}

function p95(times) {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1];
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
