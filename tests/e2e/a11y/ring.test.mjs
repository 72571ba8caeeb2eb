// each kind of control, on each background a portal may have: the ring is seen by its pixels.

import assert from "node:assert/strict";
import { test } from "node:test";
import { WIDE, open, whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { words } from "../harness/oracle.mjs";
import { definition } from "../harness/receiver.mjs";
import { ANSWERS, PAGE, referral, steps } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";
import { assertRing, ringOf } from "./checks/ring.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

/** Backgrounds of the Québec design system: white, grey pale, blue pale, the blue of its header. */
const BACKGROUNDS = ["#ffffff", "#f1f1f2", "#dae6f0", "#095797"];
const KINDS = {
  text: "input[type=text], input:not([type])",
  radio: "input[type=radio]",
  checkbox: "input[type=checkbox]",
  select: "select",
  "long text": "textarea",
  "button to continue": "button[type=submit]",
  "other button": "button[type=button]",
  link: "#summary a",
};

test("A-07: the focus is seen on every control, on every background [cli-60508]", { timeout: 240_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/referral/`, { viewport: { ...WIDE, height: 4000 } });
  const { page } = visit;
  const bench = await (await browser.newContext()).newPage();
  const root = await whenReady(page);
  const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
  const looked = new Set();
  const look = async () => {
    for (const [kind, selector] of Object.entries(KINDS)) {
      const control = root.locator(selector).locator("visible=true").first();
      if (looked.has(kind) || (await control.count()) === 0) continue;
      for (const background of BACKGROUNDS) {
        await page.evaluate((colour) => document.querySelectorAll("body, main").forEach((node) => (node.style.background = colour)), background);
        assertRing(await ringOf(page, bench, control), `${kind} on ${background}`);
      }
      await page.evaluate(() => document.querySelectorAll("body, main").forEach((node) => node.style.removeProperty("background")));
      looked.add(kind);
    }
  };
  for (const section of steps(form).slice(0, 8)) {
    await person.heading(words(section.title, "fr"));
    await person.button(PAGE.fr.next).click();
    await look();
    await person.section(section, ANSWERS);
    await look();
    await person.button(PAGE.fr.next).click();
  }
  assert.deepEqual(Object.keys(KINDS).filter((kind) => !looked.has(kind)), [], "every kind of control was met");
  await visit.close();
});

test("A-07: a ring too thin or too pale is seen as such [harness]", { timeout: 60_000 }, async () => {
  const page = await (await browser.newContext()).newPage();
  const bench = await (await browser.newContext()).newPage();
  await page.setContent("<style>button { margin: 20px; outline-offset: 2px } #thin:focus { outline: 1px solid #000 } #pale:focus { outline: 3px solid #ccc } #good:focus { outline: 2px solid #000 }</style><button id=thin>Un</button><button id=pale>Deux</button><button id=good>Trois</button>");
  for (const [id, seen] of [["thin", false], ["pale", false], ["good", true]]) {
    const share = await ringOf(page, bench, page.locator(`#${id}`));
    assert.equal(share >= 1, seen, `${id}: ${share}`);
  }
});
