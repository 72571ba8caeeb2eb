// The form in a frame of another page, closed in by `sandbox` more or less. With an origin of its own it is at home; without
// one, the server must let it in, and where it does not, the fallback stays.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../harness/browser.mjs";
import { mouse } from "../harness/hands.mjs";
import { definition } from "../harness/receiver.mjs";
import { ANSWERS, referral } from "../harness/referral.mjs";
import { stage } from "../harness/stage.mjs";
import { readmePolicy } from "./readme.mjs";
import { isPage, ofTheForm, startRelay } from "./relay.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

const around = (sandbox) => `<!doctype html><html lang="fr-CA"><head><meta charset="utf-8"><title>Cadre</title></head>
<body><iframe title="Formulaire" sandbox="${sandbox}" src="/hosts/calm/" width="900" height="900"></iframe></body></html>`;

/** Whoever asks may read, frames without an origin too: what a portal that wants them there must say. */
const LET_IN = {
  "access-control-allow-origin": "null",
  "access-control-allow-headers": "content-type, idempotency-key",
  "access-control-allow-methods": "POST",
  "cross-origin-resource-policy": "cross-origin",
};

/** A page with the form in a frame. `letIn`: the server answers to a frame without an origin. */
async function framed(sandbox, { letIn = false } = {}) {
  const relay = await startRelay(receiver.origin, {
    own({ path, method }) {
      if (path === "/frame/") return { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body: Buffer.from(around(sandbox)) };
      if (letIn && method === "OPTIONS") return { status: 204, headers: {}, body: Buffer.alloc(0) };
      return undefined;
    },
    change(answer) {
      delete answer.headers["x-frame-options"];
      // `'self'` names the page's address, origin or not.
      if (isPage(answer) && answer.path !== "/frame/") answer.headers["content-security-policy"] = readmePolicy();
      if (letIn) Object.assign(answer.headers, LET_IN);
    },
  });
  const visit = await open(browser, `${relay.origin}/frame/`, { expectMessages: true });
  const frame = visit.page.frames().find((one) => one !== visit.page.mainFrame());
  const root = frame.locator("parcours-form");
  return { ...visit, frame, root, stop: async () => (await visit.close(), await relay.stop()) };
}

const standing = (root) => root.locator("[part=form]").waitFor();

async function sent({ page, root }) {
  const before = receiver.rows().length;
  const person = referral({ page, root, form, language: "fr", hands: mouse(page) });
  await person.fill(ANSWERS);
  await person.send();
  await person.reference();
  assert.equal(receiver.rows().length, before + 1);
}

test("P-12: in a sandbox that keeps its origin, a whole request is filled and sent", { timeout: 120_000 }, async () => {
  const visit = await framed("allow-scripts allow-forms allow-same-origin");
  await standing(visit.root);
  await sent(visit);
  assert.deepEqual(ofTheForm(visit.seen.violations), []);
  await visit.stop();
});

test("A-34 P-12: in a sandbox without an origin, the fallback stays and says whom to call [cli-60508]", { timeout: 60_000 }, async () => {
  const visit = await framed("allow-scripts allow-forms");
  await visit.page.waitForLoadState("networkidle");
  assert.equal(await visit.frame.evaluate(() => globalThis.origin), "null");
  const call = visit.frame.locator("parcours-form a[href='tel:811']");
  assert.ok(await call.isVisible());
  assert.ok((await visit.root.boundingBox()).height > 20, "no empty box");
  assert.equal(await visit.root.evaluate(({ shadowRoot }) => shadowRoot), null, "nothing of the kit ran");
  await visit.stop();
});

test("P-12: in a sandbox without an origin, where the server lets it in, a whole request is filled and sent", { timeout: 120_000 }, async () => {
  const visit = await framed("allow-scripts allow-forms", { letIn: true });
  await standing(visit.root);
  assert.equal(await visit.frame.evaluate(() => globalThis.origin), "null");
  await sent(visit);
  await visit.stop();
});
