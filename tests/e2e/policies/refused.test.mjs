// Where the kit cannot run, what the host wrote stays, with whom to call; an event says why.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "../harness/axe.mjs";
import { open } from "../harness/browser.mjs";
import { stage } from "../harness/stage.mjs";
import { hearFaults } from "./faults.mjs";
import { readmePolicy } from "./readme.mjs";
import { isPage, rewrite, startRelay } from "./relay.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

const WITHOUT = [
  ["WebAssembly", (policy) => policy.replace(" 'wasm-unsafe-eval'", ""), "kit"],
  ["requests", (policy) => policy.replace("connect-src 'self'", "connect-src 'none'"), "kit", "form-unreachable"],
];

for (const [what, less, ...codes] of WITHOUT) {
  test(`A-34 P-12: without ${what} the fallback stays, and an event says why [cli-60508]`, { timeout: 60_000 }, async () => {
    const policy = less(readmePolicy());
    assert.notEqual(policy, readmePolicy());
    const relay = await startRelay(receiver.origin, { change: (answer) => isPage(answer) && (answer.headers["content-security-policy"] = policy) });
    const visit = await open(browser, `${relay.origin}/referral/`, { expectMessages: true, prepare: hearFaults });
    const { page } = visit;
    await page.waitForFunction(() => globalThis.faults.length > 0);
    const faults = await page.evaluate(() => globalThis.faults);
    // Whichever request is refused first.
    assert.ok(faults.length === 1 && codes.includes(faults[0].code), JSON.stringify(faults));
    assert.ok(faults[0].message.length > 20, faults[0].message);
    const call = page.locator("parcours-form a[href='tel:811']").first();
    assert.ok(await call.isVisible());
    assert.equal(await page.locator("parcours-form").evaluate(({ shadowRoot }) => shadowRoot.querySelector("[part=form]")), null);
    await assertAccessible(page, `without ${what}`);
    await visit.close();
    await relay.stop();
  });
}

test("A-34: without any script the fallback stays [cli-60508]", { timeout: 60_000 }, async () => {
  const policy = readmePolicy().replace(/script-src [^;]+/, "script-src 'none'");
  const relay = await startRelay(receiver.origin, { change: (answer) => isPage(answer) && (answer.headers["content-security-policy"] = policy) });
  const { page, close } = await open(browser, `${relay.origin}/referral/`, { expectMessages: true });
  await page.waitForLoadState("networkidle");
  assert.ok(await page.locator("parcours-form a[href='tel:811']").first().isVisible());
  assert.equal(await page.evaluate(() => customElements.get("parcours-form")), undefined);
  await close();
  await relay.stop();
});

test("A-34: where the host wrote nothing inside, the element says itself that it cannot be shown [cli-60508]", { timeout: 60_000 }, async () => {
  const policy = readmePolicy().replace(" 'wasm-unsafe-eval'", "");
  const change = (answer) => {
    if (!isPage(answer)) return;
    answer.headers["content-security-policy"] = policy;
    rewrite(answer, (text) => text.replace(/(<parcours-form[^>]*>)[^]*?(<\/parcours-form>)/, "$1$2"));
  };
  const relay = await startRelay(receiver.origin, { change });
  const { page, close } = await open(browser, `${relay.origin}/hosts/calm/`, { expectMessages: true, prepare: hearFaults });
  await page.waitForFunction(() => globalThis.faults.length > 0);
  await page.getByText("Le formulaire ne peut pas s’afficher.").waitFor();
  await close();
  await relay.stop();
});
