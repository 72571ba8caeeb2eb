// The element in pages that are not its own: two of them, hostile styles, coming and going, changing language.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./harness/axe.mjs";
import { NARROW, WIDE, assertFocus, assertNoSidewaysScroll, open, whenReady } from "./harness/browser.mjs";
import { mouse } from "./harness/hands.mjs";
import { words } from "./harness/oracle.mjs";
import { definition } from "./harness/receiver.mjs";
import { ANSWERS, PAGE, referral, steps } from "./harness/referral.mjs";
import { screenshot } from "./harness/screenshot.mjs";
import { stage } from "./harness/stage.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

test("A-33: two forms on one page know nothing of each other [cli-60508]", { timeout: 240_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/hosts/two/`);
  const { page } = visit;
  const first = await whenReady(page, 0);
  const second = await whenReady(page, 1);
  await assertAccessible(page, "two forms");
  await screenshot(page, "30-two-forms", "fr");

  const one = referral({ page, root: first, form, language: "fr", hands: mouse(page) });
  const two = referral({ page, root: second, form, language: "fr", hands: mouse(page) });
  const rowsBefore = receiver.rows().length;
  await one.fill(ANSWERS);
  await two.heading(words(form.sections[0].title, "fr"));
  await two.fill({ ...ANSWERS, expectations: "Une tout autre attente." });
  await one.send();
  const reference = await one.reference();
  await two.heading(PAGE.fr.review);
  await two.send();
  assert.notEqual(await two.reference(), reference);
  assert.equal(receiver.rows().length, rowsBefore + 2);
  visit.assertQuiet();
  await visit.close();
});

test("A-33: a hostile host changes nothing inside the form [cli-60508]", async () => {
  const measure = async (place) => {
    const visit = await open(browser, `${receiver.origin}${place}`);
    const root = await whenReady(visit.page);
    await visit.page.waitForLoadState("networkidle");
    const styles = await root.evaluate((element) => {
      // Not the family, which is the host's to choose, nor the spacing, which a person's own style sheet may set.
      const names = ["fontSize", "lineHeight", "textTransform", "textAlign", "textIndent", "color", "fontStyle", "fontWeight"];
      names.push("whiteSpace", "textShadow", "cursor", "display", "float", "borderTopWidth", "opacity", "outlineStyle");
      return [...element.shadowRoot.querySelectorAll("h1, h2, p, li, label, legend, button, a, form, fieldset")].map((node) => {
        const computed = getComputedStyle(node);
        return [node.tagName, ...names.map((name) => `${name} ${computed[name]}`)].join("; ");
      });
    });
    await screenshot(visit.page, place.includes("hostile") ? "31-hostile" : "32-calm", "fr");
    await visit.close();
    return styles;
  };
  const calm = await measure("/referral/");
  const hostile = await measure("/hosts/hostile/");
  assert.ok(calm.length > 5);
  assert.deepEqual(hostile, calm);
});

test("A-21: changing the language keeps the page and every answer [cli-60508]", { timeout: 120_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/referral/`);
  const { page } = visit;
  const root = await whenReady(page);
  const french = referral({ page, root, form, language: "fr", hands: mouse(page) });
  const english = referral({ page, root, form, language: "en", hands: mouse(page) });
  const sections = steps(form);
  const person = sections.findIndex((section) => section.id === "person");
  for (const section of sections.slice(0, person)) {
    await french.heading(words(section.title, "fr"));
    await french.section(section, ANSWERS);
    await french.button(PAGE.fr.next).click();
  }
  await french.heading(words(sections[person].title, "fr"));
  await french.section(sections[person], ANSWERS);

  // The portal's own link: no other page is loaded.
  await page.locator(".portal-head:not([hidden]) .portal-language").click();
  await english.heading(words(sections[person].title, "en"));
  assert.equal(await page.locator("html").getAttribute("lang"), "en-CA");
  assert.equal(await root.getByRole("textbox", { name: "Last name at birth" }).inputValue(), "Tremblay");
  assert.equal(await root.getByRole("textbox", { name: "Civic number" }).inputValue(), "12");
  assert.equal(await root.getByRole("group", { name: "Date of birth" }).getByRole("textbox", { name: "Year" }).inputValue(), "1985");
  await assertAccessible(page, "after the switch");

  // The form's own switch, when it has one.
  const own = root.getByRole("button", { name: PAGE.en.switch });
  if ((await own.count()) > 0) {
    await own.click();
    await french.heading(words(sections[person].title, "fr"));
    assert.equal(await root.getByRole("textbox", { name: "Rue" }).inputValue(), "rue des Érables");
    await own.page().locator("parcours-form").getByRole("button", { name: PAGE.fr.switch }).click();
    await english.heading(words(sections[person].title, "en"));
  }
  for (const section of sections.slice(person + 1)) {
    await english.button(PAGE.en.next).click();
    await english.heading(words(section.title, "en"));
    await english.section(section, ANSWERS);
  }
  await english.button(PAGE.en.next).click();
  await english.heading(PAGE.en.review);
  await english.send();
  await english.reference();
  const rows = receiver.rows();
  const envelope = JSON.parse(rows.at(-1).envelope);
  assert.equal(envelope.language, "en");
  assert.equal(envelope.answers.person.address.street, "rue des Érables");
  visit.assertQuiet();
  await visit.close();
});

