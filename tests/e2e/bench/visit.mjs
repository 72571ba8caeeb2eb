// One visit of a bench to a page that publishes `window.bench`: how long until the first field is seen and takes a key, and
// what a key, a question that appears and a form sent with mistakes take.

/** Slow: 1.6 Mbit/s down, 0.75 up, 150 ms for each request, a processor four times slower. */
const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const KEYS = 30;

/** Until the first field is visible, and until its answer holds a key pressed there, in milliseconds; the bytes asked for. */
export async function arrive(browser, url, { first, slow, weight }) {
  return visit(browser, url, slow, async (page) => {
    let bytes = 0;
    page.on("request", (request) => (bytes += weight(new URL(request.url()).pathname)));
    await page.addInitScript(watch, first);
    await page.goto(url, { waitUntil: "commit" });
    const visible = await page.evaluate(() => globalThis.watched.visible);
    const interactive = page.evaluate(() => globalThis.watched.interactive);
    let heard = false;
    interactive.then(() => (heard = true));
    while (!heard) {
      // The page may hear nothing yet: a key is tried again.
      await page.evaluate(() => (document.querySelector(globalThis.bench?.firstTextSelector ?? "input") ?? document.body).focus());
      await page.keyboard.press("a");
      await Promise.race([interactive, new Promise((done) => setTimeout(done, 100))]);
    }
    return { visible, interactive: await interactive, bytes };
  });
}

/** What is done in a form that stands: medians in milliseconds. */
export async function use(browser, url, { invalid, due }) {
  return visit(browser, url, false, async (page) => {
    await page.addInitScript(clock);
    await page.goto(url);
    await page.waitForFunction(() => globalThis.bench);
    await page.evaluate(() => globalThis.bench.ready);
    const timed = async (type, test, given, act) => {
      await page.evaluate(([type, test, given]) => void (globalThis.time = globalThis.clock(type, test, given)), [type, test, given]);
      await act();
      return page.evaluate(() => globalThis.time);
    };
    const press = (name) => page.evaluate((name) => document.querySelector(globalThis.bench[name]).focus(), name).then(() => page.keyboard.press("Space"));

    const keys = [];
    await page.evaluate(() => document.querySelector(globalThis.bench.firstTextSelector).focus());
    for (let key = 0; key < KEYS; key += 1) keys.push(await timed("keydown", "painted", null, () => page.keyboard.press("abcdefghij"[key % 10])));

    const toggles = [];
    for (const shown of [true, false, true, false, true]) toggles.push(await timed("click", "dependent", shown, () => press("toggleSelector")));
    await timed("click", "dependent", false, () => press("toggleSelector"));

    // The first field is filled by now: one error less.
    for (const { field, text } of invalid) {
      await page.evaluate((id) => document.querySelector(globalThis.bench.fieldSelector(id)).focus(), field);
      await page.keyboard.insertText(text);
    }
    const submit = await timed("click", "errors", due - 1, () => press("submitSelector"));
    return { key: median(keys), toggle: median(toggles), submit };
  });
}

async function visit(browser, url, slow, act) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    if (slow) {
      const session = await context.newCDPSession(page);
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", SLOW);
      await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    }
    return await act(page);
  } finally {
    await context.close();
  }
}

export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** In the page, before anything of it. */
function watch(first) {
  const told = {};
  const promise = (name) => new Promise((done) => (told[name] = done));
  globalThis.watched = { visible: promise("visible"), interactive: promise("interactive") };
  const seen = () => [...document.querySelectorAll("input:not([type=hidden]), select, textarea")].slice(0, 20).some((control) => control.checkVisibility() && control.getBoundingClientRect().width > 0);
  let visible = false;
  const look = () => {
    if (!visible && seen()) {
      visible = true;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => told.visible(performance.now());
      port2.postMessage(0);
    }
    if (globalThis.bench?.getData()[first]) told.interactive(performance.now());
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** In the page: how long from an event to the end of the frame in which something holds. */
function clock() {
  const visible = (control) => Boolean(control?.checkVisibility() && control.getBoundingClientRect().height > 0);
  const tests = {
    painted: () => true,
    dependent: (shown) => visible(document.querySelector(globalThis.bench.dependentSelector)) === shown,
    errors: (count) => [...document.querySelectorAll(globalThis.bench.errorSelector)].filter(visible).length === count,
  };
  globalThis.clock = (type, test, given) =>
    new Promise((done, failed) => {
      setTimeout(() => failed(new Error(`after 10 seconds: ${type}, ${test} ${given}`)), 10_000);
      const heard = ({ timeStamp }) => {
        const look = () => {
          if (!tests[test](given)) return requestAnimationFrame(look);
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done(performance.now() - timeStamp);
          port2.postMessage(0);
        };
        requestAnimationFrame(look);
      };
      addEventListener(type, heard, { capture: true, once: true });
    });
}
