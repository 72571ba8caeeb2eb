// a host's session that ends. The kit warns ahead, offers more time as often as people want, and keeps every answer when
// the end has come. The page's clock is moved; everything else is real.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible } from "./harness/axe.mjs";
import { NARROW, WIDE, assertNoSidewaysScroll, focused, open, startBrowser, whenReady } from "./harness/browser.mjs";
import { PAGE } from "./harness/referral.mjs";
import { site } from "./harness/receiver.mjs";
import { LENGTH, MINUTE, SAY, come as comeTo } from "./harness/session.mjs";
import { FORM, formPage, gone, startHost } from "./exit/host.mjs";

let host, browser, signedIn;
before(async () => {
  const page = (attributes, more) => formPage({ "session-seconds": LENGTH * 60, action: "/api/", ...attributes }, more);
  const answer = (status, type, body) => (_, response) => response.writeHead(status, { "content-type": type }).end(JSON.stringify(body));
  const problem = (status) => answer(status, "application/problem+json", { status });
  host = await startHost({
    "/fr/": page(), "/en/": page({}, { lang: "en" }), "/plain/": page({ "exit-url": null }), "/none/": page({ "session-seconds": null }),
    "/dossier/": formPage({}, { scripts: [], after: `<parcours-dossier src="/schemas/workflows/service-plan/bundle.json" acting-as="person" session-seconds="1200" lang="fr"></parcours-dossier><script type="module" src="/parcours/dossier/parcours-dossier.js"></script>` }),
    "/api/": (...asked) => (signedIn ? answer(201, "application/json", { reference: "R-1" }) : problem(host.refusal))(...asked),
    "/keep-alive/": (...asked) => (signedIn ? answer(200, "application/json", {}) : problem(host.refusal))(...asked),
  });
  host.refusal = 401;
  host.give("/form.json", FORM);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await host?.stop();
});

const come = (path, options) => comeTo(browser, `${host.origin}${path}`, options);

/** The text of a field, and where its cursor is. */
const cursor = (page) => page.evaluate(() => {
  const { id, value, selectionStart, selectionEnd } = document.querySelector("parcours-form").shadowRoot.activeElement;
  return { id, value, selectionStart, selectionEnd };
});

test("session.js weighs at most 1850 bytes in brotli, and is fetched where the attribute asks for it only", { timeout: 60_000 }, async () => {
  const { size } = statSync(join(site, "parcours/session.js.br"));
  assert.ok(size <= 1850, `${size} bytes`);
  const visit = await open(browser, `${host.origin}/none/`);
  await whenReady(visit.page);
  assert.deepEqual(visit.seen.requests.filter(({ url }) => url.includes("session")), []);
  await visit.close();
});

for (const language of ["fr", "en"]) {
  for (const viewport of [WIDE, NARROW]) {
    test(`A-29 A-01 A-06: more time is offered two minutes ahead, and got with one key as often as one wants, ${language}, ${viewport.width} px [components]`, { timeout: 120_000 }, async () => {
      const visit = await come(`/${language}/`, { language, viewport });
      const { page } = visit;
      const say = SAY[language];
      await page.getByRole("textbox", { name: say.name }).focus();
      await page.keyboard.type("Marie-Ève Lafontaine");
      for (let key = 0; key < 6; key += 1) await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("Shift+ArrowLeft");
      const before = await cursor(page);
      await visit.pass(LENGTH - 4);
      assert.equal(await page.getByRole("dialog").count(), 0, "not yet");
      await visit.pass(1.9);
      await visit.dialog(say.soon).waitFor();
      // Title, what happens, the button: all of it is heard at once.
      const box = visit.dialog(say.soon);
      assert.equal(await box.evaluate((node) => node.matches(":modal") && node.lang), language);
      const told = await box.evaluate((node) => node.getRootNode().getElementById(node.getAttribute("aria-describedby")).textContent);
      assert.ok(told.startsWith(`${say.ends} 2 minutes.`), told);
      assert.equal((await focused(page)).text, say.stay);
      for (const node of await box.locator("button, a").all()) {
        const { width, height } = await node.boundingBox();
        assert.ok(width >= 44 && height >= 44);
      }
      await assertAccessible(page, `session, ${language}`);
      await assertNoSidewaysScroll(page, `session, ${language}`);
      assert.ok(await box.evaluate((node) => node.scrollWidth <= node.clientWidth));
      // Focus stays inside.
      for (let key = 0; key < 4; key += 1) {
        await page.keyboard.press("Tab");
        assert.ok(await page.evaluate(() => document.activeElement === document.body || document.querySelector("parcours-form").shadowRoot.activeElement.closest("dialog")));
      }
      await page.keyboard.press("Escape");
      await visit.gone();
      assert.deepEqual(await cursor(page), before);
      assert.equal(await visit.asked(), 1, "Escape stays");
      for (let times = 2; times <= 12; times += 1) {
        await visit.pass(LENGTH - 2.5);
        await visit.dialog(say.soon).waitFor();
        await page.keyboard.press("Enter");
        await visit.gone();
        assert.equal(await visit.asked(), times);
        assert.deepEqual(await cursor(page), before);
      }
      await page.keyboard.type("X");
      assert.equal((await cursor(page)).value, "Marie-Ève LafXntaine", "one types on where one was");
      visit.assertQuiet();
      await visit.close();
    });
  }
}

