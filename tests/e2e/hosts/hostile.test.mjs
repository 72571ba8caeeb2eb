// Pages that would change the form if they could: it works in each, and its looks are its own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { assertNoSidewaysScroll } from "../harness/browser.mjs";
import { definition } from "../harness/receiver.mjs";
import { stage } from "../harness/stage.mjs";
import { assertTyped, firstPages, visitHost } from "./at_work.mjs";
import { assertSame, picture, startBench } from "./pixels.mjs";

let receiver, browser, form, compare;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
  compare = await startBench(browser);
});

/** The pictures of the first pages on that host page, in a column of that width when one is given. */
async function pictures(place, width) {
  const visit = await visitHost(browser, `${receiver.origin}/hosts/${place}/`, form);
  const { page, root } = visit;
  if (width) await page.locator(".column").evaluate((column, width) => (column.style.width = `${width}px`), width);
  const taken = {};
  await firstPages(visit, form, {
    look: async (state) => {
      taken[state] = await picture(page, root);
      if (state === "filled") await assertTyped(root, place);
    },
  });
  visit.assertQuiet();
  await visit.close();
  return taken;
}

for (const place of ["root-font", "root-font/large", "bootstrap", "reset", "dark", "rtl", "narrow"]) {
  test(`A-33: on the page ${place}, the form works and looks the same [cli-60508]`, { timeout: 120_000 }, async () => {
    const hostile = await pictures(place);
    const calm = await pictures("calm", hostile["first page"].width);
    assert.deepEqual(Object.keys(hostile), ["first page", "second page", "mistakes", "filled"]);
    for (const state of Object.keys(hostile)) {
      assertSame(await compare(hostile[state], calm[state]), `${place}, ${state}`);
    }
  });
}

test("A-33: a difference of one pixel is seen [harness]", async () => {
  const { page, root, close } = await visitHost(browser, `${receiver.origin}/hosts/calm/`, form);
  const before = await picture(page, root);
  assertSame(await compare(before, await picture(page, root)), "twice the same");
  await root.evaluate(({ shadowRoot }) => {
    const dot = document.createElement("div");
    Object.assign(dot.style, { position: "absolute", width: "1px", height: "1px", background: "#fefefe" });
    shadowRoot.querySelector("[part=form]").prepend(dot);
  });
  assert.deepEqual(await compare(before, await picture(page, root)).then(({ pixels, most }) => ({ pixels, most })), { pixels: 1, most: 1 });
  await close();
});

test("A-11 A-33: in a column of 200 px nothing sticks out, and every control is within it [cli-60508]", { timeout: 60_000 }, async () => {
  const visit = await visitHost(browser, `${receiver.origin}/hosts/narrow/`, form);
  const { page, root } = visit;
  await firstPages(visit, form, {
    look: async (state) => {
      const out = await root.evaluate((element) => {
        const { left, right } = element.getBoundingClientRect();
        const nodes = [...element.shadowRoot.querySelectorAll("[part=form] *")].filter((node) => !node.closest(".unseen") && node.getClientRects().length > 0);
        const beyond = nodes.filter((node) => node.getBoundingClientRect().right > right + 0.5 || node.getBoundingClientRect().left < left - 0.5);
        return { looked: nodes.length, beyond: beyond.map((node) => `${node.tagName} ${node.className} ${node.textContent.slice(0, 40)}`) };
      });
      assert.ok(out.looked > 5);
      assert.deepEqual(out.beyond, [], state);
    },
  });
  await assertNoSidewaysScroll(page, "narrow");
  await visit.close();
});

test("A-01: the form is as accessible in the dark and from right to left [cli-60508]", { timeout: 60_000 }, async () => {
  for (const place of ["dark", "rtl"]) {
    const visit = await visitHost(browser, `${receiver.origin}/hosts/${place}/`, form);
    const look = (state) => assertAccessible(visit.page, `${place}, ${state}`);
    await firstPages(visit, form, { look });
    await visit.close();
  }
});
