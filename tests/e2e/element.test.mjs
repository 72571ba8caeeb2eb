// What a portal team can do with the element: its own transport, headers, events, title and history.

import assert from "node:assert/strict";
import { test } from "node:test";
import { focused, open, whenReady } from "./harness/browser.mjs";
import { mouse } from "./harness/hands.mjs";
import { words } from "./harness/oracle.mjs";
import { definition } from "./harness/receiver.mjs";
import { ANSWERS, PAGE, referral, steps } from "./harness/referral.mjs";
import { stage } from "./harness/stage.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

/** Events of the element, as the document hears them. */
const hear = (page) =>
  page.evaluate(() => {
    globalThis.told = [];
    for (const name of ["ready", "change", "step", "invalid", "submit", "submitted", "error"]) {
      document.addEventListener(`parcours-${name}`, (event) => globalThis.told.push({ name, detail: event.detail }));
    }
  });

test("a host page takes the sending over, or sends in its own way", { timeout: 120_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/referral/`);
  const { page, seen } = visit;
  const root = await whenReady(page);
  await hear(page);
  const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
  await person.fill(ANSWERS);
  const before = await page.evaluate(() => JSON.stringify(globalThis.told));
  assert.ok(!before.includes("Tremblay") && !before.includes("Érables"), "no answer in an event");
  assert.ok(before.includes('"name":"change"') && before.includes('"name":"step"'));

  await page.evaluate(() => document.addEventListener("parcours-submit", (event) => event.preventDefault(), { once: true }));
  await person.button(PAGE.fr.send).click();
  await page.waitForFunction(() => globalThis.told.some(({ name }) => name === "submit"));
  const envelope = await page.evaluate(() => globalThis.told.find(({ name }) => name === "submit").detail.envelope);
  assert.equal(envelope.answers.person.last_name_birth, "Tremblay");
  await person.heading(PAGE.fr.review);

  await page.evaluate(() => {
    globalThis.calls = [];
    const replies = [{ errors: [{ pointer: "#/nowhere", code: "odd", detail: "Dossier en double." }] }, {}, { reference: "H-7" }];
    document.querySelector("parcours-form").send = async (envelope, { key, signal }) => {
      globalThis.calls.push({ id: envelope.id, key, aborted: signal.aborted });
      return replies.shift();
    };
  });
  await person.button(PAGE.fr.send).click();
  await root.getByText("Dossier en double.").waitFor();
  await person.button(PAGE.fr.send).click();
  await root.getByRole("alert").waitFor();
  const again = person.button(PAGE.fr.again);
  await ((await again.count()) > 0 ? again : person.button(PAGE.fr.send)).click();
  await root.getByText("H-7").waitFor();
  const calls = await page.evaluate(() => globalThis.calls);
  assert.deepEqual(calls, Array(3).fill({ id: envelope.id, key: envelope.id, aborted: false }));
  const submitted = await page.evaluate(() => globalThis.told.find(({ name }) => name === "submitted").detail);
  assert.deepEqual(submitted, { form: { id: form.id, version: form.version }, id: envelope.id, reference: "H-7" });
  assert.equal(seen.requests.filter((request) => request.method === "POST").length, 0, "the kit itself sent nothing");
  visit.assertQuiet();
  await visit.close();
});

test("headers are added and fetch replaced, set before the element exists", { timeout: 120_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/`);
  const { page } = visit;
  await page.evaluate(async () => {
    const element = document.createElement("parcours-form");
    element.headers = () => ({ "X-CSRF-Token": "t-1", "Idempotency-Key": "mine", "Content-Type": "text/plain" });
    element.fetch = (request) => {
      globalThis.sent = { headers: [...request.headers], mode: request.redirect, cache: request.cache, credentials: request.credentials, referrer: request.referrerPolicy };
      return fetch(request);
    };
    element.answers = { person: { last_name_birth: "Prévu" }, consent: [{ decision: "agrees" }] };
    for (const [name, value] of [["src", "/schemas/forms/cli-60508/form.json"], ["action", "/api/referrals"], ["lang", "fr"]]) element.setAttribute(name, value);
    document.querySelector("main").append(element);
    await import("/parcours/parcours.js");
  });
  const root = await whenReady(page);
  assert.equal(await root.evaluate((element) => element.answers.person.last_name_birth), "Prévu");
  assert.equal(await root.evaluate((element) => element.answers.consent), undefined, "nobody agrees in advance");
  const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
  await person.fill(ANSWERS);
  await person.send();
  await person.reference();
  const sent = await page.evaluate(() => globalThis.sent);
  const headers = Object.fromEntries(sent.headers);
  assert.equal(headers["x-csrf-token"], "t-1");
  assert.equal(headers["content-type"], "application/json");
  assert.match(headers["idempotency-key"], /^[0-9a-f-]{36}$/);
  assert.deepEqual([sent.mode, sent.cache, sent.credentials, sent.referrer], ["error", "no-store", "same-origin", "no-referrer"]);
  await visit.close();
});

