// Words are words: whatever a definition says in its texts is read letter for letter, and becomes no element, no script, no
// address. What is no text of it (ids, kinds, addresses, numbers to dial) is refused with words when it holds such a thing.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { open, whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { sectionShown, words } from "../harness/oracle.mjs";
import { definition } from "../harness/receiver.mjs";
import { ANSWERS, PAGE, plain, referral } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";
import { PAYLOADS, PLAIN, poisoned, strangers, structural, trap } from "./payloads.mjs";

let receiver, browser;
stage(async (started) => {
  ({ receiver, browser } = started);
});

const here = mkdtempSync(join(tmpdir(), "parcours-markup-"));
after(() => rmSync(here, { recursive: true, force: true }));
const project = fileURLToPath(new URL("../../..", import.meta.url));
const program = process.env.PARCOURS_PROGRAM ?? join(process.env.CARGO_TARGET_DIR ?? join(project, "target"), "debug/parcours");

/** What `parcours` says of a definition: `{ code, out, err }`. */
function parcours(args, document) {
  const file = join(here, `form-${Math.random().toString(36).slice(2)}.json`);
  writeFileSync(file, typeof document === "string" ? document : JSON.stringify(document));
  return new Promise((done) => {
    execFile(program, [...args, file], { maxBuffer: 2 ** 26, timeout: 60_000 }, (error, out, err) => done({ code: error ? error.code : 0, signal: error?.signal, out, err }));
  });
}

/** A page whose form is that document. */
async function mounted(bundle, language, attributes = {}) {
  const sprung = [];
  const visit = await open(browser, "about:blank", {
    language,
    expectMessages: true,
    prepare: async (page) => {
      sprung.push(await trap(page));
      await page.route("**/poisoned.json", (route) => route.fulfill({ contentType: "application/json", body: bundle }));
    },
  });
  await visit.page.goto(`${receiver.origin}/`);
  await visit.page.evaluate(async (attributes) => {
    await import("/parcours/parcours.js");
    document.querySelector("main").replaceChildren();
    const element = document.createElement("parcours-form");
    for (const [name, value] of Object.entries({ src: "/poisoned.json", action: "/api/referrals", ...attributes })) element.setAttribute(name, value);
    document.querySelector("main").append(element);
  }, { lang: language, ...attributes });
  return { ...visit, sprung: sprung[0], root: await whenReady(visit.page) };
}

async function assertWordsOnly({ page, seen, sprung }, when) {
  assert.deepEqual(await strangers(page), [], `strangers, ${when}`);
  assert.deepEqual(sprung, [], `sprung, ${when}`);
  assert.deepEqual(seen.requests.map(({ url }) => url).filter((url) => !url.startsWith(receiver.origin)), [], `requests, ${when}`);
  assert.deepEqual(seen.violations, [], `refused by the policy, ${when}`);
}

/** The texts that stand in the form, a text node each. */
const texts = (root) =>
  root.evaluate(({ shadowRoot }) => {
    const found = [];
    const walk = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) found.push(walk.currentNode.data);
    return found;
  });

for (const language of ["fr", "en"]) {
  test(`T-01 A-02: every text of CLI-60508 is a payload, and its accessible name, ${language} [cli-60508]`, { timeout: 300_000 }, async (t) => {
    const { definition: form, written } = poisoned(await definition(receiver.origin));
    t.diagnostic(`${written.length} texts, ${PLAIN.length} payloads`);
    assert.ok(written.length > 600 && PLAIN.length >= 40);
    const { code, out, err } = await parcours(["bundle"], form);
    assert.equal(code, 0, err);
    const visit = await mounted(out, language, { "manage-title": "" });
    const { page, root } = visit;
    // The hands find every field, option, group and button by its accessible name: the payload, letter for letter.
    const person = referral({ page, root, form, language, hands: mouse(page) });
    const read = new Set();
    await person.fill(ANSWERS, async (section) => {
      for (const text of await texts(root)) read.add(text.trim());
      await assertWordsOnly(visit, section.id);
    });
    for (const text of await texts(root)) read.add(text.trim());
    const whole = written.filter((text) => read.has(text));
    t.diagnostic(`${whole.length} of them read whole on the way`);
    assert.ok(whole.length > 250, `${whole.length} texts were read letter for letter`);
    await assertWordsOnly(visit, "at the review");
    assert.ok(!/pwned|evil/.test(await page.title()), "a sensitive form's title says nothing of its texts");
    await visit.close();
  });
}

