// The strictest policies a portal may have: a whole request is filled and sent under each, and the browser has nothing to
// report.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, whenReady } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { definition } from "../harness/receiver.mjs";
import { ANSWERS, referral } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";
import { readmePolicy } from "./readme.mjs";
import { isPage, ofTheForm, rewrite, startRelay } from "./relay.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

/** A whole request under a policy: what the browser reports of it, and what the page heard. */
async function wholeRequest(policy, { nonce } = {}) {
  const reported = `${policy}; report-uri /reports`;
  const relay = await startRelay(receiver.origin, {
    change(answer) {
      if (!isPage(answer)) return;
      answer.headers["content-security-policy"] = reported;
      // The same twice: what is only reported is reported even where nothing is refused.
      answer.headers["content-security-policy-report-only"] = reported;
      if (nonce) rewrite(answer, (text) => text.replaceAll("<script ", `<script nonce="${nonce}" `));
    },
  });
  try {
    const before = receiver.rows().length;
    const visit = await open(browser, `${relay.origin}/referral/`);
    const { page, seen } = visit;
    const root = await whenReady(page);
    const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
    await person.fill(ANSWERS);
    // The other language, and back: its files are fetched under the same policy.
    await root.locator("#language").click();
    await root.getByRole("heading", { name: "Check your answers" }).waitFor();
    await root.locator("#language").click();
    await person.send();
    await person.reference();
    assert.equal(receiver.rows().length, before + 1);
    assert.deepEqual(seen.messages.filter((text) => !text.includes("/favicon.")), [], "errors and warnings on the console");
    await visit.close();
    return { violations: ofTheForm(seen.violations), reports: ofTheForm(relay.reports) };
  } finally {
    await relay.stop();
  }
}

const NOTHING = { violations: [], reports: [] };

test("P-12: under the policy of the README, a whole request gives the browser nothing to report", { timeout: 180_000 }, async () => {
  const policy = readmePolicy();
  assert.ok(policy.startsWith("default-src 'none';") && !policy.includes("unsafe-inline") && !policy.includes("'unsafe-eval'"));
  assert.deepEqual(await wholeRequest(policy), NOTHING);
});

test("T-02: with Trusted Types required, and no policy for them allowed, a whole request is filled and sent", { timeout: 180_000 }, async () => {
  const policy = `${readmePolicy()}; require-trusted-types-for 'script'; trusted-types 'none'`;
  assert.deepEqual(await wholeRequest(policy), NOTHING);
});

test("P-12: with a nonce and strict-dynamic, what the loader loads is trusted with it", { timeout: 180_000 }, async () => {
  const nonce = "bm9uY2UtZGUtbGEtZMOpbW8";
  const policy = `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; base-uri 'none'`;
  assert.deepEqual(await wholeRequest(policy, { nonce }), NOTHING);
});

test("P-12: what a policy refuses is reported: the tests above would see it", { timeout: 60_000 }, async () => {
  const policy = `${readmePolicy()}; require-trusted-types-for 'script'; trusted-types 'none'; report-uri /reports`;
  const relay = await startRelay(receiver.origin, { change: (answer) => isPage(answer) && (answer.headers["content-security-policy-report-only"] = policy) });
  const { page, seen, close } = await open(browser, `${relay.origin}/hosts/calm/`, { expectMessages: true });
  await whenReady(page);
  await page.evaluate(() => {
    document.createElement("p").innerHTML = "<b>texte</b>";
    document.querySelector("main").setAttribute("style", "color: red");
  });
  for (let wait = 0; wait < 100 && (ofTheForm(relay.reports).length < 2 || ofTheForm(seen.violations).length < 2); wait += 1) await new Promise((done) => setTimeout(done, 20));
  const directives = (list) => list.map((one) => one["csp-report"]["violated-directive"].split(" ")[0]).sort();
  assert.deepEqual(directives(ofTheForm(relay.reports)), ["require-trusted-types-for", "style-src-attr"]);
  // The demo's own policy refuses the attribute as well: that one is heard twice.
  const heard = ofTheForm(seen.violations).map((said) => said.split(" ")[0]);
  assert.deepEqual([...new Set(heard)].sort(), ["require-trusted-types-for", "style-src-attr"]);
  const picture = { "csp-report": { "violated-directive": "img-src", "blocked-uri": `${relay.origin}/picture.png` } };
  assert.deepEqual(ofTheForm([picture]), [picture], "only the icon is left out");
  await close();
  await relay.stop();
});
