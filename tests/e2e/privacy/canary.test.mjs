// Words typed in the form are nowhere but on its page and in the one body that sends it: the whole of CLI-60508, field by
// field, then the first pages of every other form.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { open, whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { sectionShown, words } from "../harness/oracle.mjs";
import { definition } from "../harness/receiver.mjs";
import { PAGE, plain, referral } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";
import { assertNothingHidden } from "../a11y/checks/names.mjs";
import { lookDeep } from "../a11y/deep.mjs";
import { asked as filled } from "./base.mjs";
import { aviary, found, withCanaries } from "./canaries.mjs";
import { asked, everything, places, told, watch } from "./places.mjs";

let receiver, browser;
stage(async (started) => {
  ({ receiver, browser } = started);
});

const SENTINEL = "ce que le presse-papiers contenait";
const FORM = ["id", "version"];
/** What each event may say (`www/parcours.d.ts`), and nothing more. */
const KEYS = {
  "parcours-ready": ["form", "sensitive"],
  "parcours-change": ["form", "at"],
  "parcours-step": ["form", "step", "number", "total"],
  "parcours-invalid": ["form", "problems"],
  "parcours-submit": ["form", "envelope"],
  "parcours-submitted": ["form", "id", "reference"],
};

/** A page whose every request, message and download is written down, with headers and bodies. */
async function watched(path, language) {
  const out = { requests: [], messages: [], downloads: [] };
  const visit = await open(browser, `${receiver.origin}${path}`, {
    language,
    permissions: ["clipboard-read", "clipboard-write"],
    prepare: async (page) => {
      await watch(page);
      page.context().on("request", (request) => {
        out.requests.push(request.allHeaders().then(
          (headers) => ({ url: request.url(), method: request.method(), headers: JSON.stringify(headers), body: request.postData() ?? "" }),
          () => ({ url: request.url(), method: request.method(), headers: JSON.stringify(request.headers()), body: request.postData() ?? "" }),
        ));
      });
      page.context().on("console", (message) => out.messages.push(message.text()));
      page.context().on("weberror", (error) => out.messages.push(String(error.error())));
      page.on("download", (download) => out.downloads.push(download.suggestedFilename()));
    },
  });
  const root = await whenReady(visit.page);
  await visit.page.evaluate((text) => navigator.clipboard.writeText(text), SENTINEL);
  await visit.page.evaluate(() => globalThis.watched.asked.splice(0));
  return { ...visit, root, out };
}

/** P-01, P-02, P-03, P-11, now. `sent` is how many requests may have carried the answers: none, or one. */
async function assertNoTrace({ page, context, out }, birds, when, sent) {
  for (const [place, text] of Object.entries(await places(page))) assert.deepEqual(found(birds, text), [], `${place}, ${when}`);
  assert.deepEqual(found(birds, out.messages.join("\n")), [], `console, ${when}`);
  const requests = await Promise.all(out.requests);
  const carriers = requests.filter(({ body }) => found(birds, body).length > 0);
  assert.deepEqual(carriers.map(({ method, url }) => `${method} ${new URL(url).pathname}`), Array(sent).fill("POST /api/referrals"), `bodies, ${when}`);
  for (const { url, headers } of requests) assert.deepEqual(found(birds, url + headers), [], `the address and headers of ${url}, ${when}`);
  assert.deepEqual(await context.cookies(), [], `cookies, ${when}`);
  assert.deepEqual(out.downloads, [], `downloads, ${when}`);
  assert.equal(context.serviceWorkers().length, 0, `service workers, ${when}`);
  assert.equal(context.pages().length, 1, `windows, ${when}`);
  assert.deepEqual(await asked(page), [], `asked of the device, ${when}`);
}

async function assertEvents(page, birds) {
  for (const { name, detail } of (await told(page)).filter(({ name }) => name.startsWith("parcours-"))) {
    assert.ok(Object.keys(detail).every((key) => (KEYS[name] ?? []).includes(key)), `${name} says ${Object.keys(detail)}`);
    assert.deepEqual(Object.keys(detail.form), FORM, name);
    if (name !== "parcours-submit") assert.deepEqual(found(birds, JSON.stringify(detail)), [], name);
  }
}

