// The exit as it stands on the page: before the kit, without it, with a form; its size, its place, its words, its address.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { NARROW, WIDE, assertNoSidewaysScroll, open, startBrowser, whenReady } from "../harness/browser.mjs";
import { site } from "../harness/receiver.mjs";
import { AWAY, FORM, formPage, gone, startHost } from "./host.mjs";

const SAY = {
  fr: { leave: "Quitter rapidement", note: "Ce bouton ferme cette page et ouvre un autre site. Il n’efface pas l’historique de votre navigateur." },
  en: { leave: "Leave quickly", note: "This button closes this page and opens another site. It does not erase your browser history." },
};

let host, browser;
before(async () => {
  host = await startHost({ "/fr/": formPage(), "/en/": formPage({}, { lang: "en" }), "/none/": formPage({ "exit-url": null }) });
  host.give("/form.json", FORM);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await host?.stop();
});

const exitOf = (page, language = "fr") => page.getByRole("link", { name: SAY[language].leave });

test("T-14: exit.js weighs at most 2 kB minified", () => {
  const code = readFileSync(join(site, "parcours/exit.js"));
  assert.ok(Buffer.byteLength(code) <= 2000, `${Buffer.byteLength(code)} bytes`);
});

for (const language of ["fr", "en"]) {
  for (const viewport of [WIDE, NARROW]) {
    for (const wasm of [true, false]) {
      test(`T-14 A-10 A-01: the exit stands above ${wasm ? "the form" : "the fallback, the kit refused"}, ${language}, ${viewport.width} px [components]`, { timeout: 60_000 }, async () => {
        const prepare = wasm ? undefined : (page) => page.route("**/*.wasm", (route) => route.abort());
        const visit = await open(browser, `${host.origin}/${language}/`, { viewport, language, prepare, expectMessages: !wasm });
        const { page } = visit;
        const link = exitOf(page, language);
        await link.waitFor();
        if (wasm) await whenReady(page);
        else await page.getByText(language === "fr" ? "Téléphone" : "Telephone").waitFor();
        assert.ok(await page.getByText(SAY[language].note).isVisible(), "the note is there to be read");
        assert.equal(await link.evaluate((node) => node.getRootNode().getElementById(node.getAttribute("aria-describedby")).textContent), SAY[language].note);
        const box = await link.boundingBox();
        assert.ok(box.height >= 44 && box.width >= 44, JSON.stringify(box));
        const bar = await page.locator("[part=exit]").boundingBox();
        assert.ok(bar.height <= 56, `the bar is ${bar.height} px high`);
        // The first that Tab reaches inside the element.
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate(() => document.querySelector("parcours-form").shadowRoot.activeElement?.textContent), SAY[language].leave);
        assert.notEqual(await link.evaluate((node) => getComputedStyle(node).outlineStyle), "none");
        await assertAccessible(page, `exit ${language} ${wasm}`);
        await assertNoSidewaysScroll(page, `exit ${language} ${wasm}`);
        assert.deepEqual(visit.seen.violations, []);
        if (wasm) visit.assertQuiet();
        await visit.close();
      });
    }
  }
}

