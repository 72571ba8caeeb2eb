// The main path in Firefox and in WebKit, on the real receiver: the whole referral filled by keyboard alone and sent, after
// what is missing was asked and corrected. Everything else is tested in Chromium.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ENGINES } from "../harness/engines.mjs";
import { keyboard } from "../harness/hands.mjs";
import { pageOf } from "../harness/locators.mjs";
import { missing, sectionShown, words } from "../harness/oracle.mjs";
import { definition, startReceiver } from "../harness/receiver.mjs";
import { ANSWERS, PAGE, plain, referral } from "../harness/referral.mjs";

let receiver, form;
before(async () => {
  receiver = await startReceiver();
  form = await definition(receiver.origin);
});
after(() => receiver?.stop());

const starts = { fr: "/referral/", en: "/en/referral/" };

for (const [name, start] of Object.entries(ENGINES)) {
  test(`the main path in ${name}`, { timeout: 300_000 }, async (engine) => {
    const session = await start();
    engine.after(() => session.end());
    const page = pageOf(session);
    await session.command("resize", { width: 1280, height: 1024 });
    for (const language of ["fr", "en"]) {
      await engine.test(`A-04 A-06 A-17 P-02 P-12: by keyboard, ${language} [cli-60508]`, () => walk(page, language));
    }
  });
}

/** Waits for the module: until then a page that works without script stands there. */
async function takenOver(page) {
  for (let wait = 0; wait < 200; wait += 1) {
    const there = await page.evaluate(() => {
      const root = document.querySelector("parcours-form").shadowRoot;
      return Boolean(root?.getElementById("heading")) && !root.querySelector("form[method]");
    });
    if (there) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail("the module never took the page over");
}

async function walk(page, language) {
  const said = PAGE[language];
  const answers = plain(ANSWERS);
  const rowsBefore = receiver.rows().length;
  await page.goto(`${receiver.origin}${starts[language]}`);
  await takenOver(page);
  await page.evaluate(listen);
  const root = page.locator("parcours-form");
  const hands = keyboard(page);
  const person = referral({ page, root, form, language, hands });

  let corrected = false;
  for (const section of form.sections.filter((section) => sectionShown(form, section, answers))) {
    await person.heading(words(section.title, language));
    if (!corrected && missing(form, section, {}, language).length > 0) {
      await asksForWhatIsMissing({ page, root, hands, person, section, language });
      corrected = true;
    }
    await person.section(section, ANSWERS);
    await hands.press(person.button(said.next));
  }
  assert.ok(corrected, "a section requires something");
  await person.heading(said.review);
  await person.send();
  const reference = await person.reference();
  await landsOn(page, "heading", "the confirmation's heading has the focus");

  const rows = receiver.rows();
  assert.equal(rows.length, rowsBefore + 1, "one submission, one row");
  const envelope = JSON.parse(rows.find((row) => row.reference === reference).envelope);
  assert.equal(envelope.language, language);
  assert.deepEqual(envelope.form, { id: form.id, version: form.version, revision: form.revision });
  assertHolds(envelope.answers, answers, "answers");

  const { elsewhere, heard, styled } = await page.evaluate(observe);
  assert.deepEqual(elsewhere, [], "requests to another origin");
  assert.deepEqual(heard, [], "refused by the content policy, or thrown");
  assert.ok(styled > 0, "the form has its style sheet");
}

/** Nothing answered: the summary says what is missing, and leads there. */
async function asksForWhatIsMissing({ page, root, hands, person, section, language }) {
  await hands.press(person.button(PAGE[language].next));
  await landsOn(page, "summary", "the summary of what is missing has the focus");
  const entries = await root.evaluate((element) => [...element.shadowRoot.querySelectorAll("#summary li")].map((entry) => entry.textContent.trim()));
  const expected = missing(form, section, {}, language);
  assert.deepEqual(entries.map((entry, index) => (expected[index] === null ? null : entry)), expected);
  await hands.press(root.getByRole("link", { name: entries[0], exact: true }));
  await until(page, () => focusedControl(page), ({ described }) => described.includes(entries[0]), "the entry leads to its control, which says the same");
}

/** What was typed is stored; the form computes some answers more. */
function assertHolds(stored, typed, where) {
  if (typed === null || typeof typed !== "object") return assert.equal(stored, typed, where);
  assert.ok(stored && typeof stored === "object", `${where} is stored`);
  assert.ok(!Array.isArray(typed) || stored.length === typed.length, `${where} has as many rows`);
  for (const [key, value] of Object.entries(typed)) assertHolds(stored[key], value, `${where}.${key}`);
}

const landsOn = (page, id, what) => until(page, () => focusedControl(page), (now) => now.id === id, what);

/** Waits for what the form does once it has drawn. */
async function until(page, look, right, what) {
  let now;
  for (let wait = 0; wait < 60; wait += 1) {
    now = await look();
    if (right(now)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail(`${what}: ${JSON.stringify(now)}`);
}

function focusedControl(page) {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const ids = (active.getAttribute("aria-describedby") ?? active.closest("fieldset")?.getAttribute("aria-describedby") ?? "").split(" ");
    return { id: active.id, described: ids.map((id) => active.getRootNode().getElementById(id)?.textContent ?? "").join(" ") };
  });
}

/** Runs in the page: remembers what the policy refuses and what is thrown, from now on. */
function listen() {
  window.heard = [];
  addEventListener("securitypolicyviolation", (event) => window.heard.push(`${event.violatedDirective} ${event.blockedURI}`));
  addEventListener("error", (event) => window.heard.push(event.message));
  addEventListener("unhandledrejection", (event) => window.heard.push(String(event.reason)));
}

/** Runs in the page: what was asked of others, what was heard. */
function observe() {
  const asked = performance.getEntriesByType("resource").map((entry) => entry.name);
  return {
    elsewhere: asked.filter((address) => !address.startsWith(location.origin)),
    heard: window.heard,
    styled: document.querySelector("parcours-form").shadowRoot.adoptedStyleSheets[0]?.cssRules.length ?? 0,
  };
}
