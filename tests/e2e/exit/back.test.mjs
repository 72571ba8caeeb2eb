// Who comes after: Back, Forward, reload and history, in Chromium as people have it, which keeps whole pages for Back. Whatever
// way the person left, no answer is seen anywhere again (`ux.md` section 3, measured there; P-07, T-08).

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AWAY, FORM, assertNothing, formPage, gone, startHost, startKeeping, traces } from "./host.mjs";

const CANARIES = ["Zanzibar-name-8812", "Zanzibar-story-8812", "Zanzibar-place-8812", "selected:Choix two", "checked:Choix two"];
const [NAME, STORY, PLACE] = CANARIES;
const HISTORIES = { push: { history: "push" }, replace: { history: "replace" }, "not given": {} };

let host, browser;
before(async () => {
  host = await startHost({ "/plain/": formPage({ "exit-url": null, history: "replace" }) });
  host.give("/form.json", FORM);
  for (const [name, attributes] of Object.entries(HISTORIES)) host.pages[`/${name.replace(" ", "-")}/`] = formPage(attributes);
  browser = await startKeeping();
});
after(async () => {
  await browser?.close();
  await host?.stop();
});

const ready = (page) => page.getByRole("textbox", { name: "Votre nom" }).waitFor();

/** Somebody who came from another page, answered every question, and is at the second step. */
async function answered(path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  for (const before of ["/onward/", "/before/"]) await page.goto(`${host.origin}${before}`);
  await page.goto(`${host.origin}${path}`);
  await ready(page);
  await page.getByRole("textbox", { name: "Votre nom" }).fill(NAME);
  await page.getByRole("textbox", { name: "Ce qui se passe" }).fill(STORY);
  await page.getByRole("combobox", { name: "Un choix" }).selectOption({ label: "Choix two" });
  await page.getByRole("checkbox", { name: "Choix two" }).check();
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByRole("textbox", { name: "Un lieu" }).fill(PLACE);
  return { context, page };
}

/** Moves in the history, and waits for the page that comes to be quiet. */
async function move(page, by) {
  // A page that is kept as it is answers nothing more: it is asked to move a little later.
  if (by === 0) await page.reload();
  else await page.evaluate((by) => void setTimeout(() => history.go(by), 10), by);
  await settle(page);
}

async function settle(page) {
  await page.waitForTimeout(400);
  for (let wait = 0; wait < 100; wait += 1) {
    const done = await page
      .evaluate(() => document.readyState === "complete" && document.body !== null && [...document.querySelectorAll("parcours-form")].every((form) => form.shadowRoot?.querySelector("h2")))
      .catch(() => false);
    if (done) break;
    await page.waitForTimeout(100);
  }
  // Browsers fill fields again a little after.
  await page.waitForTimeout(300);
}

/** Looks at the page, then, where the form stands there again, at each of its steps. */
async function assertEmpty(page, where) {
  assertNothing(await traces(page), CANARIES, where);
  if ((await page.locator("parcours-form").count()) === 0) return;
  if ((await page.getByRole("textbox", { name: "Votre nom" }).count()) > 0) await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByRole("textbox", { name: "Un lieu" }).waitFor();
  await page.waitForTimeout(200);
  assertNothing(await traces(page), CANARIES, `${where}, second step`);
}

test("this browser does keep whole pages: without an exit, Back shows every answer", { timeout: 60_000 }, async () => {
  const { context, page } = await answered("/plain/");
  await page.locator("#onward").click();
  await page.waitForURL("**/onward/");
  await move(page, -1);
  assert.ok((await traces(page)).includes(PLACE), "the matrix below could fail");
  await context.close();
});

const LEAVE = {
  "the link": (page) => page.getByRole("link", { name: "Quitter rapidement" }).click(),
  "Shift three times": async (page) => {
    for (let time = 0; time < 3; time += 1) await page.keyboard.press("Shift");
  },
  "the link, to another site": async (page) => {
    await page.getByRole("link", { name: "Quitter rapidement" }).evaluate((link, href) => (link.href = href), `${host.other}${AWAY}`);
    await page.getByRole("link", { name: "Quitter rapidement" }).click();
  },
};
for (const path of ["/push/", "/replace/", "/not-given/"]) {
  // Not given, it is one of the other two: one way is enough to see which.
  for (const [way, leave] of Object.entries(LEAVE).slice(0, path === "/not-given/" ? 1 : undefined)) {
    test(`P-07 T-08: after leaving by ${way}, history ${path.slice(1, -1)}: Back, Forward and reload show no answer`, { timeout: 120_000 }, async () => {
      const { context, page } = await answered(path);
      await leave(page);
      await gone(page);
      await settle(page);
      await assertEmpty(page, "the other page");
      // Where Back leads: without steps in the history, to the page before the portal's.
      await move(page, -1);
      const reached = new URL(page.url()).pathname;
      if (path === "/replace/") assert.equal(reached, "/before/");
      for (const [by, where] of [[0, "reloaded"], [1, "Forward"], [-1, "Back again"], [-1, "Back twice"], [1, "Forward from there"], [0, "reloaded there"], [1, "to the end"]]) {
        await assertEmpty(page, `${where} (${page.url()})`);
        await move(page, by);
      }
      await assertEmpty(page, "at the end");
      await context.close();
    });
  }

  test(`P-07 T-08: after another page of the portal, history ${path.slice(1, -1)}: Back starts anew`, { timeout: 120_000 }, async () => {
    const { context, page } = await answered(path);
    await page.locator("#onward").click();
    await page.waitForURL("**/onward/");
    for (const [by, where] of [[-1, "Back"], [1, "Forward"], [-1, "Back again"], [0, "reloaded"], [-1, "further back"]]) {
      await move(page, by);
      await assertEmpty(page, `${where} (${page.url()})`);
    }
    await context.close();
  });

  test(`P-07: reloaded where it stands, history ${path.slice(1, -1)}: the form is empty`, { timeout: 60_000 }, async () => {
    const { context, page } = await answered(path);
    await move(page, 0);
    assert.equal(new URL(page.url()).pathname, path);
    await assertEmpty(page, "reloaded");
    await context.close();
  });
}
