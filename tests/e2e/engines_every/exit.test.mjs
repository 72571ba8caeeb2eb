// Who comes after, in Firefox and in WebKit as Debian packages them: whatever Back, Forward and reload show after the exit, no
// answer is among it (`ux.md` section 3, P-07, T-08). The same matrix as `back.test.mjs`, walked by keyboard and by script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ENGINES } from "../harness/engines.mjs";
import { keyboard } from "../harness/hands.mjs";
import { pageOf } from "../harness/locators.mjs";
import { AWAY, FORM, assertNothing, formPage, startHost, traces } from "../exit/host.mjs";

const CANARIES = ["Zanzibar-name-8813", "Zanzibar-story-8813", "Zanzibar-place-8813", "checked:Choix two"];
const [NAME, STORY, PLACE] = CANARIES;
const HISTORIES = { "/push/": { history: "push" }, "/replace/": { history: "replace" } };

let host;
before(async () => {
  host = await startHost({ "/plain/": formPage({ "exit-url": null, history: "replace" }) });
  host.give("/form.json", FORM);
  for (const [path, attributes] of Object.entries(HISTORIES)) host.pages[path] = formPage(attributes);
});
after(() => host?.stop());

for (const [name, start] of Object.entries(ENGINES)) {
  test(`the exit in ${name}`, { timeout: 300_000 }, async (engine) => {
    const session = await start();
    engine.after(() => session.end());
    const page = pageOf(session);
    await session.command("resize", { width: 1280, height: 900 });

    // WebKitGTK keeps no page while it is driven: what is seen there is what its history and its reload do.
    if (name === "firefox") await engine.test("without an exit, an answer comes back with Back: the matrix below could fail", async () => {
      await answered(page, "/plain/");
      await page.evaluate(() => document.getElementById("onward").click());
      await reached(page, "/onward/");
      await move(page, -1);
      assert.ok((await traces(page)).includes(PLACE), `${name} keeps the page it leaves`);
    });

    for (const path of Object.keys(HISTORIES)) {
      for (const [way, leave] of Object.entries(WAYS)) {
        await engine.test(`P-07 T-08: left by ${way}, history ${path.slice(1, -1)}: Back, Forward and reload show no answer`, async () => {
          await answered(page, path);
          await leave(page);
          await reached(page, AWAY);
          await assertEmpty(page, "the other page");
          for (const by of [-1, 0, 1, -1, -1, 1, 1]) {
            await move(page, by);
            await assertEmpty(page, by === 0 ? "reloaded" : `moved by ${by}`);
          }
        });
      }
      await engine.test(`P-07: another page of the portal, then Back, history ${path.slice(1, -1)}: the form starts anew`, async () => {
        await answered(page, path);
        await page.evaluate(() => document.getElementById("onward").click());
        await reached(page, "/onward/");
        for (const by of [-1, 1, -1, 0]) {
          await move(page, by);
          await assertEmpty(page, by === 0 ? "reloaded" : `moved by ${by}`);
        }
      });
    }
  });
}

const WAYS = {
  "the link": (page) => keyboard(page).press(page.locator("parcours-form").getByRole("link", { name: "Quitter rapidement" })),
  "Shift three times": async (page) => {
    for (let time = 0; time < 3; time += 1) await page.keyboard.press("Shift");
  },
};

/** Somebody who came from another page, answered every question, and is at the second step. */
async function answered(page, path) {
  for (const before of ["/onward/", "/before/", path]) await page.goto(`${host.origin}${before}`);
  const root = page.locator("parcours-form");
  const hands = keyboard(page);
  await hands.type(root.getByRole("textbox", { name: "Votre nom" }), NAME);
  await hands.type(root.getByRole("textbox", { name: "Ce qui se passe" }), STORY);
  await hands.tick(root.getByRole("checkbox", { name: "Choix two" }));
  await hands.press(root.getByRole("button", { name: "Continuer" }));
  await hands.type(root.getByRole("textbox", { name: "Un lieu" }), PLACE);
}

/** Moves in the history, and waits for the page that comes. The page being left cannot be waited for: it may be kept. */
async function move(page, by) {
  await page.evaluate((by) => void setTimeout(() => (by === 0 ? location.reload() : history.go(by)), 10), by);
  await new Promise((done) => setTimeout(done, 500));
  await until(page, "quiet", () => document.readyState === "complete" && document.body !== null && [...document.querySelectorAll("parcours-form")].every((form) => form.shadowRoot?.querySelector("h2")));
  // Browsers fill fields again a little after.
  await new Promise((done) => setTimeout(done, 300));
}

const reached = (page, path) => until(page, path, (path) => location.pathname === path && document.readyState === "complete", path);

async function until(page, what, look, ...given) {
  for (let wait = 0; wait < 200; wait += 1) {
    if (await page.evaluate(look, ...given).catch(() => false)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail(`not reached: ${what}, at ${await page.evaluate(() => location.href)}`);
}

async function assertEmpty(page, where) {
  const address = await page.evaluate(() => location.pathname);
  assertNothing(await traces(page), CANARIES, `${where} (${address})`);
}