test("T-01: payloads no browser shows as they are stay words too: null bytes, controls, direction marks", { timeout: 120_000 }, async () => {
  const form = await definition(receiver.origin, "access-refusal");
  const odd = PAYLOADS.filter((payload) => !PLAIN.includes(payload));
  assert.ok(odd.length >= 6);
  const { definition: bad } = poisoned(form, odd);
  const { code, out, err } = await parcours(["bundle"], bad);
  if (code !== 0) {
    assert.match(err, /at \//, "refused with a place and words");
    return;
  }
  const visit = await mounted(out, "fr");
  await visit.page.waitForTimeout(300);
  await assertWordsOnly(visit, "first page");
  assert.ok((await texts(visit.root)).some((text) => text.includes("pwned") || text.includes("denwp")), "the words are on the page");
  await visit.close();
});

test("T-01: summaries and server-side texts too: what is missing is said in payloads", { timeout: 120_000 }, async () => {
  const { definition: form } = poisoned(await definition(receiver.origin));
  const { out } = await parcours(["bundle"], form);
  const visit = await mounted(out, "fr");
  const person = referral({ page: visit.page, root: visit.root, form, language: "fr", hands: mouse(visit.page) });
  for (const section of form.sections) {
    if (!sectionShown(form, section, plain(ANSWERS))) continue;
    await person.heading(words(section.title, "fr"));
    await person.button(PAGE.fr.next).click();
    const summary = visit.root.locator("#summary");
    if ((await summary.count()) > 0) {
      assert.match(await summary.innerText(), /pwned|script|evil|proto|constructor/, section.id);
      await assertWordsOnly(visit, `${section.id}, errors`);
    }
    await person.section(section, ANSWERS);
    if (section.id === "person") break;
    await person.button(PAGE.fr.next).click();
  }
  await visit.close();
});

test("T-01 T-05: what is no text holds no payload: refused with a place and words, or harmless", { timeout: 300_000 }, async (t) => {
  const form = await definition(receiver.origin, "access-refusal");
  const holders = structural(form);
  assert.ok(holders.length > 100);
  const sample = ["<img src=x onerror=pwned(1)>", "javascript:pwned(2)", "\" onfocus=\"pwned(3)", "__proto__"];
  const tries = holders.flatMap(({ at, put }, index) => {
    const undo = put(sample[index % sample.length]);
    const document = JSON.stringify(form);
    undo();
    return [{ at, document }];
  });
  let refused = 0;
  const taken = [];
  for (let index = 0; index < tries.length; index += 4) {
    await Promise.all(tries.slice(index, index + 4).map(async ({ at, document }) => {
      const { code, out, err } = await parcours(["check"], document);
      assert.ok([0, 1, 2].includes(code), `${at}: ended with ${code}`);
      if (code !== 0) {
        refused += 1;
        assert.match(out + err, /form-\w+\.json at \/.*\. .*\./s, `${at}: refused with a place, and what to do`);
      } else taken.push({ at, document });
    }));
  }
  t.diagnostic(`${refused} refused, ${taken.length} taken: ${[...new Set(taken.map(({ at }) => at.replace(/\d+/g, "#")))].join(" ")}`);
  // Names of regions, aliases and printed revisions are texts of any kind, shown by nothing or as words.
  assert.ok(refused >= 150);
  for (const { at, document } of taken.slice(0, 12)) {
    const { out } = await parcours(["bundle"], document);
    const visit = await mounted(out, "fr");
    await assertWordsOnly(visit, at);
    await visit.close();
  }
});

test("T-05: links and numbers of a definition are https and dialled, or refused", { timeout: 120_000 }, async () => {
  const form = await definition(receiver.origin, "access-refusal");
  const note = (body) => {
    const copy = structuredClone(form);
    copy.sections[0].questions.push({ id: "added", kind: "note", label: "Note", body: [body] });
    return copy;
  };
  const links = ["javascript:pwned(1)", "data:text/html,x", "http://exemple.ca", "//exemple.ca", "/\\exemple.ca", "https://", "https://exemple", "https://u:p@exemple.ca", "https://exemple.ca@evil.example/", "https:\\\\exemple.ca", " https://exemple.ca", "HTTPS://exemple.ca", "https://exemple.ca:8443/", "https://exemple\u0000.ca", "https://ex\u202eemple.ca", "vbscript:x", "\tjavascript:x"];
  for (const href of links) {
    const { code, err } = await parcours(["bundle"], note({ link: { label: "Lien", href } }));
    assert.notEqual(code, 0, `${JSON.stringify(href)} is taken`);
    assert.match(err, /is not an address a form may link to/, JSON.stringify(href));
  }
  const numbers = ["javascript:pwned(1)", "911;phone-context=evil.example", "*21*4505550123#", "911,,1", "+1 450", "", "14505550123;ext=1;x=y", "\u0000911"];
  for (const tel of numbers) {
    const { code, err } = await parcours(["bundle"], note({ phone: { label: "Appeler", number: "911", tel } }));
    assert.notEqual(code, 0, `${JSON.stringify(tel)} is taken`);
    assert.match(err, /cannot be dialled|is empty|text/, JSON.stringify(tel));
  }
  const { code, out } = await parcours(["bundle"], note({ link: { label: "Lien", href: "https://exemple.ca/a?b=%3Cscript%3E#\"><img src=x onerror=pwned(9)>" } }));
  if (code === 0) {
    const visit = await mounted(out, "fr");
    await assertWordsOnly(visit, "an address with a payload after #");
    await visit.close();
  }
});
