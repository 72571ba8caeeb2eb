// The service plan in a browser: a person asks, an adviser welcomes them; what is missing, what was sent back, agreement.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./harness/axe.mjs";
import { assertFocus, assertNoSidewaysScroll, open } from "./harness/browser.mjs";
import { named } from "./harness/dossier.mjs";
import { screenshot } from "./harness/screenshot.mjs";
import { stage } from "./harness/stage.mjs";
import { VIEWS } from "./harness/views.mjs";

let receiver, browser;
stage((started) => {
  ({ receiver, browser } = started);
});

const SAY = {
  fr: { place: "/service-plan/", save: "Enregistrer et continuer", send: "Envoyer la demande", sent: "Demande reçue", welcome: "Accueil", begin: "Commencer l’identification des besoins", welcomed: "Accueil fait", helping: "Qui aidez-vous?", oriented: /Orientation vers une conseillère/, back: "Retourner la demande pour la compléter", correct: "À corriger" },
  en: { place: "/en/service-plan/", save: "Save and continue", send: "Send the request", sent: "Request received", welcome: "Welcome", begin: "Begin identifying needs", welcomed: "Welcome done", helping: "Who are you helping?", oriented: /integration adviser/i, back: "Send the request back to be completed", correct: "To correct" },
};

const dossier = (page) => page.locator("parcours-dossier");
const heading = (page) => dossier(page).locator("#heading");

async function visit(language, viewport) {
  const visit = await open(browser, `${receiver.origin}${SAY[language].place}`, { viewport, language });
  await dossier(visit.page).locator("a.task-name").first().waitFor();
  return visit;
}

async function judge(page, state, language) {
  await assertAccessible(page, `${state} ${language}`);
  await assertNoSidewaysScroll(page, `${state} ${language}`);
  await screenshot(page, state, language);
}

/** Answers whatever the page asks and must have, as one who reads the questions. */
async function answerAll(page) {
  for (let pass = 0; pass < 3; pass += 1) {
    for (const field of await dossier(page).locator(".page fieldset:has(input[type=radio]):not(:has(fieldset)), .page select, .page textarea, .page input:not([type=radio]):not([type=checkbox]):not([type=file])").all()) {
      const tag = await field.evaluate((element) => element.tagName);
      if (tag === "FIELDSET") {
        if ((await field.locator("input:checked").count()) === 0) await field.locator("input").first().check();
      } else if (tag === "SELECT") {
        if ((await field.inputValue()) === "") await field.selectOption({ index: 1 });
      } else if ((await must(field)) && (await field.inputValue()) === "") await field.fill(await answer(field));
    }
  }
}

/** Whether an answer must be given: said of the control, or of the group it is in. */
function must(field) {
  return field.evaluate((input) => input.required || input.ariaRequired === "true" || input.closest(".field")?.querySelector(":scope > .label .star") !== null);
}

async function answer(field) {
  const { id, type, label } = await field.evaluate((input) => ({
    id: input.id,
    type: input.type,
    label: input.getRootNode().querySelector(`label[for="${input.id}"]`)?.textContent ?? "",
  }));
  if (id.endsWith("-day")) return "12";
  if (id.endsWith("-month")) return "5";
  if (id.endsWith("-year")) return "1985";
  if (type === "tel") return "450 555-0142";
  if (type === "email") return "nom@exemple.ca";
  if (/postal/i.test(label)) return "J6N 1A1";
  return "Essai";
}

/** Goes through the sections one after another, until the overview comes back. */
async function fillStep(page, say) {
  await dossier(page).locator("a.task-name").first().click();
  for (let sections = 0; sections < 30; sections += 1) {
    await heading(page).waitFor();
    if ((await dossier(page).locator("button[type=submit]").count()) === 0) return;
    const title = await heading(page).innerText();
    await answerAll(page);
    await dossier(page).locator("button[type=submit]").click();
    await page.waitForTimeout(150);
    for (let tries = 0; tries < 3 && (await dossier(page).locator("#summary").count()) > 0; tries += 1) {
      for (const box of await dossier(page).locator(".wrong input[type=checkbox]").all()) await box.check();
      for (const add of await dossier(page).locator(".wrong > button[id$=-add]").all()) await add.click();
      await answerAll(page);
      await dossier(page).locator("button[type=submit]").click();
      await page.waitForTimeout(150);
    }
    const left = await dossier(page).locator("#summary").allInnerTexts();
    assert.deepEqual(left, [], `${title} was not accepted`);
  }
  assert.fail("the sections never end");
}

