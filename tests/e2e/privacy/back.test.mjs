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
import { everything, watch } from "./places.mjs";

let receiver, browser, form;
before(async () => {
  receiver = await startReceiver();
  // Playwright turns the memory of pages off, for its own sake.
  browser = await startBrowser({ ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  form = await definition(receiver.origin);
});
after(async () => {
  await browser?.close();
  await receiver?.stop();
});

/** Somebody who came from another page of the portal, and has filled some pages of the form. */
async function begun({ history, pages = 3, path = "/referral/" } = {}) {
  const visit = await open(browser, `${receiver.origin}/`, {
    prepare: async (page) => {
      await watch(page);
      await page.addInitScript(() => addEventListener("pageshow", (event) => (globalThis.kept = event.persisted)));
      if (history === "push") {
        await page.route(`**${path}`, async (route) => {
          const answer = await route.fetch();
          const html = (await answer.text()).replace("<parcours-form ", `<parcours-form history="${history}" `);
          await route.fulfill({ response: answer, body: html });
        });
      }
    },
  });
  const { page } = visit;
  const { answers, birds } = filled(form);
  await page.goto(`${receiver.origin}${path}`);
  const root = await whenReady(page);
  const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
  const walked = pages === Infinity ? steps(form) : steps(form).slice(0, pages);
  if (pages === Infinity) await person.fill(answers);
  else {
    for (const [index, section] of walked.entries()) {
      await person.heading(words(section.title, "fr"));
      await person.section(section, answers);
      // The last one is left as it stands, typed and not gone on from.
      if (index < walked.length - 1) await person.button(PAGE.fr.next).click();
    }
  }
  assert.ok(found(birds, await everything(page)).length > 0, "the canaries are on the page");
  return { ...visit, root, person, birds };
}

/** Leaves through the address, to another page of the portal. */
async function leave(page) {
  await page.goto(`${receiver.origin}/guide/`);
  await whenReady(page);
}

const isKept = (page) => page.evaluate(() => Boolean(globalThis.kept));

async function assertGone(page, birds, when) {
  await page.waitForTimeout(400);
  assert.deepEqual(found(birds, await everything(page)), [], when);
}

for (const history of ["replace", "push"]) {
  test(`P-07: reloaded, the form is empty, history ${history}`, { timeout: 120_000 }, async () => {
    const { page, birds, close } = await begun({ history });
    await page.reload();
    await whenReady(page);
    await assertGone(page, birds, "after a reload");
    await page.goBack().catch(() => {});
    await assertGone(page, birds, "a reload, then Back");
    await page.goForward().catch(() => {});
    await assertGone(page, birds, "a reload, then Back and Forward");
    await close();
  });

  test(`P-07: left and come back to, the browser types nothing again by itself, history ${history}`, { timeout: 120_000 }, async (t) => {
    const { page, birds, root, close } = await begun({ history });
    const before = await root.evaluate((element) => JSON.stringify(element.answers));
    await leave(page);
    await assertGone(page, birds, "on the other page");
    await page.goBack();
    await page.waitForTimeout(400);
    const kept = await isKept(page);
    t.diagnostic(`the page was ${kept ? "kept as it was" : "loaded anew"}`);
    if (kept) {
      // The same page, as it was left: the answers are the person's, and the form still knows them.
      assert.equal(await page.locator("parcours-form").evaluate((element) => JSON.stringify(element.answers)), before);
    } else {
      await whenReady(page);
      await assertGone(page, birds, "loaded anew");
    }
    await page.goForward();
    await assertGone(page, birds, "Forward again");
    await close();
  });

  test(`P-07 P-06: once taken off the page, nothing comes back with Back, history ${history}`, { timeout: 120_000 }, async () => {
    const { page, birds, root, close } = await begun({ history });
    await root.evaluate((element) => element.remove());
    await leave(page);
    await page.goBack();
    await assertGone(page, birds, "Back");
    await page.goForward();
    await assertGone(page, birds, "Forward");
    await page.goBack();
    await page.reload();
    await assertGone(page, birds, "reloaded");
    await close();
  });

  test(`P-07 P-06: once sent, nothing comes back with Back, Forward or a reload, history ${history}`, { timeout: 240_000 }, async () => {
    const { page, birds, person, close } = await begun({ history, pages: Infinity });
    const rows = receiver.rows().length;
    await person.send();
    await person.reference();
    assert.equal(receiver.rows().length, rows + 1);
    await assertGone(page, birds, "sent");
    for (let step = 0; step < 4; step += 1) {
      await page.goBack({ timeout: 5_000 }).catch(() => {});
      await assertGone(page, birds, `Back, ${step + 1} times`);
    }
    for (let step = 0; step < 4; step += 1) {
      await page.goForward({ timeout: 5_000 }).catch(() => {});
      await assertGone(page, birds, `Forward, ${step + 1} times`);
    }
    await page.goto(`${receiver.origin}/referral/`);
    await whenReady(page);
    await leave(page);
    await page.goBack();
    await assertGone(page, birds, "left, then Back");
    await page.reload();
    await whenReady(page);
    await assertGone(page, birds, "reloaded");
    assert.equal(receiver.rows().length, rows + 1, "nothing was sent again");
    await close();
  });
}

test("P-07: steps gone back to by the browser show their answers, never those of a form started over", { timeout: 240_000 }, async () => {
  const { page, birds, root, person, close } = await begun({ history: "push", pages: Infinity });
  await person.send();
  await person.reference();
  await person.button(PAGE.fr.fresh).click();
  await person.heading(words(form.sections[0].title, "fr"));
  for (let step = 0; step < 6; step += 1) {
    await page.goBack({ timeout: 5_000 }).catch(() => {});
    await assertGone(page, birds, `started over, Back ${step + 1} times`);
    if (!page.url().includes("/referral/")) break;
  }
  await close();
  assert.ok(root);
});

test("P-07: every form refuses what the browser remembers, and names its fields so that no two visits share one", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/referral/`);
  const root = await whenReady(visit.page);
  const look = () => root.evaluate(({ shadowRoot }) => ({
    forms: [...shadowRoot.querySelectorAll("form")].map((node) => node.getAttribute("autocomplete")),
    names: [...shadowRoot.querySelectorAll("[name]")].filter(({ localName }) => localName !== "slot").map((node) => `${node.type} ${node.name}`),
  }));
  const { forms, names } = await look();
  assert.ok(forms.length > 0 && forms.every((value) => value === "off"), JSON.stringify(forms));
  // Without a name, a field is remembered for no site; radio buttons need one to be a group.
  assert.deepEqual(names.filter((name) => !name.startsWith("radio ")), []);
  await visit.close();
});