test("A-29: the time left is written as it passes, and said once more, a minute before the end [components]", { timeout: 60_000 }, async () => {
  const visit = await come("/fr/");
  const { page } = visit;
  await visit.pass(LENGTH - 2.8);
  const box = visit.dialog(SAY.fr.soon);
  await box.waitFor();
  const status = box.getByRole("status");
  assert.equal(await status.textContent(), "", "what opens is heard by itself");
  await status.evaluate((node) => {
    globalThis.said = [];
    new MutationObserver(() => globalThis.said.push(node.textContent)).observe(node, { childList: true, subtree: true, characterData: true });
  });
  const written = [];
  for (const seconds of [20, 40, 30, 30, 20, 10]) {
    await visit.pass(seconds / 60);
    written.push(/dans (.*?)\./.exec(await box.textContent())[1]);
  }
  assert.deepEqual(written, ["2 minutes", "2 minutes", "1 minute", "1 minute", "moins d’une minute", "moins d’une minute"]);
  assert.deepEqual(await page.evaluate(() => globalThis.said), [SAY.fr.last]);
  assert.equal(await box.locator("[aria-live], [role=alert], [role=timer]").count(), 0);
  await visit.close();
});

for (const [refusal, language] of [[401, "fr"], [403, "en"]]) {
  test(`A-29: once it has ended every answer stays, through signing in again and sending (${refusal}, ${language}) [components]`, { timeout: 120_000 }, async () => {
    host.refusal = refusal;
    signedIn = false;
    const visit = await come(`/${language}/`, { language, how: "fetch", expectMessages: true });
    const { page, root } = visit;
    const say = SAY[language];
    const words = PAGE[language];
    await page.getByRole("textbox", { name: say.name }).fill("Marie-Ève");
    await visit.pass(LENGTH - 2);
    await visit.dialog(say.soon).waitFor();
    await visit.pass(2.1);
    const over = visit.dialog(say.over);
    await over.waitFor();
    assert.match(await over.textContent(), new RegExp(say.kept));
    assert.equal((await focused(page)).text, say.again);
    await assertAccessible(page, "session, over");
    // Not signed in yet.
    await page.keyboard.press("Enter");
    const failed = visit.dialog(say.failed);
    await failed.waitFor();
    assert.match(await failed.textContent(), new RegExp(say.kept));
    await assertAccessible(page, "session, failed");
    await failed.getByRole("button", { name: say.back }).press("Enter");
    await visit.gone();
    await visit.pass(5);
    assert.equal(await page.getByRole("dialog").count(), 0, "told once");
    assert.equal((await cursor(page)).value, "Marie-Ève");

    // What is sent all the same is refused, and kept.
    const press = (name) => root.getByRole("button", { name, exact: true }).click();
    await press(words.next);
    await page.getByRole("textbox", { name: language === "fr" ? "Un lieu" : "A place" }).fill("Valleyfield");
    await press(words.next);
    await root.getByRole("heading", { name: words.review }).waitFor();
    await press(words.send);
    await root.getByRole("alert").waitFor();
    if (refusal === 401) assert.match(await root.getByRole("alert").textContent(), new RegExp(say.signIn));
    const kept = await root.evaluate((element) => element.answers);
    assert.deepEqual([kept.first.name, kept.second.place], ["Marie-Ève", "Valleyfield"]);
    // In another tab.
    signedIn = true;
    await press(words.again);
    await root.getByRole("heading", { name: words.received }).waitFor();
    assert.match(await root.evaluate((element) => element.shadowRoot.textContent), /R-1/);
    await visit.close();
  });
}

test("A-29: signed in again, one goes on where one was [components]", { timeout: 60_000 }, async () => {
  signedIn = false;
  const visit = await come("/fr/", { how: "fetch" });
  const { page } = visit;
  await page.getByRole("textbox", { name: SAY.fr.name }).fill("Marie");
  await visit.pass(LENGTH + 1);
  await visit.dialog(SAY.fr.over).waitFor();
  signedIn = true;
  await page.keyboard.press("Enter");
  await visit.gone();
  assert.equal((await cursor(page)).value, "Marie");
  await visit.pass(LENGTH - 4);
  assert.equal(await page.getByRole("dialog").count(), 0, "as long as the session before");
  await visit.pass(1.5);
  await visit.dialog(SAY.fr.soon).waitFor();
  visit.assertQuiet();
  await visit.close();
});

