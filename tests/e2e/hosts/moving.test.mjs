// The element in the hands of what redraws pages: what is typed survives every move within one task. Beyond a task it has
// left the page, and nothing of the answers is kept (P-06).

import assert from "node:assert/strict";
import { test } from "node:test";
import { whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { definition } from "../harness/receiver.mjs";
import { ANSWERS, PAGE, referral, steps } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";
import { assertTyped, titles, visitHost } from "./at_work.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

const MOVES = ["move", "wrap", "again", "fragment", "attributes", "blink", "redraw"];

/** The second page, filled. */
async function filled() {
  const visit = await visitHost(browser, `${receiver.origin}/hosts/moving/`, form);
  const { page, person } = visit;
  const [first, second, third] = titles(form);
  await person.heading(first);
  await person.button(PAGE.fr.next).click();
  await person.heading(second);
  await person.section(steps(form)[1], ANSWERS);
  const told = await page.evaluate(() => {
    globalThis.told = [];
    for (const name of ["ready", "error"]) document.addEventListener(`parcours-${name}`, ({ detail }) => globalThis.told.push(name, detail.code ?? ""));
  });
  return { ...visit, told, first, second, third, act: (name) => page.locator(`[data-act=${name}]`).click() };
}

test("A-33: moved, wrapped, inserted again and taken away for a moment, the element keeps what is typed [cli-60508]", { timeout: 120_000 }, async () => {
  const { page, root, person, act, second, third, ...visit } = await filled();
  for (const move of [...MOVES, ...MOVES]) {
    await act(move);
    await person.heading(second);
    await assertTyped(root, move);
  }
  assert.deepEqual(await page.evaluate(() => globalThis.told), [], "the form was neither drawn again nor lost");
  await person.button(PAGE.fr.next).click();
  await person.heading(third);
  assert.equal(await root.evaluate((element) => element.answers.referrer.last_name), ANSWERS.referrer.last_name);
  visit.assertQuiet();
  await visit.close();
});

test("A-33: what is being typed when the page moves it is kept too [cli-60508]", { timeout: 60_000 }, async () => {
  const { page, root, person, third, ...visit } = await filled();
  const name = root.getByRole("textbox", { name: "Prénom", exact: true });
  await name.fill("");
  await name.pressSequentially("Marie");
  // Nothing told the field that it was left.
  await page.evaluate(() => document.querySelector("#other").append(document.querySelector("parcours-form")));
  await name.press("End");
  await name.pressSequentially("-Lou");
  await person.button(PAGE.fr.next).click();
  await person.heading(third);
  assert.equal(await root.evaluate((element) => element.answers.referrer.first_name), "Marie-Lou");
  await visit.close();
});

test("A-33: moved without being taken away, it keeps its focus as well [cli-60508]", { timeout: 60_000 }, async (t) => {
  const { page, root, ...visit } = await filled();
  if (!(await page.evaluate(() => "moveBefore" in Element.prototype))) return t.skip("this browser has no moveBefore");
  await root.getByRole("textbox", { name: "Prénom", exact: true }).focus();
  await page.evaluate(() => document.querySelector("#other").moveBefore(document.querySelector("parcours-form"), null));
  assert.equal(await root.evaluate(({ shadowRoot }) => shadowRoot.activeElement?.value), ANSWERS.referrer.first_name);
  await assertTyped(root, "moveBefore");
  await visit.close();
});

test("P-06 A-33: away for longer, it comes back empty, and works [cli-60508]", { timeout: 60_000 }, async () => {
  const { page, root, person, act, first, second, ...visit } = await filled();
  await act("later");
  await person.heading(first);
  await whenReady(page);
  assert.ok(!(await root.evaluate((element) => JSON.stringify(element.answers))).includes(ANSWERS.referrer.last_name));
  assert.deepEqual(await page.evaluate(() => globalThis.told), ["ready", ""]);
  await person.button(PAGE.fr.next).click();
  await person.heading(second);
  assert.equal(await root.getByRole("textbox").count(), 0, "who asks is not answered yet");
  visit.assertQuiet();
  await visit.close();
});

test("P-06 A-33: a copy is a form of its own, without the answers [cli-60508]", { timeout: 60_000 }, async () => {
  const { page, root, person, act, first, second, third, ...visit } = await filled();
  await act("clone");
  const copy = await whenReady(page, 1);
  const other = referral({ page, root: copy, form, language: "fr", hands: mouse(page) });
  await other.heading(first);
  assert.ok(!(await copy.evaluate((element) => JSON.stringify(element.answers))).includes(ANSWERS.referrer.last_name));
  await other.button(PAGE.fr.next).click();
  await other.heading(second);
  const here = referral({ page, root: page.locator("parcours-form").first(), form, language: "fr", hands: mouse(page) });
  await assertTyped(page.locator("parcours-form").first(), "the first one");
  await here.button(PAGE.fr.next).click();
  await here.heading(third);
  visit.assertQuiet();
  await visit.close();
});
