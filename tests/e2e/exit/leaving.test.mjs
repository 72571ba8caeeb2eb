// Leaving: what happens, in what order and how fast; by the link, by Shift three times; in a frame; what is told to whom.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, startBrowser, whenReady } from "../harness/browser.mjs";
import { AWAY, FORM, assertNothing, formPage, gone, startHost, traces } from "./host.mjs";

const CANARY = "Zanzibar-exit-4471";
let host, browser;
before(async () => {
  const frame = (sandbox) => `<!doctype html><html lang="fr"><title>Cadre</title><body><p id="around">Autour</p><iframe ${sandbox} src="/fr/" width="800" height="600"></iframe></body></html>`;
  host = await startHost({
    "/fr/": formPage(),
    "/en/": formPage({}, { lang: "en" }),
    "/off/": formPage({ "exit-keys": "off" }),
    "/titled/": formPage({ "manage-title": "" }),
    "/frame/": frame(""),
    "/sandboxed/": frame('sandbox="allow-scripts allow-same-origin"'),
    // Long enough to look at what is on the screen meanwhile.
    "/late/": (_, response) => setTimeout(() => response.writeHead(200, { "content-type": "text/html" }).end("<title>Météo</title>"), 3000),
    "/slowly/": formPage({ "exit-url": "/late/" }),
  });
  host.give("/form.json", FORM);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await host?.stop();
});

const link = (page) => page.getByRole("link", { name: /^(Quitter rapidement|Leave quickly)$/ });

async function filled(place, options) {
  const visit = await open(browser, `${host.origin}${place}`, options);
  const root = await whenReady(visit.page);
  await link(visit.page).waitFor();
  await root.getByRole("textbox", { name: /Votre nom|Your name/ }).fill(CANARY);
  return { ...visit, root };
}

/** Tells of each step with a call that outlives the page. */
async function watch(page) {
  const told = [];
  await page.exposeFunction("tellTest", (said) => told.push(said));
  await page.evaluate(() => {
    globalThis.addEventListener("parcours-exit", (event) => globalThis.tellTest({ name: "exit", detail: event.detail, composed: event.composed, cancelable: event.cancelable, body: document.body !== null }));
    globalThis.addEventListener("beforeunload", (event) => event.preventDefault());
  });
  return told;
}

test("P-06 T-08: what was typed, the title and the way back are gone, the host page is told first and cannot hold anybody back", { timeout: 60_000 }, async () => {
  const visit = await filled("/titled/");
  const { page } = visit;
  const dialogs = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.type());
    return dialog.dismiss();
  });
  const told = await watch(page);
  // Something typed gives the page the right to ask before it closes.
  await page.keyboard.press("End");
  const entries = await page.evaluate(() => history.length);
  await link(page).click();
  await gone(page);
  assert.deepEqual(dialogs, [], "nobody is asked whether to stay");
  assert.deepEqual(told, [{ name: "exit", detail: null, composed: true, cancelable: false, body: true }]);
  assert.equal(await page.evaluate(() => history.length), entries, "the page gave its place");
  assert.equal(await page.evaluate(() => document.referrer), "");
  const left = host.asked.findLast(({ path }) => path === AWAY);
  assert.equal(left.headers.referer, undefined, "the other site is not told from where");
  assertNothing(await traces(page), [CANARY], "the other page");
  await visit.close();
});

