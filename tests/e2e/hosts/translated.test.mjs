// A page that is translated by the browser while somebody fills it: every text is replaced under the kit's feet. The
// language is pretended (www/hosts/translated/translated.js): each word ends in « o ».

import assert from "node:assert/strict";
import { test } from "node:test";
import { definition } from "../harness/receiver.mjs";
import { ANSWERS, PAGE, steps } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";
import { assertTyped, titles, visitHost } from "./at_work.mjs";

const translate = (text) => text.replace(/\p{L}+/gu, "$&o");

/** The same form, and the same page, in the pretended language too. */
function pretended(value) {
  if (Array.isArray(value)) return value.map(pretended);
  if (!value || typeof value !== "object") return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, pretended(one)]));
  return typeof value.fr === "string" ? { ...inner, oo: translate(value.fr) } : inner;
}
PAGE.oo = Object.fromEntries(Object.entries(PAGE.fr).map(([name, said]) => [name, typeof said === "string" ? translate(said) : said]));

/** What the form must have; what is optional says so in the pretended language too, which the hands do not know. */
const REQUIRED = { referrer: { ...ANSWERS.referrer, email: undefined } };

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = pretended(await definition(receiver.origin));
});

test("T-09 A-33: translated as it is filled, the form works, and what is typed is left alone [cli-60508]", { timeout: 120_000 }, async () => {
  const visit = await visitHost(browser, `${receiver.origin}/hosts/translated/`, form, { language: "oo" });
  const { root, person } = visit;
  const [first, second, third] = titles(form, "oo");
  await person.heading(first);
  await person.button(PAGE.oo.next).click();
  await person.heading(second);
  await person.section(steps(form)[1], REQUIRED);
  await assertTyped(root, "translated");
  await person.button(PAGE.oo.next).click();
  await person.heading(third);
  assert.equal(await root.evaluate((element) => element.answers.referrer.last_name), ANSWERS.referrer.last_name);

  // Backwards, the first page comes as it was, and is translated again.
  await person.button(PAGE.oo.back).or(root.getByRole("link", { name: PAGE.oo.back })).click();
  await person.heading(second);
  await assertTyped(root, "after the way back");
  visit.assertQuiet();
  await visit.close();
});

test("T-09 A-33: after a translation the summary still says what is wrong now [cli-60508]", { timeout: 60_000 }, async () => {
  const visit = await visitHost(browser, `${receiver.origin}/hosts/translated/`, form, { language: "oo" });
  const { root, person } = visit;
  const [first, second] = titles(form, "oo");
  await person.heading(first);
  await person.button(PAGE.oo.next).click();
  await person.heading(second);
  await person.section(steps(form)[1], { referrer: { kind: "network_professional" } });
  await person.button(PAGE.oo.next).click();
  const summary = root.locator("#summary");
  await summary.getByText(translate("Inscrivez votre téléphone."), { exact: true }).waitFor();
  const under = root.locator("p.error").filter({ hasText: translate("Inscrivez votre téléphone.") });
  await under.waitFor();
  await root.getByRole("textbox", { name: translate("Téléphone") }).fill("12");
  await person.button(PAGE.oo.next).click();
  await summary.getByText("chiffreso").waitFor();
  // Under the field too, although its text node was taken out of the page.
  await root.locator("p.error").filter({ hasText: "chiffreso" }).waitFor();
  assert.equal(await under.count(), 0);
  await visit.close();
});
