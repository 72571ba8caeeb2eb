// What the kit does to the page around it: nothing. Every style of every node of the host is compared, before the kit is
// loaded and while somebody fills its form.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { definition } from "../harness/receiver.mjs";
import { referral } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";
import { firstPages } from "./at_work.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

/** Every computed style of every node of the host outside the element, its attributes, and what hangs on the window. */
const lookAround = () => {
  const nodes = [...document.querySelectorAll("*")].filter((node) => !node.closest("parcours-form"));
  const told = nodes.map((node) => {
    const styles = [null, "::before", "::after"].map((part) => {
      const computed = getComputedStyle(node, part);
      return Array.from(computed, (name) => `${part ?? ""} ${name}: ${computed.getPropertyValue(name)}`);
    });
    const attributes = Array.from(node.attributes, ({ name, value }) => `${name}=${value}`);
    return { node: `${node.tagName}.${node.className}`, lines: [...attributes, ...styles.flat()] };
  });
  return { told, names: Object.getOwnPropertyNames(globalThis).sort(), sheets: document.styleSheets.length, adopted: document.adoptedStyleSheets.length };
};

/** What each node says that it did not say before. */
const changes = (before, now) =>
  before.flatMap(({ node, lines }, index) => {
    const said = new Set(lines);
    return now[index].lines.filter((line) => !said.has(line)).map((line) => `${node}${line}`);
  });

for (const place of ["/referral/", "/hosts/calm/", "/hosts/bootstrap/", "/hosts/reset/", "/hosts/dark/", "/hosts/rtl/"]) {
  test(`A-33: the kit changes no style of the page ${place} [cli-60508]`, { timeout: 120_000 }, async () => {
    let start;
    const held = new Promise((resolve) => (start = resolve));
    const prepare = (page) => page.route("**/parcours/parcours.js", async (route) => (await held, route.continue()));
    // The page's own load waits for the kit: it is not waited for.
    const visit = await open(browser, "about:blank", { prepare });
    const { page } = visit;
    await page.goto(`${receiver.origin}${place}`, { waitUntil: "commit" });
    // What the host wrote inside, or the page that stands there before the kit.
    await page.locator("parcours-form a:visible").first().waitFor();
    await page.waitForFunction(() => [...document.querySelectorAll("link[rel=stylesheet]")].every(({ sheet }) => sheet));
    // The room the form takes is the host's affair, and moves what is around it: here it is given once, and a name that the
    // browser itself gives to an element with an id is no name of the kit's.
    const element = page.locator("parcours-form");
    await element.evaluate((form) => {
      for (const [name, value] of Object.entries({ display: "block", width: "600px", height: "500px", overflow: "hidden" })) form.style.setProperty(name, value, "important");
    });
    const before = await page.evaluate(lookAround);
    assert.ok(before.told.length > 8 && before.told[0].lines.length > 500, "there was something to compare");
    start();
    const root = await whenReady(page);
    const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
    await firstPages({ root, person }, form, {
      look: async (state) => {
        await page.mouse.move(0, 0);
        const now = await page.evaluate(lookAround);
        assert.deepEqual(changes(before.told, now.told), [], `${place}, ${state}`);
        assert.deepEqual(now.names, before.names, "nothing new hangs on the window");
        assert.deepEqual([now.told.length, now.sheets, now.adopted], [before.told.length, before.sheets, before.adopted], "no node and no style sheet was added");
      },
    });
    await visit.close();
  });
}
