// Without any script: the whole referral, page after page, on the real receiver.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { NARROW, WIDE, assertNoSidewaysScroll, open } from "../harness/browser.mjs";
import { definition } from "../harness/receiver.mjs";
import { ANSWERS, PAGE, plain } from "../harness/referral.mjs";
import { screenshot } from "../harness/screenshot.mjs";
import { scriptless } from "../harness/scriptless.mjs";
import { stage } from "../harness/stage.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

const STARTS = { fr: "/referral/", en: "/en/referral/" };
const SUMMARY = { fr: /erreurs? à corriger/, en: /errors? to fix/ };

/** Without JavaScript; or with it, the kit's own script refused, so that tools can judge the page. */
async function visit(language, { viewport = WIDE, judged = false } = {}) {
  const refuse = (page) => page.route("**/parcours.js", (route) => route.abort());
  const how = judged ? { prepare: refuse, expectMessages: true } : { javaScriptEnabled: false };
  const opened = await open(browser, `${receiver.origin}${STARTS[language]}`, { language, viewport, ...how });
  const root = opened.page.locator("parcours-form");
  return { ...opened, root, person: scriptless({ page: opened.page, root, form }) };
}

for (const [language, viewport, judged] of [["fr", WIDE, false], ["en", NARROW, true]]) {
  test(`A-34: a referral is filled, corrected, changed and sent without ${judged ? "the kit" : "script"}, ${language} [cli-60508]`, { timeout: 240_000 }, async () => {
    const { page, root, person, close } = await visit(language, { viewport, judged });
    const assertJudged = (where) => (judged ? assertAccessible(page, `${where}, without script`) : undefined);
    const rowsBefore = receiver.rows().length;

    // Something to correct: it is said first, has the focus, and each line leads to its question.
    await person.fillUntil(form.sections.find(({ id }) => id === "person").title[language], ANSWERS);
    const withoutName = structuredClone(ANSWERS);
    delete withoutName.person.last_name_birth;
    await person.fillPage(withoutName);
    await person.next();
    const summary = root.locator("#summary");
    assert.match(await summary.textContent(), SUMMARY[language]);
    assert.equal(await person.focused(), "summary");
    assert.match(await page.title(), language === "fr" ? /^Erreur/ : /^Error/);
    assert.equal(await person.at("q-person-first_name").inputValue(), "Édouard", "what was typed stays");
    await assertJudged("errors");
    await assertNoSidewaysScroll(page, `errors without script ${language}`);
    await screenshot(page, "60-plain-errors", language);
    await person.posted(() => summary.getByRole("button").first().click());
    assert.equal(await person.focused(), "q-person-last_name_birth");

    await person.fillUntil(PAGE[language].review, ANSWERS);
    await assertJudged("review");
    await screenshot(page, "61-plain-review", language);
    const text = await root.evaluate((element) => element.shadowRoot.textContent);
    assert.ok(text.includes("Être rappelé cette semaine.") && text.includes("Tremblay"));
    assert.equal(new URL(page.url()).search, "", "no answer in the address");

    // One answer is changed, and the page comes back to the review.
    await person.posted(() => root.locator('button[value="edit /expectations"]').first().click());
    assert.equal(await person.focused(), "q-expectations");
    await person.at("q-expectations").fill("Être rappelé demain.");
    await person.next();
    assert.equal(await person.heading(), PAGE[language].review);

    await person.next();
    assert.equal(await person.heading(), PAGE[language].received);
    const [reference] = /P-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await root.evaluate((element) => element.shadowRoot.textContent));
    await screenshot(page, "62-plain-received", language);
    await assertJudged("received");

    // The last page loaded again, which sends it again: the same request, stored once.
    await page.reload();
    assert.ok((await root.evaluate((element) => element.shadowRoot.textContent)).includes(reference));
    const rows = receiver.rows();
    assert.equal(rows.length, rowsBefore + 1);
    const envelope = JSON.parse(rows.at(-1).envelope);
    assert.equal(rows.at(-1).reference, reference);
    const expected = { ...plain(ANSWERS), expectations: "Être rappelé demain." };
    for (const [section, answers] of Object.entries(expected)) {
      if (typeof answers !== "object" || Array.isArray(answers)) continue;
      for (const [question, value] of Object.entries(answers)) assert.deepEqual(envelope.answers[section][question], value, `${section}.${question}`);
    }
    assert.equal(envelope.answers.expectations, expected.expectations);
    assert.equal(envelope.language, language);
    await close();
  });
}

