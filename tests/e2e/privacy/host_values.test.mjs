// What comes from the host page or from a server is words at most: attributes, answers in advance, the whole query of an
// address, replies of every shape.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { words } from "../harness/oracle.mjs";
import { definition } from "../harness/receiver.mjs";
import { ANSWERS, PAGE, referral } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";
import { PAYLOADS, strangers, trap } from "./payloads.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

/** A page watched by the trap; `assertWordsOnly` says nothing was read as markup, run, or asked of anyone else. */
async function visit(path, more = {}) {
  let sprung;
  const seen = await open(browser, "about:blank", { expectMessages: true, prepare: async (page) => (sprung = await trap(page)), ...more });
  await seen.page.goto(`${receiver.origin}${path}`);
  return {
    ...seen,
    async assertWordsOnly(when) {
      assert.deepEqual(await strangers(seen.page), [], `strangers, ${when}`);
      assert.deepEqual(sprung, [], `sprung, ${when}`);
      assert.deepEqual(seen.seen.requests.map(({ url }) => url).filter((url) => !url.startsWith(receiver.origin) && !url.startsWith("about:")), [], `requests, ${when}`);
    },
  };
}

/** A form made on the page with those attributes and properties. */
async function put(page, attributes, properties = {}) {
  await page.evaluate(async ({ attributes, properties }) => {
    await import("/parcours/parcours.js");
    globalThis.faults = [];
    document.addEventListener("parcours-error", ({ detail }) => globalThis.faults.push(detail.code));
    document.querySelector("main").replaceChildren();
    const element = document.createElement("parcours-form");
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    Object.assign(element, properties);
    document.querySelector("main").append(element);
  }, { attributes, properties });
  return page.locator("parcours-form");
}

const SOUND = { src: "/schemas/forms/cli-60508/form.json", action: "/api/referrals", lang: "fr" };

test("T-01: a payload in any attribute of the element changes nothing of the form", { timeout: 240_000 }, async () => {
  const seen = await visit("/");
  const { page } = seen;
  const names = ["lang", "actor", "heading-level", "manage-title", "history", "action", "draft", "exit-url", "crisis-pack", "method", "enctype", "audience", "class", "id"];
  for (const [index, payload] of PAYLOADS.entries()) {
    const name = names[index % names.length];
    const element = await put(page, { ...SOUND, [name]: payload });
    const root = await whenReady(page);
    await seen.assertWordsOnly(`${name} = ${JSON.stringify(payload)}`);
    const heading = await root.evaluate(({ shadowRoot }) => shadowRoot.querySelector("h1, h2, h3, h4, h5, h6").localName);
    assert.equal(heading, "h2", `${name} = ${JSON.stringify(payload)}`);
    // No link leads to a payload: there is no exit then, and the host page is told.
    const expected = name === "exit-url" ? ["exit-url"] : [];
    assert.deepEqual([...new Set(await page.evaluate(() => globalThis.faults))], expected, name);
    assert.equal(await element.count(), 1);
  }
  await seen.close();
});

test("T-01 T-05: a payload for an address of the form shows the fallback, and nothing is asked of anyone else", { timeout: 120_000 }, async () => {
  const seen = await visit("/");
  const { page } = seen;
  const sources = ["javascript:pwned(1)", "data:application/json,{}", "data:text/html,<script>pwned(2)</script>", "blob:x", "<img src=x onerror=pwned(3)>", "/schemas/../../etc/passwd", "", "{lang}{lang}", "/desk/", "/favicon.svg", "/parcours/parcours.css"];
  for (const src of sources) {
    await put(page, { ...SOUND, src });
    await page.waitForFunction(() => globalThis.faults.length > 0);
    assert.ok(await page.getByText("Le formulaire ne peut pas s’afficher.").isVisible(), src);
    await seen.assertWordsOnly(`src = ${src}`);
  }
  await seen.close();
});

test("T-05: a form set to go where it may not is not sent, whatever the address", { timeout: 240_000 }, async () => {
  const seen = await visit("/referral/");
  const { page } = seen;
  const root = await whenReady(page);
  const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
  await person.fill(ANSWERS);
  const rows = receiver.rows().length;
  const actions = ["javascript:pwned(1)", "data:text/html,x", "//evil.example/x", "https://evil.example/x", "\\\\evil.example\\x", "http://evil.example/", "https://u:p@127.0.0.1/x", "/api\u0000/referrals", "https:evil.example", "blob:x", ""];
  for (const action of actions) {
    await root.evaluate((element, action) => element.setAttribute("action", action), action);
    const again = person.button(PAGE.fr.again);
    await ((await again.count()) > 0 ? again : person.button(PAGE.fr.send)).click();
    await root.getByRole("alert").waitFor();
    await seen.assertWordsOnly(`action = ${JSON.stringify(action)}`);
  }
  assert.equal(seen.seen.requests.filter(({ method }) => method === "POST").length, 0, "nothing left the page");
  assert.equal(receiver.rows().length, rows);
  await seen.close();
});

