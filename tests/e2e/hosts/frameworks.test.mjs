// Real React and Vue around the element, in development mode: neither loses what is typed by drawing the page again, and
// neither complains.

import assert from "node:assert/strict";
import { test } from "node:test";
import { whenReady } from "../harness/browser.mjs";
import { definition } from "../harness/receiver.mjs";
import { ANSWERS, PAGE, steps } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";
import { readmePolicy } from "../policies/readme.mjs";
import { assertTyped, titles, visitHost } from "./at_work.mjs";
import { serve } from "./bundles.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

const ORDERS = [["form", "after", "before"], ["after", "before", "form"], ["before", "form", "after"]];

for (const [name, file, more] of [
  ["React", "react_app.mjs", []],
  ["Vue", "vue_app.mjs", [{ to: "#elsewhere" }, { to: "#app" }, { visible: false }, { visible: true }]],
]) {
  test(`A-33: in ${name}, drawing the page again loses nothing [cli-60508]`, { timeout: 120_000 }, async () => {
    const prepare = await serve(file, readmePolicy());
    const visit = await visitHost(browser, `${receiver.origin}/framework/`, form, { prepare });
    const { page, root, person } = visit;
    const [first, second, third] = titles(form);
    const redraw = (change) => page.evaluate((change) => globalThis.redraw(change), change);
    await person.heading(first);
    const ready = await page.evaluate(() => globalThis.heard.filter((one) => one === "ready").length);
    await person.button(PAGE.fr.next).click();
    await person.heading(second);
    await person.section(steps(form)[1], ANSWERS);
    assert.ok(await page.evaluate(() => globalThis.heard.includes("change")), "the page hears the form's events");
    for (let turn = 1; turn <= 30; turn += 1) await redraw({ turn });
    for (const change of [...ORDERS.map((order) => ({ order })), ...more]) {
      await redraw(change);
      await assertTyped(root, JSON.stringify(change));
    }
    assert.equal(await root.evaluate((element) => element.className), "turn-30", "the page was drawn again");
    assert.equal(await page.evaluate(() => globalThis.heard.filter((one) => one === "ready").length), ready, "the form was not");
    await person.button(PAGE.fr.next).click();
    await person.heading(third);
    assert.equal(await root.evaluate((element) => element.answers.referrer.organisation), ANSWERS.referrer.organisation, "what is typed wins over what the page gives");

    // Gone and back: another form, empty but for what the page gives.
    await redraw({ shown: false });
    assert.equal(await page.locator("parcours-form").count(), 0);
    await redraw({ shown: true });
    await whenReady(page);
    await person.heading(first);
    assert.deepEqual(await root.evaluate((element) => element.answers.referrer ?? {}), {});
    visit.assertQuiet();
    await visit.close();
  });
}

test("P-06 A-33: what Vue keeps alive apart has left the page: it comes back empty [cli-60508]", { timeout: 60_000 }, async () => {
  const prepare = await serve("vue_app.mjs", readmePolicy());
  const visit = await visitHost(browser, `${receiver.origin}/framework/`, form, { prepare });
  const { page, root, person } = visit;
  const [first, second] = titles(form);
  await person.button(PAGE.fr.next).click();
  await person.heading(second);
  await person.section(steps(form)[1], ANSWERS);
  await page.evaluate(() => globalThis.redraw({ other: true }));
  await page.getByText("Rien ici").waitFor();
  await page.evaluate(() => globalThis.redraw({ other: false }));
  await whenReady(page);
  await person.heading(first);
  assert.ok(!(await root.evaluate((element) => JSON.stringify(element.answers))).includes(ANSWERS.referrer.last_name));
  visit.assertQuiet();
  await visit.close();
});