test("A-21: the other language keeps the page and what was typed, without script [cli-60508]", async () => {
  const { root, person, page, close } = await visit("fr");
  await person.fillUntil(form.sections.find(({ id }) => id === "person").title.fr, ANSWERS);
  await person.at("q-person-first_name").fill("Zoé");
  await person.posted(() => root.locator("#language").click());
  assert.equal(await person.heading(), form.sections.find(({ id }) => id === "person").title.en);
  assert.equal(await person.at("q-person-first_name").inputValue(), "Zoé");
  assert.equal(await page.locator("parcours-form").getAttribute("lang"), "en");
  await close();
});

test("A-06: the Enter key in a field goes on, and presses nothing else [cli-60508]", async () => {
  const { person, close } = await visit("fr");
  const [referrer, request] = ["referrer", "request"].map((id) => form.sections.find((section) => section.id === id).title.fr);
  await person.fillUntil(referrer, ANSWERS);
  // What the first answer makes necessary comes on the same page.
  await person.fillPage(ANSWERS);
  await person.next();
  assert.equal(await person.heading(), referrer);
  await person.fillPage(ANSWERS);
  await person.posted(() => person.at("q-referrer-first_name").press("Enter"));
  assert.equal(await person.heading(), request);
  await close();
});

test("a file is chosen, kept from page to page, and refused with words when it is not of the type", async () => {
  const { person, root, close } = await visit("fr");
  const place = form.sections.flatMap((section) => section.questions.map((question) => [section, question])).find(([, question]) => question.questions?.some(({ kind }) => kind === "attachment"));
  assert.ok(place, "the form takes files");
  const [section, group] = place;
  const title = section.title.fr;
  await person.fillUntil(title, ANSWERS);
  const id = person.idOf(`${section.id}.${group.id}`);
  const direct = group.root ? person.idOf(group.id) : id;
  const base = (await person.at(`${id}-add`).count()) > 0 ? id : direct;
  await person.posted(() => person.at(`${base}-add`).click());
  const input = root.locator("input[type=file]").first();
  await input.setInputFiles({ name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("bonjour") });
  await person.next();
  assert.equal(await person.heading(), title, "the page says what is wrong with the file");
  assert.match(await root.evaluate((element) => element.shadowRoot.textContent), /PDF/);
  await root.locator("input[type=file]").first().setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]) });
  await person.posted(() => root.locator("#language").click());
  assert.match(await root.evaluate((element) => element.shadowRoot.textContent), /photo\.png/);
  await close();
});

test("T-06: what another site posts is not looked at; a page that is no form is answered with words", async () => {
  const typed = "INTRUS-7319";
  const page = new URLSearchParams({ "q-notice-danger_now-choice": "q-notice-danger_now-0", "~kept": `{"form":["cli-60508","${form.version}"],"language":"fr","opened":"","ms":0,"random":"","journey":{"answers":{"person":{"first_name":"${typed}"}},"page":"5","passed":[0,1,2,3,4]}}` });
  const post = (headers) => fetch(`${receiver.origin}/referral/`, { method: "POST", headers, body: page });
  const own = await (await post({ "sec-fetch-site": "same-origin" })).text();
  assert.ok(own.includes(typed), "the page's own post is looked at");
  const other = await post({ "sec-fetch-site": "cross-site" });
  assert.equal(other.status, 200);
  assert.ok(!(await other.text()).includes(typed));
  const odd = await fetch(`${receiver.origin}/referral/`, { method: "POST", headers: { "content-type": "text/plain" }, body: "?" });
  assert.equal(odd.status, 415);
  assert.match((await odd.json()).detail, /Revenez à la page/);
  const nothing = await fetch(`${receiver.origin}/`, { method: "POST", body: page });
  assert.equal(nothing.status, 405);
});

test("the receiver has pages of its own, for portals on other servers", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${receiver.origin}/api/plain/cli-60508?lang=en`);
  const root = page.locator("parcours-form");
  assert.equal(await page.locator("html").getAttribute("lang"), "en-CA");
  assert.ok(await root.locator("#heading").isVisible());
  const person = scriptless({ page, root, form });
  const first = await person.heading();
  await person.fillPage(ANSWERS);
  await person.next();
  assert.notEqual(await person.heading(), first);
  assert.match(await root.locator("#heading").evaluate((node) => getComputedStyle(node).fontWeight), /700/, "its style sheet is there");
  await context.close();
});
