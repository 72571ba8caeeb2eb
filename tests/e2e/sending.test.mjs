// Sending, when something goes wrong: nothing typed is lost, nothing is claimed, nothing is sent twice.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./harness/axe.mjs";
import { open, whenReady } from "./harness/browser.mjs";
import { mouse } from "./harness/hands.mjs";
import { definition } from "./harness/receiver.mjs";
import { ANSWERS, PAGE, referral } from "./harness/referral.mjs";
import { screenshot } from "./harness/screenshot.mjs";
import { stage } from "./harness/stage.mjs";
import { inTurn } from "./harness/views.mjs";

let receiver, browser, form;
stage(async (started) => {
  ({ receiver, browser } = started);
  form = await definition(receiver.origin);
});

const starts = { fr: "/referral/", en: "/en/referral/" };
const NOT_SENT = { fr: "Votre demande n’est pas encore envoyée", en: "Your request has not been sent yet" };

/** What the demo's host page says in `slot="not-sent"`. */
const CALL = { fr: "Vous ne pouvez pas attendre?", en: "If this cannot wait" };
const OTHER = { fr: "en", en: "fr" };

async function atReview(language) {
  const visit = await open(browser, `${receiver.origin}${starts[language]}`, { language, expectMessages: true });
  const root = await whenReady(visit.page);
  const person = referral({ page: visit.page, root, form, language, hands: mouse(visit.page) });
  await person.fill(ANSWERS);
  return { ...visit, root, person };
}

/** Sends, or tries again once the page offers to. */
async function send(person, language) {
  const again = person.button(PAGE[language].again);
  await ((await again.count()) > 0 ? again : person.button(PAGE[language].send)).click();
}

const json = (status, body) => ({ status, contentType: "application/problem+json", body: JSON.stringify(body) });