test("T-01: answers given in advance are what is typed in fields, payload or not", { timeout: 120_000 }, async () => {
  const seen = await visit("/");
  const { page } = seen;
  const notice = form.sections.find((section) => section.id === "notice");
  for (const payload of PAYLOADS) {
    const advance = { referrer: { kind: "family", first_name: payload, last_name: payload, relation: payload }, person: { gender: payload, phones: [{ safe_hours: payload, number: payload }] }, [payload]: payload };
    await put(page, SOUND, { answers: advance });
    const root = await whenReady(page);
    const now = await root.evaluate((element) => JSON.stringify(element.answers));
    assert.ok(!now.includes('"safe_hours"'), "what is safe for the person is never answered in advance");
    await seen.assertWordsOnly(JSON.stringify(payload));
  }
  const root = await whenReady(page);
  const hands = referral({ page, root, form, language: "fr", hands: mouse(page) });
  await hands.heading(words(notice.title, "fr"));
  await hands.button(PAGE.fr.next).click();
  const first = root.getByRole("textbox", { name: "Prénom" });
  await first.waitFor();
  assert.equal(await first.inputValue(), PAYLOADS.at(-1), "it stands typed in its field");
  await seen.assertWordsOnly("the page of who asks");
  await seen.close();
});

test("T-06: no query, fragment or window name answers anything", { timeout: 120_000 }, async () => {
  const keys = new Set(["answers", "prefill", "src", "action", "lang", "actor", "draft", "json", "data", "q"]);
  const visitQuestions = (questions, path) => {
    for (const question of questions ?? []) {
      for (const key of [question.id, `${path}.${question.id}`, `${path}/${question.id}`, `/${path}/${question.id}`, `${path}[${question.id}]`]) keys.add(key);
      visitQuestions(question.questions, `${path}.${question.id}`);
    }
  };
  for (const section of form.sections) visitQuestions(section.questions, section.in ?? section.id);
  assert.ok(keys.size > 500, `${keys.size} keys`);
  const all = [...keys];
  const canary = "Qzkprefill";
  // Addresses have a length servers take: the keys come in several.
  for (let index = 0; index < all.length; index += 120) {
    const query = new URLSearchParams(all.slice(index, index + 120).map((key) => [key, canary]));
    query.append("answers", JSON.stringify({ person: { first_name: canary } }));
    const seen = await visit(`/referral/?${query}#${canary}&${new URLSearchParams({ answers: canary })}`);
    const { page } = seen;
    await page.evaluate((text) => (window.name = text), JSON.stringify({ answers: { person: { first_name: canary } } }));
    const root = await whenReady(page);
    const { notice, ...answered } = await root.evaluate((element) => element.answers);
    assert.deepEqual(answered, {}, `keys from ${index}`);
    assert.deepEqual(Object.keys(notice), ["shown_at", "shown_version"], "what the form computes by itself");
    assert.ok(!(await root.evaluate(({ shadowRoot }) => shadowRoot.textContent + [...shadowRoot.querySelectorAll("input, textarea, select")].map(({ value }) => value))).includes(canary));
    assert.equal(await root.getAttribute("src"), "/schemas/forms/cli-60508/form.{lang}.json");
    assert.equal(await root.getAttribute("action"), "/api/referrals");
    await seen.close();
  }
});

test("T-06: nobody agrees, signs, declares or says what is safe in advance; the rest is marked as filled in advance", { timeout: 120_000 }, async () => {
  for (const id of ["cli-60508", "home-support", "housing-first", "access-refusal", "access-restriction", "disclosure", "ssg-intake"]) {
    const seen = await visit("/");
    const whole = await definition(receiver.origin, id);
    // Every question answered in advance, with something its kind takes.
    const value = (question) => ({ yes_no: true, tri: "yes", attestation: true, date: "2026-01-02", month: "2026-01", number: 1, money: 1, phone: "+14505550123", email: "a@exemple.ca", choices: ["x"] })[question.kind] ?? "Qzk";
    const advance = {};
    const answer = (question, holder) => {
      if (["note", "computed"].includes(question.kind)) return;
      if (question.questions) {
        const inner = {};
        for (const one of question.questions) answer(one, inner);
        holder[question.id] = question.repeat ? [inner] : inner;
      } else holder[question.id] = value(question);
    };
    for (const section of whole.sections) for (const question of section.questions ?? []) answer(question, question.root ? advance : (advance[section.in ?? section.id] ??= {}));
    await put(seen.page, { ...SOUND, src: `/schemas/forms/${id}/form.json` }, { answers: advance });
    const root = await whenReady(seen.page);
    const given = await root.evaluate((element) => element.answers);
    // The day of the signature is the kit's own, nobody's answer.
    const { signature: { signed_at: _, ...signed } = {}, ...others } = given;
    const flat = JSON.stringify({ ...others, ...(Object.keys(signed).length > 0 && { signature: signed }) });
    const never = /"(attestation|signature|signed_at|consent|consent_exception|can_consent|person_agrees|person_informed|message_ok|text_ok|safe_hours|tell_nothing_to|ok_to_contact_directly|address_confidential|cv_safe_contact|acceptance|signatures)"/;
    assert.doesNotMatch(flat, never, `${id}: ${flat.slice(0, 400)}`);
    for (const section of whole.sections.filter((section) => section.id === "signature")) {
      assert.equal(given[section.in ?? section.id]?.name, undefined, `${id}: the signature is written by whoever signs`);
    }
    await seen.close();
  }
});