test("A-25: the host's help stands under every step, in the language of the form [cli-60508]", { timeout: 120_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/referral/`);
  const { page } = visit;
  const root = await whenReady(page);
  const help = { fr: page.getByText("Besoin d’aide pour remplir le formulaire?"), en: page.getByText("Need help to fill out the form?") };
  const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
  const places = new Set();
  async function look() {
    assert.ok(await help.fr.isVisible());
    assert.ok(!(await help.en.isVisible()), "the other language's is not shown");
    places.add(
      await root.evaluate(({ shadowRoot }) => {
        const slot = shadowRoot.querySelector("slot[name=help]");
        const last = [...shadowRoot.querySelectorAll("button, a[href], input, select, textarea")].at(-1);
        const after = Boolean(last.compareDocumentPosition(slot) & Node.DOCUMENT_POSITION_FOLLOWING);
        return `${[...shadowRoot.children].indexOf(slot)} of ${shadowRoot.children.length}, after every control: ${after}`;
      }),
    );
  }
  await person.fill(ANSWERS, look);
  await look();
  await person.send();
  await person.reference();
  await look();
  assert.deepEqual([...places], ["1 of 2, after every control: true"]);
  await root.getByRole("link", { name: PAGE.fr.switch }).or(root.getByRole("button", { name: PAGE.fr.switch })).click();
  await help.en.waitFor();
  assert.ok(!(await help.fr.isVisible()));
  visit.assertQuiet();
  await visit.close();
});

test("A-21 A-34: a language that cannot be fetched is said so, and asked for again [cli-60508]", { timeout: 120_000 }, async () => {
  for (const viewport of [WIDE, NARROW]) {
    const visit = await open(browser, `${receiver.origin}/referral/`, { viewport, expectMessages: true });
    const { page, seen } = visit;
    const root = await whenReady(page);
    const forms = () => seen.requests.filter(({ url }) => /form[.\w]*json$/.test(url)).map(({ url }) => url.split("/").at(-1));
    assert.deepEqual(forms(), ["form.fr.json"], "one language is fetched");
    const [section] = form.sections;
    const french = referral({ page, root, form, language: "fr", hands: mouse(page) });
    const english = referral({ page, root, form, language: "en", hands: mouse(page) });
    await french.heading(words(section.title, "fr"));
    await french.section(section, ANSWERS);

    await page.route("**/form.en.json", (route) => route.abort());
    const told = page.evaluate(
      () => new Promise((done) => document.addEventListener("parcours-error", ({ detail }) => done(detail.code), { once: true })),
    );
    const change = root.locator("#language");
    await change.click();
    await root.getByText("La version anglaise n’a pas pu être chargée.").first().waitFor();
    assert.equal(await told, "language");
    await assertFocus(page, "language");
    await french.heading(words(section.title, "fr"));
    await assertAccessible(page, "no other language");
    await assertNoSidewaysScroll(page, "no other language");
    await screenshot(page, "33-no-other-language", "fr");

    await page.unroute("**/form.en.json");
    await change.click();
    await english.heading(words(section.title, "en"));
    assert.equal(await root.getByText("La version anglaise").count(), 0);
    // Back without a network: the first language is still there.
    await page.context().setOffline(true);
    await change.click();
    await french.heading(words(section.title, "fr"));
    assert.deepEqual(forms(), ["form.fr.json", "form.en.json", "form.en.json"]);
    await visit.close();
  }
});

test("A-33: added and removed twenty times, the element leaves nothing behind [cli-60508]", { timeout: 120_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/referral/`);
  const { page } = visit;
  await whenReady(page);
  const session = await page.context().newCDPSession(page);
  const count = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    const value = (name) => metrics.find((metric) => metric.name === name).value;
    return { nodes: value("Nodes"), listeners: value("JSEventListeners") };
  };
  await session.send("Performance.enable");
  const cycle = async (times) => {
    await page.evaluate(async (times) => {
      const main = document.querySelector("main");
      for (let turn = 0; turn < times; turn += 1) {
        document.querySelector("parcours-form")?.remove();
        const element = document.createElement("parcours-form");
        element.setAttribute("src", "/schemas/forms/cli-60508/form.json");
        element.setAttribute("action", "/api/referrals");
        element.setAttribute("lang", "fr");
        main.append(element);
        for (let wait = 0; wait < 200 && !element.shadowRoot?.querySelector("h1, h2, h3"); wait += 1) {
          await new Promise((done) => setTimeout(done, 10));
        }
        if (!element.shadowRoot?.querySelector("h1, h2, h3")) throw new Error(`turn ${turn}: the form did not appear`);
      }
    }, times);
  };
  await cycle(5);
  const settled = await count();
  await cycle(20);
  const later = await count();
  assert.ok(later.nodes <= settled.nodes * 1.1 + 50, `nodes: ${settled.nodes}, then ${later.nodes}`);
  assert.ok(later.listeners <= settled.listeners * 1.1 + 10, `listeners: ${settled.listeners}, then ${later.listeners}`);
  visit.assertQuiet();
  await visit.close();
});