const FAILURES = {
  "the network is down": (route) => route.abort("internetdisconnected"),
  "503, the database cannot write": (route) => route.fulfill(json(503, { type: "about:blank", title: "…", status: 503 })),
  "413, too large": (route) => route.fulfill(json(413, { type: "about:blank", title: "…", status: 413 })),
  "415, wrong type": (route) => route.fulfill(json(415, { type: "about:blank", title: "…", status: 415 })),
  "400, not understood": (route) => route.fulfill(json(400, { type: "about:blank", title: "…", status: 400 })),
  "a proxy answers in HTML": (route) => route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad gateway</h1><script>alert(1)</script>" }),
  "200 with a page instead of a reference": (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Welcome</h1>" }),
  "a redirect": (route) => route.fulfill({ status: 302, headers: { location: "/" } }),
};

for (const language of ["fr", "en"]) {
  test(`P-08 A-18: each failure leaves the request on the screen, then it is sent once, ${language} [cli-60508]`, { timeout: 240_000 }, async () => {
    const { page, root, person, seen, close } = await atReview(language);
    const rowsBefore = receiver.rows().length;
    const keys = new Set();
    for (const [name, reply] of Object.entries(FAILURES).filter(inTurn(language))) {
      await page.route("**/api/referrals", async (route) => {
        keys.add(route.request().headers()["idempotency-key"]);
        await reply(route);
      });
      await send(person, language);
      const alert = root.getByRole("alert").filter({ hasText: NOT_SENT[language] });
      await alert.waitFor({ timeout: 60_000 });
      await root.getByRole("heading", { name: PAGE[language].received }).waitFor({ state: "detached" });
      assert.ok(await person.button(PAGE[language].again).isVisible(), `${name}: it can be tried again`);
      assert.ok(await page.getByText(CALL[language]).isVisible(), `${name}: it says whom to call`);
      assert.ok(!(await page.getByText(CALL[OTHER[language]]).isVisible()), `${name}: in one language`);
      const text = await root.evaluate((element) => element.shadowRoot.textContent);
      assert.ok(text.includes("Être rappelé cette semaine."), `${name}: the answers are still there`);
      assert.ok(!text.includes("Bad gateway") && !text.includes("Welcome"), `${name}: the reply is not shown`);
      assert.equal(receiver.rows().length, rowsBefore, `${name}: nothing was stored`);
      await page.unroute("**/api/referrals");
    }
    await assertAccessible(page, `not sent ${language}`);
    await screenshot(page, "22-not-sent", language);

    await page.route("**/api/referrals", (route) => {
      keys.add(route.request().headers()["idempotency-key"]);
      return route.continue();
    });
    await send(person, language);
    await person.reference();
    assert.equal(receiver.rows().length, rowsBefore + 1);
    assert.equal(keys.size, 1, "one request, one idempotency key, however often it is tried");
    assert.match([...keys][0], /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.deepEqual(seen.violations, []);
    await close();
  });

  test(`A-30 3.3.1: problems of the server land on their questions, unknown ones are not dropped, ${language} [cli-60508]`, { timeout: 180_000 }, async () => {
    const { page, root, person, close } = await atReview(language);
    const unknown = language === "fr" ? "Le dossier est déjà ouvert." : "The record is already open.";
    const postal = language === "fr" ? "Ce code postal n’existe plus." : "This postal code no longer exists.";
    await page.route("**/api/referrals", (route) =>
      route.fulfill(
        json(422, {
          type: "about:blank",
          title: "…",
          status: 422,
          errors: [
            { pointer: "#/person/address/postal_code", code: "host", detail: postal },
            { pointer: "#/somewhere/else", code: "host", detail: unknown },
          ],
        }),
      ),
    );
    await send(person, language);
    const summary = root.locator("#summary");
    await summary.waitFor();
    const text = await summary.innerText();
    assert.ok(text.includes(postal), text);
    assert.ok(text.includes(unknown), text);
    await assertAccessible(page, `server problems ${language}`);
    await screenshot(page, "23-server-problems", language);
    await summary.getByRole("link", { name: postal }).click();
    const label = language === "fr" ? "Code postal" : "Postal code";
    const field = root.getByRole("textbox", { name: label });
    await field.waitFor();
    assert.ok(await field.evaluate((input) => input.getRootNode().activeElement === input), "the question has the focus");
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await close();
  });
}

test("P-08: the receiver is killed once it has stored the request and before it answers; after a restart there is one row", { timeout: 180_000 }, async () => {
  const { page, root, person, close } = await atReview("fr");
  const rowsBefore = receiver.rows().length;
  let killed = false;
  await page.route("**/api/referrals", async (route) => {
    if (killed) return route.abort("connectionrefused");
    killed = true;
    await route.fetch();
    await receiver.kill();
    return route.abort("connectionreset");
  });
  await send(person, "fr");
  await root.getByRole("alert").filter({ hasText: NOT_SENT.fr }).waitFor({ timeout: 60_000 });
  assert.equal(receiver.rows().length, rowsBefore + 1, "it was stored before the cut");
  await page.unroute("**/api/referrals");
  await receiver.start();
  await send(person, "fr");
  const reference = await person.reference();
  const rows = receiver.rows();
  assert.equal(rows.length, rowsBefore + 1, "exactly one row");
  assert.ok(rows.some((row) => row.reference === reference), "the reference is the one given the first time");
  await close();
});

test("P-08: the receiver is killed while the request is on its way; after a restart there is one row", { timeout: 180_000 }, async () => {
  const { root, person, close } = await atReview("en");
  const rowsBefore = receiver.rows().length;
  await receiver.kill();
  await send(person, "en");
  await root.getByRole("alert").filter({ hasText: NOT_SENT.en }).waitFor({ timeout: 60_000 });
  await receiver.start();
  await send(person, "en");
  await person.reference();
  assert.equal(receiver.rows().length, rowsBefore + 1, "exactly one row");
  await close();
});

test("A-30: two quick clicks send one request [cli-60508]", { timeout: 180_000 }, async () => {
  const { page, person, seen, close } = await atReview("fr");
  await page.route("**/api/referrals", async (route) => {
    await new Promise((done) => setTimeout(done, 500));
    return route.continue();
  });
  await person.button(PAGE.fr.send).dblclick();
  await person.reference();
  assert.equal(seen.requests.filter((request) => request.method === "POST").length, 1);
  await close();
});

test("the advisor finds the request and reads its answers at the desk", { timeout: 180_000 }, async () => {
  const { person, close } = await atReview("fr");
  await person.send();
  const reference = await person.reference();
  await close();
  const visit = await open(browser, `${receiver.origin}/desk/`);
  const { page } = visit;
  await page.getByLabel("Votre nom").fill("Accueil");
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.getByRole("button", { name: reference }).click();
  await page.getByRole("heading", { name: `Demande ${reference}` }).waitFor();
  const text = await page.locator("#desk-answers").innerText();
  for (const words of ["Lafontaine", "Salaberry-de-Valleyfield", "J6T 1A1", "Être rappelé cette semaine.", "TREE"]) {
    assert.ok(text.replaceAll("\u00a0", " ").includes(words), `the desk shows ${words}`);
  }
  await assertAccessible(page, "desk, one request");
  await screenshot(page, "24-desk-request", "fr");
  visit.assertQuiet();
  await visit.close();
});