test("P-06: a request on its way is cut, drafts of the kit are deleted, and the title is neutral while the other page comes", { timeout: 60_000 }, async () => {
  const visit = await filled("/slowly/");
  const { page, root } = visit;
  await page.evaluate(async () => {
    document.title = "Violence conjugale";
    const open = indexedDB.open("parcours", 1);
    open.onupgradeneeded = () => open.result.createObjectStore("drafts").put("sealed", "exit-trial");
    await new Promise((done) => (open.onsuccess = done));
    open.result.close();
  });
  for (const name of [/Continuer/, /Continuer/, /Envoyer/]) await root.getByRole("button", { name }).click();
  await page.waitForRequest("**/slow/").catch(() => {});
  const failed = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/slow/"));
  await root.evaluate((element) => (globalThis.left = element));
  const during = await link(page).evaluate(async (node) => {
    node.click();
    const covered = getComputedStyle(document.body).display === "none";
    await new Promise((done) => setTimeout(done, 60));
    return { covered, title: document.title, body: document.body, connected: left.isConnected, answers: JSON.stringify(left.answers), inside: left.shadowRoot.textContent };
  });
  assert.ok(during.covered, "blank before anything else");
  assert.equal(during.title, new URL(host.origin).hostname);
  assert.deepEqual([during.body, during.connected, during.answers], [null, false, "{}"]);
  assertNothing(during.inside, [CANARY, "Votre nom"], "the element that left");
  await failed;
  await page.waitForURL("**/late/");
  await page.goto(`${host.origin}/before/`);
  assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
  await visit.close();
});

for (const [name, wasm] of [["the form on the screen", true], ["the module refused", false]]) {
  test(`T-14: at 400 kb/s the exit is there before the kit; the page is blank less than 100 ms after a click, ${name}`, { timeout: 180_000 }, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    if (!wasm) await page.route("**/*.wasm", (route) => route.abort());
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 });
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.goto(`${host.origin}/slowly/`, { waitUntil: "commit" });
    await link(page).waitFor({ timeout: 30_000 });
    assert.equal(await page.locator("parcours-form").evaluate((element) => element.shadowRoot.querySelector(".parcours")), null, "the form is not there yet");
    if (wasm) await page.getByRole("textbox", { name: "Votre nom" }).waitFor({ timeout: 120_000 });
    const told = [];
    await page.exposeFunction("tellTest", (said) => told.push(said));
    // From when the page hears of the click to the next picture on the screen, as the browser itself measures it: what comes
    // before is the machine's.
    await page.evaluate(() => {
      const look = (list) => list.getEntriesByName("click").forEach(({ duration, startTime, processingStart }) => globalThis.tellTest({ blank: !document.body?.checkVisibility(), duration: startTime + duration - processingStart }));
      new PerformanceObserver(look).observe({ type: "event", durationThreshold: 16 });
    });
    await link(page).click({ noWaitAfter: true });
    for (let wait = 0; wait < 40 && told.length === 0; wait += 1) await new Promise((done) => setTimeout(done, 50));
    assert.equal(told.length, 1);
    assert.ok(told[0].blank);
    assert.ok(told[0].duration < 100, `painted ${told[0].duration} ms after the click`);

    await page.waitForURL("**/late/");
    await context.close();
  });
}

