// Somebody who fills the first two pages of CLI-60508 in a page that is not ours: enough to see that the form works there.

import assert from "node:assert/strict";
import { open, whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { words } from "../harness/oracle.mjs";
import { ANSWERS, PAGE, referral, steps } from "../harness/referral.mjs";

/** Opens a host page, and waits for its form. */
export async function visitHost(browser, url, form, { language = "fr", index = 0, ...more } = {}) {
  const visit = await open(browser, url, more);
  const root = await whenReady(visit.page, index);
  return { ...visit, root, person: referral({ page: visit.page, root, form, language, hands: mouse(visit.page) }) };
}

/** The names of the first three pages, in that language. */
export const titles = (form, language = "fr") => steps(form).slice(0, 3).map((section) => words(section.title, language));

/**
 * From the first page to the third: the second is left empty once, so that its mistakes are seen, then filled. `look` is
 * called with the name of each state.
 */
export async function firstPages({ root, person }, form, { language = "fr", look = async () => {} } = {}) {
  const [first, second, third] = titles(form, language);
  const { next } = PAGE[language];
  await person.heading(first);
  await look("first page");
  await person.button(next).click();
  await person.heading(second);
  await look("second page");
  await person.button(next).click();
  await root.locator("#summary").waitFor();
  await look("mistakes");
  await person.section(steps(form)[1], ANSWERS);
  await look("filled");
  await person.button(next).click();
  await person.heading(third);
}

/** What stands in the second page's fields is what was typed. */
export async function assertTyped(root, message) {
  const { first_name, last_name, organisation } = ANSWERS.referrer;
  const typed = await root.evaluate((element) => [...element.shadowRoot.querySelectorAll("input, textarea")].map((field) => field.value));
  for (const one of [first_name, last_name, organisation]) assert.ok(typed.includes(one), `${message}: « ${one} » is still there`);
}
