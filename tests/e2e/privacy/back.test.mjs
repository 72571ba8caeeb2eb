// Back, Forward and reload, with the browser's own memory of pages on: what was typed is never typed again by the browser,
// and what was sent, wiped or taken off never comes back.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, startBrowser, whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { words } from "../harness/oracle.mjs";
import { definition, startReceiver } from "../harness/receiver.mjs";
import { PAGE, referral, steps } from "../harness/referral.mjs";
import { asked as filled } from "./base.mjs";
import { found } from "./canaries.mjs";
import { startHost } from "./host.mjs";
import { everything, watch } from "./places.mjs";

let receiver, browser, form;
const hosts = [];
before(async () => {
  receiver = await startReceiver();
  // Playwright turns the memory of pages off, for its own sake.
  browser = await startBrowser({ ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  form = await definition(receiver.origin);
});
after(async () => {
  await browser?.close();
  for (const host of hosts) await host.stop();
  await receiver?.stop();
});

/** Somebody who came from another page of a host, and has filled some pages of the form. */
async function begun(ways, pages = 4) {
  const host = await startHost(receiver.origin, ways);
  hosts.push(host);
  const visit = await open(browser, `${host.origin}/`, {
    prepare: async (page) => {
      await watch(page);
      await page.addInitScript(() => addEventListener("pageshow", (event) => (globalThis.kept = event.persisted)));
    },
  });
  const { page } = visit;
  const { answers, birds } = filled(form);
  await page.goto(`${host.origin}/referral/`);
  const root = await whenReady(page);
  const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
  if (pages === Infinity) await person.fill(answers);
  else {
    const walked = steps(form).slice(0, pages);
    for (const section of walked) {
      await person.heading(words(section.title, "fr"));
      await person.section(section, answers);
      // The last one is left as it stands, typed and not gone on from.
      if (section !== walked.at(-1)) await person.button(PAGE.fr.next).click();
    }
  }
  assert.ok(found(birds, await everything(page)).length > 0, "the canaries are on the page");
  return { ...visit, origin: host.origin, root, person, birds };
}

/** Back or Forward. Playwright waits for a loading that a page which was kept never does. */
async function turn(page, way) {
  await page[way]({ timeout: 2_500, waitUntil: "commit" }).catch(() => {});
  await page.waitForTimeout(400);
}

/** Leaves through the address, to another page of the portal. */
async function leave({ page, origin }) {
  await page.goto(`${origin}/guide/`);
  await whenReady(page);
}

const isKept = (page) => page.evaluate(() => Boolean(globalThis.kept));

async function assertGone(page, birds, when) {
  assert.deepEqual(found(birds, await everything(page)), [], when);
}

const WAYS = [
  { history: "replace", kept: false },
  { history: "replace", kept: true },
  { history: "push", kept: true },
];
const told = ({ history, kept }) => `history ${history}, pages ${kept ? "kept" : "not kept"} by the browser`;

for (const ways of WAYS) {
  test(`P-07: reloaded, the form is empty, ${told(ways)}`, { timeout: 120_000 }, async () => {
    const { page, birds, close } = await begun(ways);
    await page.reload();
    await whenReady(page);
    await page.waitForTimeout(400);
    await assertGone(page, birds, "after a reload");
    await turn(page, "goBack");
    await assertGone(page, birds, "a reload, then Back");
    await turn(page, "goForward");
    await assertGone(page, birds, "a reload, then Back and Forward");
    await close();
  });

  test(`P-07: left and come back to, the browser types nothing by itself, ${told(ways)}`, { timeout: 120_000 }, async () => {
    const visit = await begun(ways);
    const { page, birds, root, close } = visit;
    const before = await root.evaluate((element) => JSON.stringify(element.answers));
    await leave(visit);
    await assertGone(page, birds, "on the other page");
    await turn(page, "goBack");
    assert.equal(await isKept(page), ways.kept, "the browser's memory of pages is on");
    if (ways.kept) {
      // The same page, as it was left: the answers are the person's, and the form still knows them.
      assert.equal(await page.locator("parcours-form").evaluate((element) => JSON.stringify(element.answers)), before);
    } else {
      await whenReady(page);
      await assertGone(page, birds, "loaded anew");
    }
    await turn(page, "goForward");
    await assertGone(page, birds, "Forward again");
    await close();
  });

  test(`P-07 P-06: once taken off the page, nothing comes back, ${told(ways)}`, { timeout: 120_000 }, async () => {
    const visit = await begun(ways);
    const { page, birds, root, close } = visit;
    await root.evaluate((element) => element.remove());
    await leave(visit);
    for (const way of ["goBack", "goForward", "goBack"]) {
      await turn(page, way);
      await assertGone(page, birds, way);
    }
    await page.reload();
    await assertGone(page, birds, "reloaded");
    await close();
  });
}

for (const ways of WAYS.filter(({ kept }) => kept)) {
  test(`P-07 P-06: once sent, then started over, nothing comes back, ${told(ways)}`, { timeout: 240_000 }, async () => {
    const visit = await begun(ways, Infinity);
    const { page, birds, person, close } = visit;
    const rows = receiver.rows().length;
    await person.send();
    await person.reference();
    await assertGone(page, birds, "sent");
    await leave(visit);
    await turn(page, "goBack");
    assert.ok(await isKept(page), "the page was kept as it was");
    await assertGone(page, birds, "sent, left, Back");
    await person.button(PAGE.fr.fresh).click();
    await person.heading(words(form.sections[0].title, "fr"));
    for (let step = 1; step <= 5 && page.url().includes("/referral/"); step += 1) {
      await turn(page, "goBack");
      await assertGone(page, birds, `started over, Back ${step} times`);
    }
    for (let step = 1; step <= 5; step += 1) {
      await turn(page, "goForward");
      await assertGone(page, birds, `then Forward ${step} times`);
    }
    assert.equal(receiver.rows().length, rows + 1, "nothing was sent again");
    await close();
  });
}

test("P-07: every form refuses what the browser remembers, and its fields have no name to be remembered by", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/referral/`);
  const root = await whenReady(visit.page);
  const { forms, names } = await root.evaluate(({ shadowRoot }) => ({
    forms: [...shadowRoot.querySelectorAll("form")].map((node) => node.getAttribute("autocomplete")),
    names: [...shadowRoot.querySelectorAll("[name]")].filter(({ localName }) => localName !== "slot").map(({ type }) => type),
  }));
  assert.ok(forms.length > 0 && forms.every((value) => value === "off"), JSON.stringify(forms));
  // Radio buttons need one to be a group.
  assert.ok(names.length > 0 && names.every((type) => type === "radio"), names.join(" "));
  await visit.close();
});