test("what is typed or ticked stays, though the host page speaks before the form has heard of it", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/access-refusal/`);
  const { page } = visit;
  const root = await whenReady(page);
  await page.evaluate(() => {
    const element = document.querySelector("parcours-form");
    // Before the form, which looks at its whole page again.
    for (const name of ["beforeinput", "input", "click", "change"]) addEventListener(name, () => (element.answers = {}), true);
  });
  await root.locator("[part~=primary]").click();
  const field = root.locator("input[type=text]:visible").first();
  for (const text of ["Tremblay", "Lachance"]) {
    await field.fill(text);
    assert.equal(await field.inputValue(), text);
    assert.ok((await page.evaluate(() => JSON.stringify(document.querySelector("parcours-form").answers))).includes(text));
  }
  const boxes = root.locator("input:is([type=radio], [type=checkbox]):visible");
  assert.ok((await boxes.count()) > 0, "something to tick");
  await boxes.first().check();
  assert.ok(await boxes.first().isChecked());
  visit.assertQuiet();
  await visit.close();
});

test("A-17: with history, Back and Forward find the step again; the title says it and is given back [cli-60508]", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/`);
  const { page } = visit;
  const title = await page.title();
  await page.evaluate(async () => {
    await import("/parcours/parcours.js");
    const element = document.createElement("parcours-form");
    for (const [name, value] of [["src", "/schemas/forms/cli-60508/form.json"], ["lang", "fr"], ["history", "push"], ["manage-title", ""]]) element.setAttribute(name, value);
    document.querySelector("main").append(element);
  });
  const root = await whenReady(page);
  const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
  const address = page.url();
  await person.heading(words(form.sections[0].title, "fr"));
  await person.section(form.sections[0], ANSWERS);
  await person.button(PAGE.fr.next).click();
  await person.heading(words(steps(form)[1].title, "fr"));
  assert.match(await page.title(), /^Étape 2 sur \d+/);
  assert.ok(!(await page.title()).includes(words(form.title, "fr")), "a sensitive form never says its topic");
  await page.goBack();
  await person.heading(words(form.sections[0].title, "fr"));
  assert.equal((await focused(page)).id, "heading");
  await page.goForward();
  await person.heading(words(steps(form)[1].title, "fr"));
  assert.equal(page.url(), address);
  const state = await page.evaluate(() => JSON.stringify(history.state));
  assert.match(state, /^\{"parcours":\{"\d+":"2"\}\}$/);
  await root.evaluate((element) => element.remove());
  await page.waitForFunction((title) => document.title === title, title);
  visit.assertQuiet();
  await visit.close();
});

/** An element made on the page, with that source, once the loader is there. */
async function putForm(page, attributes) {
  await page.evaluate(async (attributes) => {
    await import("/parcours/parcours.js");
    globalThis.faults = [];
    document.addEventListener("parcours-error", ({ detail }) => globalThis.faults.push(detail.code));
    const element = document.createElement("parcours-form");
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.querySelector("main").append(element);
  }, attributes);
}

test("A-21: the interface speaks the language of the form, whatever that of the page [cli-60508]", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/`);
  const { page, seen } = visit;
  await putForm(page, { src: "/schemas/forms/cli-60508/form.en.json", lang: "fr" });
  let root = await whenReady(page);
  await root.getByRole("button", { name: PAGE.en.next, exact: true }).waitFor();
  assert.equal(await root.getByRole("button", { name: PAGE.en.switch }).count(), 0, "no other language is offered where there is none");
  await root.evaluate((element) => element.remove());

  // Both languages in one file: the words of the other one are fetched when it is asked for, the form is not again.
  await putForm(page, { src: "/schemas/forms/cli-60508/form.json", lang: "fr" });
  root = await whenReady(page);
  await root.getByRole("button", { name: PAGE.fr.next, exact: true }).waitFor();
  await root.locator("#language").click();
  await root.getByRole("button", { name: PAGE.en.next, exact: true }).waitFor();
  const fetched = seen.requests.map(({ url }) => url.split("/").at(-1)).filter((name) => /^(words|form)\b/.test(name));
  assert.deepEqual(fetched.sort(), ["form.en.json", "form.json", "words.en.txt", "words.fr.txt"]);
  visit.assertQuiet();
  await visit.close();
});

test("A-34: without its words, or with those of another version, no form stands there half mute [cli-60508]", { timeout: 60_000 }, async () => {
  for (const body of [null, "12\nOui\nNon"]) {
    const visit = await open(browser, `${receiver.origin}/`, { expectMessages: true });
    const { page } = visit;
    await page.route("**/words.fr.txt", (route) => (body === null ? route.abort() : route.fulfill({ body })));
    await putForm(page, { src: "/schemas/forms/cli-60508/form.{lang}.json", lang: "fr" });
    await page.getByText("Le formulaire ne peut pas s’afficher.").waitFor();
    assert.deepEqual(await page.evaluate(() => globalThis.faults), ["kit"]);
    // A later try finds them.
    await page.unroute("**/words.fr.txt");
    await page.locator("parcours-form").evaluate((element) => element.remove());
    await putForm(page, { src: "/schemas/forms/cli-60508/form.{lang}.json", lang: "fr" });
    await whenReady(page);
    await visit.close();
  }
});

test("the module is taken from a server that gives it another type, and not at all from one that has none", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/`, { expectMessages: true });
  const { page } = visit;
  const module = "**/parcours_embed_bg.wasm";
  await page.route(module, (route) => route.fulfill({ status: 404, body: "" }));
  await putForm(page, { src: "/schemas/forms/cli-60508/form.{lang}.json", lang: "fr" });
  await page.getByText("Le formulaire ne peut pas s’afficher.").waitFor();
  assert.deepEqual(await page.evaluate(() => globalThis.faults), ["kit"]);
  await page.unroute(module);

  await page.route(module, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-type": "application/octet-stream" } });
  });
  await page.locator("parcours-form").evaluate((element) => element.remove());
  await putForm(page, { src: "/schemas/forms/cli-60508/form.{lang}.json", lang: "fr" });
  await whenReady(page);
  await visit.close();
});
