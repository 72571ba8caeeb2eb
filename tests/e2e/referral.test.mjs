// The whole referral, by mouse and by keyboard alone, in both languages: what was typed is what is stored, and it is
// nowhere else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { focused, open, whenReady } from "./harness/browser.mjs";
import { keyboard, mouse } from "./harness/hands.mjs";
import { container } from "./harness/oracle.mjs";
import { definition } from "./harness/receiver.mjs";
import { ANSWERS, plain, referral } from "./harness/referral.mjs";
import { stage } from "./harness/stage.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

const starts = { fr: "/referral/", en: "/en/referral/" };

for (const [way, makeHands] of Object.entries({ mouse, keyboard })) {
  for (const language of ["fr", "en"]) {
    test(`A-06 A-30 P-01 P-02 P-12: the whole referral by ${way}, ${language} [cli-60508]`, { timeout: 240_000 }, async () => {
      const rowsBefore = receiver.rows().length;
      const visit = await open(browser, `${receiver.origin}${starts[language]}`, { language });
      const { page, seen } = visit;
      const root = await whenReady(page);
      const person = referral({ page, root, form, language, hands: makeHands(page) });

      await person.fill(ANSWERS, async () => assertNoTrace(page, seen, "while typing"));
      assert.equal(seen.requests.filter((request) => request.method === "POST").length, 0, "nothing is sent before the review");
      await person.send();
      const reference = await person.reference();
      assert.match((await focused(page)).tag, /^h[1-6]$/, "the confirmation's heading has the focus (A-17)");

      const rows = receiver.rows();
      assert.equal(rows.length, rowsBefore + 1, "one submission, one row");
      const stored = rows.find((row) => row.reference === reference);
      assert.ok(stored, "the reference on the screen is the stored one");
      const envelope = JSON.parse(stored.envelope);
      assert.equal(envelope.language, language);
      assert.deepEqual(envelope.form, { id: form.id, version: form.version, revision: form.revision });
      assert.deepEqual(withoutComputed(envelope.answers), plain(ANSWERS));
      // With help, for something acute: the doors that the receiver found, for whoever reads it.
      assert.deepEqual(envelope.orientation, ["unsure", "hard_time"]);

      const sent = seen.requests.filter((request) => request.method === "POST");
      assert.deepEqual(sent.map((request) => request.url), [`${receiver.origin}/api/referrals`]);
      await assertNoTrace(page, seen, "after sending");
      const html = await page.evaluate(() => document.documentElement.outerHTML);
      for (const canary of CANARIES) assert.ok(!html.includes(canary), `the host's page does not hold ${canary}`);
      for (const canary of CANARIES) assert.ok(!receiver.log().includes(canary), `the receiver's log does not hold ${canary}`);
      visit.assertQuiet();
      await visit.close();
    });
  }
}

/** Words only the answers hold. */
const CANARIES = ["Lafontaine", "Édouard", "TREE8505", "tree 8505", "Érables", "5550142", "555 0142", "ne mange presque plus", "Être rappelé"];

/** P-01: nothing of the answers outside the form and the one body that sends them. */
async function assertNoTrace(page, seen, when) {
  const places = await page.evaluate(async () => ({
    address: location.href,
    title: document.title,
    history: JSON.stringify(history.state),
    name: window.name,
    local: JSON.stringify({ ...localStorage }),
    session: JSON.stringify({ ...sessionStorage }),
    cookies: document.cookie,
    databases: JSON.stringify(await indexedDB.databases()),
    caches: JSON.stringify(await caches.keys()),
    workers: String((await navigator.serviceWorker.getRegistrations()).length),
    timings: JSON.stringify(performance.getEntries().map((entry) => entry.name)),
  }));
  assert.equal(places.local, "{}", `local storage, ${when}`);
  assert.equal(places.session, "{}", `session storage, ${when}`);
  assert.equal(places.cookies, "", `cookies, ${when}`);
  assert.equal(places.databases, "[]", `databases, ${when}`);
  assert.equal(places.workers, "0", `service workers, ${when}`);
  const requests = seen.requests.map((request) => (request.url.endsWith("/api/referrals") ? request.url : `${request.url} ${request.body ?? ""}`));
  for (const canary of CANARIES) {
    for (const [place, text] of Object.entries({ ...places, messages: seen.messages.join("\n"), requests: requests.join("\n") })) {
      assert.ok(!text.includes(canary), `${place} holds ${canary}, ${when}`);
    }
  }
}

function withoutComputed(answers) {
  const kept = structuredClone(answers);
  for (const section of form.sections) {
    for (const question of section.questions.filter((question) => question.kind === "computed")) {
      delete kept[container(section)]?.[question.id];
      if (question.root) delete kept[question.id];
    }
    const rest = kept[container(section)];
    if (rest && Object.keys(rest).length === 0) delete kept[container(section)];
  }
  return kept;
}