async function become(page, role) {
  await page.locator("[data-visitor]:visible").selectOption(role);
  await dossier(page).locator(".whereabouts").first().waitFor();
  await page.waitForTimeout(400);
}

const state = (page) => dossier(page).locator(".whereabouts .line").first().locator("dd p").first();

for (const [language, viewport] of VIEWS) {
  test(`A-01 A-11 A-17: a person asks, an adviser welcomes them, ${language}, ${viewport.width} px [dossier service-plan]`, { timeout: 120_000 }, async () => {
    const say = SAY[language];
    const seen = await visit(language, viewport);
    const { page } = seen;
    await judge(page, "50-dossier-overview", language);

    // A move that cannot be made yet says what is missing, and where.
    await dossier(page).getByRole("link", { name: say.send }).click();
    await assertFocus(page, "heading", "the page of a move is read from its heading");
    await dossier(page).getByRole("button", { name: say.send }).click();
    await assertFocus(page, "summary", "what is missing is read first");
    await judge(page, "51-dossier-blocked", language);
    await dossier(page).locator(".back").click();
    await assertFocus(page, "heading", "the overview is read from its heading");

    await dossier(page).locator("a.task-name").nth(1).click();
    await assertFocus(page, "heading", "a section is read from its heading");
    await judge(page, "52-dossier-section", language);
    await dossier(page).getByRole("button", { name: say.save }).click();
    await assertFocus(page, "summary", "what is wrong is read first");
    await judge(page, "53-dossier-errors", language);
    await dossier(page).locator(".back").click();
    await assertFocus(page, "heading");

    await fillStep(page, say);
    await dossier(page).getByRole("link", { name: say.send }).click();
    await dossier(page).getByRole("button", { name: say.send }).click();
    await dossier(page).locator(".whereabouts").waitFor();
    assert.equal(await state(page).innerText(), say.sent);

    await become(page, "adviser");
    await judge(page, "54-dossier-adviser", language);
    await dossier(page).getByRole("link", { name: named(say.welcome) }).click();
    await answerAll(page);
    await dossier(page).getByRole("radio", { name: say.oriented }).check();
    await answerAll(page);
    await judge(page, "55-dossier-welcome", language);
    await dossier(page).getByRole("button", { name: say.save }).click();
    await page.waitForTimeout(200);
    if ((await dossier(page).locator(".back").count()) > 0) await dossier(page).locator(".back").click();
    await dossier(page).getByRole("link", { name: say.begin }).click();
    await dossier(page).getByRole("button", { name: say.begin }).click();
    await dossier(page).locator(".whereabouts").waitFor();
    assert.equal(await state(page).innerText(), say.welcomed);

    // All of it went through the receiver: saves, then both moves.
    const asked = (method, end) => seen.seen.requests.filter((request) => request.method === method && end.test(new URL(request.url).pathname)).length;
    assert.ok(asked("PUT", /^\/api\/dossiers\/[0-9a-f-]+$/) >= 10, "saves");
    assert.equal(asked("POST", /\/events$/), 2, "moves");
    seen.assertQuiet();
    await seen.close();
  });
}

for (const [language, viewport] of VIEWS) {
  test(`Back saves a section, Forward finds it again, ${language}, ${viewport.width} px`, { timeout: 60_000 }, async () => {
    const seen = await visit(language, viewport);
    const { page } = seen;
    const field = dossier(page).locator(".page input[type=text]").first();
    await dossier(page).locator("#task-4").click();
    await field.fill("Anne-Sophie");
    await page.goBack();
    await dossier(page).locator(".whereabouts").waitFor();
    await assertFocus(page, "heading");
    assert.equal(await dossier(page).evaluate((element) => element.unsaved), false);
    await page.goForward();
    await field.waitFor();
    assert.equal(await field.inputValue(), "Anne-Sophie");
    await assertFocus(page, "heading");
    await page.goBack();
    await dossier(page).locator(".whereabouts").waitFor();
    assert.equal(await page.evaluate(() => JSON.stringify(history.state).includes("Anne")), false, "an entry holds no answer (P-01)");
    await seen.close();
  });
}