test("A-06: with a keyboard alone: Tab, then Enter [components]", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${host.origin}/fr/`);
  await link(visit.page).waitFor();
  await visit.page.keyboard.press("Tab");
  await visit.page.keyboard.press("Enter");
  await gone(visit.page);
  await visit.close();
});

const SAID = { fr: /^Majuscule\u00a0: encore 2 fois pour quitter$/, en: /^Shift: 2 more to leave$/ };
for (const language of ["fr", "en"]) {
  test(`A-31 A-18: Shift three times leaves, and each press is said politely, ${language} [components]`, { timeout: 60_000 }, async () => {
    const visit = await filled(`/${language}/`);
    const { page } = visit;
    const status = page.locator("[part=exit] [role=status]");
    const before = await page.evaluate(() => document.activeElement.shadowRoot.activeElement.id);
    await page.keyboard.press("Shift");
    assert.match(await status.textContent(), SAID[language]);
    assert.equal(await page.getByRole("status").filter({ hasText: SAID[language] }).count(), 1);
    assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.id), before, "the focus does not move");
    const bar = await page.locator("[part=exit]").boundingBox();
    assert.ok(bar.height <= 56, `${bar.height} px`);
    await page.keyboard.press("Shift");
    assert.match(await status.textContent(), new RegExp(SAID[language].source.replace("2", "1")));
    await page.keyboard.press("Shift");
    await gone(page);
    assertNothing(await traces(page), [CANARY], "the other page");
    await visit.close();
  });
}

test("A-31: Shift that serves to type, to click or with another key does not count, nor do presses far apart, nor one held [components]", { timeout: 90_000 }, async () => {
  const visit = await filled("/fr/");
  const { page } = visit;
  const { keyboard } = page;
  const status = page.locator("[part=exit] [role=status]");
  const stays = async (what) => {
    await new Promise((done) => setTimeout(done, 150));
    assert.ok(page.url().endsWith("/fr/"), what);
  };
  for (let time = 0; time < 4; time += 1) await keyboard.press("Shift+A");
  await stays("capitals");
  for (let time = 0; time < 4; time += 1) await keyboard.press("Shift+Tab");
  await stays("Tab backwards");
  for (let time = 0; time < 4; time += 1) await keyboard.press("Control+Shift");
  await stays("with Control");
  for (let time = 0; time < 4; time += 1) {
    await keyboard.down("Shift");
    await keyboard.press("Control");
    await keyboard.up("Shift");
  }
  await stays("Control after it");
  for (let time = 0; time < 4; time += 1) {
    await keyboard.down("Shift");
    await page.mouse.click(5, 5);
    await keyboard.up("Shift");
  }
  await stays("with the mouse");
  for (let time = 0; time < 6; time += 1) await keyboard.down("Shift");
  await keyboard.up("Shift");
  await stays("held");
  await keyboard.press("a");
  assert.equal(await status.textContent(), "", "another key begins anew");
  for (const key of ["Shift", "Shift", "a", "Shift", "Shift", "a"]) await keyboard.press(key);
  await stays("another key between");
  await keyboard.press("Shift");
  await keyboard.press("Shift");
  assert.notEqual(await status.textContent(), "");
  await new Promise((done) => setTimeout(done, 5200));
  assert.equal(await status.textContent(), "", "after five seconds nothing is counted");
  await keyboard.press("Shift");
  await stays("far apart");
  await keyboard.press("Shift");
  await keyboard.press("Shift");
  await gone(page);
  await visit.close();
});

test("A-31: Shift is left alone where the host page says so, the link is not; no element, no exit [components]", { timeout: 60_000 }, async () => {
  const visit = await filled("/off/");
  const { page, root } = visit;
  for (let time = 0; time < 4; time += 1) await page.keyboard.press("Shift");
  assert.equal(await page.locator("[part=exit] [role=status]").textContent(), "");
  assert.ok(page.url().endsWith("/off/"));
  // Turned on again, while the page is open; then the element leaves.
  const element = await root.elementHandle();
  await element.evaluate((node) => {
    node.removeAttribute("exit-keys");
    node.remove();
  });
  for (let time = 0; time < 4; time += 1) await page.keyboard.press("Shift");
  assert.ok(page.url().endsWith("/off/"));
  await element.evaluate((node) => document.querySelector("main").append(node));
  await link(page).waitFor();
  await new Promise((done) => setTimeout(done, 300));
  for (let time = 0; time < 3; time += 1) await page.keyboard.press("Shift");
  await gone(page);
  await visit.close();
});

test("in a frame that may not touch the page around it, the exit blanks and leaves the frame", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${host.origin}/sandboxed/`, { expectMessages: true });
  const { page } = visit;
  const frame = page.frames()[1];
  await frame.getByRole("textbox", { name: "Votre nom" }).fill(CANARY);
  await frame.getByRole("link", { name: "Quitter rapidement" }).click();
  await gone(frame);
  assertNothing(await traces(frame), [CANARY], "the frame");
  assert.ok(page.url().endsWith("/sandboxed/"));
  assert.equal(await page.locator("#around").count(), 1);
  await visit.close();
});

test("in a frame that may, the whole page leaves", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${host.origin}/frame/`);
  const { page } = visit;
  const frame = page.frames()[1];
  await frame.getByRole("textbox", { name: "Votre nom" }).fill(CANARY);
  await frame.getByRole("link", { name: "Quitter rapidement" }).click();
  await gone(page);
  assert.equal(page.frames().length, 1);
  await visit.close();
});
