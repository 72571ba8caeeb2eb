// What happens, or must not, while somebody fills CLI-60508: with whatever they have in hand, on a slow telephone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NARROW, open, whenReady } from "../harness/browser.mjs";
import { keyboard, mouse } from "../harness/hands.mjs";
import { sectionShown, words } from "../harness/oracle.mjs";
import { definition } from "../harness/receiver.mjs";
import { ANSWERS, PAGE, plain, referral } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";
import { FIELDS, lookDeep } from "./deep.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

const starts = { fr: "/referral/", en: "/en/referral/" };

/** A visitor at the form; `hands` is made from the page. */
async function visit(language, { hands = mouse, ...more } = {}) {
  const seen = await open(browser, `${receiver.origin}${starts[language]}`, { language, ...more });
  const root = await whenReady(seen.page);
  await lookDeep(seen.page);
  const person = referral({ page: seen.page, root, form, language, hands: hands(seen.page) });
  return { ...seen, root, person };
}

/** The sections somebody with those answers goes through; each is left filled. */
async function through({ person }, language, look) {
  for (const section of form.sections) {
    if (!sectionShown(form, section, plain(ANSWERS))) continue;
    await person.heading(words(section.title, language));
    await look(section);
    await person.button(PAGE[language].next).click();
  }
  await person.heading(PAGE[language].review);
}

test("A-18 A-19 A-20 A-26: changing an answer moves nobody, announces nothing by force, and pasting works [cli-60508]", { timeout: 240_000 }, async () => {
  const seen = await visit("fr");
  const { page, person } = seen;
  let changed = 0;
  await through(seen, "fr", async (section) => {
    const before = await page.evaluate(() => [location.href, document.title, history.length, globalThis.deep.any("#heading")[0].innerText].join("|"));
    const faults = await page.evaluate((fields) => {
      const { deep } = globalThis;
      const faults = [];
      const live = deep.any("[aria-live], [role=status], [role=log], output");
      if (live.length !== 1 || live[0].getAttribute("aria-live") === "assertive") faults.push(`A-18: ${live.length} regions that speak: ${live.map(deep.name)}`);
      if (deep.any("[role=alert]").length > 0) faults.push("A-18: an alert, and nothing is wrong");
      for (const node of deep.any("[type=radio][aria-expanded], [type=checkbox][aria-expanded]")) faults.push(`A-20: ${deep.name(node)} says it is expanded`);
      for (const node of deep.all(fields).filter((one) => ["text", "textarea", "tel", "email"].includes(one.type))) {
        if (!node.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, composed: true, clipboardData: new DataTransfer() }))) faults.push(`A-26: ${deep.name(node)} refuses what is pasted`);
      }
      return faults;
    }, FIELDS);
    assert.deepEqual(faults, [], section.id);
    for (const { id, type, tag } of await page.evaluate((fields) => globalThis.deep.all(fields).map((one) => ({ id: one.id, type: one.type, tag: one.tagName })), FIELDS)) {
      const field = seen.root.locator(`[id="${id}"]`);
      // One answer may take another question away.
      if (type === "file" || (await field.count()) === 0) continue;
      await field.focus();
      if (["radio", "checkbox"].includes(type)) await page.keyboard.press("Space");
      else if (tag === "SELECT") await page.keyboard.press("ArrowDown");
      else await page.keyboard.type("a");
      const after = await page.evaluate((id) => {
        const { deep } = globalThis;
        const node = deep.active();
        // What is asked because of an answer comes after it on the page.
        return { focus: node?.id, place: [location.href, document.title, history.length, deep.any("#heading")[0].innerText].join("|"), alerts: deep.any("[role=alert]").length, id };
      }, id);
      assert.equal(after.focus, id, `A-19: the focus left ${id}`);
      assert.equal(after.place, before, `A-19: ${id} changed the page`);
      assert.equal(after.alerts, 0, `A-20: ${id} set an alert off`);
      changed += 1;
      // Undone: the section is to be left.
      if (type === "checkbox") await page.keyboard.press("Space");
      else if (tag === "SELECT") await page.keyboard.press("ArrowUp");
      else if (type !== "radio") await page.keyboard.press("Backspace");
    }
    await seen.person.section(section, ANSWERS);
  });
  assert.ok(changed > 100, `${changed} controls were changed`);
  await seen.close();
});