/** Replies of a server that was taken over, or never was one of ours. */
const problem = (payload, more = {}) => ({ type: payload, title: payload, status: 422, detail: payload, instance: payload, ...more });
const REPLIES = {
  "problems, a payload in each": (payload) => ({ status: 422, type: "application/problem+json", body: JSON.stringify(problem(payload, { errors: [{ pointer: "#/person/first_name", code: payload, detail: payload }, { pointer: payload, code: payload, detail: payload }, { pointer: `/${payload}`, detail: payload }] })) }),
  "named parameters": (payload) => ({ status: 400, type: "application/problem+json", body: JSON.stringify(problem(payload, { invalidParams: [{ name: payload, reason: payload }] })) }),
  "a refusal": (payload) => ({ status: 403, type: "application/problem+json", body: JSON.stringify(problem(payload)) }),
  "a conflict": (payload) => ({ status: 409, type: "application/problem+json", body: JSON.stringify(problem(payload, { type: "urn:x:idempotency-key-reused" })) }),
  "a page in the place of problems": (payload) => ({ status: 422, type: "text/html", body: payload }),
  "a type that is none": (payload) => ({ status: 500, type: `application/json; charset="${payload.replace(/[^\x20-\x7e]/g, "")}"`, body: payload }),
  "a success in HTML": (payload) => ({ status: 200, type: "text/html", body: payload }),
};

test("T-01: whatever a server replies is words, or is not shown", { timeout: 300_000 }, async () => {
  const seen = await visit("/referral/");
  const { page } = seen;
  const root = await whenReady(page);
  const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
  await person.fill(ANSWERS);
  let reply;
  await page.route("**/api/referrals", (route) => route.fulfill({ status: reply.status, headers: { "content-type": reply.type }, body: reply.body }));
  const names = Object.keys(REPLIES);
  let shown = 0;
  for (const [index, payload] of PAYLOADS.entries()) {
    const name = names[index % names.length];
    reply = REPLIES[name](payload);
    const again = person.button(PAGE.fr.again);
    await Promise.all([page.waitForResponse("**/api/referrals"), ((await again.count()) > 0 ? again : person.button(PAGE.fr.send)).click()]);
    await root.getByRole("alert").or(root.locator("#summary")).first().waitFor();
    await page.waitForTimeout(100);
    await seen.assertWordsOnly(`${name}: ${JSON.stringify(payload)}`);
    const text = await root.evaluate(({ shadowRoot }) => shadowRoot.textContent);
    // T-11: no control and no direction mark of a server reaches the page.
    assert.doesNotMatch(text, /[\u0000-\u0008\u000e-\u001f\u007f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/, `${name}: ${JSON.stringify(payload)}`);
    if (name.startsWith("problems") && !/[\u0000-\u001f\u202e]/.test(payload)) {
      assert.ok(text.replaceAll("\u00a0", " ").includes(payload.replaceAll("\u00a0", " ").trim()), `${name}: what the server says is read letter for letter: ${payload}`);
      shown += 1;
    }
  }
  assert.ok(shown >= 8, `${shown} replies were read letter for letter`);
  // A reference is words as well.
  const payload = "<img src=x onerror=pwned(1)>";
  reply = { status: 201, type: "application/json", body: JSON.stringify({ reference: payload, location: "javascript:pwned(3)" }) };
  await ((await person.button(PAGE.fr.again).count()) > 0 ? person.button(PAGE.fr.again) : person.button(PAGE.fr.send)).click();
  await person.heading(PAGE.fr.received);
  await seen.assertWordsOnly("a reference");
  assert.ok((await root.evaluate(({ shadowRoot }) => shadowRoot.textContent)).includes(payload));
  await seen.close();
});