test("A-29: a device that slept is told how things are when it wakes [components]", { timeout: 60_000 }, async () => {
  const visit = await come("/plain/");
  await visit.sleep(LENGTH - 1.5);
  await visit.dialog(SAY.fr.soon).waitFor();
  assert.match(await visit.dialog(SAY.fr.soon).textContent(), /dans (1 minute|2 minutes)\./);
  // Asleep with the dialog open, until the end and beyond.
  await visit.sleep(600);
  await visit.dialog(SAY.fr.over).waitFor();
  assert.equal(await visit.page.getByRole("dialog").count(), 1);
  assert.equal((await focused(visit.page)).text, SAY.fr.again);
  await visit.close();

  // No timer fires: whoever comes back looks at the clock.
  const other = await come("/plain/");
  await other.page.clock.setSystemTime(Date.now() + (LENGTH + 1) * MINUTE);
  await other.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await other.dialog(SAY.fr.over).waitFor();
  await other.close();
});

test("A-29: the host page may say anew how long it lasts, or that it no longer ends [components]", { timeout: 60_000 }, async () => {
  const visit = await come("/plain/");
  const { page, root } = visit;
  await page.getByRole("textbox", { name: SAY.fr.name }).focus();
  await visit.pass(LENGTH - 2);
  await visit.dialog(SAY.fr.soon).waitFor();
  await root.evaluate((element) => element.setAttribute("session-seconds", "1200"));
  await visit.gone();
  assert.equal(await visit.asked(), 0);
  assert.equal((await cursor(page)).value, "");
  await visit.pass(LENGTH - 2);
  await visit.dialog(SAY.fr.soon).waitFor();
  await root.evaluate((element) => element.removeAttribute("session-seconds"));
  await visit.gone();
  await visit.pass(100);
  assert.equal(await page.getByRole("dialog").count(), 0);
  // Taken away, it watches no longer; put back, it does again.
  await root.evaluate((element) => {
    element.setAttribute("session-seconds", "600");
    globalThis.away = element;
    element.remove();
  });
  await visit.pass(20);
  await page.evaluate(() => document.querySelector("main").append(globalThis.away));
  await visit.dialog(SAY.fr.over).waitFor();
  await visit.close();
});

for (const how of ["nothing", "no", "throws", "never", "none"]) {
  test(`A-29: an extension that gives ${how} [components]`, { timeout: 60_000 }, async () => {
    const visit = await come("/plain/", { how });
    await visit.pass(LENGTH - 2);
    await visit.dialog(SAY.fr.soon).waitFor();
    await visit.page.keyboard.press("Enter");
    if (how === "nothing") await visit.gone();
    else {
      if (how === "never") {
        await visit.page.keyboard.press("Enter");
        await visit.page.keyboard.press("Escape");
        assert.equal(await visit.asked(), 1, "asked once at a time");
        await visit.pass(0.6);
      }
      await visit.dialog(SAY.fr.failed).waitFor();
      await visit.page.keyboard.press("Escape");
      await visit.gone();
      await visit.pass(2.1);
      await visit.dialog(SAY.fr.over).waitFor();
    }
    visit.assertQuiet();
    await visit.close();
  });
}

test("A-29: a word that is being typed is finished first [components]", { timeout: 60_000 }, async () => {
  const visit = await come("/plain/");
  const { page } = visit;
  await page.getByRole("textbox", { name: SAY.fr.name }).focus();
  await visit.pass(LENGTH - 3.05);
  for (let key = 0; key < 20; key += 1) {
    await page.keyboard.press("a");
    await page.clock.runFor(500);
  }
  assert.equal((await cursor(page)).value, "a".repeat(20));
  assert.equal(await page.getByRole("dialog").count(), 0);
  await page.clock.runFor(3000);
  await visit.dialog(SAY.fr.soon).waitFor();
  await visit.close();
});

test("A-29 T-14: the quick exit comes with the dialog that covers it [components]", { timeout: 60_000 }, async () => {
  const visit = await come("/fr/");
  await visit.pass(LENGTH - 2);
  await visit.dialog(SAY.fr.soon).getByRole("link", { name: "Quitter rapidement" }).click();
  await gone(visit.page);
  await visit.close();
});

test("A-29: a dossier's session alike [dossier service-plan]", { timeout: 90_000 }, async () => {
  const visit = await open(browser, `${host.origin}/dossier/`, { prepare: (page) => page.clock.install() });
  const { page } = visit;
  const dossier = page.locator("parcours-dossier");
  await dossier.getByRole("heading").first().waitFor();
  await dossier.evaluate((element) => (element.extendSession = async () => 1200));
  const from = dossier.getByRole("button").or(dossier.getByRole("link")).first();
  await from.focus();
  const before = await from.elementHandle();
  const box = (name) => page.getByRole("dialog", { name });
  await page.clock.runFor(18 * MINUTE);
  await box(SAY.fr.soon).waitFor();
  await assertAccessible(page, "a dossier's session");
  await page.keyboard.press("Enter");
  await box(SAY.fr.soon).waitFor({ state: "detached" });
  assert.ok(await before.evaluate((node) => node.getRootNode().activeElement === node), "the same control has the focus");
  await page.clock.runFor(21 * MINUTE);
  await box(SAY.fr.over).waitFor();
  await page.keyboard.press("Escape");
  await box(SAY.fr.over).waitFor({ state: "detached" });
  visit.assertQuiet();
  await visit.close();
});