test("the exit is fetched before the kit, and not at all where nobody asked for it", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${host.origin}/none/`);
  await whenReady(visit.page);
  assert.equal(await exitOf(visit.page).count(), 0);
  const asked = (seen) => seen.requests.map(({ url }) => new URL(url).pathname);
  assert.deepEqual(asked(visit.seen).filter((path) => path.includes("exit")), []);
  await visit.close();

  const other = await open(browser, `${host.origin}/fr/`);
  await whenReady(other.page);
  const order = asked(other.seen);
  assert.ok(order.includes("/parcours/exit.js"));
  for (const later of ["/parcours/parcours_embed_bg.wasm", "/form.json"]) {
    assert.ok(order.indexOf("/parcours/exit.js") < order.indexOf(later), `${later} comes after: ${order}`);
  }
  await other.close();
});

test("A-09: the bar stays in sight, hides nothing that has the focus, and gives its place back on a low screen [components]", { timeout: 120_000 }, async () => {
  for (const [viewport, sticky] of [[{ width: 1280, height: 420 }, true], [NARROW, true], [{ width: 320, height: 256 }, false]]) {
    const visit = await open(browser, `${host.origin}/fr/`, { viewport });
    const { page } = visit;
    await whenReady(page);
    await page.evaluate(() => scrollTo(0, 400));
    assert.ok(await page.evaluate(() => scrollY > 100), "the page is longer than the screen");
    const bar = page.locator("[part=exit]");
    const { y } = await bar.boundingBox();
    assert.equal(await bar.evaluate((node) => getComputedStyle(node).position), sticky ? "sticky" : "static");
    assert.equal(y >= 0, sticky, `at ${y} px in a window of ${viewport.height} px`);
    for (const key of ["Tab", "Shift+Tab"]) {
      await page.evaluate((end) => scrollTo(0, end), key === "Tab" ? 0 : 9999);
      const reached = new Set();
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press(key);
        const hidden = await page.evaluate(async () => {
          // What is seen is what a frame shows: the page is moved in the frame that follows the key.
          for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
          const root = document.querySelector("parcours-form").shadowRoot;
          const active = root.activeElement;
          if (!active) return null;
          const { left, top, width, height } = active.getBoundingClientRect();
          const inside = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]].map(([x, y]) => [left + x * width, top + y * height]);
          const bar = root.querySelector("[part=exit]");
          const covered = inside.filter(([x, y]) => !bar.contains(active) && bar.contains(root.elementFromPoint(x, y)));
          return { id: active.id, covered: covered.length };
        });
        if (!hidden) continue;
        reached.add(hidden.id);
        assert.equal(hidden.covered, 0, `${key}: the bar hides ${hidden.id} at ${viewport.width} × ${viewport.height}`);
      }
      assert.ok(reached.size > 5, `${key} reached ${[...reached]}`);
    }
    await visit.close();
  }
});

test("A-09: of two stops within one frame, the second stays in the window [components]", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${host.origin}/fr/`, { viewport: NARROW });
  const { page } = visit;
  await whenReady(page);
  const { top, bottom, height, away } = await page.evaluate(async () => {
    const root = document.querySelector("parcours-form").shadowRoot;
    const fields = [...root.querySelectorAll("input, textarea, select, button")];
    const [under] = fields;
    scrollBy(0, under.getBoundingClientRect().top);
    const low = fields.findLast((one) => one.getBoundingClientRect().bottom < innerHeight - 8);
    await new Promise(requestAnimationFrame);
    under.focus({ preventScroll: true });
    low.focus();
    const here = scrollY;
    for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
    const { top, bottom } = low.getBoundingClientRect();
    return { top, bottom, height: innerHeight, away: scrollY - here };
  });
  assert.equal(away, 0, "the window is moved for nobody who has left");
  assert.ok(top >= 0 && bottom <= height, `${top} to ${bottom} of ${height}`);
  await visit.close();
});

test("A-21: the exit speaks the language of the form, changed in it or on its element [components]", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${host.origin}/fr/`);
  const { page } = visit;
  const root = await whenReady(page);
  await exitOf(page, "fr").waitFor();
  await root.locator("#language").click();
  await exitOf(page, "en").waitFor();
  assert.equal(await page.locator("[part=exit]").getAttribute("lang"), "en");
  assert.ok(await page.getByText(SAY.en.note).isVisible());
  await root.evaluate((element) => element.setAttribute("lang", "en"));
  await root.evaluate((element) => element.setAttribute("lang", "fr"));
  await exitOf(page, "fr").waitFor();
  await visit.close();

  // Before any form stands there.
  const early = await open(browser, `${host.origin}/fr/`, { expectMessages: true, prepare: (page) => page.route("**/*.wasm", (route) => route.abort()) });
  await exitOf(early.page, "fr").waitFor();
  await early.page.locator("parcours-form").evaluate((element) => element.setAttribute("lang", "en"));
  await exitOf(early.page, "en").waitFor();
  await early.close();
});

test("the exit keeps the focus while the form arrives, and is one however often its element moves", { timeout: 60_000 }, async () => {
  let let_in;
  const gate = new Promise((done) => (let_in = done));
  const prepare = (page) => page.route("**/*.wasm", (route) => gate.then(() => route.continue()));
  const visit = await open(browser, `${host.origin}/fr/`, { prepare });
  const { page } = visit;
  await exitOf(page).focus();
  const kept = await exitOf(page).elementHandle();
  let_in();
  const root = await whenReady(page);
  assert.ok(await kept.evaluate((node) => node.getRootNode().activeElement === node), "the same link has the focus");
  await root.evaluate((element) => document.querySelector("h1").after(element));
  await root.evaluate((element) => element.setAttribute("src", "/form.json?again"));
  await whenReady(page);
  assert.equal(await exitOf(page).count(), 1);
  assert.equal(await page.locator("#exit-note").count(), 1);
  visit.assertQuiet();
  await visit.close();
});

test("the exit that a server wrote is taken over, node for node", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${host.origin}/before/`);
  const { page } = visit;
  const found = await page.evaluate(async (away) => {
    const place = Object.assign(document.createElement("div"), { lang: "en" });
    place.setAttribute("exit-url", away);
    const root = place.attachShadow({ mode: "open" });
    const bar = document.createElement("div");
    bar.setAttribute("part", "exit");
    const link = Object.assign(document.createElement("a"), { href: away, rel: "noreferrer", textContent: "Leave quickly" });
    const note = Object.assign(document.createElement("p"), { id: "exit-note" });
    bar.append(link);
    root.append(bar, note, document.createElement("slot"));
    document.body.append(place);
    link.focus();
    const { exit } = await import("/parcours/exit.js");
    exit(place);
    return { same: root.querySelector("a") === link, links: root.querySelectorAll("a").length, notes: root.querySelectorAll("p").length, focused: root.activeElement === link, note: note.textContent, text: link.textContent };
  }, AWAY);
  assert.deepEqual(found, { same: true, links: 1, notes: 1, focused: true, note: SAY.en.note, text: SAY.en.leave });
  await exitOf(page, "en").click();
  await gone(page);
  await visit.close();
});