test("A-20: what an answer asks for comes after it on the page, and goes when the answer does [cli-60508]", { timeout: 300_000 }, async () => {
  const { page, root, person, close } = await visit("fr");
  let revealed = 0;
  await through({ person }, "fr", async (section) => {
    const radios = await page.evaluate(() => globalThis.deep.all("input[type=radio], input[type=checkbox]").map((one) => one.id));
    for (const id of radios) {
      const control = root.locator(`[id="${id}"]`);
      if ((await control.count()) === 0) continue;
      const before = await page.evaluate((fields) => globalThis.deep.all(fields).map((one) => one.id), FIELDS);
      await control.click();
      const { fresh, early } = await page.evaluate(({ id, before, fields }) => {
        const { deep } = globalThis;
        const trigger = deep.any(`[id="${id}"]`)[0];
        const fresh = deep.all(fields).filter((one) => !before.includes(one.id));
        return { fresh: fresh.length, early: trigger ? fresh.filter((one) => trigger.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING).map(deep.name) : [] };
      }, { id, before, fields: FIELDS });
      assert.deepEqual(early, [], `${section.id}: ${id} asks for something above it`);
      revealed += fresh;
      if ((await control.getAttribute("type")) === "checkbox" && (await control.count()) > 0 && (await control.isChecked())) await control.click();
    }
    await person.section(section, ANSWERS);
  });
  assert.ok(revealed > 15, `${revealed} questions appeared`);
  await close();
});

/** Mouse, keyboard and finger in turn, in one journey. */
function everyHand(page) {
  const touch = {
    ...mouse(page),
    choose: (radio) => radio.tap(),
    tick: (box) => box.tap(),
    press: (button) => button.tap(),
  };
  const kinds = [mouse(page), keyboard(page), touch];
  let turn = 0;
  return new Proxy(touch, { get: (_, act) => (...given) => kinds[turn++ % kinds.length][act](...given) });
}

test("A-27 A-28: mouse, keyboard and finger in turn, then sent [cli-60508]", { timeout: 240_000 }, async () => {
  const { person, close, assertQuiet } = await visit("en", { hands: everyHand, viewport: NARROW, hasTouch: true });
  await person.fill(ANSWERS);
  await person.send();
  await person.reference();
  assertQuiet();
  await close();
});

test("2.5.2: a button pressed, then left before it is released, does nothing [cli-60508]", { timeout: 60_000 }, async () => {
  const { page, root, person, close } = await visit("fr");
  const button = person.button(PAGE.fr.next);
  await button.scrollIntoViewIfNeeded();
  const heading = await root.locator("#heading").innerText();
  const box = await button.boundingBox();
  const press = async (release) => {
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.waitForTimeout(200);
    assert.equal(await root.locator("#heading").innerText(), heading, "nothing happens while it is held");
    await release();
    await page.mouse.up();
    await page.waitForTimeout(300);
  };
  await press(() => page.mouse.move(box.x + box.width / 2, Math.max(2, box.y - 200)));
  assert.equal(await root.locator("#heading").innerText(), heading, "released elsewhere, it did nothing");
  await press(async () => {});
  assert.notEqual(await root.locator("#heading").innerText(), heading, "released in its place, it goes on");
  await close();
});

test("A-35: on a processor six times slower, no task holds the typing for more than 200 ms [cli-60508]", { timeout: 120_000 }, async () => {
  const { page, root, person, close } = await visit("fr", { viewport: NARROW });
  await through({ person }, "fr", async (section) => {
    if (section.id === "situation") {
      const devtools = await page.context().newCDPSession(page);
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
      await page.evaluate(() => {
        globalThis.tasks = [];
        new PerformanceObserver((list) => globalThis.tasks.push(...list.getEntries().map((one) => one.duration))).observe({ type: "longtask" });
      });
      // The best of three: what else the machine does is not what is measured.
      let long;
      for (let round = 0; round < 3 && long?.length !== 0; round += 1) {
        await page.evaluate(() => (globalThis.tasks.length = 0));
        await root.locator("textarea").first().fill("");
        await root.locator("textarea").first().click();
        await page.keyboard.type("Rupture récente; dort peu, mange peu.", { delay: 30 });
        long = await page.evaluate(() => globalThis.tasks.filter((duration) => duration > 200));
      }
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
      assert.deepEqual(long, [], "tasks of more than 200 ms while typing");
    }
    await person.section(section, ANSWERS);
  });
  await close();
});
