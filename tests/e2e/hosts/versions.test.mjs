// Two copies of the kit on one page: the first that comes defines the element, the other finds it defined.

import assert from "node:assert/strict";
import { test } from "node:test";
import { whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { definition } from "../harness/receiver.mjs";
import { referral } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";
import { assertTyped, firstPages, visitHost } from "./at_work.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

test("A-33: with the kit loaded from two addresses, nothing throws and both forms work [cli-60508]", { timeout: 120_000 }, async () => {
  const visit = await visitHost(browser, `${receiver.origin}/hosts/versions/`, form);
  const { page, root } = visit;
  const loaders = visit.seen.requests.filter(({ url }) => url.includes("/parcours/parcours.js"));
  assert.equal(new Set(loaders.map(({ url }) => url)).size, 2, "two copies were loaded");
  const second = await whenReady(page, 1);
  await firstPages(visit, form);
  const other = { root: second, person: referral({ page, root: second, form, language: "fr", hands: mouse(page) }) };
  await firstPages(other, form, { look: async (state) => state === "filled" && assertTyped(second, "the second form") });

  // Both copies still give their function, and the forms they make are of the class that was defined.
  const same = await page.evaluate(async () => {
    const copies = [await import("/parcours/parcours.js"), await import("/parcours/parcours.js?team=two")];
    const place = document.querySelector("main");
    const made = copies.map(({ mount }) => mount(place, { src: "/schemas/forms/cli-60508/form.{lang}.json", lang: "fr" }).element);
    return { apart: copies[0].mount !== copies[1].mount, same: made[0].constructor === made[1].constructor };
  });
  assert.deepEqual(same, { apart: true, same: true });
  for (const index of [2, 3]) await whenReady(page, index);
  visit.assertQuiet();
  await visit.close();
});
