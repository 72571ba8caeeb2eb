// The page stands there before the module. When the module arrives, nothing of what was done meanwhile is lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { words } from "../harness/oracle.mjs";
import { definition } from "../harness/receiver.mjs";
import { ANSWERS, PAGE, referral } from "../harness/referral.mjs";
import { scriptless } from "../harness/scriptless.mjs";
import { stage } from "../harness/stage.mjs";

let receiver, browser, form, support;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
  support = await definition(receiver.origin, "home-support");
});

const isPlain = (root) => root.evaluate((element) => element.shadowRoot?.querySelector("form[method]") !== null);

/** Holds the module back until it is let go. */
async function held(page) {
  let release;
  const gate = new Promise((done) => (release = done));
  await page.route("**/parcours_embed_bg.wasm", async (route) => {
    await gate;
    await route.continue();
  });
  return release;
}

async function taken(root) {
  for (let wait = 0; wait < 200 && (await isPlain(root)); wait += 1) await new Promise((done) => setTimeout(done, 50));
  assert.ok(!(await isPlain(root)), "the module took the page over");
}

/** A page of the referral with texts to type in, as the receiver drew it. */
async function atPerson(prepare) {
  const visit = await open(browser, `${receiver.origin}/referral/`, { prepare: (page) => page.route("**/parcours.js", (route) => route.abort()), expectMessages: true });
  const root = visit.page.locator("parcours-form");
  const person = scriptless({ page: visit.page, root, form });
  await person.fillUntil(form.sections.find(({ id }) => id === "referrer").title.fr, ANSWERS);
  await person.fillPage(ANSWERS);
  await person.next();
  await person.fillPage(ANSWERS);
  const release = await prepare(visit.page);
  await visit.page.unroute("**/parcours.js");
  await person.next();
  assert.equal(await person.heading(), form.sections.find(({ id }) => id === "request").title.fr);
  return { ...visit, root, person, release };
}

test("what is typed without a pause while the module loads is all there, and so are the focus and the cursor", { timeout: 120_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/referral/`, { prepare: (page) => page.route("**/parcours.js", (route) => route.abort()), expectMessages: true });
  const { page } = visit;
  const root = page.locator("parcours-form");
  const person = scriptless({ page, root, form });
  await person.fillUntil(form.sections.find(({ id }) => id === "person").title.fr, ANSWERS);
  const client = await page.context().newCDPSession(page);
  await page.unroute("**/parcours.js");
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 60_000, uploadThroughput: 60_000 });
  // The same page again, this time with the kit on its way.
  await person.posted(() => root.locator("#language").click());
  await person.posted(() => root.locator("#language").click());
  assert.ok(await isPlain(root));
  const field = person.at("q-person-last_name_birth");
  await field.fill("");
  await field.focus();
  const letters = "Lévesque-Ångström d’Argenteuil ".repeat(6).trim();
  let before = 0;
  for (const letter of letters) {
    await page.keyboard.type(letter);
    if (await isPlain(root)) before += 1;
    else if (before > 0 && letters.length - before < 8) break;
    await new Promise((done) => setTimeout(done, 20));
  }
  await taken(root);
  await page.keyboard.type("!");
  const typed = await field.inputValue();
  assert.ok(letters.concat("!").startsWith(typed.slice(0, -1)) && typed.endsWith("!"), `« ${typed} »`);
  assert.ok(typed.length > before, "letters typed before and after are there");
  assert.ok(before > 3, `${before} letters were typed before the module came`);
  assert.equal(await person.focused(), "q-person-last_name_birth");
  await visit.close();
});

test("ticks, lists, dates and the page the person is on are taken over; the rest is filled and sent", { timeout: 120_000 }, async () => {
  const { page, root, person, release, close } = await atPerson(held);
  await person.fillPage(ANSWERS);
  await person.at("q-request-person_informed-0").focus();
  release();
  await taken(root);
  assert.equal(await person.heading(), form.sections.find(({ id }) => id === "request").title.fr);
  assert.ok(await person.at("q-request-person_informed-0").isChecked());
  assert.equal(await person.focused(), "q-request-person_informed-0");
  const hands = referral({ page, root, form, language: "fr", hands: mouse(page) });
  const rowsBefore = receiver.rows().length;
  const seen = new Set();
  for (let pages = 0; pages < 30; pages += 1) {
    const title = await person.heading();
    if (title === PAGE.fr.review) break;
    assert.ok(!seen.has(title), `${title}: ${await root.locator("#summary").allTextContents()}`);
    seen.add(title);
    const section = form.sections.find((section) => words(section.title, "fr") === title);
    assert.ok(section, `no section is named « ${title} »`);
    await hands.section(section, ANSWERS);
    await hands.button(PAGE.fr.next).click();
    await root.locator("#heading").filter({ hasNotText: title }).waitFor();
  }
  await hands.send();
  await hands.reference();
  assert.equal(receiver.rows().length, rowsBefore + 1);
  const envelope = JSON.parse(receiver.rows().at(-1).envelope);
  assert.equal(envelope.answers.referrer.signature, "Marie-Ève Lafontaine", "answers of pages without script are sent");
  await close();
});

test("errors shown without script are shown by the module too", { timeout: 60_000 }, async () => {
  const { root, person, release, close } = await atPerson(held);
  await person.next();
  assert.ok(await root.locator("#summary").isVisible());
  const said = await root.locator("#summary").textContent();
  release();
  await taken(root);
  assert.equal(await root.locator("#summary").textContent(), said);
  await close();
});

test("T-14 P-12: when the module is refused, slow or broken, the page goes on by itself", { timeout: 120_000 }, async () => {
  for (const [name, answer] of [["refused", (route) => route.abort()], ["broken", (route) => route.fulfill({ contentType: "application/wasm", body: "no" })]]) {
    const visit = await open(browser, `${receiver.origin}/home-support/`, { expectMessages: true, prepare: (page) => page.route("**/parcours_embed_bg.wasm", answer) });
    const root = visit.page.locator("parcours-form");
    const person = scriptless({ page: visit.page, root, form: support });
    const first = await person.heading();
    await new Promise((done) => setTimeout(done, 500));
    assert.ok(await isPlain(root), `${name}: the page stays`);
    assert.ok(!(await visit.page.locator("parcours-form > p").first().isVisible()), `${name}: only the form stands there`);
    await person.next();
    assert.ok((await person.heading()) !== first || (await root.locator("#summary").isVisible()), `${name}: it answers`);
    await visit.close();
  }
});