for (const [language, path] of [["fr", "/referral/"], ["en", "/en/referral/"]]) {
  test(`P-01 P-02 P-03 P-06 P-11 P-12 T-09: CLI-60508 wholly, a canary in every field, ${language}`, { timeout: 480_000 }, async (t) => {
    const form = await definition(receiver.origin);
    const { answers, birds } = filled(form);
    t.diagnostic(`${birds.kept.length} questions hold a canary`);
    assert.ok(birds.kept.length > 60, `${birds.kept.length} canaries`);
    const visit = await watched(path, language);
    const { page, root } = visit;
    const person = referral({ page, root, form, language, hands: mouse(page) });

    await person.fill(answers, (section) => assertNoTrace(visit, birds, `in ${section.id}`, 0));
    // The search itself finds: on the review page, every one of them is read again.
    const review = found(birds, await everything(page));
    const missed = birds.kept.map(({ where }) => where).filter((where) => !review.includes(where));
    assert.deepEqual(missed, [], "on the review page");
    await assertNoTrace(visit, birds, "at the review", 0);
    // T-09: a translation of the page sends no answer to whoever translates.
    assert.deepEqual(found(birds, await translated(page)), [], "what a translator is given");
    const known = receiver.log().length;
    await person.send();
    const reference = await person.reference();
    await assertNoTrace(visit, birds, "once sent", 1);
    const [{ body }] = (await Promise.all(visit.out.requests)).filter(({ method }) => method === "POST");
    assert.deepEqual(birds.kept.map(({ where }) => where).filter((where) => !found(birds, body).includes(where)), [], "the body holds them all");
    assert.deepEqual(found(birds, receiver.log().slice(known)), [], "the receiver's log");
    await assertEvents(page, birds);

    // P-06: received, the form forgets; then started over; then taken off the page.
    assert.deepEqual(found(birds, await everything(page)), [], "on the confirmation");
    assert.deepEqual(found(birds, JSON.stringify(await root.evaluate((element) => element.answers))), [], "answers of the element, once sent");
    await person.button(PAGE[language].fresh).click();
    await person.heading(words(form.sections[0].title, language));
    assert.deepEqual(found(birds, await everything(page)), [], "after « Nouvelle demande »");
    assert.deepEqual(found(birds, JSON.stringify(await root.evaluate((element) => element.answers))), [], "answers of the element, started over");
    await root.evaluate((element) => element.remove());
    await page.waitForTimeout(100);
    assert.deepEqual(found(birds, await everything(page)), [], "taken off");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), SENTINEL, "the clipboard");

    // Other pages of the portal, in the same browser.
    for (const other of ["/", "/en/", "/desk/", "/guide/", "/home-support/", path]) {
      await page.goto(`${receiver.origin}${other}`);
      await page.waitForLoadState("networkidle");
      assert.deepEqual(found(birds, await everything(page)), [], other);
      for (const [place, text] of Object.entries(await places(page))) assert.deepEqual(found(birds, text), [], `${place}, ${other}`);
    }
    assert.match(reference, /^P-/);
    visit.assertQuiet();
    await visit.close();
  });
}

/** The words of the form that a translator of pages would take: those not marked otherwise. */
const translated = (page) =>
  page.evaluate(() => {
    const { shadowRoot } = document.querySelector("parcours-form");
    const walk = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_TEXT);
    const words = [];
    while (walk.nextNode()) if (!walk.currentNode.parentElement?.closest("[translate=no]")) words.push(walk.currentNode.data);
    return words.join("\n");
  });

/** The first pages of the other forms: how many of their sections are filled before the page is left. */
const OTHERS = { guide: 5, "home-support": 5, "housing-first": 5, "access-refusal": 4, "access-restriction": 4, disclosure: 4 };

for (const [index, [id, count]] of Object.entries(OTHERS).entries()) {
  const language = index % 2 ? "en" : "fr";
  test(`P-01 P-02 P-03 P-11 T-07: the first pages of ${id}, ${language}`, { timeout: 180_000 }, async () => {
    const form = await definition(receiver.origin, id);
    form.sections = form.sections.filter((section) => section.id !== "dossier");
    const birds = aviary();
    const answers = withCanaries(form, base(id), birds, new Set(["person.address.municipality", "person.address.province"]));
    const visit = await watched(`${language === "fr" ? "" : "/en"}/${id}/`, language);
    const { page, root } = visit;
    const person = referral({ page, root, form, language, hands: mouse(page) });
    await lookDeep(page);
    const sections = form.sections.filter((section) => section.questions && sectionShown(form, section, plain(answers))).slice(0, count);
    for (const section of sections) {
      await person.heading(words(section.title, language));
      await assertNothingHidden(page, `${section.id}, empty`);
      await person.section(section, answers);
      await assertNothingHidden(page, `${section.id}, filled`);
      await assertNoTrace(visit, birds, `in ${section.id}`, 0);
      // The last page has neither; one that asks nothing says so on its button.
      const next = person.button(PAGE[language].next).or(person.button(PAGE[language].resume));
      if ((await next.count()) > 0) await next.click();
    }
    const typed = JSON.stringify(await root.evaluate((element) => element.answers));
    assert.ok(found(birds, typed).length >= 1, "the canaries were typed");
    await assertNoTrace(visit, birds, "after the first pages", 0);
    await assertEvents(page, birds);
    await root.evaluate((element) => element.remove());
    await page.waitForTimeout(100);
    assert.deepEqual(found(birds, await everything(page)), [], "taken off");
    visit.assertQuiet();
    await visit.close();
  });
}

/** The answers of a case of the form, nothing computed by it. */
function base(id) {
  const name = { "home-support": "person", "housing-first": "self" }[id] ?? "complete";
  const { given } = JSON.parse(readFileSync(new URL(`../../../schemas/forms/${id}/cases/${name}.json`, import.meta.url), "utf8"));
  delete given.notice;
  delete given.attachments;
  for (const section of Object.values(given)) if (section && typeof section === "object") delete section.signed_at;
  return given;
}