test("T-05: the exit leads only to an HTTPS address or a path of its own site, else it is not shown and the host page is told", { timeout: 120_000 }, async () => {
  const refused = [
    "", "http://example.ca/", "http://127.0.0.1/", "//example.ca/", "///example.ca/", "/\\example.ca/", "\\\\example.ca\\", "https:\\\\example.ca/", "https:/example.ca", "https:example.ca",
    "https://u:p@example.ca/", "https://u@example.ca/", "https://example.ca@evil.example/", "https://example.ca\\@evil.example/", "javascript:alert(1)", "java\nscript:alert(1)", "JavaScript:alert(1)", "data:text/html,x",
    "blob:https://example.ca/x", "file:///etc/passwd", "vbscript:x", " /away/", "/away/ ", "\t/away/", "/\t/example.ca/", "/a\u0085way/", "https://exa\nmple.ca/", "https://", "https:///x", "https://[", "away/", "?x", "#x", "about:blank",
  ];
  const fine = { "/away/": "/away/", "/away/?a=b#c": "/away/?a=b#c", "https://example.ca": "https://example.ca/", "https://www.meteo.example.ca:8443/x?y=@z": "https://www.meteo.example.ca:8443/x?y=@z", "HTTPS://Example.ca/": "https://example.ca/", "https://météo.ca/": "https://xn--mto-bmab.ca/" };
  const visit = await open(browser, `${host.origin}/before/`);
  const { page } = visit;
  const judge = (address) =>
    page.evaluate(async (address) => {
      const { exit } = await import("/parcours/exit.js");
      const place = document.createElement("div");
      place.setAttribute("exit-url", address);
      place.attachShadow({ mode: "open" });
      document.body.append(place);
      const told = [];
      document.addEventListener("parcours-error", ({ detail }) => told.push(detail), { once: true });
      exit(place);
      await new Promise((done) => setTimeout(done));
      const link = place.shadowRoot.querySelector("a");
      const found = { href: link?.href ?? null, left: place.shadowRoot.childElementCount, told };
      place.remove();
      return found;
    }, address);
  for (const address of refused) {
    const { href, left, told } = await judge(address);
    assert.deepEqual([href, left, told.map(({ code }) => code)], [null, 0, ["exit-url"]], JSON.stringify(address));
  }
  for (const [address, whole] of Object.entries(fine)) {
    const { href, told } = await judge(address);
    assert.deepEqual([href, told], [new URL(whole, host.origin).href, []], address);
  }
  await visit.close();

  // The whole element says so too, and shows its form all the same.
  host.pages["/wrong/"] = formPage({ "exit-url": "javascript:alert(1)" });
  const wrong = await open(browser, `${host.origin}/wrong/`, {
    prepare: (page) => page.addInitScript(() => document.addEventListener("parcours-error", ({ detail }) => (globalThis.told = detail.code))),
  });
  await whenReady(wrong.page);
  await wrong.page.waitForFunction(() => globalThis.told === "exit-url");
  assert.equal(await exitOf(wrong.page).count(), 0);
  await wrong.close();
});
