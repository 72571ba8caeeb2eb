// Other pages and other windows: they cannot frame the form, and nothing they say to it changes anything.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, whenReady } from "../harness/browser.mjs";
import { stage } from "../harness/stage.mjs";
import { asked, watch } from "./places.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

const PAGES = ["/", "/referral/", "/guide/", "/home-support/", "/service-plan/", "/desk/"];

test("T-03 P-12: every page of the portal refuses to be framed, and is told nothing of the device", async () => {
  for (const path of PAGES) {
    const { headers } = await fetch(`${receiver.origin}${path}`);
    const policy = Object.fromEntries((headers.get("content-security-policy") ?? "").split(";").map((part) => [part.trim().split(" ")[0], part.trim().split(" ").slice(1).join(" ")]));
    assert.equal(policy["frame-ancestors"], "'none'", path);
    assert.equal(policy["default-src"], "'none'", path);
    assert.equal(policy["script-src"], "'self' 'wasm-unsafe-eval'", path);
    for (const directive of ["style-src", "connect-src", "img-src", "font-src", "form-action"]) assert.equal(policy[directive], "'self'", `${path} ${directive}`);
    assert.equal(policy["base-uri"], "'none'", path);
    assert.equal(headers.get("referrer-policy"), "no-referrer", path);
    assert.equal(headers.get("cache-control"), "no-store", path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(headers.get("x-frame-options"), "DENY", path);
    for (const sense of ["camera", "microphone", "geolocation"]) assert.ok(headers.get("permissions-policy").includes(`${sense}=()`), `${path} ${sense}`);
    assert.equal(headers.get("set-cookie"), null, path);
  }
});

test("T-03: a page of another origin shows nothing of the form in a frame", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/`, { expectMessages: true });
  const { page } = visit;
  const attacker = `http://localhost:${new URL(receiver.origin).port}`;
  await page.route("**/attacker/", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>x</title><iframe src="${receiver.origin}/referral/" width=900 height=900></iframe>` }));
  await page.goto(`${attacker}/attacker/`);
  await page.waitForTimeout(1_500);
  const [, frame] = page.frames();
  assert.ok(frame, "the frame is there");
  assert.equal(await frame.locator("parcours-form").count().catch(() => 0), 0, "and nothing of ours is in it");
  await visit.close();
});

test("T-04: nobody listens for messages, and none of them changes the form", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/`, { prepare: watch });
  const { page } = visit;
  await page.goto(`${receiver.origin}/referral/`);
  const root = await whenReady(page);
  const look = () => root.evaluate((element) => JSON.stringify(element.answers) + element.shadowRoot.textContent + [...element.attributes].map(({ name, value }) => name + value));
  const before = await look();
  await page.evaluate(async () => {
    const messages = [{ type: "prefill", answers: { person: { first_name: "Qzk" } } }, { parcours: "answers", answers: {} }, "parcours-submit", JSON.stringify({ method: "send" }), { action: "https://evil.example" }, null, 1, [], { __proto__: { answers: 1 } }];
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const script = (message) => frame.contentWindow.parent.postMessage(message, "*");
    for (const message of messages) {
      postMessage(message, "*");
      script(message);
      const channel = new MessageChannel();
      dispatchEvent(new MessageEvent("message", { data: message, origin: location.origin, source: window, ports: [channel.port1] }));
      document.querySelector("parcours-form").dispatchEvent(new MessageEvent("message", { data: message, bubbles: true }));
      for (const name of ["parcours-submit", "parcours-change", "parcours-submitted"]) document.querySelector("parcours-form").dispatchEvent(new CustomEvent(name, { detail: message, bubbles: true, cancelable: true }));
    }
    await new Promise((done) => setTimeout(done, 300));
    frame.remove();
  });
  assert.equal(await look(), before);
  assert.deepEqual((await asked(page)).filter((one) => one.startsWith("listens to")), []);
  assert.deepEqual(visit.seen.requests.filter(({ method }) => method === "POST"), []);
  await visit.close();
});

test("P-11: the stub that watches the device sees what is asked of it", { timeout: 60_000 }, async () => {
  const visit = await open(browser, `${receiver.origin}/`, { prepare: watch, expectMessages: true });
  const seen = await visit.page.evaluate(async () => {
    navigator.geolocation.getCurrentPosition(() => {}, () => {});
    await navigator.permissions.query({ name: "geolocation" }).catch(() => {});
    await navigator.mediaDevices?.getUserMedia({ video: true }).catch(() => {});
    navigator.sendBeacon("/x", "x");
    localStorage.setItem("a", "b");
    addEventListener("message", () => {});
    return globalThis.watched.asked;
  });
  for (const one of ["geolocation.getCurrentPosition", "permissions.query", "mediaDevices.getUserMedia", "navigator.sendBeacon", "storage.setItem", "listens to message"]) assert.ok(seen.includes(one), `${one} is seen: ${seen}`);
  await visit.close();
});
