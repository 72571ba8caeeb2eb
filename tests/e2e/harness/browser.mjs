// Debian's Chromium, and pages that are watched: what they ask for, what the policy refuses, what they complain of.

import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const executablePath = process.env.PARCOURS_CHROMIUM ?? "/usr/bin/chromium";
const args = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the browser. The sandbox of Chromium needs rights that a container seldom has. */
export function startBrowser(more = {}) {
  return chromium.launch({ executablePath, args, chromiumSandbox: false, ...more });
}

export const WIDE = { width: 1280, height: 1024 };
export const NARROW = { width: 320, height: 568 };

/** Opens a page in a fresh profile and watches it. `prepare` is given the page before it goes anywhere. */
export async function open(browser, url, { viewport = WIDE, language = "fr", expectMessages = false, prepare, ...more } = {}) {
  const context = await browser.newContext({
    viewport,
    locale: `${language}-CA`,
    timezoneId: "America/Toronto",
    reducedMotion: "reduce",
    ...more,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const seen = { requests: [], messages: [], violations: [] };
  page.on("request", (request) => seen.requests.push({ url: request.url(), method: request.method(), body: request.postData() }));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") seen.messages.push(message.text());
  });
  page.on("pageerror", (error) => seen.messages.push(String(error)));
  await page.exposeFunction("reportViolation", (violation) => seen.violations.push(violation));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      globalThis.reportViolation(`${event.violatedDirective} refused ${event.blockedURI} in ${event.sourceFile ?? "the page"}`);
    });
  });
  await prepare?.(page);
  await page.goto(url);
  return {
    page,
    context,
    seen,
    /** P-02, P-12: nothing asked of anyone else, nothing refused by the policy, nothing complained of. */
    assertQuiet() {
      const origin = new URL(url).origin;
      const elsewhere = seen.requests.map((request) => request.url).filter((address) => !address.startsWith(origin));
      assert.deepEqual(elsewhere, [], "requests to another origin");
      assert.deepEqual(seen.violations, [], "refused by the content policy");
      if (!expectMessages) assert.deepEqual(seen.messages, [], "errors and warnings on the console");
    },
    close: () => context.close(),
  };
}

/** Waits for the form to take over its element. */
export async function whenReady(page, index = 0) {
  const element = page.locator("parcours-form").nth(index);
  await element.locator(":scope").evaluate(async (form) => {
    for (let wait = 0; wait < 200; wait += 1) {
      const root = form.shadowRoot;
      // The page that works without script has a form that posts; the module takes it over.
      if (root?.querySelector("h1, h2, h3, h4, h5, h6") && !root.querySelector("form[method]")) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error("the form did not appear");
  });
  return element;
}

/** The element that has the focus, through open shadow roots: its role-like tag and the start of its text. */
export function focused(page) {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return { tag: active?.tagName.toLowerCase() ?? "", text: (active?.textContent ?? "").trim().slice(0, 200), id: active?.id ?? "" };
  });
}

/** Waits for the focus to come to the element of that id: the form moves it once it has drawn. */
export async function assertFocus(page, id, message) {
  let now = await focused(page);
  for (let wait = 0; wait < 40 && now.id !== id; wait += 1) {
    await new Promise((done) => setTimeout(done, 50));
    now = await focused(page);
  }
  assert.equal(now.id, id, message);
}

/** nothing sticks out to the right. */
export async function assertNoSidewaysScroll(page, where) {
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  assert.ok(scroll <= client, `${where}: the page is ${scroll} px wide in a window of ${client} px`);
}
