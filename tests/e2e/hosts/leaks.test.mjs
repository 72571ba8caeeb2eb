// A page that puts the form there and takes it away two hundred times, as a portal of one page does in a day: after the
// first turns nothing grows, of what the page holds and of what the module does.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, whenReady } from "../harness/browser.mjs";
import { stage } from "../harness/stage.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

/** Keeps hold of the module's memory as it is made, and of nothing else. */
const watchMemory = () => {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await own.apply(WebAssembly, given);
      globalThis.wasmMemory = Object.values(made.instance.exports).find((one) => one instanceof WebAssembly.Memory);
      return made;
    };
  }
};

const turns = async (page, times) =>
  page.evaluate(async (times) => {
    const place = document.querySelector(".column");
    for (let turn = 0; turn < times; turn += 1) {
      place.replaceChildren();
      const element = document.createElement("parcours-form");
      for (const [name, value] of Object.entries({ src: "/schemas/forms/cli-60508/form.{lang}.json", action: "/api/referrals", lang: "fr" })) element.setAttribute(name, value);
      place.append(element);
      await new Promise((done) => element.addEventListener("parcours-ready", done, { once: true }));
      // Used, not only shown: a page further, where there are fields.
      element.shadowRoot.querySelector("button.button").click();
      for (let wait = 0; wait < 100 && element.shadowRoot.querySelectorAll("input[type=radio]").length < 3; wait += 1) await new Promise((done) => setTimeout(done, 5));
      if (element.shadowRoot.querySelectorAll("input[type=radio]").length < 3) throw new Error(`turn ${turn}: the second page did not come`);
      element.shadowRoot.querySelector("input[type=radio]").click();
    }
    place.replaceChildren();
    await new Promise((done) => setTimeout(done, 50));
  }, times);

async function weigh(page, session) {
  // Twice: what the first collection lets go of frees more.
  for (let turn = 0; turn < 2; turn += 1) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners, documents } = await session.send("Memory.getDOMCounters");
  const wasm = await page.evaluate(() => globalThis.wasmMemory.buffer.byteLength);
  return { heap: usedSize, nodes, listeners: jsEventListeners, documents, wasm };
}

test("A-33: after two hundred comings and goings nothing has grown [cli-60508]", { timeout: 600_000 }, async (t) => {
  const visit = await open(browser, "about:blank", { prepare: (page) => page.addInitScript(watchMemory) });
  const { page } = visit;
  await page.goto(`${receiver.origin}/hosts/calm/`);
  await whenReady(page);
  const session = await page.context().newCDPSession(page);
  await turns(page, 20);
  const first = await weigh(page, session);
  await turns(page, 90);
  const middle = await weigh(page, session);
  await turns(page, 90);
  const last = await weigh(page, session);
  t.diagnostic(JSON.stringify({ first, middle, last }));
  for (const name of ["nodes", "listeners", "documents", "wasm"]) assert.ok(last[name] <= first[name], `${name}: ${first[name]}, ${middle[name]}, then ${last[name]}`);
  // Code that gets compiled meanwhile weighs 1 or 2 %; a form left behind each time would double it.
  assert.ok(last.heap <= first.heap * 1.04, `heap: ${first.heap}, ${middle.heap}, then ${last.heap} bytes`);
  await visit.close();
});
