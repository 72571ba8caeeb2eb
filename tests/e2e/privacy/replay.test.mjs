// The same request again, from wherever: replayed, raced, from two tabs, from a copy changed on the way. One request is stored
// once; what was changed is refused; two people's requests never mix.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { definition } from "../harness/receiver.mjs";
import { ANSWERS, referral } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

/** A request sent from the page: what left it, and its reference. */
async function sent(answers = ANSWERS) {
  const visit = await open(browser, `${receiver.origin}/referral/`);
  const root = await whenReady(visit.page);
  const person = referral({ page: visit.page, root, form, language: "fr", hands: mouse(visit.page) });
  const taken = visit.page.waitForRequest("**/api/referrals", { timeout: 200_000 });
  await person.fill(answers);
  await person.send();
  const reference = await person.reference();
  const request = await taken;
  return { ...visit, reference, body: request.postData(), headers: await request.allHeaders() };
}

const again = (body, key) =>
  fetch(`${receiver.origin}/api/referrals`, { method: "POST", headers: { "content-type": "application/json", accept: "application/json", "idempotency-key": key }, body }).then(async (answer) => ({ status: answer.status, reply: await answer.json() }));

test("T-12 P-08: a request replayed, ten times at once, from the page or without it, is the same request", { timeout: 180_000 }, async () => {
  const { page, reference, body, headers, close } = await sent();
  const rows = receiver.rows().length;
  const key = headers["idempotency-key"];
  assert.equal(JSON.parse(body).id, key);
  const replies = await Promise.all(Array.from({ length: 10 }, () => again(body, key)));
  for (const { status, reply } of replies) {
    assert.ok([200, 201].includes(status), String(status));
    assert.equal(reply.reference, reference);
  }
  const inPage = await page.evaluate(async ({ body, key }) => {
    const answer = await fetch("/api/referrals", { method: "POST", headers: { "content-type": "application/json", "idempotency-key": key }, body });
    return (await answer.json()).reference;
  }, { body, key });
  assert.equal(inPage, reference);
  assert.equal(receiver.rows().length, rows, "nothing more is stored");
  await close();
});

test("T-12: a copy changed on the way, under the same key, is refused and changes nothing", { timeout: 180_000 }, async () => {
  const { reference, body, headers, close } = await sent();
  const stored = receiver.rows().find((row) => row.reference === reference).envelope;
  const key = headers["idempotency-key"];
  const changes = [
    (envelope) => (envelope.answers.person.first_name = "Autre"),
    (envelope) => (envelope.answers.expectations = "Autre attente"),
    (envelope) => (envelope.language = "en"),
    (envelope) => (envelope.filled_by = { kind: "family" }),
    (envelope) => (envelope.form.version = "0.0.1"),
    (envelope) => (envelope.id = "0192b8a0-0000-7000-8000-0000000000b1"),
    (envelope) => (envelope.extra = 1),
    (envelope) => delete envelope.answers,
  ];
  for (const change of changes) {
    const envelope = JSON.parse(body);
    change(envelope);
    const { status, reply } = await again(JSON.stringify(envelope), key);
    assert.ok(status >= 400 && status < 500, `${change}: ${status} ${JSON.stringify(reply)}`);
    assert.equal(reply.reference, undefined);
  }
  assert.equal(receiver.rows().find((row) => row.reference === reference).envelope, stored, "what was stored stays");
  // Under a key of its own, somebody else's request is judged as any other.
  const envelope = { ...JSON.parse(body), id: "0192b8a0-0000-7000-8000-0000000000b2" };
  envelope.form = { ...envelope.form, version: "0.0.1" };
  const { status } = await again(JSON.stringify(envelope), envelope.id);
  assert.ok(status >= 400, "a version the receiver does not have");
  await close();
});

test("T-12: two tabs send two requests, each its own answers", { timeout: 240_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/referral/`);
  const { context } = visit;
  const rows = receiver.rows().length;
  const other = await context.newPage();
  other.setDefaultTimeout(20_000);
  await other.goto(`${receiver.origin}/referral/`);
  const tabs = [[visit.page, "Qzkpremier"], [other, "Qzkdeuxième"]];
  const references = [];
  const people = [];
  for (const [page, word] of tabs) {
    await page.bringToFront();
    const root = await whenReady(page);
    const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
    await person.fill({ ...ANSWERS, expectations: word });
    people.push(person);
  }
  // What one tab holds is unknown to the other.
  for (const [index, [page]] of tabs.entries()) {
    const text = await page.evaluate(() => document.querySelector("parcours-form").shadowRoot.textContent);
    assert.ok(text.includes(tabs[index][1]) && !text.includes(tabs[1 - index][1]));
  }
  for (const [index, [page]] of tabs.entries()) {
    await page.bringToFront();
    await people[index].send();
    references.push(await people[index].reference());
  }
  assert.notEqual(references[0], references[1]);
  const stored = receiver.rows();
  assert.equal(stored.length, rows + 2);
  for (const [index, reference] of references.entries()) {
    const { envelope } = stored.find((row) => row.reference === reference);
    assert.ok(envelope.includes(tabs[index][1]) && !envelope.includes(tabs[1 - index][1]));
  }
  await visit.close();
});

test("T-12: a tab made by duplicating another starts empty", { timeout: 120_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/referral/`);
  const { page } = visit;
  const root = await whenReady(page);
  const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
  for (const section of form.sections.filter(({ id }) => ["notice", "referrer"].includes(id))) {
    await person.section(section, ANSWERS);
    await person.button("Continuer").click();
  }
  const [copy] = await Promise.all([visit.context.waitForEvent("page"), page.evaluate(() => void window.open(location.href))]);
  await copy.waitForLoadState();
  const second = await whenReady(copy);
  assert.deepEqual(Object.keys(await second.evaluate((element) => element.answers)), ["notice"], "only what the form computes");
  assert.ok(JSON.stringify(await root.evaluate((element) => element.answers)).includes("Lafontaine"), "the first keeps its own");
  await visit.close();
});
